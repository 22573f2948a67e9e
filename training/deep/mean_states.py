"""The mean state of each text after the reader's last block: made once, kept on disk, and read by all that follows."""

import hashlib
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np
from joblib import Parallel, delayed
from threadpoolctl import threadpool_limits

from mtdetect.deep.transformer import WIDTH, Block, Floats, run
from training.deep.frozen_states import FROZEN, read_states
from training.progress import step

_AT_ONCE = 500  # texts, after which they are kept and progress is shown


def mean_states(texts: Sequence[str], blocks: Sequence[Block], cache: Path, jobs: int = 2) -> Floats:
    """The mean state of each text's tokens, shape (texts, WIDTH); `blocks` are all blocks of the reader.

    The texts' states after the first blocks are in the folder `states` of the cache (`make_states`). What is made is
    kept beside them, some texts at a time, so that a run that was stopped goes on.
    """
    found = []
    for at in range(0, len(texts), _AT_ONCE):
        part = texts[at : at + _AT_ONCE]
        file = cache / f"means-{_digest(part)}.npy"
        if not file.exists():
            with step(f"mean states of texts {at + 1} to {at + len(part)} of {len(texts)}"):
                mean = partial(mean_state, blocks=blocks[FROZEN:], states=cache / "states")
                np.save(file, np.stack(Parallel(jobs)(delayed(mean)(text) for text in part)))
        found.append(np.load(file))
    return np.concatenate(found) if found else np.zeros((0, WIDTH), np.float32)


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


def _digest(texts: Sequence[str]) -> str:
    return hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
