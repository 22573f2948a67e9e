"""The mean state of each text after the reader's last block: made once, kept on disk, and read by all that follows."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np
from joblib import Parallel, delayed
from threadpoolctl import threadpool_limits

from mtdetect.deep.transformer import WIDTH, Block, Floats, run
from training.deep.frozen_states import FROZEN, read_states, text_key
from training.progress import step

_AT_ONCE = 500  # texts, after which progress is shown


def mean_states(
    texts: Sequence[str], blocks: Sequence[Block], cache: Path, jobs: int = 2, name: str = "means"
) -> Floats:
    """The mean state of each text's tokens, shape (texts, WIDTH); `blocks` are all blocks of the reader.

    The texts' states after the first blocks are in the folder `states` of the cache (`make_states`). What is made is
    kept in its folder `name`, a file for each text, so that a run that was stopped goes on.
    """
    folder = cache / name
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"{text_key(text)}.npy" for text in texts]
    missing = {file: text for file, text in zip(files, texts, strict=True) if not file.exists()}
    keep = partial(_keep, blocks=blocks[FROZEN:], states=cache / "states")
    todo = list(missing.items())
    for at in range(0, len(todo), _AT_ONCE):
        part = todo[at : at + _AT_ONCE]
        with step(f"mean states of texts {at + 1} to {at + len(part)} of {len(todo)}"):
            Parallel(jobs)(delayed(keep)(file, text) for file, text in part)
    return np.stack([np.load(file) for file in files]) if files else np.zeros((0, WIDTH), np.float32)


def _keep(file: Path, text: str, blocks: Sequence[Block], states: Path) -> None:
    part = file.with_suffix(".part")
    with part.open("wb") as written:
        np.save(written, mean_state(text, blocks, states))
    part.replace(file)


def mean_state(text: str, blocks: Sequence[Block], states: Path) -> Floats:
    """The mean state of a text's tokens after the given `blocks`, which follow those that made its states.

    The text is read as the reader reads it, in windows; the first token of each only begins it and does not count.
    """
    total, tokens = np.zeros(WIDTH, np.float32), 0
    with threadpool_limits(1):
        for window in read_states(text, states).windows():
            found = run(blocks, window.astype(np.float32), FROZEN)[1:]
            total += found.sum(0)
            tokens += len(found)
    mean: Floats = total / np.float32(max(1, tokens))
    return mean
