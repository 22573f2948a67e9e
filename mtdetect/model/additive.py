"""The shipped model: loads, checks, scores and decomposes. Plain arrays and JSON; nothing in it can run."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdetect.errors import ModelError
from mtdetect.features.extract import Features
from mtdetect.features.ngrams import Keys, find, phrase_keys, phrase_values
from mtdetect.features.word_classes import as_classes, class_numbers
from mtdetect.model import calibration
from mtdetect.model.calibration import Calibration
from mtdetect.model.engine_type import EngineModel
from mtdetect.model.files import SETTINGS, array_from_bytes, fingerprint, read_checked
from mtdetect.model.shipped import shipped

FORMAT = 2
DEFAULT = "base"
ARRAYS = ("known", "rarity", "weights")


@dataclass(frozen=True, slots=True)
class Measure:
    """How a measure counts: `weight` for each `scale` away from `mean`, at most `clip` scales."""

    mean: float
    scale: float
    clip: float
    weight: float

    def log_odds(self, value: float) -> float:
        """The share of the score of a value."""
        scaled = (value - self.mean) / self.scale
        return self.weight * max(-self.clip, min(self.clip, scaled))


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a score: its name, its log-odds and, for a phrase, the first of the tokens that form it."""

    name: str
    log_odds: float
    token: int = -1
    length: int = 0


@dataclass(frozen=True, slots=True)
class Model:
    """An additive model: `base` and the log-odds of all parts add up to the raw score.

    `known` are the keys of the phrases that it weighs, sorted; `rarity` and `weights` belong to them.
    """

    name: str
    fingerprint: str
    base: float
    numbers: Mapping[str, int]
    power: float
    known: Keys
    rarity: NDArray[np.float32]
    weights: NDArray[np.float32]
    measures: Mapping[str, Measure]
    tells: Mapping[str, float]
    calibration: Calibration
    engine: EngineModel

    def parts(self, features: Features) -> list[Part]:
        """All parts of a text's score, phrases one by one in the order of their keys."""
        tells = [
            Part(f"tell:{code}", self.tells[code] * density)
            for code, density in features.tells.items()
            if self.tells.get(code)
        ]
        measures = [
            Part(f"measure:{name}", measure.log_odds(features.measures[name]))
            for name, measure in self.measures.items()
        ]
        return [*tells, *measures, *self._phrases(features)]

    def raw_score(self, features: Features) -> float:
        """The score in log-odds before calibration."""
        return self.base + sum(part.log_odds for part in self.parts(features))

    def _phrases(self, features: Features) -> list[Part]:
        keys = phrase_keys(as_classes(features.tokens, self.numbers))
        at, there = find(self.known, keys.ravel())
        places = np.flatnonzero(there)
        found, first, counts = np.unique(at[places], return_index=True, return_counts=True)
        values = phrase_values(counts.astype(np.float64), self.rarity[found].astype(np.float64), self.power)
        log_odds = values * self.weights[found]
        tokens, lengths = np.divmod(places[first], keys.shape[1])
        rows = zip(log_odds.tolist(), tokens.tolist(), (lengths + 1).tolist(), strict=True)
        return [Part("phrase", odds, token, length) for odds, token, length in rows]


def load_model(folder: Path | None = None) -> Model:
    """Load a model folder (default: the shipped one). Raises ModelError if it is missing, altered or too new."""
    folder = folder or shipped("models") / DEFAULT
    files = read_checked(folder, (SETTINGS, *(f"{name}.npy" for name in ARRAYS)))
    try:
        settings = json.loads(files[SETTINGS])
        if settings["format"] != FORMAT:
            raise ModelError(f"{folder}: model format {settings['format']}, not {FORMAT}; install a matching mtdetect")
        arrays = {name: array_from_bytes(files[f"{name}.npy"]) for name in ARRAYS}
        return _model(settings, arrays, fingerprint(files))
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise ModelError(f"{folder}: not a model of mtdetect ({error!r}); train or install one anew") from error


def _model(settings: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]], fingerprint: str) -> Model:
    return Model(
        name=settings["name"],
        fingerprint=fingerprint,
        base=float(settings["base"]),
        numbers=class_numbers(settings["classes"]),
        power=float(settings["power"]),
        known=arrays["known"],
        rarity=arrays["rarity"],
        weights=arrays["weights"],
        measures={name: Measure(**fields) for name, fields in settings["measures"].items()},
        tells={code: float(weight) for code, weight in settings["tells"].items()},
        calibration=calibration.from_json(settings["calibration"]),
        engine=EngineModel(**settings["engine"]),
    )
