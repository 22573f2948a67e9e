"""The output of `mtdetect calibrate`."""

from collections.abc import Iterator

from mtdetect.evaluation.recalibrate import Recalibration
from mtdetect.report.excerpt import safe


def as_text(done: Recalibration) -> str:
    """The number of texts, what the new thresholds promise, and how to use them."""
    return "\n".join(map(safe, _lines(done))) + "\n"


def _lines(done: Recalibration) -> Iterator[str]:
    passed = [(done.not_judged, "not judged"), (done.repeated, "repeated")]
    others = "".join(f", {count:,} {why}" for count, why in passed if count)
    yield f"{done.texts:,} human texts{others}; {done.before:.1%} of them were called translated at --fpr {done.fpr:g}"
    low, high = done.mostly
    yield f"now at most {done.fpr:.1%} of texts like these are, in the mean of all samples of this size"
    yield f"for 9 in 10 samples of this size it is {low:.2%}-{high:.2%}"
    yield f"the least share that so many can show: {1 / (done.texts + 1):.2g}; smaller ones are not promised"
    if done.lengths:
        yield f"thresholds of their own from {', '.join(map(str, done.lengths))} words"
    yield f"written: mtdetect score --model {done.folder} --fpr {done.fpr:g} PATH..."
