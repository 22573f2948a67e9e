"""Reads and writes the deep model's folder (JSON and arrays, checked by SHA-256), and loads it with its reader."""

import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load as load_arrays
from safetensors.numpy import save as save_arrays

from mtdetect.deep.model import ADAPTED, Adapter, Deep, DeepModel, adapted
from mtdetect.deep.prepared_files import BLOCKS
from mtdetect.deep.reader import Reader, load_tokeniser
from mtdetect.deep.transformer import WIDTH
from mtdetect.deep.weights import load_weights
from mtdetect.errors import ModelError
from mtdetect.model import calibration
from mtdetect.model.additive import DEFAULT as BASE
from mtdetect.model.additive import Model
from mtdetect.model.digest import digest
from mtdetect.model.files import CHECKSUMS, SETTINGS, array_as_bytes, array_from_bytes, fingerprint
from mtdetect.model.folder import Content, ModelKind, read_model
from mtdetect.model.shipped import shipped

FORMAT = 2
DEFAULT = "deep"
PROBE, ADAPTERS = "probe.npy", "adapters.safetensors"
_SIDES = ("outputs", "inputs")


def load_deep(base: Model, reader: Path | None = None) -> Deep:
    """The shipped deep model, which reads all texts, for the base model that it was fitted to.

    `reader` is the file of the reader's weights, if they are not the installed package's. They are loaded at once.
    Raises ModelError and UsageError.
    """
    found = _deep(reader, always=True)
    if found.model.fitted_to != digest(base):
        raise ModelError(
            f"{base.name}: --deep was fitted to another model than this; leave one out, or run python -m training.deep"
        )
    _ = found.reader  # so that what is missing is said before any text is judged
    return found


def find_deep(base: Model, reader: Path | None = None) -> Deep | None:
    """The shipped deep model, which reads what the base model leaves open; None for a base model that does not ship.

    One that was calibrated on a user's own texts is another: the reader's thresholds know nothing of those. The
    reader's weights are loaded when a text is read for the first time. Raises ModelError.
    """
    found = _deep(reader, always=False)
    checksums = (shipped("models") / BASE / CHECKSUMS).read_bytes()
    as_shipped = base.fingerprint == fingerprint({CHECKSUMS: checksums})
    return found if as_shipped and found.model.fitted_to == digest(base) else None


def _deep(weights: Path | None, *, always: bool) -> Deep:
    model = load_deep_model(shipped("models") / DEFAULT)
    return Deep(model, partial(_load_reader, weights, model.adapters), always)


def _load_reader(file: Path | None, adapters: Sequence[Adapter]) -> Reader:
    weights = load_weights(file)
    return Reader(weights, adapted(weights.blocks, adapters), load_tokeniser(weights))


def load_deep_model(folder: Path) -> DeepModel:
    """Load a deep model's folder. Raises ModelError if it is missing, altered or too new."""
    return read_model(folder, ModelKind("deep model", FORMAT, (PROBE, ADAPTERS)), _model)


def _model(content: Content) -> DeepModel:
    settings = content.settings
    probe = array_from_bytes(content.files[PROBE])
    if probe.shape != (WIDTH,):
        raise ValueError(f"a probe of shape {probe.shape}")
    return DeepModel(
        name=settings["name"],
        fingerprint=content.fingerprint,
        fitted_to=settings["fitted_to"],
        probe=probe.astype(np.float32),
        intercept=float(settings["intercept"]),
        adapters=_read_adapters(content.files[ADAPTERS]),
        base=float(settings["base"]),
        plain=float(settings["plain"]),
        reader=float(settings["reader"]),
        read_below=float(settings["read_below"]),
        calibration=calibration.from_json(settings["calibration"]),
    )


def as_files(model: DeepModel) -> dict[str, bytes]:
    """The files that `load_deep_model` reads, by name; the adapters in 16 bits."""
    names = ("fitted_to", "intercept", "base", "plain", "reader", "read_below")
    settings = {
        "format": FORMAT,
        "name": model.name,
        **{name: getattr(model, name) for name in names},
        "calibration": calibration.as_json(model.calibration),
    }
    arrays = {
        f"{one.block}.{one.matrix}.{side}": getattr(one, side).astype(np.float16)
        for one in model.adapters
        for side in _SIDES
    }
    return {
        SETTINGS: (json.dumps(settings, indent=1) + "\n").encode(),
        PROBE: array_as_bytes(model.probe),
        ADAPTERS: save_arrays(arrays),
    }


def _read_adapters(content: bytes) -> tuple[Adapter, ...]:
    """The adapters; raises ValueError for one of no block or matrix, and KeyError where one half is missing."""
    try:
        arrays = load_arrays(content)
    except SafetensorError as error:
        raise ValueError(f"no adapters ({error})") from error
    found = []
    for name in sorted({name.rpartition(".")[0] for name in arrays}):
        block, _, matrix = name.partition(".")
        if int(block) >= BLOCKS or matrix not in ADAPTED:
            raise ValueError(f"an adapter of {name}")
        outputs, inputs = (arrays[f"{name}.{side}"].astype(np.float32) for side in _SIDES)
        found.append(Adapter(int(block), matrix, outputs, inputs))
    return tuple(found)
