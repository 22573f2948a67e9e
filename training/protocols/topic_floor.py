"""The topic floor: how well the label is told by the words alone that the model does not look at."""

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from training.corpora import outside
from training.fit.balance import balance
from training.fit.crossfit import LeftOut, by_kind
from training.protocols.figures import Figures, compare
from training.protocols.run import Run

_FEWEST_TEXTS = 5


def topic_figures(run: Run) -> Figures:
    """Blocks left out, scored by which of the words that the model masks are in a text: rarer ones, mostly of content.

    What it gets right above a half is topic that the sets let through, and all that a model could gain by cheating.
    """
    kept = frozenset(run.trained.words)
    whole = [(at, example) for at, example in enumerate(run.trained.examples) if not example.cut]
    words = [
        sorted({low for token in example.tokens if (low := token.lower()).isalpha() and low not in kept})
        for _, example in whole
    ]
    presence = CountVectorizer(analyzer=list, binary=True, min_df=_FEWEST_TEXTS).fit_transform(words)
    figures = {}
    for part in run.trained.left_out:
        allowed = set(outside(run.rows, run.folds, part.fold))
        train = [place for place, (_, example) in enumerate(whole) if example.row in allowed]
        rows = [run.rows[whole[place][1].row] for place in train]
        model = LogisticRegression(max_iter=200).fit(
            presence[train], [row.label for row in rows], sample_weight=balance(rows)
        )
        scored = set(part.examples.tolist())
        tested = [place for place, (at, _) in enumerate(whole) if at in scored]
        examples = np.array([whole[place][0] for place in tested], np.intp)
        of_part = LeftOut(part.fold, examples, model.decision_function(presence[tested]), part.phrasing)
        compared = compare(by_kind(of_part, run.trained.examples, run.rows, run.folds))
        if any(name.startswith("AUC") for name in compared):
            figures[part.fold] = compared
    return figures
