"""The user's own houses in a model: thresholds of human texts of each, against which its articles are judged.

`mtdetect calibrate --group-by` learns them (`mtdetect.evaluation.house_levels`); the shipped model has none.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdetect.model.calibration import Calibration
from mtdetect.model.conformal import raw_thresholds
from mtdetect.model.files import SETTINGS, read_checked
from mtdetect.readers.columns import Fields
from mtdetect.readers.groups import NameOf, group_columns, namer
from mtdetect.verdict import House

HOUSES = "houses"  # where they stand in a model's `model.json`
MOST = 100_000  # houses: more are none, but the files of a folder
_LONGEST = 200  # characters of a name, and of what tells houses apart
_MOST_SHARES = 100
_READY = 1000  # calibrations that are kept: some kilobytes each
_DIGITS = 5


@dataclass(frozen=True)
class Houses:
    """Houses by name.

    `group_by` tells them apart as the option of that name does (`mtdetect.readers.groups`). `texts` are the numbers of
    human texts that each was learnt from. `thresholds` are the distances (`mtdetect.model.conformal.standardise`) that
    shares of its human texts reach: `shares` (0-1), falling, so that the distances rise.
    """

    group_by: str
    shares: NDArray[np.float64]
    texts: Mapping[str, int]
    thresholds: Mapping[str, NDArray[np.float64]]
    _name_of: NameOf = field(init=False, compare=False)
    _made: dict[str, Calibration] = field(init=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_name_of", namer(self.group_by))

    def house_of(self, name: str, path: str | None, fields: Fields | None) -> House | None:
        """The house of an input by its id, its path and the columns that were kept; None for one that is not known."""
        house = self._name_of(name, path, fields)
        texts = self.texts.get(house) if house is not None else None
        return None if house is None or texts is None else House(house, texts)

    def calibration(self, of_all: Calibration, house: str) -> Calibration:
        """The calibration of all texts with the thresholds of a house that is known; raises KeyError for another."""
        if house not in self._made:
            if len(self._made) >= _READY:
                self._made.clear()
            thresholds = raw_thresholds(of_all, self.thresholds[house])
            self._made[house] = replace(of_all, shares=self.shares, thresholds=thresholds)
        return self._made[house]

    def level(self, of_all: Calibration, house: str, raw: float, words: int) -> float:
        """How far above those of all the human texts of a house lie, in log-odds, among those that score as high.

        A raw score less this level is one that as small a share of all human texts reach as that of the house's do;
        beyond what the house's texts show, the level stays. Raises KeyError for a house that is not known.
        """
        own = self.calibration(of_all, house)
        share = own.human_share(raw, words)
        return own.score(share, words) - of_all.score(share, words)


def house_columns(model: Path | None) -> tuple[str, ...]:
    """The columns that a model of a folder tells houses by, so that readers keep them; None is the shipped model.

    Raises ModelError for a folder that holds no model.
    """
    if model is None:
        return ()
    try:
        return group_columns(json.loads(read_checked(model, (SETTINGS,))[SETTINGS])[HOUSES]["group_by"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return ()  # a model without houses, or none: `load_model` says so


def houses_from_json(fields: Mapping[str, Any]) -> Houses:
    """The houses of a model's `model.json`; raises ValueError, KeyError or TypeError for what are none."""
    shares = np.array(fields["shares"], np.float64)
    found = {str(name): (int(texts), np.array(distances, float)) for name, (texts, distances) in fields["of"].items()}
    if shares.ndim != 1 or not 0 < len(shares) <= _MOST_SHARES or (np.diff(shares) >= 0).any() or shares[-1] <= 0:
        raise ValueError("shares of houses out of order")
    if len(found) > MOST or not all(0 < len(name) <= _LONGEST for name in (*found, str(fields["group_by"]))):
        raise ValueError("too many houses, or names too long")
    for texts, distances in found.values():
        if texts < 1 or distances.shape != shares.shape or not np.isfinite(distances).all():
            raise ValueError("a house of another shape")
        if (np.diff(distances) < 0).any():
            raise ValueError("thresholds of a house out of order")
    texts_of = {name: texts for name, (texts, _) in found.items()}
    return Houses(str(fields["group_by"]), shares, texts_of, {name: of[1] for name, of in found.items()})


def houses_as_json(houses: Houses) -> dict[str, Any]:
    """What `houses_from_json` reads."""
    of = {
        name: [houses.texts[name], [round(float(one), _DIGITS) for one in distances]]
        for name, distances in sorted(houses.thresholds.items())
    }
    return {"group_by": houses.group_by, "shares": houses.shares.tolist(), "of": of}
