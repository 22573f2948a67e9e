"""Round trips made of human texts of every set, so that each kind of text has a machine's beside it.

In the corpora most outlets have human texts alone, so what tells these from outlets with machine texts is learnt as
if it were translation. The trips are those of the deep model's sample (`training.deep.trips`).
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from training.corpora import Row
from training.deep.trips import read_trips

SYSTEM = "Mozilla/trip"


def made_rows(rows: Sequence[Row], file: Path) -> list[Row]:
    """The round trips of those human texts that the file has one of, in the order of the rows. Raises CorpusError."""
    trips = read_trips(file)
    pairs = ((row, trips.get((row.set, row.id))) for row in rows if row.label == 0)
    return [_made(row, " ".join(back for _, back in trip)) for row, trip in pairs if trip]


def _made(row: Row, text: str) -> Row:
    return replace(row, id=f"{row.id}+trip", text=text, label=1, kind="round_trip", system=SYSTEM, lang="pt", made=True)
