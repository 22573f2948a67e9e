"""Writes the deep model's folder: JSON, arrays and checksums."""

from pathlib import Path

from mtdetect.deep.model import DeepModel
from mtdetect.deep.shipping import as_files
from mtdetect.model.files import write_checked
from training.docs.tables import METRICS


def export(folder: Path, model: DeepModel, metrics: str) -> None:
    """Write the model, `metrics.json` and `SHA256SUMS`; the same input gives the same bytes."""
    write_checked(folder, {**as_files(model), METRICS: metrics.encode()})
