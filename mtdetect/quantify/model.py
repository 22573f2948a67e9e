"""What estimates are made with, read from its folder: arrays and JSON, checked by SHA-256."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mtdetect.errors import ModelError
from mtdetect.model.additive import Model
from mtdetect.model.digest import digest
from mtdetect.model.files import SETTINGS, array_as_bytes, write_checked
from mtdetect.model.folder import Content, ModelKind, array_file, read_model
from mtdetect.model.shipped import shipped
from mtdetect.quantify.densities import Scenarios
from mtdetect.quantify.histogram import Counts
from mtdetect.quantify.human import adapt
from mtdetect.quantify.posterior import Mixtures, mixtures
from mtdetect.quantify.scenario_arrays import ARRAYS, as_arrays, from_arrays

FORMAT = 3
DEFAULT = "estimate"
_KIND = ModelKind("model of estimates", FORMAT, tuple(map(array_file, ARRAYS)))


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
    return read_model(folder or shipped("models") / DEFAULT, _KIND, _model)


def _model(content: Content) -> QuantifyModel:
    settings = content.settings
    arrays = [content.array(name).astype(np.float64) for name in ARRAYS]
    worth, known = float(settings["worth"]), float(settings["worth_known"])
    if not (0 < worth < np.inf and 0 < known < np.inf):
        raise ValueError("numbers of documents that are not above 0")
    return QuantifyModel(
        name=str(settings["name"]),
        fingerprint=content.fingerprint,
        fitted_to=str(settings["fitted_to"]),
        scenarios=from_arrays(*arrays),
        worth=worth,
        worth_known=known,
    )


def write_quantify(folder: Path, model: QuantifyModel, metrics: str) -> None:
    """Write a model's folder; the same input gives the same bytes. Raises OSError."""
    settings = {
        "format": FORMAT,
        "name": model.name,
        "fitted_to": model.fitted_to,
        "worth": model.worth,
        "worth_known": model.worth_known,
    }
    files = {SETTINGS: (json.dumps(settings, indent=1) + "\n").encode(), "metrics.json": metrics.encode()}
    files |= {
        array_file(name): array_as_bytes(array.astype(np.float32)) for name, array in as_arrays(model.scenarios).items()
    }
    write_checked(folder, files)
