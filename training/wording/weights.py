"""Weights for mined phrases: a logistic model in which no phrase may point against its mined direction.

It learns from two things at once: to tell machine from human documents, and to tell each machine text from the human
text of its own group. The second leaves topic and outlet out: outlets that were left out had fewer false alarms.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, vstack
from scipy.special import expit

from mtdetect.tells.flow.wording import Table, as_table
from training.corpora import Row, stable_number
from training.wording.agreement import Agreement, Contrast, Floats, Phrase, agree, changes, contrasts, tally
from training.wording.causes import cause
from training.wording.material import Material

_EACH = 1_500  # phrases of a list
_STRENGTH = 0.3  # inverse regularisation
_PAIRED = 0.5  # the share of the pairs in what is fitted
_STEPS = 60, 100  # of fitting, before the lists are cut to length and after
_SHORTEST = 50  # tokens
# What each kind of text counts, of its label: round trips are what is looked for; engines with many rows must not
# decide; human translations and pupils' texts are human, however much they share with machines.
_COUNTS = {
    **{("german", "round_trip"): 2.5, ("portuguese", "round_trip"): 1.5, ("essays", "round_trip"): 0.5},
    **{("apertium", "round_trip"): 0.3, ("german", "machine_translation"): 0.5, ("wmt", "machine_translation"): 0.4},
    **{("portuguese", "native"): 2.5, ("gum", "native"): 0.3, ("german", "native"): 0.7, ("wmt", "native"): 0.7},
    **{("essays", "native"): 1.2, ("wmt", "human_translation"): 1.5, ("german", "human_translation"): 0.7},
}


@dataclass(frozen=True, slots=True)
class _Sample:
    """What the weights are fitted to: documents (`absolute` 1) and the changes within pairs (0), a row each."""

    texts: csr_matrix
    labels: NDArray[np.int64]
    importance: Floats
    absolute: Floats


@dataclass(frozen=True, slots=True)
class Weighed:
    """A mined phrase: its weight in log-odds (above 0 for the machine), and what speaks for it."""

    phrase: Phrase
    weight: float
    ratio: float
    voices: int

    @property
    def text(self) -> str:
        """The phrase as it is listed."""
        return self.phrase if isinstance(self.phrase, str) else " ".join(self.phrase)

    @property
    def cause(self) -> str:
        """Why machines write or lose it."""
        return cause(self.text, self.weight > 0)


def mined_half(rows: Sequence[Row]) -> list[int]:
    """The indexes of the rows whose groups are mined."""
    return [at for at, row in enumerate(rows) if stable_number(row.group) % 2 == 0]


def learn(given: Material, of: Collection[int]) -> list[Weighed]:
    """The phrases mined from the rows whose indexes are given, with their weights; deterministic."""
    pairs = list(contrasts(given.rows, of))
    agreed = agree(tally(pairs, given.presence))
    chosen = np.flatnonzero(agreed.direction)
    fitted = [at for at in of if given.lengths[at] >= _SHORTEST and _COUNTS.get(_key(given.rows[at]))]
    compared = [pair for pair in pairs if given.lengths[[*pair.machine, *pair.human]].min() >= _SHORTEST]
    sample = _sample(given, fitted, compared)
    texts = sample.texts[:, chosen]
    weights = _fit(replace(sample, texts=texts), agreed.direction[chosen], _STEPS[0])
    kept = _foremost(weights, texts[: len(fitted)])
    weights = _fit(replace(sample, texts=texts[:, kept]), agreed.direction[chosen[kept]], _STEPS[1])
    return [_weighed(given, agreed, int(at), weight) for at, weight in zip(chosen[kept], weights, strict=True)]


def _sample(given: Material, fitted: Sequence[int], compared: Sequence[Contrast]) -> _Sample:
    scaled = csr_matrix(given.presence.multiply(np.sqrt(100 / np.maximum(given.lengths, _SHORTEST))[:, None]))
    rows = [given.rows[at] for at in fitted]
    labels = np.array([row.label for row in rows])
    documents = _importance(list(map(_key, rows)), labels) * (1 - _PAIRED)
    kinds = [_key(given.rows[pair.machine[0]]) for pair in compared]
    ones = np.ones(len(compared), int)
    pairs = _importance(kinds, ones) * _PAIRED * len(rows) / len(compared)
    return _Sample(
        csr_matrix(vstack([scaled[fitted], changes(compared, len(given.rows)) @ scaled])),
        np.concatenate([labels, ones]),
        np.concatenate([documents, pairs]),
        np.concatenate([np.ones(len(rows)), np.zeros(len(compared))]),
    )


def _weighed(given: Material, agreed: Agreement, at: int, weight: float) -> Weighed:
    return Weighed(given.phrases[at], float(weight), float(agreed.ratio[at]), int(agreed.voices[at]))


def _key(row: Row) -> tuple[str, str]:
    return row.block, row.kind


def _importance(keys: Sequence[tuple[str, str]], labels: NDArray[np.int64]) -> Floats:
    """The weight of each text or pair; the labels that there are weigh the same, the mean is 1."""
    sizes = Counter(keys)
    shares = np.array([_COUNTS.get(key, 0.0) / sizes[key] for key in keys])
    present = np.unique(labels)
    for label in present:
        shares[labels == label] *= len(keys) / len(present) / shares[labels == label].sum()
    return shares


def _foremost(weights: Floats, texts: csr_matrix) -> NDArray[np.intp]:
    """The columns that do most, as many of each direction."""
    effect = np.abs(weights) * np.sqrt(np.asarray(texts.mean(axis=0)).ravel())
    sides = (np.flatnonzero(weights > 0), np.flatnonzero(weights < 0))
    return np.sort(np.concatenate([side[np.argsort(-effect[side], kind="stable")][:_EACH] for side in sides]))


def _fit(sample: _Sample, signs: NDArray[np.int8], steps: int) -> Floats:
    """Logistic weights, each 0 or of its sign."""
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


def in_hundredths(learnt: Sequence[Weighed]) -> Table:
    """What the rule would look up."""
    return as_table({one.phrase: round(100 * one.weight) for one in learnt})
