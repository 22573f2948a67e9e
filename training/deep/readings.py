"""The reader's score of each text by adapters that have not seen its block: blocks are left out some at a time.

To leave out each block by itself would mean to train adapters a dozen times, an hour each; four folds are enough, and
make the figures a little harsh, since what trains them lacks more than the text's own block.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from mtdetect.deep.reader_model import adapted
from mtdetect.deep.transformer import Block, Floats, run
from training.corpora import Row
from training.deep.adapt import Adapted
from training.deep.frozen_states import FROZEN, read_states

# Blocks that are left out together, so that each fold learns from news and from other genres, from round trips and from
# foreign articles.
FOLDS = (
    ("german", "paragraphs", "american", "gum"),
    ("wmt", "fiction", "africa"),
    ("portuguese", "reviews", "encyclopedic"),
    ("essays", "talks", "apertium", "literary"),
)


def fold_of(row: Row) -> int:
    """The number of the fold of a row's block; a block that is in none of them is in the last."""
    return next((number for number, blocks in enumerate(FOLDS) if row.block in blocks), len(FOLDS) - 1)


def reader_scores(
    rows: Sequence[Row], blocks: Sequence[Block], trained: Adapted, states: Path, jobs: int = 2
) -> NDArray[np.float64]:
    """The score of each row's text by trained adapters, as the shipped reader would give it."""
    last = adapted(blocks, trained.adapters)[FROZEN:]
    score = partial(_score, blocks=last, probe=trained.probe, states=states)
    found = Parallel(jobs)(delayed(score)(row.text) for row in rows)
    return np.array(found) + trained.intercept


def _score(text: str, blocks: Sequence[Block], probe: Floats, states: Path) -> float:
    total, tokens = np.zeros(len(probe)), 0
    with threadpool_limits(1):
        for window in read_states(text, states).windows():
            found = run(blocks, window.astype(np.float32), FROZEN)[1:]
            total += found.sum(0)
            tokens += len(found)
    return float(total @ probe) / max(1, tokens)
