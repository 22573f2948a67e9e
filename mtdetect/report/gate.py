"""The line of a gate: `gate: 3 of 120 articles translated (allowed 0): FAIL`."""

from collections.abc import Iterator

from mtdetect.config.score_settings import Limits
from mtdetect.report.excerpt import safe
from mtdetect.report.summary import GateOutcome
from mtdetect.report.words import plural
from mtdetect.results.gate import CONFIDENCE, Gate, Judgement, Tally, least_share

_NAME = 80  # characters of a name at most


def gate_outcome(gate: Gate) -> GateOutcome | None:
    """The outcome of a gate for the results that it has counted; None where it sets no limit."""
    return judgement_outcome(gate.judge()) if gate.limits.are_set else None


def judgement_outcome(found: Judgement) -> GateOutcome:
    """The outcome with its line; safe to print."""
    text = "; ".join((*_results(found), *_not_counted(found)))
    return GateOutcome(found.met, safe(f"gate: {text}: {'PASS' if found.met else 'FAIL'}"))


def _results(found: Judgement) -> Iterator[str]:
    if found.limits.are_of_articles or not found.groups:
        yield _result(found)
    if found.sites is not None and found.groups:
        yield ", ".join(_site_counts(found.sites, found.limits))


def _site_counts(tally: Tally, limits: Limits) -> Iterator[str]:
    """`2 of 14 sites translated (allowed 0)`."""
    of_all = f" of {plural(tally.judged, 'site')}"
    if limits.max_translated_sites is not None:
        yield f"{tally.translated:,}{of_all} translated (allowed {limits.max_translated_sites})"
        of_all = ""
    if limits.fail_over is not None:
        yield f"{tally.over:,}{of_all} above likelihood {limits.fail_over:g}{_highest(tally)}"


def _highest(tally: Tally) -> str:
    return f" (highest {tally.highest:g}: {tally.likeliest[:_NAME]})" if tally.judged else ""


def _result(found: Judgement) -> str:
    if not found.groups and not found.excused:
        return "no article was judged"
    counts = ", ".join(_counts(found))
    if found.limits.group_by is None or not found.groups:
        return counts
    worst = "the articles without one" if found.worst is None else found.worst[:_NAME]
    beyond = f"{found.broken} of {plural(found.groups, 'group')} by {found.limits.group_by[:_NAME]} beyond the limit"
    return f"{beyond}, worst {worst} with {counts}"


def _counts(found: Judgement) -> Iterator[str]:
    limits, tally = found.limits, found.tally
    of_all = f" of {plural(tally.judged, 'article')}"
    allowed = [f"allowed {limits.max_translated}"] if limits.max_translated is not None else []
    if limits.max_share is not None:
        allowed.append(f"{_share(found)}, allowed {_percent(limits.max_share)}")
    if allowed:
        yield f"{tally.translated:,}{of_all} translated ({'; '.join(allowed)})"
        of_all = ""
    if limits.fail_over is not None:
        yield f"{tally.over:,}{of_all} above likelihood {limits.fail_over:g}{_highest(tally)}"


def _share(found: Judgement) -> str:
    """`75%, at 95% confidence at least 43%`."""
    tally = found.tally
    share = tally.translated / max(1, tally.judged)
    least = least_share(tally.translated, tally.judged, found.confidence)
    return f"{_percent(share)}, at {CONFIDENCE:.0%} confidence at least {_percent(least)}"


def _not_counted(found: Judgement) -> Iterator[str]:
    """The articles that are not counted, and those without a group, which are counted as one."""
    counts = ((found.abstained, "not judged"), (found.excused, "excused"), (found.unreadable, "unreadable"))
    if others := ", ".join(f"{count:,} {name}" for count, name in counts if count):
        yield f"not counted: {others}"
    if found.ungrouped and found.limits.group_by:
        yield f"{plural(found.ungrouped, 'article')} without {found.limits.group_by[:_NAME]}"


def _percent(share: float) -> str:
    return f"{100 * share:.3g}%"
