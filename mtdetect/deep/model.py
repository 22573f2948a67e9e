"""The deep model: an additive model of the plain model's score and the statistics of a round trip."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from mtdetect.deep.statistics import measure
from mtdetect.deep.surrogate import Surrogate, round_trip, to_send
from mtdetect.model.additive import Part
from mtdetect.model.calibration import Calibration
from mtdetect.text.batch import Text


@dataclass(frozen=True, slots=True)
class Stability:
    """The weight of a statistic: `weight` for each `scale` above `mean`, at most `clip` scales; 0 below `mean`.

    `mean` and `scale` are those of native texts. A text that changes more than they do gets no credit for that, since
    the output of rule-based engines changes more as well.
    """

    mean: float
    scale: float
    clip: float
    weight: float

    def log_odds(self, value: float) -> float:
        """The part of the score, in log-odds, of a value (0-1)."""
        return self.weight * min(self.clip, max(0.0, (value - self.mean) / self.scale))


@dataclass(frozen=True, slots=True)
class DeepModel:
    """The score is `base`, plus `plain` times the plain model's score, plus the parts of the statistics.

    `fitted_to` is the `digest` of the plain model whose scores it was fitted on.
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
        """The parts of the statistics."""
        return [Part(f"deep:{name}", one.log_odds(values[name])) for name, one in self.statistics.items()]


@dataclass(frozen=True, slots=True)
class Deep:
    """A deep model with its translation engine."""

    model: DeepModel
    surrogate: Surrogate

    def deepen(self, text: Text, base: float, parts: Sequence[Part]) -> tuple[float, list[Part]]:
        """The base and the parts of the deep score, from the plain ones; translates part of the text (`to_send`)."""
        values = measure(round_trip(self.surrogate, to_send(text)))
        weighed = [replace(part, log_odds=self.model.plain * part.log_odds) for part in parts]
        return self.model.base + self.model.plain * base, [*self.model.parts(values), *weighed]

    @property
    def signature(self) -> str:
        """Names what scores depend on besides the plain model: the deep model and the engine."""
        return f"deep:{self.model.name}@{self.model.fingerprint}|surrogate:{self.surrogate.name}"
