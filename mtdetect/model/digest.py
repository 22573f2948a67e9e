"""Names a base model by what its raw scores depend on, for the models that are fitted to them."""

import hashlib
import json
from dataclasses import asdict

from mtdetect.model.additive import Model


def digest(model: Model) -> str:
    """Twelve hexadecimal digits of all that a base model's raw scores depend on, so without its calibration."""
    rest = {name: asdict(measure) for name, measure in model.measures.items()}
    several = [sorted(model.several.weights.items()), model.several.level]
    settings = json.dumps([model.base, model.power, rest, dict(model.tells), several, dict(model.classes.numbers)])
    arrays = (model.known, model.rarity, model.weights)
    return hashlib.sha256(settings.encode() + b"".join(array.tobytes() for array in arrays)).hexdigest()[:12]
