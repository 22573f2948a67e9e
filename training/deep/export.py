"""Writes the deep model's folder: JSON and checksums."""

import hashlib
from pathlib import Path

from mtdetect.deep.model import DeepModel
from mtdetect.deep.shipping import as_json
from mtdetect.model.additive import CHECKSUMS, SETTINGS
from training.docs.tables import METRICS


def export(folder: Path, model: DeepModel, metrics: str) -> None:
    """Write `model.json`, `metrics.json` and `SHA256SUMS`; the same input gives the same bytes."""
    files = {SETTINGS: as_json(model), METRICS: metrics}
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    sums = (f"{hashlib.sha256(content.encode()).hexdigest()}  {name}\n" for name, content in sorted(files.items()))
    (folder / CHECKSUMS).write_text("".join(sums))
