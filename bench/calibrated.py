"""Whether `mtdetect calibrate` keeps its promise: human texts of one set, some to calibrate by and the others to judge.

`python -m bench.calibrated [--corpora PATH] [--set NAME]`. Prints what share of the others is called translated, for
several numbers to calibrate by. The texts are scored once, by the shipped model, and split at random.
"""

import argparse
import gzip
import json

import numpy as np

import mtdetect
from mtdetect.bulk.loader import DetectorLoader
from mtdetect.bulk.pool import cores, score_results
from mtdetect.document import Document
from mtdetect.evaluation.human_scores import collect_scores
from mtdetect.model.calibration import Calibration
from mtdetect.model.conformal import expected_range, fewest, refit
from training.corpora import corpora_path

_SPLITS = 20
_SHARES = (0.01, 0.05)
_SIZES = (100, 200, 400)  # and half of all


def main() -> None:
    """Score, split, refit and judge."""
    parser = argparse.ArgumentParser(prog="python -m bench.calibrated", description=__doc__)
    parser.add_argument("--corpora", help="the corpora's folder (default: MTDETECT_CORPORA, or ../shared/corpora)")
    parser.add_argument("--set", default="native_bbc")
    options = parser.parse_args()
    file = corpora_path(options.corpora) / "train" / f"{options.set}.jsonl.gz"
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["label"] == 0]
    texts = [Document(row["id"], row["text"]) for row in rows]
    human = collect_scores(score_results(DetectorLoader(), texts, cores()))
    raw, words = np.array(human.raw), np.array(human.words, float)
    print(f"{len(raw):,} human texts of {options.set}, {_SPLITS} splits")
    before = mtdetect.load(deep="never").model.calibration
    for fpr in _SHARES:
        for size in (*_SIZES, len(raw) // 2):
            if fewest(fpr) <= size < len(raw):
                flagged = [_flagged(before, raw, words, size, fpr, split) for split in range(_SPLITS)]
                low, high = expected_range(size, fpr)
                print(
                    f"--fpr {fpr:g}, {size} texts: {np.mean(flagged):.2%} called translated, {min(flagged):.2%} to "
                    f"{max(flagged):.2%} (9 in 10 should be {low:.2%} to {high:.2%})"
                )


def _flagged(before: Calibration, raw: np.ndarray, words: np.ndarray, size: int, fpr: float, seed: int) -> float:
    order = np.random.default_rng(seed).permutation(len(raw))
    own, others = order[:size], order[size:]
    fitted = refit(before, raw[own], words[own], fpr)
    shares = [fitted.human_share(raw[at], int(words[at])) for at in others]
    return float(np.mean(np.array(shares) <= fpr))


if __name__ == "__main__":
    main()
