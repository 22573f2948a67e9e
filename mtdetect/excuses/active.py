"""The excuses that are active on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mtdetect.excuses.baseline import Baseline
from mtdetect.excuses.entries import Excuse


@dataclass(frozen=True, slots=True)
class Excuses:
    """The excuses of a run: the entries that hold today, those that have expired, and the baseline, if any."""

    entries: tuple[Excuse, ...] = ()
    expired: tuple[Excuse, ...] = ()
    baseline: Baseline | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of input rows that entries ask for."""
        return tuple(dict.fromkeys(key for entry in self.entries for key, _ in entry.fields))

    def __bool__(self) -> bool:
        return bool(self.entries or self.baseline)


def excuses_on(entries: Sequence[Excuse], baseline: Baseline | None, today: date) -> Excuses:
    """The excuses of a day, with the entries that have expired by then set apart."""
    expired = tuple(entry for entry in entries if entry.expires is not None and entry.expires < today)
    return Excuses(tuple(entry for entry in entries if entry not in expired), expired, baseline)
