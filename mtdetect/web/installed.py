"""Whether what a server needs is installed."""

from importlib.util import find_spec

from mtdetect.errors import UsageError

_PACKAGES = ("fastapi", "uvicorn")


def require_web() -> None:
    """Raise UsageError where the extra is not installed, with the command that installs it."""
    if missing := [name for name in _PACKAGES if find_spec(name) is None]:
        raise UsageError(f"serve: needs {' and '.join(missing)}: pip install 'mtdetect[web]'")
