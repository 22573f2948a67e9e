"""The reader as it is, without adapters: a probe of mean states, each block and each set left out in turn.

A logistic regression of 640 numbers, which takes seconds once the mean states are made (`training.deep.mean_states`).
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from mtdetect.deep.transformer import Floats
from training.corpora import Row, outside
from training.deep.mean_states import frozen_means
from training.deep.trained_reader import Readings, TrainedReader
from training.fit.balance import balance

_STRENGTH = 0.01  # inverse regularisation


def probe_all(rows: Sequence[Row], dev_rows: Sequence[Row], cache: Path) -> Readings:
    """The scores of all rows, then of those that take no part in training; and the probe that ships.

    Each row is scored by a probe fitted without its block and by one without its set alone, `dev_rows` by the one that
    ships, fitted on all rows.
    """
    means = frozen_means([row.text for row in [*rows, *dev_rows]], cache)
    shipped = fit_probe(means[: len(rows)], rows)
    by_block, by_set = (
        _leave_out(rows, names, means) for names in ([row.block for row in rows], [row.set for row in rows])
    )
    dev = probe_scores(shipped, means[len(rows) :])
    return Readings(np.concatenate([by_block, dev]), np.concatenate([by_set, dev]), shipped)


def _leave_out(rows: Sequence[Row], folds: Sequence[str], means: Floats) -> NDArray[np.float64]:
    """The score of each row by a probe fitted without its fold and the groups that have a text in it."""
    scores = np.full(len(rows), np.nan)
    for fold in sorted(set(folds)):
        allowed, mine = outside(rows, folds, fold), [at for at, of in enumerate(folds) if of == fold]
        scores[mine] = probe_scores(fit_probe(means[allowed], [rows[at] for at in allowed]), means[mine])
    return scores


def probe_scores(fitted: TrainedReader, means: Floats) -> NDArray[np.float64]:
    """The scores of texts by their mean states."""
    return np.asarray(means @ fitted.probe + fitted.intercept, np.float64)


def fit_probe(means: Floats, rows: Sequence[Row]) -> TrainedReader:
    """A probe of mean states, shape (rows, WIDTH): standardised, since some numbers are thousands of times others."""
    mean, scale = means.mean(0), means.std(0) + 1e-6
    fitted = LogisticRegression(C=_STRENGTH, max_iter=300)
    fitted.fit((means - mean) / scale, [row.label for row in rows], sample_weight=balance(rows))
    probe = (fitted.coef_[0] / scale).astype(np.float32)
    return TrainedReader((), probe, float(fitted.intercept_[0]) - float(probe @ mean))
