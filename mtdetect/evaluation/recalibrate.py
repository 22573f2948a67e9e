"""A model with thresholds from a user's own human texts, for `mtdetect calibrate`."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from mtdetect.errors import ModelError, UsageError
from mtdetect.model.additive import ARRAYS, DEFAULT, load_model
from mtdetect.model.calibration import as_json
from mtdetect.model.conformal import expected_range, fewest, length_groups, refit
from mtdetect.model.files import SETTINGS, write_checked
from mtdetect.model.shipped import shipped
from mtdetect.results.row import Result

_METRICS = "metrics.json"
_ROUNDING = 1e-4  # log-odds: more than a score can lose in a row, where each of its reasons is rounded


@dataclass(frozen=True, slots=True)
class Calibrated:
    """What was done: texts that count, passed over, and called translated before (a share, 0-1), and the promise.

    `mostly` is the range of the share of false alarms for 9 of 10 samples of this size, `lengths` the words at which
    thresholds of their own begin.
    """

    folder: Path
    fpr: float
    texts: int
    repeated: int
    not_judged: int
    before: float
    mostly: tuple[float, float]
    lengths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """The scores of the human texts that count, their lengths, and how the model at hand judged them."""

    raw: list[float]
    words: list[int]
    shares: list[float]
    repeated: int = 0
    not_judged: int = 0


def unused(folder: Path) -> None:
    """Raise UsageError for a folder that is there already, before hours of scoring."""
    if folder.exists():
        raise UsageError(f"{folder}: is there already: name a new folder with --output, or remove it")


def scored(results: Iterable[Result]) -> Scored:
    """Collect scores of human texts; a text that came before does not count again, nor one that is not judged.

    Raises UsageError for an input that could not be read: a sample that lacks what was hard to read is another one.
    """
    seen: set[bytes] = set()
    raw, words, shares = [], [], []
    repeated = not_judged = 0
    for result in results:
        row = result.row
        if error := row.get("error"):
            raise UsageError(f"{row['id']}: {error['message']}: nothing is written; mend it, or leave it out")
        digest = hashlib.sha256((result.text or "").encode("utf-8", "surrogatepass")).digest()
        if row["abstained"]:
            not_judged += 1
        elif digest in seen:
            repeated += 1
        else:
            seen.add(digest)
            raw.append(row["base"] + sum(reason["log_odds"] for reason in row["reasons"]))
            words.append(row["words"])
            shares.append(row["human_share"])
    return Scored(raw, words, shares, repeated, not_judged)


def calibrate(model: Path | None, human: Scored, fpr: float, folder: Path) -> Calibrated:
    """Write a model folder that differs from `model` (default: the shipped one) in its human thresholds and its name.

    `fpr` (0-1, exclusive) must be within what the number of texts can show. Raises UsageError and ModelError.
    """
    texts, needed = len(human.raw), fewest(fpr)
    if texts < needed:
        promise = f" (they can promise --fpr {_up(1 / (texts + 1))})" if texts else ""
        raise UsageError(
            f"--human: {texts} texts that count: --fpr {fpr:g} takes {needed:,} or more{promise}: add texts"
        )
    source = model or shipped("models") / DEFAULT
    before = load_model(source).calibration
    words = np.array(human.words, float)
    calibration = refit(before, np.array(human.raw) + _ROUNDING, words, fpr)
    done = Calibrated(
        folder=folder,
        fpr=fpr,
        texts=texts,
        repeated=human.repeated,
        not_judged=human.not_judged,
        before=float(np.mean(np.array(human.shares) <= fpr)),
        mostly=expected_range(texts, fpr),
        lengths=tuple(int(start) for start, _ in length_groups(before, words, fpr)[1:]),
    )
    settings = json.loads((source / SETTINGS).read_bytes())
    settings |= {"name": folder.name, "calibration": as_json(calibration)}
    arrays = {f"{name}.npy": (source / f"{name}.npy").read_bytes() for name in ARRAYS}
    _write(folder, {SETTINGS: _json(settings), _METRICS: _json(_metrics(done)), **arrays})
    return done


def _metrics(done: Calibrated) -> dict[str, Any]:
    """What is known of the new thresholds; the figures of the old ones are not theirs."""
    return {
        "calibrated on own human texts": {
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


def _up(share: float) -> str:
    """A share with two digits, no smaller than it is."""
    text = f"{share:.2g}"
    return text if float(text) >= share else f"{share * 1.05:.2g}"
