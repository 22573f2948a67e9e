"""The Pythons of this machine: those on PATH, and those that pyenv keeps."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

VERSIONS = ("3.11", "3.12", "3.13", "3.14")  # what requires-python allows and has been released


def find_interpreter(version: str) -> str | None:
    """The path of the oldest interpreter of a version, such as "3.11"; None where there is none.

    The oldest release of a version shows what the youngest does not: Python 3.11.2 lacks what 3.11.5 mended.
    """
    found = {_release(path): path for path in _candidates(version)}
    found.pop((), None)
    return found[min(found)] if found else None


def _candidates(version: str) -> Iterator[str]:
    name = f"python{version}"
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        if path := shutil.which(name, path=folder):
            yield path
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    yield from (str(path) for path in sorted(pyenv.glob(f"versions/{version}.*/bin/{name}")))


def _release(path: str) -> tuple[int, ...]:
    """(3, 11, 2); () where the path is a shim that stands for nothing."""
    code = "import sys; print(*sys.version_info[:3])"
    done = subprocess.run([path, "-c", code], capture_output=True, text=True, check=False)
    return tuple(map(int, done.stdout.split())) if done.returncode == 0 else ()
