"""Where the files live that ship with the package: inside the wheel, or beside the package in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
_IN_CHECKOUT = {"models": "models", "rules": "seeds/rules"}


def shipped(name: str) -> Path:
    """The folder `models` or `rules`, from the installed wheel if it is there, else from the checkout."""
    packed = _PACKAGE / "shipped" / name
    return packed if packed.is_dir() else _PACKAGE.parent / _IN_CHECKOUT[name]
