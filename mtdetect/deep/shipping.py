"""Reads the deep model's folder (JSON, checked by SHA-256), and checks which plain model it was fitted to."""

import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from mtdetect.deep.model import Deep, DeepModel, Stability
from mtdetect.deep.statistics import STATISTICS
from mtdetect.deep.surrogate import load_surrogate
from mtdetect.errors import ModelError
from mtdetect.model import calibration
from mtdetect.model.additive import Model
from mtdetect.model.files import SETTINGS, fingerprint, read_checked
from mtdetect.model.shipped import shipped

FORMAT = 1
DEFAULT = "deep"


def load_deep(plain: Model) -> Deep:
    """The shipped deep model, for the plain model that it was fitted to. Raises ModelError and UsageError."""
    surrogate = load_surrogate()
    model = load_deep_model(shipped("models") / DEFAULT)
    if model.fitted_to != digest(plain):
        raise ModelError(
            f"{plain.name}: --deep was fitted to another model than this; leave one out, or run python -m training.deep"
        )
    return Deep(model, surrogate)


def load_deep_model(folder: Path) -> DeepModel:
    """Load a deep model's folder. Raises ModelError if it is missing, altered or too new."""
    files = read_checked(folder, (SETTINGS,))
    try:
        settings: dict[str, Any] = json.loads(files[SETTINGS])
        if settings["format"] != FORMAT:
            raise ModelError(f"{folder}: deep model format {settings['format']}, not {FORMAT}; install a matching one")
        statistics = {name: Stability(**fields) for name, fields in settings["statistics"].items()}
        if unknown := statistics.keys() - STATISTICS.keys():
            raise ModelError(f"{folder}: weighs {', '.join(sorted(unknown))}, which is unknown; install a matching one")
        return DeepModel(
            name=settings["name"],
            fingerprint=fingerprint(files),
            fitted_to=settings["fitted_to"],
            base=float(settings["base"]),
            plain=float(settings["plain"]),
            statistics=statistics,
            calibration=calibration.from_json(settings["calibration"]),
        )
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise ModelError(f"{folder}: not a deep model of mtdetect ({error!r}); train or install one anew") from error


def as_json(model: DeepModel) -> str:
    """The content of `model.json`, which `load_deep_model` reads."""
    settings = {
        "format": FORMAT,
        "name": model.name,
        "fitted_to": model.fitted_to,
        "base": model.base,
        "plain": model.plain,
        "statistics": {name: asdict(one) for name, one in model.statistics.items()},
        "calibration": calibration.as_json(model.calibration),
    }
    return json.dumps(settings, indent=1) + "\n"


def digest(model: Model) -> str:
    """Twelve hexadecimal digits of all that a plain model's raw scores depend on, so without its calibration."""
    rest = {name: asdict(measure) for name, measure in model.measures.items()}
    settings = json.dumps([model.base, model.power, rest, dict(model.tells), dict(model.classes.numbers)])
    arrays = (model.known, model.rarity, model.weights)
    return hashlib.sha256(settings.encode() + b"".join(array.tobytes() for array in arrays)).hexdigest()[:12]
