"""Scores of texts by models that have not seen their set, but others of its block: an unknown outlet of a known kind.

Without its whole block a model gives human translations of news far higher scores than once it has seen those of
another year. Thresholds drawn from such scores are set by what the model that ships does not lack.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from joblib import Parallel, delayed

from training.corpora import Row
from training.fit.crossfit import Scores, leave_out, own_scores
from training.fit.examples import Example
from training.fit.ngram_stage import NgramTable, no_convergence_warnings

_JOBS = 2  # sets at once


def scores_by_set(
    table: NgramTable,
    first_stage: Scores,
    by_fold: Scores,
    examples: Sequence[Example],
    rows: Sequence[Row],
    folds: Sequence[str],
) -> Scores:
    """The score of each example, its set left out of both stages.

    `first_stage` and `by_fold` have the scores of both stages with the example's fold left out; the latter stay where a
    fold is of one set alone.
    """
    sets = [row.set for row in rows]
    parts = (delayed(_score)(name, table, first_stage, examples, rows, sets) for name in _beside_others(sets, folds))
    found = by_fold.copy()
    with no_convergence_warnings():
        for of_set in Parallel(_JOBS, backend="threading", return_as="generator")(parts):
            known = ~np.isnan(of_set)
            found[known] = of_set[known]
    return found


def _beside_others(sets: Sequence[str], folds: Sequence[str]) -> list[str]:
    """The sets of folds that have more than one."""
    of_fold: defaultdict[str, set[str]] = defaultdict(set)
    for fold, name in zip(folds, sets, strict=True):
        of_fold[fold].add(name)
    return sorted({name for names in of_fold.values() if len(names) > 1 for name in names})


def _score(
    name: str,
    table: NgramTable,
    first_stage: Scores,
    examples: Sequence[Example],
    rows: Sequence[Row],
    sets: Sequence[str],
) -> Scores:
    """The scores of one set by models without it; NaN for all else. The models are not kept, for they are large."""
    return own_scores([leave_out(sets, name, table, first_stage, examples, rows)], examples, sets)
