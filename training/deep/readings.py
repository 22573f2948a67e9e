"""The reader's score of each text by adapters that have not seen its block: blocks are left out some at a time.

To leave out each block by itself would mean to train adapters a dozen times, twenty minutes of a core each; four folds
are enough, and make the figures a little harsh, since what trains them lacks more than the text's own block.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from joblib import Parallel, delayed

from mtdetect.deep.model import adapted
from mtdetect.deep.transformer import Block
from training.corpora import Row, outside
from training.deep.adapt import Settings, adapt
from training.deep.folds import FOLDS, fold_of
from training.deep.frozen_probe import fit_probe, probe_all, probe_scores
from training.deep.mean_states import mean_states
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

    Each row is scored by adapters and a probe trained on other folds, `dev_rows` by those that ship, which are trained
    on all rows. The probe is fitted anew to the states that the adapters make: the one trained with them has seen few
    texts. Adapters without a set alone would take thirty times as long. What a reader without adapters gains from other
    sets of a text's block is added in their place.
    """
    folds = [str(fold_of(row)) for row in rows]
    left_out = sorted(set(folds))
    learnt = [*([rows[at] for at in outside(rows, folds, fold)] for fold in left_out), rows]
    tested = [*([row for row, of in zip(rows, folds, strict=True) if of == fold] for fold in left_out), dev_rows]
    names = [*(f"without {', '.join(FOLDS[int(fold)])}" for fold in left_out), "that ship"]
    scores = np.full(len(rows), np.nan)
    for trained, known, rows_of, fold in zip(
        _train_all(names, learnt, blocks, cache, settings), learnt, tested, [*left_out, None], strict=True
    ):
        texts = [row.text for row in [*known, *rows_of]]
        means = mean_states(texts, adapted(blocks, trained.adapters), cache, name=f"means-{_digest(known, settings)}")
        fitted = fit_probe(means[: len(known)], known)
        found = probe_scores(fitted, means[len(known) :])
        if fold is not None:
            scores[[at for at, of in enumerate(folds) if of == fold]] = found
    by_block = np.concatenate([scores, found])
    frozen = probe_all(rows, dev_rows, cache)
    gained = (frozen.by_set - frozen.by_block) * (scores.std() / frozen.by_block[: len(rows)].std())
    return Readings(by_block, by_block + gained, replace(fitted, adapters=trained.adapters))


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


def _digest(rows: Sequence[Row], settings: Settings) -> str:
    """Names what was trained on or scored, and how."""
    texts = hashlib.sha256("\n".join(f"{row.set} {row.id} {row.group}" for row in rows).encode())
    return hashlib.sha256(f"{settings} {texts.hexdigest()}".encode()).hexdigest()[:16]
