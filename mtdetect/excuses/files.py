"""Which files of excuses a run reads: those that are named, else the nearest."""

from datetime import date
from pathlib import Path

from mtdetect.config.files import nearest_file
from mtdetect.excuses.active import Excuses, excuses_on
from mtdetect.excuses.baseline import BASELINE_FILE, read_baseline
from mtdetect.excuses.entries import IGNORE_FILE, read_excuses


def find_excuses(
    file: Path | None, baseline: Path | None = None, *, with_baseline: bool = True, search: bool = True
) -> Excuses:
    """The excuses of today, from the files named; with `search`, from the nearest files where none is named.

    Without `with_baseline`, only a baseline that is named is read. Raises UsageError for a file that cannot be used.
    """
    defaults = default_files(search=search)
    file = file or defaults["excuses"]
    baseline = baseline or (defaults["baseline"] if with_baseline else None)
    entries = read_excuses(file) if file else []
    return excuses_on(entries, read_baseline(baseline) if baseline else None, date.today())


def default_files(*, search: bool = True) -> dict[str, Path | None]:
    """The nearest files, by the option that would name another: those that are read where none is named."""
    names = {"excuses": IGNORE_FILE, "baseline": BASELINE_FILE}
    return {option: nearest_file(name) if search else None for option, name in names.items()}


def baseline_file() -> Path:
    """Where a baseline is written if no file is named: over the nearest one, else into the working folder."""
    return nearest_file(BASELINE_FILE) or Path(BASELINE_FILE)
