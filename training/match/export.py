"""Writes the model of copy mode as users load it: arrays, JSON and checksums."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from mtdetect.match.direction import DirectionModel
from mtdetect.match.model import ARRAYS, FORMAT
from mtdetect.match.relation import NAMES, RelationModel
from mtdetect.model.files import SETTINGS, array_as_bytes, write_checked
from mtdetect.model.folder import array_file
from training.docs.tables import METRICS


def export(
    folder: Path,
    classes: Sequence[str],
    directions: DirectionModel,
    relations: RelationModel,
    fitted_to: str,
    metrics: str,
) -> None:
    """Write `model.json`, the arrays, `metrics.json` and `SHA256SUMS`; the same input gives the same bytes.

    `fitted_to` is the digest of the base model whose scores the direction knows.
    """
    features = zip(relations.names, relations.mean.tolist(), relations.scale.tolist(), strict=True)
    settings = {
        "format": FORMAT,
        "name": folder.name,
        "fitted_to": fitted_to,
        "sharpness": directions.sharpness,
        "named": {name: list(pair) for name, pair in directions.named.items()},
        "relations": {
            "traits": {name: [mean, scale] for name, mean, scale in features},
            "weights": dict(zip(NAMES, relations.weights.tolist(), strict=True)),
        },
        "classes": list(classes),
    }
    arrays = {array_file(name): array_as_bytes(getattr(directions, name)) for name in ARRAYS}
    write_checked(folder, {SETTINGS: _as_bytes(settings), METRICS: metrics.encode(), **arrays})


def _as_bytes(settings: Mapping[str, Any]) -> bytes:
    return (json.dumps(settings, ensure_ascii=False) + "\n").encode()
