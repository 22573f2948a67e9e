"""Which excuses a run has: files that are named, else the nearest."""

from datetime import date
from pathlib import Path

from mtdetect.config.files import nearest
from mtdetect.excuses.apply import Excuses, holding
from mtdetect.excuses.baseline import BASELINE_FILE, read_baseline
from mtdetect.excuses.entries import IGNORE_FILE, read_excuses


def find_excuses(file: Path | None, baseline: Path | None = None, *, known: bool = True, look: bool = True) -> Excuses:
    """The excuses of today, from the files named; with `look`, of those not named from the nearest ones.

    Without `known` there is no baseline. Raises UsageError for a file that is none.
    """
    found = looked_up(look=look)
    file = file or found["excuses"]
    baseline = baseline or (found["baseline"] if known else None)
    entries = read_excuses(file) if file else []
    return holding(entries, read_baseline(baseline) if baseline else None, date.today())


def looked_up(*, look: bool = True) -> dict[str, Path | None]:
    """The files that are read where none is named, by the names of their options."""
    names = {"excuses": IGNORE_FILE, "baseline": BASELINE_FILE}
    return {option: nearest(name) if look else None for option, name in names.items()}


def baseline_file() -> Path:
    """Where a baseline is written that is not named: where it would be read from, else the working folder."""
    return nearest(BASELINE_FILE) or Path(BASELINE_FILE)
