"""The deep model: an additive model of the plain model's score and the statistics of a round trip."""

from collections.abc import Mapping
from dataclasses import dataclass

from mtdetect.deep.statistics import measure
from mtdetect.deep.surrogate import Surrogate, round_trip, to_send
from mtdetect.model.calibration import Calibration
from mtdetect.text.text import Text
from mtdetect.verdict import Reason


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

    def parts(self, values: Mapping[str, float]) -> tuple[Reason, ...]:
        """What the statistics add."""
        return tuple(Reason(f"deep:{name}", one.log_odds(values[name])) for name, one in self.statistics.items())


@dataclass(frozen=True, slots=True)
class Deep:
    """A deep model with its translation engine."""

    model: DeepModel
    surrogate: Surrogate

    def parts(self, text: Text) -> tuple[Reason, ...]:
        """What the statistics of a text add to its score; a bounded part of the text is translated."""
        return self.model.parts(measure(round_trip(self.surrogate, to_send(text))))

    @property
    def signature(self) -> str:
        """Names what scores depend on besides the plain model: the deep model and the engine."""
        return f"deep:{self.model.name}@{self.model.fingerprint}|surrogate:{self.surrogate.name}"
