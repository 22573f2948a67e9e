"""Writes the model of copy mode as users load it: arrays, JSON and checksums."""

import hashlib
import json
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import numpy as np

from mtdetect.match.direction import Directions
from mtdetect.match.model import ARRAYS, FORMAT
from mtdetect.match.relation import NAMES, Relations
from mtdetect.model.additive import CHECKSUMS, SETTINGS


def export(folder: Path, classes: Sequence[str], directions: Directions, relations: Relations, metrics: str) -> None:
    """Write `model.json`, the arrays, `metrics.json` and `SHA256SUMS`; the same input gives the same bytes."""
    traits = zip(relations.names, relations.mean.tolist(), relations.scale.tolist(), strict=True)
    settings = {
        "format": FORMAT,
        "name": folder.name,
        "sharpness": directions.sharpness,
        "named": {name: list(pair) for name, pair in directions.named.items()},
        "relations": {
            "traits": {name: [mean, scale] for name, mean, scale in traits},
            "weights": dict(zip(NAMES, relations.weights.tolist(), strict=True)),
        },
        "classes": list(classes),
    }
    files = {SETTINGS: (json.dumps(settings, ensure_ascii=False) + "\n").encode(), "metrics.json": metrics.encode()}
    files |= {f"{name}.npy": _npy(getattr(directions, name)) for name in ARRAYS}
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    sums = (f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items()))
    (folder / CHECKSUMS).write_text("".join(sums))


def _npy(array: np.ndarray) -> bytes:
    buffer = BytesIO()
    np.save(buffer, array, allow_pickle=False)
    return buffer.getvalue()
