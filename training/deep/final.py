"""The deep model as it ships, from what was trained and scored."""

from collections.abc import Sequence

import numpy as np

from mtdetect.deep.model import DeepModel
from mtdetect.model.additive import load_model
from training.deep.fit import WEIGHTS, DeepLeftOut, calibrate_on, own_scores, read_below, scores_for_thresholds
from training.deep.texts import Texts
from training.deep.trained_reader import TrainedReader
from training.paths import BASE_MODEL


def final_model(texts: Texts, parts: Sequence[DeepLeftOut], trained: TrainedReader) -> DeepModel:
    """The model, calibrated on scores of texts whose block was left out."""
    own = own_scores(parts, texts)
    known = np.flatnonzero(~np.isnan(own)).tolist()
    calibration = calibrate_on(scores_for_thresholds(texts), texts)
    base, words = load_model(BASE_MODEL).calibration, texts.words.tolist()
    deep_shares = np.array([calibration.human_share(float(own[at]), words[at]) for at in known])
    plain = texts.plain_own
    base_shares = np.array([base.human_share(float(plain[at]), words[at]) for at in known])
    machine = np.array([texts.rows[at].label == 1 for at in known])
    return DeepModel(
        name="deep",
        fingerprint="",
        fitted_to=texts.plain.digest,
        probe=trained.probe,
        intercept=trained.intercept,
        adapters=trained.adapters,
        base=WEIGHTS.base,
        plain=WEIGHTS.plain,
        reader=WEIGHTS.reader,
        read_below=read_below(deep_shares, base_shares, machine),
        calibration=calibration,
    )
