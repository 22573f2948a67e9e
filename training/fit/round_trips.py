"""Generated round trips: made of human texts of every set, so that each kind of text has a machine's beside it.

In the corpora most outlets have human texts alone, so what tells these from outlets with machine texts is learnt as
if it were translation. The round trips are those of the deep model's sample (`training.deep.trips`).
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from training.corpora import Row
from training.deep.trips import read_trips

SYSTEM = "Mozilla/trip"


def generated_round_trips(rows: Sequence[Row], file: Path) -> list[Row]:
    """A row for each human text of `rows` of which the file has a round trip, in their order. Raises CorpusError."""
    trips = read_trips(file)
    pairs = ((row, trips.get((row.set, row.id))) for row in rows if row.label == 0)
    return [_round_trip(row, " ".join(back for _, back in trip)) for row, trip in pairs if trip]


def _round_trip(row: Row, text: str) -> Row:
    return replace(
        row, id=f"{row.id}+trip", text=text, label=1, kind="round_trip", system=SYSTEM, lang="pt", generated=True
    )
