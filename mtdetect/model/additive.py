"""The shipped model: loads, checks, scores and decomposes. Plain arrays and JSON; nothing in it can run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdetect.features.extract import Features
from mtdetect.features.ngrams import LONGEST, NgramCounts, count_ngrams, exact_sums, ngram_keys, ngram_values
from mtdetect.features.style_measures import MEASURES
from mtdetect.features.word_classes import WordClasses
from mtdetect.model import calibration
from mtdetect.model.calibration import Calibration
from mtdetect.model.engine_type import EngineModel
from mtdetect.model.folder import Content, ModelKind, array_file, read_model
from mtdetect.model.houses import HOUSES, Houses, houses_from_json
from mtdetect.model.shipped import shipped
from mtdetect.text.hashing import Keys, KeyTable, Places

FORMAT = 4
DEFAULT = "base"
ARRAYS = ("known", "rarity", "weights")
_KIND = ModelKind("model", FORMAT, tuple(map(array_file, ARRAYS)))

Floats = NDArray[np.float64]

_SHARE = 2.0**-36  # the unit in which the log-odds of n-grams are summed


@dataclass(frozen=True, slots=True)
class Measure:
    """How a measure counts: `weight` for each `scale` away from `mean`, at most `clip` scales."""

    mean: float
    scale: float
    clip: float
    weight: float

    def log_odds(self, values: Floats) -> Floats:
        """The share of the score of each value."""
        scaled: Floats = np.clip((values - self.mean) / self.scale, -self.clip, self.clip)
        return self.weight * scaled


@dataclass(frozen=True, slots=True)
class SeveralTells:
    """What several tells, or one that people hardly ever write, weigh whatever the wording.

    Where the densities of rules times their `weights` have a sum above 1, a raw score is at least `level` plus what the
    sum has above 1. Tells of one rule with the weight 1 cannot reach that, however many they are. Without this, wording
    that looks human outvotes any number of tells: it weighs more than they do in most texts (docs/experiments.md).
    """

    weights: Mapping[str, float]
    level: float

    def log_odds(self, tells: Sequence[Mapping[str, float]], raw: Floats) -> Floats:
        """What each raw score lacks of that least score, 0 or more; `tells` are the densities of each text by rule."""
        sums = np.array([sum(self.weights.get(code, 0.0) * value for code, value in of.items()) for of in tells])
        missing: Floats = np.where(sums > 1, np.maximum(0.0, self.level + sums - 1 - raw), 0.0)
        return missing


@dataclass(frozen=True, slots=True)
class NgramMatches:
    """The n-grams of a batch.

    `texts` and `places` say which text has which known n-gram, once for each time it stands there; `tokens` are the
    indexes in `Features.tokens` of the first of the tokens that form it, `lengths` how many those are. They are in the
    order of their lengths, then of their tokens.
    """

    texts: Places
    places: Places
    tokens: Places
    lengths: NDArray[np.int8]


@dataclass(frozen=True)
class Scores:
    """The raw scores of some texts, in log-odds before calibration, and what they are made of.

    `base`, and for a text the sums of `tells` and `measures`, that of its n-grams (`ngrams`) and what `several` has for
    it, add up to its `raw` score. `log_odds` are those of the entries of `counts`, whose places are those of `known`
    keys.
    """

    base: float
    raw: Floats
    tells: Sequence[Mapping[str, float]]
    measures: Mapping[str, Floats]
    several: Floats
    ngrams: Floats
    matches: NgramMatches
    counts: NgramCounts
    log_odds: Floats
    known: Keys

    @cached_property
    def _edges(self) -> list[int]:
        """Where the entries of each text begin, and, last, how many there are."""
        found: list[int] = np.searchsorted(self.counts.texts, np.arange(len(self.raw) + 1)).tolist()
        return found

    def entries_of(self, text: int) -> slice:
        """The part of `counts` and `log_odds` that is of a text."""
        return slice(self._edges[text], self._edges[text + 1])

    def other_ngrams(self, text: int, named: Sequence[float]) -> float | None:
        """The sum of a text's n-grams less the log-odds of those that were named; None where no other is left."""
        if len(named) == self._edges[text + 1] - self._edges[text]:
            return None
        units = round(float(self.ngrams[text]) / _SHARE) - sum(round(log_odds / _SHARE) for log_odds in named)
        return units * _SHARE

    @cached_property
    def by_measure(self) -> list[list[float]]:
        """For each text the log-odds of each measure, in the order of `measures`."""
        found: list[list[float]] = np.reshape([*self.measures.values()], (-1, len(self.raw))).T.tolist()
        return found


@dataclass(frozen=True)
class Model:
    """An additive model: `base` and the log-odds of all parts add up to the raw score.

    `known` are the keys of the n-grams that it weighs, sorted; `rarity` and `weights` belong to them. `houses` are the
    user's own, where the model has learnt them.
    """

    name: str
    fingerprint: str
    base: float
    classes: WordClasses
    power: float
    known: Keys
    rarity: NDArray[np.float32]
    weights: NDArray[np.float32]
    measures: Mapping[str, Measure]
    tells: Mapping[str, float]
    several: SeveralTells
    calibration: Calibration
    engine: EngineModel
    houses: Houses | None = None

    def score(self, features: Features) -> Scores:
        """The raw scores of the texts of a batch."""
        size = len(features.tells)
        tells = [
            {code: self.tells[code] * value for code, value in of_text.items() if self.tells.get(code)}
            for of_text in features.tells
        ]
        measures = {name: one.log_odds(features.measures[name]) for name, one in self.measures.items()}
        matches = self._find_ngrams(features)
        counts = count_ngrams(matches.texts, matches.places, len(self.known))
        log_odds = ngram_values(counts, self.rarity, self.power, size) * self.weights.take(counts.places)
        raw = self.base + np.array([sum(of_text.values()) for of_text in tells]) + sum(measures.values())
        ngrams = exact_sums(counts.texts, log_odds, size, _SHARE)
        raw += ngrams
        several = self.several.log_odds(features.tells, raw)
        return Scores(self.base, raw + several, tells, measures, several, ngrams, matches, counts, log_odds, self.known)

    @cached_property
    def _table(self) -> KeyTable:
        return KeyTable.of(self.known)

    @cached_property
    def _unigrams(self) -> NDArray[np.intp]:
        """The place of each class's unigram in the table, -1 where it is not known."""
        numbers = np.arange(len(self.classes.names), dtype=np.uint64)
        keys = ngram_keys(np.concatenate([numbers, np.zeros(LONGEST, np.uint64)]))[0]
        places = np.full(len(numbers), -1, np.intp)
        at, found = self._table.find(keys)
        places[at] = found
        return places

    def _find_ngrams(self, features: Features) -> NgramMatches:
        """All known n-grams; at the end of a text they run over class 0."""
        tokens, texts, all_tokens = features.tokens, features.texts, features.batch.tokens
        starts, ends = all_tokens.starts.take(tokens), all_tokens.ends.take(tokens)
        numbers = self.classes.of_tokens(features.batch.characters, starts, ends, all_tokens.keys.take(tokens))
        padded = np.zeros(len(tokens) + LONGEST * (len(features.tells) + 1), np.uint64)
        spots = np.arange(len(tokens)) + LONGEST * texts
        padded[spots] = numbers
        single = self._unigrams.take(numbers.view(np.intp))
        known = (single >= 0).nonzero()[0]
        longer = (self._table.find(of_length.take(spots)) for of_length in ngram_keys(padded)[1:])
        found = [(known, single.take(known)), *longer]
        at, places = (np.concatenate(columns) for columns in zip(*found, strict=True))
        lengths = np.repeat(np.arange(1, LONGEST + 1, dtype=np.int8), [len(columns[0]) for columns in found])
        return NgramMatches(texts.take(at), places, at, lengths)


def load_model(folder: Path | None = None) -> Model:
    """Load a model folder (default: the shipped one). Raises ModelError if it is missing, altered or too new."""
    return read_model(folder or shipped("models") / DEFAULT, _KIND, _model)


def _model(content: Content) -> Model:
    settings = content.settings
    known, rarity, weights = map(content.array, ARRAYS)
    if known.ndim != 1 or not known.shape == rarity.shape == weights.shape:
        raise ValueError("arrays that do not fit together")
    if known.dtype != np.uint64 or (known[1:] <= known[:-1]).any():
        raise ValueError("keys of n-grams that are none, or out of order")
    if unknown := settings["measures"].keys() - MEASURES.keys():
        raise ValueError(f"unknown measures {sorted(unknown)[:3]}")
    if any(not isinstance(one, str) for one in (settings["name"], *settings["classes"])):
        raise ValueError("names that are none")
    return Model(
        name=settings["name"],
        fingerprint=content.fingerprint,
        base=float(settings["base"]),
        classes=WordClasses(tuple(settings["classes"])),
        power=float(settings["power"]),
        known=known,
        rarity=rarity,
        weights=weights,
        measures={name: Measure(**fields) for name, fields in settings["measures"].items()},
        tells=_numbers(settings["tells"]),
        several=SeveralTells(_numbers(settings["several"]["weights"]), float(settings["several"]["level"])),
        calibration=calibration.from_json(settings["calibration"]),
        engine=EngineModel(**settings["engine"]),
        houses=houses_from_json(settings["houses"]) if HOUSES in settings else None,
    )


def _numbers(settings: Mapping[str, Any]) -> dict[str, float]:
    return {name: float(value) for name, value in settings.items()}
