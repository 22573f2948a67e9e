"""The deep model: the plain model's score and the statistics of a round trip, weighed together; additive as that is."""

from collections.abc import Mapping
from dataclasses import dataclass

from mtdetect.deep.statistics import measure
from mtdetect.deep.surrogate import Surrogate, round_trip, to_send
from mtdetect.model.calibration import Calibration
from mtdetect.text.text import Text
from mtdetect.verdict import Reason


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

    def parts(self, values: Mapping[str, float]) -> tuple[Reason, ...]:
        """What the statistics add."""
        return tuple(Reason(f"deep:{name}", one.log_odds(values[name])) for name, one in self.statistics.items())


@dataclass(frozen=True, slots=True)
class Deep:
    """A deep model with its engine."""

    model: DeepModel
    surrogate: Surrogate

    def parts(self, text: Text) -> tuple[Reason, ...]:
        """What the statistics of a text add to its score; a bounded part of the text is translated."""
        return self.model.parts(measure(round_trip(self.surrogate, to_send(text))))

    @property
    def signature(self) -> str:
        """What scores depend on besides the plain model."""
        return f"deep:{self.model.name}@{self.model.fingerprint}|surrogate:{self.surrogate.name}"
