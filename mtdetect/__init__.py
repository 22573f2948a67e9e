"""mtdetect: tells machine-translated articles from human ones, with exact evidence and a calibrated likelihood.

    import mtdetect

    detector = mtdetect.load()
    verdict = detector.score(text)

    matcher = mtdetect.load_matcher(["archive/"])
    match = matcher.match(text)

    estimator = mtdetect.load_estimator()
    estimate = estimator.estimate(texts)

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
    from mtdetect.quantify.estimator import Estimator, load_estimator

__all__ = [
    "CorpusError",
    "Detector",
    "Document",
    "Estimator",
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
    "load_estimator",
    "load_matcher",
]


def __getattr__(name: str) -> Any:
    """`Detector`, `Matcher`, `Estimator` and what loads them, when first asked for: help does not wait for numpy."""
    if name in ("Detector", "load"):
        from mtdetect import detector

        return getattr(detector, name)
    if name in ("Match", "Matcher", "load_matcher"):
        from mtdetect.match import matcher

        return getattr(matcher, name)
    if name in ("Estimator", "load_estimator"):
        from mtdetect.quantify import estimator

        return getattr(estimator, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
