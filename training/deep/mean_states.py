"""The mean state of each text after the reader's last block: made once, kept on disk, and read by all that follows."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np
from joblib import Parallel, delayed
from threadpoolctl import threadpool_limits

from mtdetect.deep.plain_text import plain_sentences
from mtdetect.deep.transformer import WIDTH, Block, Floats, run
from mtdetect.text.batch import parse
from training.deep.frozen_states import FROZEN, load_reader, read_states, text_key
from training.progress import step

_AT_ONCE = 500  # texts, after which progress is shown


def frozen_means(texts: Sequence[str], cache: Path, jobs: int = 2) -> Floats:
    """The mean state of each text's tokens as the reader without adapters makes it, shape (texts, WIDTH).

    What is made is kept in the folder `means` of the cache, a file for each text: a run that was stopped goes on.
    """
    return _kept(texts, cache / "means", _read, jobs)


def mean_states(texts: Sequence[str], blocks: Sequence[Block], cache: Path, name: str, jobs: int = 2) -> Floats:
    """The mean state of each text's tokens after adapted blocks, shape (texts, WIDTH); `blocks` are all of the reader.

    The texts' states after the first blocks are in the folder `states` of the cache (`make_states`). What is made is
    kept in its folder `name`.
    """
    return _kept(texts, cache / name, partial(mean_state, blocks=blocks[FROZEN:], states=cache / "states"), jobs)


def _kept(texts: Sequence[str], folder: Path, make: Callable[[str], Floats], jobs: int) -> Floats:
    """What is made of each text, from files; what has none is made."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"{text_key(text)}.npy" for text in texts]
    missing = {file: text for file, text in zip(files, texts, strict=True) if not file.exists()}
    todo = list(missing.items())
    for at in range(0, len(todo), _AT_ONCE):
        part = todo[at : at + _AT_ONCE]
        with step(f"mean states of texts {at + 1} to {at + len(part)} of {len(todo)}"):
            Parallel(jobs)(delayed(_keep)(file, text, make) for file, text in part)
    return np.stack([np.load(file) for file in files]) if files else np.zeros((0, WIDTH), np.float32)


def _keep(file: Path, text: str, make: Callable[[str], Floats]) -> None:
    part = file.with_suffix(".part")
    with part.open("wb") as written, threadpool_limits(1):
        np.save(written, make(text))
    part.replace(file)


def _read(text: str) -> Floats:
    return load_reader().read(plain_sentences(parse(text))[0]).mean


def mean_state(text: str, blocks: Sequence[Block], states: Path) -> Floats:
    """The mean state of a text's tokens after the given `blocks`, which follow those that made its states.

    The text is read as the reader reads it, in windows; the first token of each only begins it and does not count.
    """
    total, tokens = np.zeros(WIDTH, np.float32), 0
    for window in read_states(text, states).windows():
        found = run(blocks, window.astype(np.float32), FROZEN)[1:]
        total += found.sum(0)
        tokens += len(found)
    mean: Floats = total / np.float32(max(1, tokens))
    return mean
