"""The reader's score of each text by adapters that have not seen its block: blocks are left out some at a time.

To leave out each block by itself would mean to train adapters a dozen times, twenty minutes of a core each; four folds
are enough, and make the figures a little harsh, since what trains them lacks more than the text's own block.
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
from training.deep.frozen_probe import probe_all
from training.deep.frozen_states import FROZEN
from training.deep.mean_states import mean_state
from training.deep.trained_reader import Readings, TrainedReader
from training.progress import step

_JOBS = 2


def read_all(
    rows: Sequence[Row],
    dev_rows: Sequence[Row],
    blocks: Sequence[Block],
    cache: Path,
    settings: Settings = Settings(),  # noqa: B008  # frozen
) -> Readings:
    """The scores of all rows, then of those that take no part in training; and the adapters that ship.

    Each row is scored by adapters trained on other folds, `dev_rows` by those that ship, which are trained on all rows.
    Adapters without a set alone would take thirty times as long. What a reader without adapters gains from other sets
    of a text's block is added in their place.
    """
    folds = [str(fold_of(row)) for row in rows]
    left_out = sorted(set(folds))
    learnt = [*([rows[at] for at in outside(rows, folds, fold)] for fold in left_out), rows]
    tested = [*([row for row, of in zip(rows, folds, strict=True) if of == fold] for fold in left_out), dev_rows]
    names = [*(f"without {', '.join(FOLDS[int(fold)])}" for fold in left_out), "that ship"]
    trained = _train_all(names, learnt, blocks, cache, settings)
    found = [
        _scores(rows_of, reader, blocks, cache, f"{_digest(known, settings)}-{_digest(rows_of, settings)}")
        for known, rows_of, reader in zip(learnt, tested, trained, strict=True)
    ]
    scores = np.full(len(rows), np.nan)
    for fold, of_fold in zip(left_out, found, strict=False):
        scores[[at for at, of in enumerate(folds) if of == fold]] = of_fold
    by_block = np.concatenate([scores, found[-1]])
    frozen = probe_all(rows, dev_rows, blocks, cache)
    gained = (frozen.by_set - frozen.by_block) * (scores.std() / frozen.by_block[: len(rows)].std())
    return Readings(by_block, by_block + gained, trained[-1])


def _train_all(
    names: Sequence[str], learnt: Sequence[Sequence[Row]], blocks: Sequence[Block], cache: Path, settings: Settings
) -> list[TrainedReader]:
    """Adapters for each choice of rows, two at once with a core each: faster than one after another with two."""
    tasks = (
        delayed(adapt)(rows, blocks, cache / "states", cache / f"adapters-{_digest(rows, settings)}.pt", settings, name)
        for name, rows in zip(names, learnt, strict=True)
    )
    with step("adapters"):
        return list(Parallel(_JOBS)(tasks))


def _scores(
    rows: Sequence[Row], trained: TrainedReader, blocks: Sequence[Block], cache: Path, name: str
) -> NDArray[np.float64]:
    """The scores of rows, from the cache where they are there."""
    file = cache / f"scores-{name}.npy"
    if not file.exists():
        with step(f"scores of {len(rows)} texts"):
            np.save(file, reader_scores(rows, blocks, trained, cache / "states"))
    scores: NDArray[np.float64] = np.load(file)
    return scores


def _digest(rows: Sequence[Row], settings: Settings) -> str:
    """Names what was trained on or scored, and how."""
    texts = hashlib.sha256("\n".join(f"{row.set} {row.id} {row.group}" for row in rows).encode())
    return hashlib.sha256(f"{settings} {texts.hexdigest()}".encode()).hexdigest()[:16]


def reader_scores(
    rows: Sequence[Row], blocks: Sequence[Block], trained: TrainedReader, states: Path, jobs: int = _JOBS
) -> NDArray[np.float64]:
    """The score of each row's text by trained adapters, as the shipped reader would give it."""
    last = adapted(blocks, trained.adapters)[FROZEN:]
    mean = partial(mean_state, blocks=last, states=states)
    means = np.stack(Parallel(jobs)(delayed(mean)(row.text) for row in rows))
    return np.asarray(means @ trained.probe + trained.intercept, np.float64)
