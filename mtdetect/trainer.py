"""The door to the trainer, which lives beside the package in a checkout and is not installed with it."""

from importlib import import_module
from pathlib import Path
from types import ModuleType

from mtdetect.errors import UsageError

_TRAINER = Path(__file__).resolve().parents[1] / "training"
_SOURCE = "it is in the source tree only: get that, `pip install -e .` there, and run the command again"


def trainer(name: str) -> ModuleType:
    """The module of that name in `training`. Raises UsageError where it is not, or lacks what it needs."""
    if not (_TRAINER / "__init__.py").is_file():
        raise UsageError(f"the trainer is not installed: {_SOURCE}")
    try:
        package = import_module("training")
        if Path(package.__file__ or "").resolve().parent != _TRAINER:
            raise UsageError(
                f"{package.__file__}: is another package called training: run where that is not in the way"
            )
        return import_module(f"training.{name}")
    except ModuleNotFoundError as error:
        raise UsageError(f"training: needs {error.name}, which is not installed: pip install {error.name}") from error
