"""What it means for a row that some of its findings are excused."""

from collections.abc import Sequence

from mtdetect.results.row import Row
from mtdetect.verdict import SEVERAL


def is_finding(verdict: str, likelihood: float | None, fail_over: float | None) -> bool:
    """Whether an article is a finding: translated, or of a likelihood (0-1) above `fail_over`."""
    return verdict == "translated" or (fail_over is not None and likelihood is not None and likelihood > fail_over)


def weight_left(reason: Row, row: Row, causes: Sequence[Row | None]) -> float:
    """The weight of a reason, in log-odds, without the tells that have a cause to be excused."""
    from mtdetect.features.extract import density

    weight: float = reason["log_odds"]
    if reason["name"] == SEVERAL and causes:  # of all tells: their share is an approximation
        return weight * sum(cause is None for cause in causes) / len(causes)
    if not reason["tells"]:
        return weight
    left = sum(causes[number] is None for number in reason["tells"])
    return weight * density(left, row["words"]) / density(len(reason["tells"]), row["words"])


def move_to_suppressed(row: Row, verdict: Row | None, causes: Sequence[Row | None]) -> Row:
    """The row with its excused findings in `suppressed`, the verdict first; reasons keep the tells that are left."""
    kept = [number for number, cause in enumerate(causes) if cause is None]
    place = {number: at for at, number in enumerate(kept)}
    suppressed = [{"finding": "verdict", "verdict": row["verdict"], "excuse": verdict}] if verdict else []
    suppressed += [
        {"finding": "tell", **tell, "excuse": cause} for tell, cause in zip(row["tells"], causes, strict=True) if cause
    ]
    reasons = [
        reason | {"tells": [place[number] for number in reason["tells"] if number in place]}
        for reason in row["reasons"]
    ]
    return row | {"reasons": reasons, "tells": [row["tells"][number] for number in kept], "suppressed": suppressed}
