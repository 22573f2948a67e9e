"""Fits direction and relation, and scores each pair by models that have not seen its group."""

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from mtdetect.features.ngrams import Keys, find
from mtdetect.match.direction import CLIP, DirectionModel, weigh
from mtdetect.match.relation import NAMES, RelationModel, terms
from training.match.build import Built, trait_matrix

Floats = NDArray[np.float64]
_FEWEST = 8  # pairs that a phrase stands in; 4 to 15 measured alike, and half of the size
_STRENGTH = 30.0  # inverse regularisation; 10 to 100 measured
_NAMED = 0.05  # size of a named number beside phrases: at 0.1 and 0 more German pairs were wrong
# The corpora's originals have curly marks more often than other sites' have; a copying site may curl straight ones.
_HELD = {"marks:straight": 0.2}
_RELATIONS = 1.0  # inverse regularisation
_EVEN = -0.5  # power of a block's or task's size that its pairs weigh
# A machine's beside a person's translation of one source is a close round trip in all but its history. Such pairs are
# rare among candidates, and each more that is told from copies costs as many round trips by way of a person's German.
_SHARES = {"machine and human": 0.05}


def fit_directions(built: Sequence[Built]) -> DirectionModel:
    """Fit on directed pairs: the suspect of each is the machine's. Not yet sharpened."""
    known, rarity = _frequent([one.signs.keys for one in built])
    names = sorted({name for one in built for name in one.signs.named})
    table = np.array([[one.signs.named.get(name, 0.0) for name in names] for one in built])
    scales = np.sqrt((table**2).mean(axis=0)) + 1e-9
    beside = np.array([_NAMED * _HELD.get(name, 1.0) for name in names])
    shown = csr_matrix(np.clip(table / scales, -CLIP, CLIP) * beside)
    matrix = hstack([_matrix(built, known, rarity), shown]).tocsr()
    # Without intercept a pair turned round is the same pair with the other label; two labels are what a fit asks for.
    turned = np.where(np.arange(len(built)) % 2, 1.0, -1.0)
    sizes = Counter((one.block, one.name) for one in built)
    weights = np.array([sizes[one.block, one.name] ** _EVEN for one in built])
    classifier = LogisticRegression(C=_STRENGTH, fit_intercept=False, max_iter=300)
    classifier.fit(matrix.multiply(turned[:, None]).tocsr(), turned > 0, sample_weight=weights / weights.mean())
    found = classifier.coef_[0]
    named = {
        name: (float(scale), float(size * weight))
        for name, scale, size, weight in zip(names, scales, beside, found[len(known) :], strict=True)
    }
    return DirectionModel(known, rarity.astype(np.float32), found[: len(known)].astype(np.float32), named, 1.0)


def sharpness(scores: Floats) -> float:
    """What makes the log-odds of right answers, given as scores, as sure as they should be (Platt scaling)."""
    found = minimize_scalar(
        lambda factor: np.logaddexp(0, -factor * scores).mean(), bounds=(0.05, 20), method="bounded"
    )
    return float(found.x)


def fit_relations(built: Sequence[Built], scores: Floats) -> RelationModel:
    """Fit on pairs with their direction's scores; all relations weigh the same."""
    names, table = trait_matrix(built, scores)
    mean, scale = table.mean(axis=0), table.std(axis=0) + 1e-9
    sizes = Counter((one.number, one.task) for one in built)
    weights = np.array([_SHARES.get(one.task, 1.0) * sizes[one.number, one.task] ** _EVEN for one in built])
    for number in {one.number for one in built}:
        of_relation = np.array([one.number == number for one in built])
        weights[of_relation] /= weights[of_relation].sum()
    classifier = LogisticRegression(C=_RELATIONS, fit_intercept=False, max_iter=3_000)
    classifier.fit(
        terms(table, mean, scale), [one.number for one in built], sample_weight=weights * len(built) / weights.sum()
    )
    assert len(classifier.classes_) == len(NAMES)
    return RelationModel(names, mean, scale, classifier.coef_)


def cross_fit(built: Sequence[Built], fold_of: Callable[[Built], object], learn: Sequence[bool]) -> Floats:
    """The direction's score of every pair, by a model fitted on those to learn from of other folds and groups."""
    scores = np.zeros(len(built))
    folds = [fold_of(one) for one in built]
    for fold in sorted(set(map(str, folds))):
        test = [at for at, of in enumerate(folds) if str(of) == fold]
        groups = {built[at].group for at in test}
        train = [
            one
            for one, of, wanted in zip(built, folds, learn, strict=True)
            if wanted and str(of) != fold and one.group not in groups
        ]
        model = fit_directions(train)
        scores[test] = [model.score(built[at].signs) for at in test]
    return scores


def _frequent(keys: Sequence[Keys]) -> tuple[Keys, Floats]:
    distinct, counts = np.unique(np.concatenate(keys), return_counts=True)
    known = distinct[counts >= _FEWEST]
    return known, np.log((len(keys) + 1) / (counts[counts >= _FEWEST] + 1)) + 1


def _matrix(built: Sequence[Built], known: Keys, rarity: Floats) -> csr_matrix:
    columns, values, ends = [], [], [0]
    for one in built:
        at, there = find(known, one.signs.keys)
        columns.append(at[there])
        values.append(weigh(one.signs.values[there], rarity[at[there]].astype(np.float32)))
        ends.append(ends[-1] + len(columns[-1]))
    return csr_matrix((np.concatenate(values), np.concatenate(columns), ends), shape=(len(built), len(known)))
