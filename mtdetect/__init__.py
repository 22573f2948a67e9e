"""mtdetect: tells machine-translated articles from human ones, with exact evidence and a calibrated likelihood.

    import mtdetect

    detector = mtdetect.load()
    verdict = detector.score(text)

This is the only door; what is not named here may change.
"""

from mtdetect.detector import Detector, load
from mtdetect.document import Document, Unreadable
from mtdetect.errors import CorpusError, ModelError, MtdetectError, UsageError
from mtdetect.verdict import Reason, Tell, Verdict
from mtdetect.version import __version__

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
