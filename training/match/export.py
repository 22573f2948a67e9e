"""Writes the model of copy mode as users load it: arrays, JSON and checksums."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from mtdetect.match.direction import DirectionModel
from mtdetect.match.model import ARRAYS, FORMAT
from mtdetect.match.relation import NAMES, RelationModel
from mtdetect.model.files import SETTINGS, array_as_bytes, read_checked, read_settings, write_checked
from mtdetect.model.folder import array_file
from training.docs.tables import METRICS
from training.protocols.registry import as_json

RELATIONS = "relation, groups left out"  # their figures


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


def read_relations(folder: Path) -> tuple[Any, Any]:
    """The relations of a model, as its settings have them, and their figures. Raises ModelError."""
    files = read_checked(folder, (SETTINGS, METRICS))
    return read_settings(files)["relations"], json.loads(files[METRICS])[RELATIONS]


def keep_relations(folder: Path, relations: tuple[Any, Any]) -> None:
    """Put what `read_relations` found in another model into the model of `folder`. Raises ModelError."""
    arrays = [array_file(name) for name in ARRAYS]
    files = read_checked(folder, (SETTINGS, METRICS, *arrays))
    settings = {**read_settings(files), "relations": relations[0]}
    metrics = {**json.loads(files[METRICS]), RELATIONS: relations[1]}
    written = {SETTINGS: _as_bytes(settings), METRICS: as_json(metrics).encode()}
    write_checked(folder, written | {name: files[name] for name in arrays})


def _as_bytes(settings: Mapping[str, Any]) -> bytes:
    return (json.dumps(settings, ensure_ascii=False) + "\n").encode()
