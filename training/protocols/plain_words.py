"""The plain model that ours must beat: n-grams of one and two words, in twenty lines of scikit-learn."""

from collections.abc import Sequence

import numpy as np
from joblib import Parallel, delayed
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from training.corpora import Row, outside
from training.fit.crossfit import Scored, Scores
from training.protocols.figures import Figures, block_figures
from training.protocols.run import Run

_JOBS = 2  # blocks at once


def plain_word_figures(run: Run) -> Figures:
    """Blocks left out, scored by TF-IDF and logistic regression, which learn from the same texts, whole."""
    parts, examples = run.result.left_out, run.result.examples
    whole = [np.array([at for at in part.examples if not examples[at].cut], np.intp) for part in parts]
    jobs = (
        delayed(plain_word_scores)(
            [run.rows[at] for at in outside(run.rows, run.folds, part.fold)],
            [run.rows[examples[at].row].text for at in tested],
        )
        for part, tested in zip(parts, whole, strict=True)
    )
    scores: list[Scores] = Parallel(_JOBS)(jobs)
    given = zip(parts, whole, scores, strict=True)
    plain = [Scored(part.fold, tested, of_part) for part, tested, of_part in given]
    return block_figures(plain, examples, run.rows, run.folds)


def plain_word_scores(rows: Sequence[Row], texts: Sequence[str]) -> Scores:
    """The log-odds of texts by the plain model fitted on rows."""
    words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
    model = LogisticRegression(solver="liblinear")
    model.fit(words.fit_transform([row.text for row in rows]), [row.label for row in rows])
    return np.asarray(model.decision_function(words.transform(texts)))
