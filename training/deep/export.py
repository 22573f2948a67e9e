"""Writes the deep model's folder: JSON and checksums."""

from pathlib import Path

from mtdetect.deep.model import DeepModel
from mtdetect.deep.shipping import as_json
from mtdetect.model.files import SETTINGS, write_checked
from training.docs.tables import METRICS


def export(folder: Path, model: DeepModel, metrics: str) -> None:
    """Write `model.json`, `metrics.json` and `SHA256SUMS`; the same input gives the same bytes."""
    write_checked(folder, {SETTINGS: as_json(model).encode(), METRICS: metrics.encode()})
