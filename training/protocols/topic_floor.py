"""The topic floor: how well the label is told by only the words that the model does not look at."""

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from training.corpora import outside
from training.fit.balance import balance
from training.fit.crossfit import LeftOut
from training.protocols.figures import Figures, by_kind, compare, has_auc
from training.protocols.run import Run

_FEWEST_TEXTS = 5  # that have a word


def topic_figures(run: Run) -> Figures:
    """Blocks left out, scored by which of the words that the model masks are in a text: rarer ones, mostly of content.

    An AUC above a half is due to topics that differ between human and machine texts of the corpora. A model that used
    these words could gain that much by cheating.
    """
    result = run.result
    kept = frozenset(result.words)
    whole = [(at, example) for at, example in enumerate(result.examples) if not example.cut]
    words = [
        sorted({low for token in example.tokens if (low := token.lower()).isalpha() and low not in kept})
        for _, example in whole
    ]
    presence = CountVectorizer(analyzer=list, binary=True, min_df=_FEWEST_TEXTS).fit_transform(words)
    figures = {}
    for part in result.left_out:
        allowed = set(outside(run.rows, run.folds, part.fold))
        train = [place for place, (_, example) in enumerate(whole) if example.row in allowed]
        rows = [run.rows[whole[place][1].row] for place in train]
        model = LogisticRegression(max_iter=200).fit(
            presence[train], [row.label for row in rows], sample_weight=balance(rows)
        )
        in_part = set(part.examples.tolist())
        test = [place for place, (at, _) in enumerate(whole) if at in in_part]
        examples = np.array([whole[place][0] for place in test], np.intp)
        of_part = LeftOut(part.fold, examples, model.decision_function(presence[test]), part.ngram_model)
        of_fold = compare(by_kind(of_part, result.examples, run.rows, run.folds))
        if has_auc(of_fold):
            figures[part.fold] = of_fold
    return figures
