"""mtdetect: tells machine-translated articles from human ones, with exact evidence and a calibrated likelihood.

    import mtdetect

    detector = mtdetect.load()
    verdict = detector.score(text)

    matcher = mtdetect.load_matcher(["archive/"])
    match = matcher.match(text)

This is the only door; what is not named here may change.
"""

from typing import TYPE_CHECKING, Any

from mtdetect.document import Document, Unreadable
from mtdetect.errors import CorpusError, IndexFileError, ModelError, MtdetectError, UsageError
from mtdetect.verdict import Reason, Tell, Verdict
from mtdetect.version import __version__

if TYPE_CHECKING:
    from mtdetect.detector import Detector, load
    from mtdetect.match.matcher import Match, Matcher, load_matcher

__all__ = [
    "CorpusError",
    "Detector",
    "Document",
    "IndexFileError",
    "Match",
    "Matcher",
    "ModelError",
    "MtdetectError",
    "Reason",
    "Tell",
    "Unreadable",
    "UsageError",
    "Verdict",
    "__version__",
    "load",
    "load_matcher",
]


def __getattr__(name: str) -> Any:
    """`Detector`, `Matcher` and what loads them, when first asked for: the help does not wait for numpy."""
    if name in ("Detector", "load"):
        from mtdetect import detector

        return getattr(detector, name)
    if name in ("Match", "Matcher", "load_matcher"):
        from mtdetect.match import matcher

        return getattr(matcher, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
