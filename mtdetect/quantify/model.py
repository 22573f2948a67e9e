"""What estimates are made with, read from its folder: arrays and JSON, checked by SHA-256."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdetect.errors import ModelError
from mtdetect.model.additive import Model
from mtdetect.model.digest import digest
from mtdetect.model.files import (
    SETTINGS,
    array_as_bytes,
    array_from_bytes,
    fingerprint,
    read_checked,
    read_settings,
    write_checked,
)
from mtdetect.model.shipped import shipped
from mtdetect.quantify.densities import GRID, Family, Scenarios
from mtdetect.quantify.histogram import Counts
from mtdetect.quantify.human import adapt
from mtdetect.quantify.posterior import Mixtures, mixtures

FORMAT = 1
DEFAULT = "estimate"
ARRAYS = ("scenarios", "shapes", "noise")
_COLUMNS = 9  # level, slope, scale and number of the shape: of human texts, then of machine texts; the tilt
_MOST = 20_000  # scenarios: more would take much memory
_NOISE = 3


@dataclass(frozen=True, slots=True)
class QuantifyModel:
    """The scenarios, and what all the documents of a corpus are worth: alone, and beside known human texts."""

    name: str
    fingerprint: str
    fitted_to: str
    scenarios: Scenarios
    worth: float
    worth_known: float

    @property
    def signature(self) -> str:
        """Names the model: an estimate depends on it, on the base model and on the version."""
        return f"estimate:{self.name}@{self.fingerprint}"

    def mixtures(self, known: Counts | None = None) -> Mixtures:
        """The mixtures of sources in general, or of one of which `known` human texts are given as a histogram."""
        if known is None:
            return mixtures(*self.scenarios.densities(), self.scenarios.tilt, self.worth)
        return mixtures(*adapt(self.scenarios, known), self.scenarios.tilt, self.worth_known)


def load_quantify(base: Model, folder: Path | None = None) -> QuantifyModel:
    """The model of a folder (default: the shipped one), for the base model that it was fitted to. Raises ModelError."""
    model = read_quantify(folder)
    if model.fitted_to != digest(base):
        raise ModelError(
            f"{base.name}: estimates were fitted to another model than this; leave out --model, or run "
            "python -m training.quantify"
        )
    return model


def read_quantify(folder: Path | None = None) -> QuantifyModel:
    """The same for any base model."""
    folder = folder or shipped("models") / DEFAULT
    files = read_checked(folder, (SETTINGS, *(f"{name}.npy" for name in ARRAYS)))
    try:
        settings = read_settings(files)
        if settings["format"] != FORMAT:
            raise ModelError(f"{folder}: estimate format {settings['format']}, not {FORMAT}; install a matching one")
        arrays = [array_from_bytes(files[f"{name}.npy"]).astype(np.float64) for name in ARRAYS]
        worth, known = float(settings["worth"]), float(settings["worth_known"])
        if not (0 < worth < np.inf and 0 < known < np.inf):
            raise ValueError("numbers of documents that are not above 0")
        return QuantifyModel(
            name=str(settings["name"]),
            fingerprint=fingerprint(files),
            fitted_to=str(settings["fitted_to"]),
            scenarios=_scenarios(*arrays),
            worth=worth,
            worth_known=known,
        )
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise ModelError(f"{folder}: no model of estimates ({error!r}); train or install one anew") from error


def write_quantify(folder: Path, model: QuantifyModel, metrics: str) -> None:
    """Write a model's folder; the same input gives the same bytes. Raises OSError."""
    settings = {
        "format": FORMAT,
        "name": model.name,
        "fitted_to": model.fitted_to,
        "worth": model.worth,
        "worth_known": model.worth_known,
    }
    human, machine = model.scenarios.human, model.scenarios.machine
    table = [human.level, human.slope, human.scale, human.shape, machine.level, machine.slope, machine.scale]
    arrays = {
        "scenarios": np.stack([*table, machine.shape, model.scenarios.tilt], axis=1),
        "shapes": model.scenarios.shapes,
        "noise": model.scenarios.noise,
    }
    files = {SETTINGS: (json.dumps(settings, indent=1) + "\n").encode(), "metrics.json": metrics.encode()}
    files |= {f"{name}.npy": array_as_bytes(array.astype(np.float32)) for name, array in arrays.items()}
    write_checked(folder, files)


def _scenarios(table: NDArray[Any], shapes: NDArray[Any], noise: NDArray[Any]) -> Scenarios:
    """The scenarios of their arrays. Raises ValueError for any that do not fit together."""
    if table.ndim != 2 or table.shape[1] != _COLUMNS or not 0 < len(table) <= _MOST:
        raise ValueError("scenarios of another shape")
    if shapes.ndim != 2 or shapes.shape[1] != len(GRID) or noise.shape != (len(table), _NOISE):
        raise ValueError("shapes or noise of another shape")
    numbers = table[:, [3, 7]].astype(np.intp)
    if not all(np.isfinite(one).all() for one in (table, shapes, noise)) or (table[:, [2, 6]] <= 0).any():
        raise ValueError("numbers that are not finite, or scales that are not above 0")
    if (numbers < 0).any() or (numbers >= len(shapes)).any() or (np.diff(shapes, axis=1) < 0).any():
        raise ValueError("shapes that are not there, or are no distributions")
    if shapes.min() < 0 or shapes.max() > 1:
        raise ValueError("shapes that are no distributions")
    human, machine = (Family(table[:, at], table[:, at + 1], table[:, at + 2], numbers[:, at // 4]) for at in (0, 4))
    return Scenarios(human, machine, shapes, noise, table[:, 8])
