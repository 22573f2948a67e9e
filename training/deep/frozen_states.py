"""The states of texts after the blocks that are never adapted: made once, kept on disk, and read by all that follows.

They are kept in 16 bits, in a file for each text, named after its content and the blocks: a run which is stopped, or
another choice of texts, finds again what was made. A million words take about ten minutes and two gigabytes.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file, save_file
from threadpoolctl import threadpool_limits

from mtdetect.config.atomic_files import write_atomically
from mtdetect.deep.plain_text import plain_sentences
from mtdetect.deep.reader import BEGIN, Reader, encode, load_tokeniser, windows
from mtdetect.deep.transformer import WIDTH, run
from mtdetect.deep.weights import SHA256, load_weights
from mtdetect.errors import CorpusError
from mtdetect.text.batch import parse
from training.progress import step

FROZEN = 3  # blocks
_AT_ONCE = 500  # texts, after which progress is shown
_FORMAT = 1  # of what is kept: another number makes all states anew
_LARGEST = 65_000.0  # in 16 bits

Half = NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class TextStates:
    """The states of a text's tokens, shape (tokens, WIDTH), window by window; a window begins with the first token.

    `starts` are the places where windows begin, and behind them the number of tokens.
    """

    states: Half
    starts: tuple[int, ...]

    def windows(self) -> Iterator[Half]:
        """The states of each window."""
        for start, end in zip(self.starts, self.starts[1:], strict=False):
            yield self.states[start:end]


def make_states(texts: Sequence[str], folder: Path, jobs: int = 2) -> None:
    """Make the states of those texts that the folder has none of; can be stopped and goes on where it was."""
    folder.mkdir(parents=True, exist_ok=True)
    missing = [text for text in dict.fromkeys(texts) if not _file(text, folder).exists()]
    for number, part in enumerate(missing[at : at + _AT_ONCE] for at in range(0, len(missing), _AT_ONCE)):
        with step(f"states of texts {number * _AT_ONCE + 1} to {number * _AT_ONCE + len(part)} of {len(missing)}"):
            Parallel(jobs)(delayed(_make)(text, _file(text, folder)) for text in part)


def read_states(text: str, folder: Path) -> TextStates:
    """The states of a text, from the folder. Raises CorpusError."""
    try:
        arrays = load_file(_file(text, folder))
    except (OSError, SafetensorError) as error:
        raise CorpusError(
            f"{_file(text, folder)}: no states of a text ({error}); remove it to make them anew"
        ) from error
    return TextStates(arrays["states"], tuple(arrays["starts"].tolist()))


def text_key(text: str) -> str:
    """Names a text in the cache, read by these weights and this number of blocks."""
    named = f"{SHA256} {FROZEN} {_FORMAT} {text}"
    return hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _file(text: str, folder: Path) -> Path:
    return folder / f"{text_key(text)}.safetensors"


def _make(text: str, file: Path) -> None:
    reader = load_reader()
    encoded = encode(reader.tokeniser, plain_sentences(parse(text))[0])
    parts, starts = [np.zeros((0, WIDTH), np.float16)], [0]
    with threadpool_limits(1):
        for window in windows([len(tokens) for tokens in encoded]):
            tokens = np.array([BEGIN, *(token for at in window for token in encoded[at])], np.intp)
            states = run(reader.blocks[:FROZEN], reader.weights.embed(tokens))
            parts.append(states.clip(-_LARGEST, _LARGEST).astype(np.float16))
            starts.append(starts[-1] + len(tokens))

    def write_error(error: OSError) -> CorpusError:
        return CorpusError(f"{file}: cannot be written ({error}); give --cache another folder")

    with write_atomically(file, write_error) as part:
        save_file({"states": np.concatenate(parts), "starts": np.array(starts, np.int32)}, part.path)


@cache
def load_reader() -> Reader:
    """The reader as it is, without adapters, once a process."""
    weights = load_weights()
    return Reader(weights, weights.blocks, load_tokeniser(weights))
