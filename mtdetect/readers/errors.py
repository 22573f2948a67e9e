"""Errors of a single input: raised inside the readers, which yield them as `Unreadable` values."""

import os
from collections.abc import Iterator
from contextlib import contextmanager


class ReadError(Exception):
    """An input that cannot be read as a document.

    `kind` is one of not_found, permission, read_error, unsupported, unclear, not_installed, binary, not_utf8, empty,
    too_large, bad_gzip, bad_zstd, bad_json, bad_csv, bad_parquet, bad_warc, no_text; `message` gives the cause and the
    next step in one line, without the input's name.
    """

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message


@contextmanager
def convert_os_errors() -> Iterator[None]:
    """Raise ReadError (not_found, permission, read_error) in place of an OSError."""
    try:
        yield
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ReadError("not_found", "does not exist: check the path") from error
    except PermissionError as error:
        raise ReadError("permission", "may not be read: check its permissions") from error
    except IsADirectoryError as error:
        raise ReadError("read_error", "is a folder: name a file in it") from error
    except OSError as error:
        cause = os.strerror(error.errno) if error.errno else "input/output error"
        raise ReadError("read_error", f"could not be read ({cause.lower()}): try again with a copy") from error


def not_installed(package: str, extra: str) -> ReadError:
    """The error for a format whose library is not installed, with the command that installs it."""
    return ReadError("not_installed", f"needs {package} to be read: pip install 'mtdetect[{extra}]'")


def too_large(limit: int) -> ReadError:
    """The error for an input of more than `limit` bytes, after decompression."""
    return ReadError("too_large", f"holds more than {limit:,} bytes: raise --max-bytes, or split it")
