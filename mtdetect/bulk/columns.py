"""The columns that scoring adds to the records of a table, the same in each engine; a map over columns of Python lists.

For Hugging Face `datasets`: `dataset.map(ScoreColumns(), batched=True, num_proc=8)`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mtdetect.bulk.loader import DetectorLoader
from mtdetect.bulk.scored import score_inputs
from mtdetect.readers.options import Options
from mtdetect.readers.tables import typed_row_document
from mtdetect.results.row import Row, answer, dump

PREFIX = "mtdetect_"
_OWN: Mapping[str, Callable[[Row], object]] = {
    "verdict": answer,
    "error": lambda row: row["error"]["kind"] if "error" in row else None,
    "row": dump,
}


def result_value(row: Row, name: str) -> Any:
    """The value of a column `mtdetect_NAME`: `row` is the row itself, `error` the kind of an error; None for none."""
    own = _OWN.get(name)
    return own(row) if own else row.get(name)


@dataclass(frozen=True, slots=True)
class ScoreColumns:
    """A function from columns to columns, `mtdetect_*`, for maps over tables in batches.

    `text` and `id` name columns at any depth; a record without an id has an empty one. The function can be sent to
    other processes, where it loads its detector once, and pickles to other bytes where the model, the rules or the
    version are others: what a library keeps of its results is then made anew.
    """

    text: str = "text"
    id: str = "id"
    loader: DetectorLoader = field(default_factory=DetectorLoader)
    columns: Sequence[str] = ("id", "verdict", "likelihood", "human_share", "words", "abstained", "error", "row")
    max_bytes: int = 10_000_000
    signature: str = field(init=False, default="")

    def __post_init__(self) -> None:
        object.__setattr__(self, "signature", self.loader.signature())

    def __call__(self, table: Mapping[str, Sequence[Any]]) -> dict[str, list[Any]]:
        """The new columns of some records, given as a list for each column. Raises ModelError."""
        options = Options(self.max_bytes, self.text, self.id)
        records = [dict(zip(table, values, strict=True)) for values in zip(*table.values(), strict=True)]
        inputs = [typed_row_document(record, None, 0, options) for record in records]
        rows = [result.row for result in score_inputs(self.loader, self.signature, inputs)]
        return {f"{PREFIX}{name}": [result_value(row, name) for row in rows] for name in self.columns}
