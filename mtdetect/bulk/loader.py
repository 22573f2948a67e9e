"""How a process loads the detector with which it scores."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from mtdetect.config.deep_mode import DeepMode
from mtdetect.document import Document
from mtdetect.verdict import Verdict

if TYPE_CHECKING:
    from mtdetect.detector import Detector


class Scorer(Protocol):
    """What is needed of a detector."""

    @property
    def details(self) -> bool:
        """Whether verdicts have tells and reasons, and so rows."""

    def score_batch(self, documents: Sequence[Document], /) -> Sequence[Verdict]:
        """Judge some documents together; each verdict is that of the document alone."""


@dataclass(frozen=True, slots=True)
class DetectorLoader:
    """How a process loads its detector: a call of `mtdetect.load` as a value that can be sent and compared."""

    model: Path | None = None
    fpr: float = 0.01
    prior: float = 0.5
    deep: DeepMode = "never"
    reader: Path | None = None
    details: bool = True
    sentences: bool = False
    sketches: bool = False

    def __call__(self) -> "Detector":
        """Load; raises `mtdetect.errors.MtdetectError` for a setting or a model that cannot be used."""
        from mtdetect.detector import load

        return load(
            self.model,
            fpr=self.fpr,
            prior=self.prior,
            deep=self.deep,
            reader=self.reader,
            details=self.details,
            sentences=self.sentences,
            sketches=self.sketches,
        )

    def signature(self) -> str:
        """What its scores depend on beside the settings; loads the model to see."""
        from mtdetect.detector import load

        return load(self.model, deep=self.deep, reader=self.reader).signature


def prepare(scorer: Scorer) -> None:
    """Prepare what makes a long run of a detector faster (`mtdetect.tells.engine`)."""
    engine = getattr(scorer, "engine", None)
    if engine is not None:
        engine.prepare()
