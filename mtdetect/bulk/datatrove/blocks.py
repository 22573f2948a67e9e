"""The blocks that score: an annotator, and a filter that drops what is likely machine-translated."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from datatrove.data import Document
from datatrove.pipeline.base import PipelineStep
from datatrove.pipeline.filters.base_filter import BaseFilter
from datatrove.pipeline.writers.disk_base import DiskWriter

from mtdetect.bulk.columns import PREFIX, result_value
from mtdetect.bulk.datatrove.documents import PATH, SOURCE, from_trove
from mtdetect.bulk.loader import DetectorLoader
from mtdetect.bulk.scored import score_inputs
from mtdetect.results.row import Row, answer
from mtdetect.text.batches import BATCH_TEXTS

COLUMNS = ("verdict", "likelihood", "human_share", "words", "abstained", "error", "signature")


class Scoring:
    """What both blocks share: the detector's loader, which is sent to each task, and the columns that they add.

    Where a task has another model, other rules or another version than the process that made the block, it fails.
    """

    def __init__(self, loader: DetectorLoader | None, columns: Sequence[str], path_key: str) -> None:
        self.loader = loader or DetectorLoader()
        self.columns = tuple(columns)
        self.path_key = path_key
        self.signature = self.loader.signature()

    def annotate(self, documents: Sequence[Document]) -> list[Row]:
        """Score documents, write the columns into their metadata, and return their rows."""
        inputs = [from_trove(document, self.path_key) for document in documents]
        rows = [result.row for result in score_inputs(self.loader, self.signature, inputs)]
        for document, row in zip(documents, rows, strict=True):
            document.metadata.pop(SOURCE, None)
            document.metadata |= {f"{PREFIX}{name}": result_value(row, name) for name in self.columns}
        return rows


class TranslationAnnotator(PipelineStep):
    """Adds the columns `mtdetect_*` to each document's metadata, and drops none.

    `loader` says which detector scores (by default the shipped one). `columns` are names of fields of rows; `row` is
    the whole row of schema 1, the same as the command line writes, and `error` the kind of an error. `path_key` is the
    metadata with a document's file.
    """

    type = "🔎 - ANNOTATOR"
    name = "mtdetect"

    def __init__(
        self, loader: DetectorLoader | None = None, columns: Sequence[str] = COLUMNS, path_key: str = PATH
    ) -> None:
        super().__init__()
        self.scoring = Scoring(loader, columns, path_key)

    def run(self, data: Any, rank: int = 0, world_size: int = 1) -> Iterator[Document]:  # noqa: ARG002 - a task's place
        """The same documents, in order."""
        stream = iter(data or ())
        while documents := list(islice(stream, BATCH_TEXTS)):
            with self.track_time("batch"):
                rows = self.scoring.annotate(documents)
            for document, row in zip(documents, rows, strict=True):
                self.stat_update("total", answer(row))
                self.update_doc_stats(document)
                yield document


class TranslationFilter(BaseFilter):
    """Keeps what is not likely machine-translated; the others go to `exclusion_writer`, with the reason.

    So does what cannot be read. What is not judged, such as a short text, is kept. All have the columns in their
    metadata. Arguments are those of `TranslationAnnotator`.
    """

    name = "🌐 Likely machine-translated"

    def __init__(
        self,
        exclusion_writer: DiskWriter | None = None,
        loader: DetectorLoader | None = None,
        columns: Sequence[str] = COLUMNS,
        path_key: str = PATH,
        batch_size: int = BATCH_TEXTS,
    ) -> None:
        super().__init__(exclusion_writer, batch_size)
        self.scoring = Scoring(loader, columns, path_key)

    def filter(self, doc: Document) -> bool | tuple[bool, str]:
        """Whether one document is kept, or the reason why not."""
        return self.filter_batch([doc])[0]

    def filter_batch(self, batch: list[Document]) -> list[bool | tuple[bool, str]]:
        """The same for some documents, which takes less time."""
        return [_decision(row) for row in self.scoring.annotate(batch)]


def _decision(row: Row) -> bool | tuple[bool, str]:
    found = answer(row)
    if found == "translated":
        return False, "likely_machine_translated"
    return (False, "unreadable") if found == "unreadable" else True
