"""Weights for mined n-grams: a logistic model in which no n-gram may point against its mined direction.

It is fitted to two things at once: machine against human documents, and each machine text against the human text of its
own group. The second is free of topic and outlet: with it, outlets that were left out had fewer false alarms.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, vstack
from scipy.special import expit

from mtdetect.tells.flow.wording_table import Table, as_table
from training.corpora import Row, stable_number
from training.wording.candidates import Candidates, Floats, Ngram
from training.wording.causes import cause
from training.wording.direction import Agreement, find_agreement, tally
from training.wording.pairs import TextPair, changes, pair_texts

_EACH = 1_500  # n-grams of a list
_STRENGTH = 0.3  # inverse regularisation
_PAIRED = 0.5  # the share of the pairs in what is fitted
_STEPS = 60, 100  # of fitting, before the lists are cut to length and after
_SHORTEST = 50  # tokens
# How much each kind of text weighs within its label. Round trips are what the rule looks for; engines with many rows
# must not decide; human translations and pupils' texts are human, however much wording they share with machines.
_KIND_WEIGHTS = {
    **{("german", "round_trip"): 2.5, ("portuguese", "round_trip"): 1.5, ("essays", "round_trip"): 0.5},
    **{("apertium", "round_trip"): 0.3, ("german", "machine_translation"): 0.5, ("wmt", "machine_translation"): 0.4},
    **{("portuguese", "native"): 2.5, ("gum", "native"): 0.3, ("german", "native"): 0.7, ("wmt", "native"): 0.7},
    **{("essays", "native"): 1.2, ("wmt", "human_translation"): 1.5, ("german", "human_translation"): 0.7},
}


@dataclass(frozen=True, slots=True)
class _Sample:
    """What the weights are fitted to, a row each: documents (`absolute` 1), and the changes within pairs (0)."""

    texts: csr_matrix
    labels: NDArray[np.int64]
    importance: Floats
    absolute: Floats


@dataclass(frozen=True, slots=True)
class WeightedNgram:
    """A mined n-gram and its weight in log-odds (above 0: of machine text); `ratio`, `support` as in `Agreement`."""

    ngram: Ngram
    weight: float
    ratio: float
    support: int

    @property
    def text(self) -> str:
        """The n-gram as it is listed."""
        return self.ngram if isinstance(self.ngram, str) else " ".join(self.ngram)

    @property
    def cause(self) -> str:
        """Why machines add or remove it."""
        return cause(self.text, self.weight > 0)


def mined_half(rows: Sequence[Row]) -> list[int]:
    """The indexes of the rows whose groups are mined."""
    return [at for at, row in enumerate(rows) if stable_number(row.group) % 2 == 0]


def learn_weights(candidates: Candidates, indexes: Collection[int]) -> list[WeightedNgram]:
    """The n-grams mined from the rows whose indexes are given, with their weights.

    The same input gives the same weights. At most 1,500 n-grams of each direction are kept, those that do most.
    """
    pairs = list(pair_texts(candidates.rows, indexes))
    agreement = find_agreement(tally(pairs, candidates.presence))
    columns = np.flatnonzero(agreement.direction)
    documents = [
        at for at in indexes if candidates.lengths[at] >= _SHORTEST and _KIND_WEIGHTS.get(_key(candidates.rows[at]))
    ]
    long_pairs = [pair for pair in pairs if candidates.lengths[[*pair.machine, *pair.human]].min() >= _SHORTEST]
    sample = _sample(candidates, documents, long_pairs)
    texts = sample.texts[:, columns]
    weights = _fit(replace(sample, texts=texts), agreement.direction[columns], _STEPS[0])
    kept = _strongest(weights, texts[: len(documents)])
    weights = _fit(replace(sample, texts=texts[:, kept]), agreement.direction[columns[kept]], _STEPS[1])
    weighted = zip(columns[kept].tolist(), weights, strict=True)
    return [_as_ngram(candidates, agreement, at, weight) for at, weight in weighted]


def _sample(candidates: Candidates, documents: Sequence[int], pairs: Sequence[TextPair]) -> _Sample:
    scaled = csr_matrix(candidates.presence.multiply(np.sqrt(100 / np.maximum(candidates.lengths, _SHORTEST))[:, None]))
    rows = [candidates.rows[at] for at in documents]
    labels = np.array([row.label for row in rows])
    of_documents = _importance(list(map(_key, rows)), labels) * (1 - _PAIRED)
    kinds = [_key(candidates.rows[pair.machine[0]]) for pair in pairs]
    ones = np.ones(len(pairs), int)
    of_pairs = _importance(kinds, ones) * _PAIRED * len(rows) / len(pairs)
    return _Sample(
        csr_matrix(vstack([scaled[documents], changes(pairs, len(candidates.rows)) @ scaled])),
        np.concatenate([labels, ones]),
        np.concatenate([of_documents, of_pairs]),
        np.concatenate([np.ones(len(rows)), np.zeros(len(pairs))]),
    )


def _as_ngram(candidates: Candidates, agreement: Agreement, at: int, weight: float) -> WeightedNgram:
    return WeightedNgram(candidates.ngrams[at], float(weight), float(agreement.ratio[at]), int(agreement.support[at]))


def _key(row: Row) -> tuple[str, str]:
    return row.block, row.kind


def _importance(keys: Sequence[tuple[str, str]], labels: NDArray[np.int64]) -> Floats:
    """The weight of each text or pair, of mean 1; the labels that occur weigh the same in all."""
    sizes = Counter(keys)
    shares = np.array([_KIND_WEIGHTS.get(key, 0.0) / sizes[key] for key in keys])
    present = np.unique(labels)
    for label in present:
        shares[labels == label] *= len(keys) / len(present) / shares[labels == label].sum()
    return shares


def _strongest(weights: Floats, texts: csr_matrix) -> NDArray[np.intp]:
    """The columns whose n-grams move the scores of documents most, at most `_EACH` of each direction."""
    effect = np.abs(weights) * np.sqrt(np.asarray(texts.mean(axis=0)).ravel())
    sides = (np.flatnonzero(weights > 0), np.flatnonzero(weights < 0))
    return np.sort(np.concatenate([side[np.argsort(-effect[side], kind="stable")][:_EACH] for side in sides]))


def _fit(sample: _Sample, signs: NDArray[np.int8], steps: int) -> Floats:
    """Logistic weights of the columns, each of the sign given or 0."""
    texts, turned = sample.texts, sample.texts.T.tocsr()
    side = np.where(sample.labels > 0, 1.0, -1.0)

    def loss(values: Floats) -> tuple[float, Floats]:
        margin = side * (texts @ values[:-1] + values[-1] * sample.absolute)
        slope = -side * sample.importance * expit(-margin)
        cost = _STRENGTH * (sample.importance @ np.logaddexp(0, -margin)) + values[:-1] @ values[:-1] / 2
        return float(cost), np.append(_STRENGTH * (turned @ slope) + values[:-1], _STRENGTH * slope @ sample.absolute)

    bounds = [*((0, None) if sign > 0 else (None, 0) for sign in signs), (None, None)]
    start = np.zeros(len(bounds))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": steps})
    return np.asarray(found.x[:-1])


def in_hundredths(ngrams: Sequence[WeightedNgram]) -> Table:
    """The weights as the rule looks them up: whole hundredths of log-odds."""
    return as_table({one.ngram: round(100 * one.weight) for one in ngrams})
