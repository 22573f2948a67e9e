"""Writes a model as users load it: arrays, JSON and checksums."""

import json
from dataclasses import asdict
from pathlib import Path

import numpy as np

from mtdetect.features.word_classes import class_list
from mtdetect.model.additive import ARRAYS, FORMAT
from mtdetect.model.calibration import as_json
from mtdetect.model.files import SETTINGS, array_as_bytes, write_checked
from training.fit.ngram_stage import POWER
from training.fit.stack import CLIP
from training.fit.train import TrainingResult


def export(folder: Path, result: TrainingResult, metrics: str) -> None:
    """Write `model.json`, the arrays, `metrics.json` and `SHA256SUMS`; the same input gives the same bytes."""
    ngrams, stack = result.ngram_model, result.stack
    shown = stack.weights[1 : 1 + len(stack.names)]
    measures = {
        name: {"mean": float(mean), "scale": float(scale), "clip": CLIP, "weight": float(weight)}
        for name, mean, scale, weight in zip(stack.names, stack.mean, stack.scale, shown, strict=True)
    }
    settings = {
        "format": FORMAT,
        "name": folder.name,
        "base": stack.base + float(stack.weights[0]) * ngrams.base,
        "power": POWER,
        "measures": measures,
        "tells": {code: weight for code, weight in sorted(stack.tell_weights().items()) if weight},
        "several": {"weights": dict(stack.several.weights), "level": stack.several.level},
        "calibration": as_json(result.calibration),
        "engine": asdict(result.engine),
        "classes": class_list(result.words),
    }
    arrays = {
        "known": ngrams.known,
        "rarity": ngrams.rarity.astype(np.float32),
        "weights": (ngrams.weights * stack.weights[0]).astype(np.float32),
    }
    files = {SETTINGS: _json(settings), "metrics.json": metrics.encode()}
    files |= {f"{name}.npy": array_as_bytes(arrays[name]) for name in ARRAYS}
    write_checked(folder, files)


def _json(settings: dict[str, object]) -> bytes:
    return (json.dumps(settings, ensure_ascii=False, indent=1) + "\n").encode()
