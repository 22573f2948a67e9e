"""The reader's score of each text by adapters that have not seen its block: blocks are left out some at a time.

To leave out each block by itself would mean to train adapters a dozen times, an hour each; four folds are enough, and
make the figures a little harsh, since what trains them lacks more than the text's own block.
"""

import hashlib
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray

from mtdetect.deep.model import adapted
from mtdetect.deep.transformer import Block
from training.corpora import Row, outside
from training.deep.adapt import Settings, adapt
from training.deep.folds import FOLDS, fold_of
from training.deep.frozen_states import FROZEN
from training.deep.mean_states import mean_state
from training.deep.trained_reader import Readings, TrainedReader
from training.progress import step


def read_all(
    rows: Sequence[Row],
    dev_rows: Sequence[Row],
    blocks: Sequence[Block],
    cache: Path,
    settings: Settings = Settings(),  # noqa: B008  # frozen
) -> Readings:
    """The scores of all rows, then of those that take no part in training; and the adapters that ship.

    Each row is scored by adapters trained on other folds, `dev_rows` by those that ship, which are trained on all rows.
    There are no adapters without a set alone: that would take thirty times as long.
    """
    folds = [str(fold_of(row)) for row in rows]
    scores = np.full(len(rows), np.nan)
    for fold in sorted(set(folds)):
        allowed = [rows[at] for at in outside(rows, folds, fold)]
        mine = [at for at, of in enumerate(folds) if of == fold]
        named = f"without {', '.join(FOLDS[int(fold)])}"
        scores[mine], _ = _adapt_and_score(named, allowed, [rows[at] for at in mine], blocks, cache, settings)
    dev, trained = _adapt_and_score("that ship", rows, dev_rows, blocks, cache, settings)
    everything = np.concatenate([scores, dev])
    return Readings(everything, everything, trained)


def _adapt_and_score(
    named: str, rows: Sequence[Row], tested: Sequence[Row], blocks: Sequence[Block], cache: Path, settings: Settings
) -> tuple[NDArray[np.float64], TrainedReader]:
    """The scores of `tested` by adapters trained on `rows`, and these; both from the cache where they are there."""
    digest = _digest(rows, settings)
    with step(f"adapters {named}"):
        trained = adapt(rows, blocks, cache / "states", cache / f"adapters-{digest}.pt", settings)
    file = cache / f"scores-{digest}-{_digest(tested, settings)}.npy"
    if not file.exists():
        with step(f"scores of {len(tested)} texts"):
            np.save(file, reader_scores(tested, blocks, trained, cache / "states"))
    return np.load(file), trained


def _digest(rows: Sequence[Row], settings: Settings) -> str:
    """Names what was trained on or scored, and how."""
    texts = hashlib.sha256("\n".join(f"{row.set} {row.id} {row.group}" for row in rows).encode())
    return hashlib.sha256(f"{settings} {texts.hexdigest()}".encode()).hexdigest()[:16]


def reader_scores(
    rows: Sequence[Row], blocks: Sequence[Block], trained: TrainedReader, states: Path, jobs: int = 2
) -> NDArray[np.float64]:
    """The score of each row's text by trained adapters, as the shipped reader would give it."""
    last = adapted(blocks, trained.adapters)[FROZEN:]
    mean = partial(mean_state, blocks=last, states=states)
    means = np.stack(Parallel(jobs)(delayed(mean)(row.text) for row in rows))
    return np.asarray(means @ trained.probe + trained.intercept, np.float64)
