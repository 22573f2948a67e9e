"""Scores with only a text's set left out."""

import numpy as np

from training.corpora import Row
from training.fit.by_set import scores_by_set
from training.fit.crossfit import cross_fit_ngrams, cross_fit_stack, own_scores
from training.fit.examples import build_examples
from training.fit.ngram_stage import frequent_words, ngram_keys, ngram_table

_SAID = {
    0: "The council met on Monday and agreed to mend the old bridge soon.",
    1: "It was of the bridge by the council.",
}
_WRITTEN = {
    "wmt21_into_english": "Rain fell.",
    "wmt22_into_english": "Rain fell.",
    "essays_roundtrip_google": "I think so.",
}


def test_only_texts_of_folds_with_other_sets_are_scored_anew() -> None:
    rows = [
        Row(f"{name}{at}{label}", f"{said} {own} " * 12, label, "native", "", "", f"{name}{at}", "news", name)
        for name, own in _WRITTEN.items()
        for at in range(6)
        for label, said in _SAID.items()
    ]
    folds = [row.block for row in rows]
    examples = build_examples(rows, cuts=False, jobs=1)
    table = ngram_table(ngram_keys(examples, frequent_words(rows, examples)))
    first = cross_fit_ngrams(table, examples, rows, folds)
    by_fold = own_scores(cross_fit_stack(first, examples, rows, folds), examples, folds)

    found = scores_by_set(table, own_scores(first, examples, folds), by_fold, examples, rows, folds)

    alone = np.array([rows[example.row].block == "essays" for example in examples])
    np.testing.assert_array_equal(found[alone], by_fold[alone])
    assert np.all(found[~alone] != by_fold[~alone])
