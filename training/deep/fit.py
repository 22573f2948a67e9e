"""Fits the second stage of the deep model: the weights of the base model's and the reader's scores, and where to read.

Both scores are of models that have not seen the text's block, so each gets the weight that it has on unseen text.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from mtdetect.model.calibration import Calibration
from training.corpora import outside
from training.deep.texts import Floats, Texts
from training.fit.balance import balance
from training.fit.calibration import calibrate
from training.fit.examples import Example

_STRENGTH = 1.0  # inverse regularisation of two weights
_OTHERS = 0.25  # the weight of a text that is no article, as in the base model's second stage
_FPR = 0.01  # at which the texts are counted that reading all would find
_KEPT = 0.95  # the share of these that must still be found when some texts are not read


@dataclass(frozen=True, slots=True)
class Weights:
    """The score of a text is `base`, plus `plain` times the base model's score, plus `reader` times the reader's."""

    base: float
    plain: float
    reader: float

    def scores(self, plain: Floats, reader: Floats) -> Floats:
        """The raw scores of texts, in log-odds before calibration."""
        return self.base + self.plain * plain + self.reader * reader


@dataclass(frozen=True, slots=True)
class DeepLeftOut:
    """The texts that are scored when a block is left out, by their indexes, with the scores of all models."""

    block: str
    texts: NDArray[np.intp]
    plain: Floats
    reader: Floats
    deep: Floats


def fit(texts: Texts, indexes: Sequence[int]) -> Weights:
    """Fit on some of the texts."""
    rows = [texts.rows[at] for at in indexes]
    columns = np.stack([texts.plain_own, texts.reader], axis=1)[indexes]
    fitted = LogisticRegression(C=_STRENGTH)
    fitted.fit(columns, [row.label for row in rows], sample_weight=balance(rows, _OTHERS))
    plain, reader = fitted.coef_[0].tolist()
    return Weights(float(fitted.intercept_[0]), plain, reader)


def cross_fit(texts: Texts) -> list[DeepLeftOut]:
    """The scores of each block and of the human texts of its groups, by weights fitted outside it."""
    known = np.flatnonzero(~np.isnan(texts.plain_own) & ~texts.dev).tolist()
    found = []
    for block in sorted({texts.rows[at].block for at in known}):
        allowed = set(outside(texts.rows, texts.blocks, block))
        weights = fit(texts, [at for at in known if at in allowed])
        plain = texts.plain_of(block)
        tested = [at for at in range(len(texts.rows)) if at not in allowed and not texts.dev[at]]
        test = np.array([at for at in tested if not np.isnan(plain[at])], np.intp)
        deep = weights.scores(plain[test], texts.reader[test])
        found.append(DeepLeftOut(block, test, plain[test], texts.reader[test], deep))
    return found


def own_scores(parts: Sequence[DeepLeftOut], texts: Texts) -> Floats:
    """The deep score of each text with its own block left out; NaN where there is none."""
    own = np.full(len(texts.rows), np.nan)
    for part in parts:
        mine = np.array([texts.rows[at].block == part.block for at in part.texts])
        own[part.texts[mine]] = part.deep[mine]
    return own


def calibrate_on(own: Floats, texts: Texts, indexes: Sequence[int]) -> Calibration:
    """The calibration by some of the texts; `own` has their scores, their own block left out."""
    kept = [at for at in indexes if not np.isnan(own[at])]
    words = texts.words
    examples = [Example(at, False, int(words[at]), {}, {}, []) for at in kept]
    return calibrate(own[kept], examples, [texts.rows[at] for at in kept])


def read_below(deep: Floats, base: Floats, machine: NDArray[np.bool_]) -> float:
    """The largest share of human texts that may outscore a text in the base model so that it is still read.

    `deep` and `base` are human shares by either model. Of the machine texts that reading all would call translated,
    `_KEPT` have at most this share.
    """
    found = base[machine & (deep <= _FPR)]
    return float(np.quantile(found, _KEPT)) if len(found) else 1.0
