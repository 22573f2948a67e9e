"""Whether the reader can be used: seen without loading anything."""

import os
from importlib.util import find_spec
from pathlib import Path

from mtdetect.deep.weights import VARIABLE, is_prepared, package_parts


def is_installed(reader: Path | None = None) -> bool:
    """Whether the packages of the extra are there, and weights; `reader` is their file, if the user has named one."""
    named = reader is not None or VARIABLE in os.environ
    if find_spec("sentencepiece") is None:
        return False
    return is_prepared() or (find_spec("gguf") is not None and (named or all(package_parts())))
