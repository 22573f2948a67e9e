"""Fits the models of direction and relation, and scores each pair by models that have not seen its group."""

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from mtdetect.match.direction import CLIP, DirectionModel, weigh
from mtdetect.match.relation import NAMES, RelationModel, terms
from mtdetect.text.hashing import Keys, find_sorted
from training.match.build import PairFeatures, feature_matrix

Floats = NDArray[np.float64]
_FEWEST = 8  # pairs that have an n-gram; 4 to 15 did equally well, and the model is half the size
_STRENGTH = 30.0  # inverse regularisation; 10 to 100 compared
_NAMED = 0.05  # size of a named number beside n-grams: at 0.1 and 0 more German pairs were wrong
# The corpora's originals have curly marks more often than other sites' have; a copying site may curl straight ones.
_HELD = {"marks:straight": 0.2}
_RELATIONS = 1.0  # inverse regularisation
_EVEN = -0.5  # each pair weighs by this power of the size of its block or task
# A machine's and a person's translation of one source look like a text and its round trip. Such pairs are rare among
# the candidates of copy mode, and each one more that is told from copies costs as many round trips of German.
_SHARES = {"machine and human": 0.05}


def fit_directions(pairs: Sequence[PairFeatures]) -> DirectionModel:
    """Fit on directed pairs: the suspect of each is the machine's. Its `sharpness` is 1, as yet."""
    known, rarity = _frequent([one.differences.keys for one in pairs])
    names = sorted({name for one in pairs for name in one.differences.named})
    table = np.array([[one.differences.named.get(name, 0.0) for name in names] for one in pairs])
    scales = np.sqrt((table**2).mean(axis=0)) + 1e-9
    beside = np.array([_NAMED * _HELD.get(name, 1.0) for name in names])
    shown = csr_matrix(np.clip(table / scales, -CLIP, CLIP) * beside)
    matrix = hstack([_matrix(pairs, known, rarity), shown]).tocsr()
    # Without intercept a pair turned round is the same pair with the other label; two labels are what a fit asks for.
    turned = np.where(np.arange(len(pairs)) % 2, 1.0, -1.0)
    classifier = LogisticRegression(C=_STRENGTH, fit_intercept=False, max_iter=300)
    classifier.fit(matrix.multiply(turned[:, None]).tocsr(), turned > 0, sample_weight=even_weights(pairs))
    found = classifier.coef_[0]
    named = {
        name: (float(scale), float(size * weight))
        for name, scale, size, weight in zip(names, scales, beside, found[len(known) :], strict=True)
    }
    return DirectionModel(known, rarity.astype(np.float32), found[: len(known)].astype(np.float32), named, 1.0)


def even_weights(pairs: Sequence[PairFeatures]) -> Floats:
    """The weights of pairs: each block and relation by the root of its size; 1 on average."""
    sizes = Counter((one.block, one.name) for one in pairs)
    weights = np.array([sizes[one.block, one.name] ** _EVEN for one in pairs])
    return np.asarray(weights / weights.mean())


def fit_relations(pairs: Sequence[PairFeatures], scores: Floats) -> RelationModel:
    """Fit on pairs; `scores` are those of their direction. All relations weigh the same in all."""
    names, table = feature_matrix(pairs, scores)
    mean, scale = table.mean(axis=0), table.std(axis=0) + 1e-9
    sizes = Counter((one.number, one.task) for one in pairs)
    weights = np.array([_SHARES.get(one.task, 1.0) * sizes[one.number, one.task] ** _EVEN for one in pairs])
    for number in {one.number for one in pairs}:
        of_relation = np.array([one.number == number for one in pairs])
        weights[of_relation] /= weights[of_relation].sum()
    classifier = LogisticRegression(C=_RELATIONS, fit_intercept=False, max_iter=3_000)
    classifier.fit(
        terms(table, mean, scale), [one.number for one in pairs], sample_weight=weights * len(pairs) / weights.sum()
    )
    assert len(classifier.classes_) == len(NAMES)
    return RelationModel(names, mean, scale, classifier.coef_)


def cross_fit(
    pairs: Sequence[PairFeatures], fold_of: Callable[[PairFeatures], object], learn: Sequence[bool]
) -> Floats:
    """The direction's score of every pair, by a model fitted on pairs of other folds and groups.

    `fold_of` gives the fold of a pair, and `learn` says which pairs may be fitted on.
    """
    scores = np.zeros(len(pairs))
    folds = [fold_of(one) for one in pairs]
    for fold in sorted(set(map(str, folds))):
        test = [at for at, of in enumerate(folds) if str(of) == fold]
        groups = {pairs[at].group for at in test}
        train = [
            one
            for one, of, wanted in zip(pairs, folds, learn, strict=True)
            if wanted and str(of) != fold and one.group not in groups
        ]
        model = fit_directions(train)
        scores[test] = [model.score(pairs[at].differences) for at in test]
    return scores


def _frequent(keys: Sequence[Keys]) -> tuple[Keys, Floats]:
    distinct, counts = np.unique(np.concatenate(keys), return_counts=True)
    known = distinct[counts >= _FEWEST]
    return known, np.log((len(keys) + 1) / (counts[counts >= _FEWEST] + 1)) + 1


def _matrix(pairs: Sequence[PairFeatures], known: Keys, rarity: Floats) -> csr_matrix:
    columns, values, ends = [], [], [0]
    for one in pairs:
        at, there = find_sorted(known, one.differences.keys)
        columns.append(at[there])
        values.append(weigh(one.differences.values[there], rarity[at[there]].astype(np.float32)))
        ends.append(ends[-1] + len(columns[-1]))
    return csr_matrix((np.concatenate(values), np.concatenate(columns), ends), shape=(len(pairs), len(known)))
