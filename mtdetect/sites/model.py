"""The model of sites, read from its folder: JSON, checked by SHA-256; nothing in it is executed."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from mtdetect.model.calibration import as_json, from_json
from mtdetect.model.folder import Content, ModelKind, read_model
from mtdetect.model.shipped import shipped
from mtdetect.sites.histogram import UPPER, Floats
from mtdetect.sites.level import Level
from mtdetect.sites.mixture import Mixture
from mtdetect.sites.phrases import PhraseRates
from mtdetect.sites.rare import RareRules
from mtdetect.sites.recurring import HumanRates

FORMAT = 2
DEFAULT = "sites"
PHRASES = "phrases"
_MOST = 1000  # numbers in a list of the model
_GRIDS = ("levels", "level_prior", "shifts", "shift_prior", "shares")
_NUMBERS = ("spread_human", "spread_machine", "trust")


@dataclass(frozen=True, slots=True)
class SiteModel:
    """The level of human sites, the mixture of mixed ones, how often rules and wording recur at human sites, and the
    rules that hardly any human text sets off."""

    name: str
    fingerprint: str
    level: Level
    mixture: Mixture
    rates: HumanRates
    rare: RareRules
    phrases: PhraseRates | None = None

    @property
    def signature(self) -> str:
        """Names the model: a verdict on a site depends on it and on the articles' signature."""
        return f"sites:{self.name}@{self.fingerprint}"


def load_sites(folder: Path | None = None) -> SiteModel:
    """Load a model folder (default: the shipped one). Raises ModelError if it is missing, altered or too new."""
    return read_model(folder or shipped("models") / DEFAULT, ModelKind("site model", FORMAT), _model)


def _model(content: Content) -> SiteModel:
    settings = content.settings
    return SiteModel(
        name=str(settings["name"]),
        fingerprint=content.fingerprint,
        level=_level(settings["level"]),
        mixture=_mixture(settings["mixture"]),
        rates=_rates(settings["rates"]),
        rare=_rare(settings["rare"]),
        phrases=_phrases(settings[PHRASES]) if PHRASES in settings else None,
    )


def settings_of(
    name: str, level: Level, mixture: Mixture, rates: HumanRates, rare: RareRules, phrases: PhraseRates | None = None
) -> dict[str, Any]:
    """What `load_sites` reads, as the content of `model.json`."""
    return {
        "format": FORMAT,
        "name": name,
        "level": {
            "centres": level.centres.tolist(),
            "spreads": level.spreads.tolist(),
            "calibration": as_json(level.calibration),
        },
        "mixture": {grid: getattr(mixture, grid).tolist() for grid in _GRIDS}
        | {number: getattr(mixture, number) for number in _NUMBERS},
        "rates": {"sites": rates.sites, "rules": {rule: list(pair) for rule, pair in rates.rates.items()}},
        "rare": {"rules": sorted(rare.codes), "rate": list(rare.rate)},
        **({PHRASES: phrases_as_json(phrases)} if phrases else {}),
    }


def _level(fields: Mapping[str, Any]) -> Level:
    calibration = from_json(fields["calibration"])
    knots, shares, thresholds = (
        _numbers(array.tolist()) for array in (calibration.knots, calibration.shares, calibration.thresholds.ravel())
    )
    centres, spreads = (np.array([_numbers(row) for row in fields[name]]) for name in ("centres", "spreads"))
    if not centres.shape == spreads.shape == (len(knots), len(UPPER)) or thresholds.size != knots.size * shares.size:
        raise ValueError("levels of another shape")
    if (spreads <= 0).any() or (np.diff(knots) <= 0).any() or knots[0] < 1 or (np.diff(shares) >= 0).any():
        raise ValueError("levels out of order")
    if not all(map(math.isfinite, calibration.curve)) or shares[-1] <= 0:
        raise ValueError("no calibration")
    return Level(centres, spreads, calibration)


def _mixture(fields: Mapping[str, Any]) -> Mixture:
    grids = {name: _numbers(fields[name]) for name in _GRIDS}
    numbers = {name: float(fields[name]) for name in _NUMBERS}
    if any(
        grids[name].shape != grids[prior].shape
        for name, prior in (("levels", "level_prior"), ("shifts", "shift_prior"))
    ):
        raise ValueError("grids of another shape")
    shares = grids["shares"]
    if not all(0 < number < math.inf for number in numbers.values()) or (shares <= 0).any() or (shares > 1).any():
        raise ValueError("spreads or shares out of range")
    return Mixture(
        grids["levels"],
        grids["level_prior"],
        grids["shifts"],
        grids["shift_prior"],
        shares,
        numbers["spread_human"],
        numbers["spread_machine"],
        numbers["trust"],
    )


def _rates(fields: Mapping[str, Any]) -> HumanRates:
    rates = {str(rule): tuple(_numbers(pair).tolist()) for rule, pair in fields["rules"].items()}
    if len(rates) > _MOST or any(len(pair) != 2 or min(pair) <= 0 for pair in rates.values()):
        raise ValueError("rates of another shape")
    return HumanRates({rule: (pair[0], pair[1]) for rule, pair in rates.items()}, int(fields["sites"]))


def _rare(fields: Mapping[str, Any]) -> RareRules:
    rate = _numbers(fields["rate"])
    if len(fields["rules"]) > _MOST or rate.shape != (2,) or (rate <= 0).any():
        raise ValueError("rare rules of another shape")
    return RareRules(frozenset(map(str, fields["rules"])), (float(rate[0]), float(rate[1])))


def phrases_as_json(rates: PhraseRates) -> dict[str, Any]:
    """The part of `model.json` about wording, which stands under `PHRASES`."""
    arrays = {name: getattr(rates, name).tolist() for name in ("articles", "shares", "counts")}
    return {"sites": rates.sites, **arrays}


def _phrases(fields: Mapping[str, Any]) -> PhraseRates:
    articles, shares = _numbers(fields["articles"]), _numbers(fields["shares"])
    counts = np.array([_numbers(row) for row in fields["counts"]])
    if counts.shape != (len(articles), len(shares)) or (np.diff(articles) <= 0).any() or articles[0] < 1:
        raise ValueError("rates of wording of another shape")
    if shares.min() <= 0 or shares.max() > 1 or (np.diff(shares) >= 0).any() or (counts < 1).any():
        raise ValueError("rates of wording out of order")
    return PhraseRates(int(fields["sites"]), articles, shares, counts)


def _numbers(listed: Sequence[Any]) -> Floats:
    """A list of finite numbers, neither empty nor endless; raises ValueError."""
    array = np.array(listed, np.float64)
    if array.ndim != 1 or not 0 < array.size <= _MOST or not np.isfinite(array).all():
        raise ValueError("not a list of numbers")
    return array
