"""Errors that users meet.

MtdetectError
├── UsageError       a flag, path or setting that cannot be used
├── ModelError       a model folder that is missing, altered or of another version
├── IndexFileError   an index of candidates that is missing, damaged or of another version
└── CorpusError      a corpus row or folder that training cannot use

Each message is one line that names the thing, the cause and the next step; the command line prints it and exits
with 2. A document that cannot be read is not an error but a value in the stream: `mtdetect.document.Unreadable`.
"""


class MtdetectError(Exception):
    """The root: catching it catches all that mtdetect raises on purpose."""


class UsageError(MtdetectError):
    """A flag, path or setting that cannot be used."""


class ModelError(MtdetectError):
    """A model folder that is missing, altered or of another version."""


class IndexFileError(MtdetectError):
    """An index of candidates that is missing, damaged or of another version."""


class CorpusError(MtdetectError):
    """A corpus row or folder that training cannot use."""
