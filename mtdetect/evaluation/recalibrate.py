"""A model with thresholds from human texts of the user, for `mtdetect calibrate`."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from mtdetect.errors import ModelError, UsageError
from mtdetect.evaluation.house_levels import human_outlets, learn_houses
from mtdetect.evaluation.human_scores import HumanScores
from mtdetect.model.additive import ARRAYS, DEFAULT, load_model
from mtdetect.model.calibration import Calibration, as_json
from mtdetect.model.conformal import expected_range, fewest, length_groups, refit, threshold
from mtdetect.model.files import SETTINGS, write_checked
from mtdetect.model.houses import HOUSES, Houses, houses_as_json
from mtdetect.model.shipped import shipped
from mtdetect.sites.model import load_sites

_METRICS = "metrics.json"
_NAMED = 10  # houses of a summary
_TYPICAL_WORDS = 300
_ROUNDING = 1e-4  # log-odds: more than rounding the reasons of a row can take from its score


@dataclass(frozen=True, slots=True)
class HouseSummary:
    """A house: the number of its texts, the share (0-1) of them that the old thresholds call translated, and by how
    much the threshold of an article of a typical length has risen, in log-odds."""

    name: str
    texts: int
    before: float
    risen: float


@dataclass(frozen=True, slots=True)
class Recalibration:
    """What was written to a folder, and from which texts.

    `texts` are the numbers of texts that count, `repeated` and `not_judged` of those that do not. `before` (0-1) is the
    share of the texts that the old thresholds call translated. The share of false alarms lies in the range `mostly` for
    9 of 10 samples of this size. `lengths` are the numbers of words from which on there are other thresholds. With
    `group_by`, `of_houses` is the number of houses, `houses` are those with most texts, and `without_house` is the
    number of texts that have none. `forgotten` is the number of houses of the model before that this one has not.
    """

    folder: Path
    fpr: float
    texts: int
    repeated: int
    not_judged: int
    before: float
    mostly: tuple[float, float]
    lengths: tuple[int, ...]
    group_by: str | None = None
    without_house: int = 0
    of_houses: int = 0
    houses: tuple[HouseSummary, ...] = ()
    forgotten: int = 0


def refuse_existing(folder: Path) -> None:
    """Raise UsageError for a folder that exists: asked before scoring, which may take hours."""
    if folder.exists():
        raise UsageError(f"{folder}: is there already: name a new folder with --output, or remove it")


def recalibrate(
    model: Path | None, human: HumanScores, fpr: float, folder: Path, group_by: str | None = None
) -> Recalibration:
    """Write a model folder that differs from `model` (default: the shipped one) in its human thresholds and its name.

    With `group_by`, the thresholds of all texts stay as they are, and each house of the texts gets its own. `fpr` (0-1,
    exclusive) must be no less than the number of texts can show. Raises UsageError and ModelError.
    """
    texts, needed = len(human.raw), fewest(fpr)
    if group_by and not texts and human.without_house:
        raise UsageError(f"--group-by {group_by}: no text has one: name a column of the rows, domain or folder")
    if texts < needed:
        promise = f" (they can promise --fpr {_round_up(1 / (texts + 1))})" if texts else ""
        count = f"{texts} texts that count{_others(human.without_house)}"
        raise UsageError(f"--human: {count}: --fpr {fpr:g} takes {needed:,} or more{promise}: add texts")
    source = model or shipped("models") / DEFAULT
    before = load_model(source).calibration
    scores, words = np.array(human.raw) + _ROUNDING, np.array(human.words, float)
    settings = json.loads((source / SETTINGS).read_bytes())
    forgotten = settings.pop(HOUSES, None)  # those of an earlier calibration
    houses: tuple[HouseSummary, ...] = ()
    lengths = [] if group_by else length_groups(before, words, fpr)[1:]
    if group_by:
        outlets = human_outlets(load_sites().mixture)
        learnt = learn_houses(before, scores, words, human.houses, outlets, group_by, fpr)
        settings |= {"name": folder.name, HOUSES: houses_as_json(learnt)}
        houses = _summaries(before, learnt, human, fpr)
    else:
        settings |= {"name": folder.name, "calibration": as_json(refit(before, scores, words, fpr))}
    done = Recalibration(
        folder=folder,
        fpr=fpr,
        texts=texts,
        repeated=human.repeated,
        not_judged=human.not_judged,
        before=float(np.mean(np.array(human.shares) <= fpr)),
        mostly=expected_range(texts, fpr),
        lengths=tuple(int(start) for start, _ in lengths),
        group_by=group_by,
        without_house=human.without_house,
        of_houses=len(set(human.houses)),
        houses=houses,
        forgotten=len(forgotten["of"]) if forgotten and not group_by else 0,
    )
    arrays = {f"{name}.npy": (source / f"{name}.npy").read_bytes() for name in ARRAYS}
    _write(folder, {SETTINGS: _json(settings), _METRICS: _json(_metrics(done)), **arrays})
    return done


def _others(without_house: int) -> str:
    return f" ({without_house} more have no house)" if without_house else ""


def _summaries(before: Calibration, learnt: Houses, human: HumanScores, fpr: float) -> tuple[HouseSummary, ...]:
    """The houses, those with most texts first."""
    names, called = np.array(human.houses), np.array(human.shares) <= fpr
    most_first = sorted(learnt.texts, key=lambda name: (-learnt.texts[name], name))
    return tuple(
        HouseSummary(
            name,
            learnt.texts[name],
            float(called[names == name].mean()),
            threshold(learnt.calibration(before, name), fpr, _TYPICAL_WORDS) - threshold(before, fpr, _TYPICAL_WORDS),
        )
        for name in most_first[:_NAMED]
    )


def _metrics(done: Recalibration) -> dict[str, Any]:
    """What is known of the new thresholds; the metrics of the old model do not hold for them."""
    heading = f" by {done.group_by}" if done.group_by else ""
    return {
        f"calibrated on own human texts{heading}": {
            "texts": done.texts,
            "false alarms promised, in the mean": done.fpr,
            "false alarms of 9 in 10 samples": [round(share, 5) for share in done.mostly],
        }
    }


def _write(folder: Path, files: dict[str, bytes]) -> None:
    """Write a model's files. Raises ModelError."""
    try:
        write_checked(folder, files)
    except OSError as error:
        raise ModelError(f"{folder}: cannot be written ({error.strerror}): name another with --output") from error


def _json(fields: dict[str, Any]) -> bytes:
    return (json.dumps(fields, ensure_ascii=False, indent=1) + "\n").encode()


def _round_up(share: float) -> str:
    """A share with two digits, rounded up."""
    text = f"{share:.2g}"
    return text if float(text) >= share else f"{share * 1.05:.2g}"
