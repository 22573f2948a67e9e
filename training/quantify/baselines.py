"""What others estimate shares with, on the same corpora: known methods of quantification, over the same densities.

Each knows one density of human texts and one of machine texts (the mean of all scenarios), where ours has a thousand of
both. Written here in a few lines each, since packages of quantification (QuaPy) take texts and classifiers, not
histograms of scores that a model gave which had not seen the texts.
"""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from mtdetect.quantify.histogram import SHAPE

Floats = NDArray[np.float64]
Method = Callable[[Floats, Floats, Floats], Floats]
"""The shares (0-1) of corpora, given as histograms of shape (corpora, bins), by the densities of human and of machine
texts, of shape (bins,)."""

_SHARES = np.linspace(0, 1, 401)
_RESAMPLED = 60  # times
_TAIL = 0.05


def expectation_maximisation(corpora: Floats, human: Floats, machine: Floats) -> Floats:
    """Saerens, Latinne and Decaestecker 2002: their iteration ends at the likeliest share, which is looked for here."""
    return np.asarray(_SHARES[(corpora @ np.log(_mixed(human, machine)).T).argmax(axis=1)])


def hellinger(corpora: Floats, human: Floats, machine: Floats) -> Floats:
    """HDy (González-Castro, Alaiz-Rodríguez and Alegre 2013): the mixture of score histograms that is nearest."""
    scores = np.sqrt(_by_score(corpora))
    return np.asarray(_SHARES[(scores @ np.sqrt(_mixed(*map(_by_score, (human, machine)))).T).argmax(axis=1)])


def adjusted_count(corpora: Floats, human: Floats, machine: Floats) -> Floats:
    """ACC (Forman 2008): texts that are likelier a machine's are counted, and the count is corrected by its errors."""
    called = machine > human
    counted = corpora[:, called].sum(axis=1) / corpora.sum(axis=1)
    wrong, right = human[called].sum(), machine[called].sum()
    return np.asarray(np.clip((counted - wrong) / (right - wrong), 0, 1))


METHODS: Mapping[str, Method] = {
    "expectation maximisation": expectation_maximisation,
    "HDy": hellinger,
    "adjusted count": adjusted_count,
}


def interval(
    method: Method, corpus: Floats, human: Floats, machine: Floats, chance: np.random.Generator
) -> tuple[float, float]:
    """The interval of 90 % by bootstrap: of a corpus as its documents are drawn anew (percentiles)."""
    size = int(corpus.sum())
    again = chance.multinomial(size, corpus / size, _RESAMPLED).astype(np.float64)
    low, high = np.quantile(method(again, human, machine), (_TAIL, 1 - _TAIL)).tolist()
    return low, high


def _mixed(human: Floats, machine: Floats) -> Floats:
    return np.asarray((1 - _SHARES[:, None]) * human + _SHARES[:, None] * machine)


def _by_score(bins: Floats) -> Floats:
    """Histograms without regard to the length of documents."""
    return np.asarray(bins.reshape(*bins.shape[:-1], *SHAPE).sum(axis=-2))
