"""The deep model: the plain model's score and the statistics of a round trip, weighed together; additive as that is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from mtdetect.deep.statistics import measure
from mtdetect.deep.surrogate import Surrogate, round_trip, to_send
from mtdetect.model.additive import Part
from mtdetect.model.calibration import Calibration
from mtdetect.text.batch import Text


@dataclass(frozen=True, slots=True)
class Stability:
    """How a statistic counts: `weight` for each `scale` above `mean`, at most `clip` scales; nothing below.

    `mean` and `scale` are those of native texts. That a text changes more than those is no sign of a human: the output
    of rule-based engines does.
    """

    mean: float
    scale: float
    clip: float
    weight: float

    def log_odds(self, value: float) -> float:
        """The share of the score of a value."""
        return self.weight * min(self.clip, max(0.0, (value - self.mean) / self.scale))


@dataclass(frozen=True, slots=True)
class DeepModel:
    """`base`, `plain` times each part of the plain model's score, and the parts of the statistics add up to the score.

    `fitted_to` is the `digest` of the plain model on whose scores it was fitted.
    """

    name: str
    fingerprint: str
    fitted_to: str
    base: float
    plain: float
    statistics: Mapping[str, Stability]
    calibration: Calibration

    def score(self, plain: float, values: Mapping[str, float]) -> float:
        """The raw score, in log-odds before calibration, of a plain raw score and the statistics."""
        return self.base + self.plain * plain + sum(part.log_odds for part in self.parts(values))

    def parts(self, values: Mapping[str, float]) -> list[Part]:
        """What the statistics add."""
        return [Part(f"deep:{name}", one.log_odds(values[name])) for name, one in self.statistics.items()]


@dataclass(frozen=True, slots=True)
class Deep:
    """A deep model with its engine."""

    model: DeepModel
    surrogate: Surrogate

    def deepen(self, text: Text, base: float, parts: Sequence[Part]) -> tuple[float, list[Part]]:
        """The base and the parts of the deep score, from the plain ones; a bounded part of the text is translated."""
        values = measure(round_trip(self.surrogate, to_send(text)))
        weighed = [replace(part, log_odds=self.model.plain * part.log_odds) for part in parts]
        return self.model.base + self.model.plain * base, [*self.model.parts(values), *weighed]

    @property
    def signature(self) -> str:
        """What scores depend on besides the plain model."""
        return f"deep:{self.model.name}@{self.model.fingerprint}|surrogate:{self.surrogate.name}"
