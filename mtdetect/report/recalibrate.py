"""The output of `mtdetect calibrate`."""

from collections.abc import Iterator

from mtdetect.evaluation.recalibrate import HouseSummary, Recalibration
from mtdetect.report.excerpt import safe
from mtdetect.report.words import plural


def as_text(done: Recalibration) -> str:
    """The number of texts, what the new thresholds promise, and how to use them."""
    return "\n".join(map(safe, _lines(done))) + "\n"


def _lines(done: Recalibration) -> Iterator[str]:
    passed = [(done.not_judged, "not judged"), (done.repeated, "repeated"), (done.without_house, "without a house")]
    others = "".join(f", {count:,} {why}" for count, why in passed if count)
    yield f"{done.texts:,} human texts{others}; {done.before:.1%} of them were called translated at --fpr {done.fpr:g}"
    low, high = done.mostly
    if done.group_by:
        yield f"now each of {plural(done.of_houses, 'house')} has thresholds of its own; at --fpr {done.fpr:g}:"
        yield from map(_house, done.houses)
        if done.of_houses > len(done.houses):
            yield f"  and {done.of_houses - len(done.houses):,} more"
        yield f"articles of other houses are judged as before; houses are told apart by {done.group_by}"
        yield f"the least share that so many texts can show: {1 / (done.texts + 1):.2g}; smaller ones are not promised"
        yield f"written: mtdetect score --model {done.folder} --fpr {done.fpr:g} PATH..."
        return
    if done.forgotten:
        yield f"{plural(done.forgotten, 'house')} of the model before forgotten: add houses again with --group-by"
    yield f"now at most {done.fpr:.1%} of texts like these are, in the mean of all samples of this size"
    yield f"for 9 in 10 samples of this size it is {low:.2%}-{high:.2%}"
    yield f"the least share that so many can show: {1 / (done.texts + 1):.2g}; smaller ones are not promised"
    if done.lengths:
        yield f"thresholds of their own from {', '.join(map(str, done.lengths))} words"
    yield f"written: mtdetect score --model {done.folder} --fpr {done.fpr:g} PATH..."


def _house(house: HouseSummary) -> str:
    moved = f"{abs(house.risen):.2f} {'higher' if house.risen > 0 else 'lower'} than before, in log-odds"
    called = f"{house.before:.1%} were called translated"
    return f"  {house.name}: {plural(house.texts, 'text')}, {called}; the threshold is {moved}"
