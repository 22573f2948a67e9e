"""mtdetect: tells machine-translated articles from human ones, with exact evidence and a calibrated likelihood.

    import mtdetect

    detector = mtdetect.load()
    verdict = detector.score(text)

This is the only door; what is not named here may change.
"""

from typing import TYPE_CHECKING, Any

from mtdetect.document import Document, Unreadable
from mtdetect.errors import CorpusError, ModelError, MtdetectError, UsageError
from mtdetect.verdict import Reason, Tell, Verdict
from mtdetect.version import __version__

if TYPE_CHECKING:
    from mtdetect.detector import Detector, load

__all__ = [
    "CorpusError",
    "Detector",
    "Document",
    "ModelError",
    "MtdetectError",
    "Reason",
    "Tell",
    "Unreadable",
    "UsageError",
    "Verdict",
    "__version__",
    "load",
]


def __getattr__(name: str) -> Any:
    """`Detector` and `load` when they are first asked for: the command line's help does not wait for numpy."""
    if name in ("Detector", "load"):
        from mtdetect import detector

        return getattr(detector, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
