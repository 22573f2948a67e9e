"""The step that every batch wrapper runs: an input in, its row out, whatever happens."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from mtdetect.document import Document, Page, Unreadable
from mtdetect.results.row import Result, Row, error_row, row
from mtdetect.verdict import Verdict

if TYPE_CHECKING:
    from mtdetect.detector import Detector

Input = Document | Page | Unreadable


@dataclass(frozen=True, slots=True)
class Known:
    """An input whose row is there already; with `text`, the article of a page is taken out all the same."""

    item: Input
    row: Row
    text: bool

    @property
    def is_settled(self) -> bool:
        """Whether there is nothing left to do."""
        return not (self.text and isinstance(self.item, Page))


Work = Input | Known


class Scorer(Protocol):
    """What is needed of a detector."""

    def score(self, text: Document, /) -> Verdict:
        """Judge one document."""


@dataclass(frozen=True, slots=True)
class DetectorLoader:
    """How a process loads its detector: a call of `mtdetect.load` as a value that can be sent and compared."""

    model: Path | None = None
    fpr: float = 0.01
    prior: float = 0.5
    deep: bool = False

    def __call__(self) -> "Detector":
        """Load; raises `mtdetect.errors.MtdetectError` for a setting or a model that cannot be used."""
        from mtdetect.detector import load

        return load(self.model, fpr=self.fpr, prior=self.prior, deep=self.deep)

    def signature(self) -> str:
        """What its scores depend on beside the settings; loads the model to see."""
        from mtdetect.detector import load

        return load(self.model, deep=self.deep).signature


def score_result(scorer: Scorer, item: Work) -> Result:
    """The row of an input, the text that it judges and the columns that were kept; pages are read first.

    A scorer that raises costs that document only: its row is an error of kind `internal`.
    """
    if isinstance(item, Known):
        return known_result(item)
    try:
        document = _document(item)
        if isinstance(document, Unreadable):
            return Result(error_row(document), None, item.fields)
        return Result(row(document, scorer.score(document)), document.text, item.fields)
    except Exception as error:  # a fault in one stranger's text must not lose the others
        made = internal_error(item, f"scoring failed with {type(error).__name__}: {error}")
        return Result(made, item.text if isinstance(item, Document) else None, item.fields)


def known_result(known: Known) -> Result:
    """The same for an input whose row is known."""
    try:
        document = known.item if known.is_settled else _document(known.item)
    except Exception:  # as when it was scored: then its row says so
        document = known.item
    return Result(known.row, document.text if isinstance(document, Document) else None, known.item.fields)


def _document(item: Input) -> Document | Unreadable:
    if isinstance(item, Page):
        from mtdetect.readers.html import read_page

        return read_page(item)
    return item


def internal_error(item: Input, cause: str) -> Row:
    """An error row that keeps the place of an input that the program itself could not handle."""
    message = " ".join(f"{cause}; please report it with the document".split())
    return error_row(Unreadable(item.id, item.path, "internal", message))
