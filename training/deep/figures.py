"""The figures of the deep model: base model, reader and both together, on texts whose block none of them has seen."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mtdetect.deep.model import DeepModel
from mtdetect.model.abstention import FEWEST_WORDS
from mtdetect.model.additive import load_model
from training.deep.fit import HELD, DeepLeftOut, Weights, own_scores, scores_for_thresholds
from training.deep.texts import Texts
from training.fit.crossfit import Scored
from training.fit.examples import Example
from training.paths import BASE_MODEL
from training.protocols.figures import Figures, HumanShares, block_figures, shares_called_translated
from training.protocols.left_out import called_figures, error_figures

_FPR = 0.01
_MIXED = 0.1  # the share of machine texts in a crawl whose cost is stated


def deep_figures(texts: Texts, parts: Sequence[DeepLeftOut], model: DeepModel) -> dict[str, Figures]:
    """All of the deep model's `metrics.json`, by heading."""
    words = texts.words.tolist()
    examples = [Example(at, False, count, {}, {}, []) for at, count in enumerate(words)]
    given = examples, texts.rows, texts.blocks
    deep, plain, reader = (
        [Scored(part.block, part.texts, getattr(part, name)) for part in parts] for name in ("deep", "plain", "reader")
    )
    return {
        "left out": block_figures(deep, *given),
        "left out, plain": block_figures(plain, *given),
        "left out, reader": block_figures(reader, *given),
        f"called translated at {_FPR:.0%}": called_figures(deep, *given, _FPR, HELD, scores_for_thresholds(texts)),
        f"called translated at {_FPR:.0%}, plain": called_figures(plain, *given, _FPR, HELD),
        f"called translated at {_FPR:.0%}, sets never trained on": _never_trained_on(texts, model),
        "calibration error": error_figures(deep, *given, scores_for_thresholds(texts)),
        "calibration error, plain": error_figures(plain, *given),
        "cascade": _cascade(texts, parts, model),
    }


def _never_trained_on(texts: Texts, model: DeepModel) -> Figures:
    """The share of texts called translated in sets that take no part in training, by the model as it ships."""
    human_shares: HumanShares = {}
    scores = _shipped_weights(model).scores(texts.plain_own, texts.reader)
    for at, words in enumerate(texts.words.tolist()):
        if texts.dev[at] and words >= FEWEST_WORDS:
            row = texts.rows[at]
            share = model.calibration.human_share(float(scores[at]), words)
            human_shares.setdefault(f"{row.set} {row.kind}", []).append((share, row.group))
    return shares_called_translated(human_shares, _FPR)


def _cascade(texts: Texts, parts: Sequence[DeepLeftOut], model: DeepModel) -> Figures:
    """What reading only some texts costs and keeps, where one text in ten is a machine's; blocks left out."""
    own, plain, base = own_scores(parts, texts), texts.plain_own, load_model(BASE_MODEL).calibration
    kept = [at for at, words in enumerate(texts.words.tolist()) if words >= FEWEST_WORDS and not np.isnan(own[at])]
    machine = np.array([texts.rows[at].label == 1 for at in kept])
    words = texts.words
    read = np.array([base.human_share(float(plain[at]), int(words[at])) <= model.read_below for at in kept])
    called = np.array([model.calibration.human_share(float(own[at]), int(words[at])) <= _FPR for at in kept])
    weights = _weights_of_sets(texts, kept)
    weights[machine] *= _MIXED / weights[machine].sum()
    weights[~machine] *= (1 - _MIXED) / weights[~machine].sum()
    found = machine & called
    return {
        "articles": {
            "texts": len(kept),
            "read": round(float(weights[read].sum()), 4),
            "found, of what reading all finds": round(float(weights[found & read].sum() / weights[found].sum()), 4),
        }
    }


def _weights_of_sets(texts: Texts, kept: Sequence[int]) -> NDArray[np.float64]:
    """A weight for each text, so that all sets of a label weigh the same."""
    keys = [(texts.rows[at].set, texts.rows[at].label) for at in kept]
    sizes = {key: keys.count(key) for key in set(keys)}
    return np.array([1 / sizes[key] for key in keys])


def _shipped_weights(model: DeepModel) -> Weights:
    return Weights(model.base, model.plain, model.reader)
