"""The step that every way of scoring runs: inputs in, their rows out, whatever happens."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Protocol

from mtdetect.document import Document, Page, Unreadable
from mtdetect.results.row import Result, Row, error_row, row
from mtdetect.text.batch import BATCH_CHARACTERS, BATCH_TEXTS
from mtdetect.verdict import Verdict

if TYPE_CHECKING:
    from mtdetect.detector import Detector

Input = Document | Page | Unreadable

_SLOW = 0.1  # seconds in which a batch comes together; from a file it takes a few thousandths
_GROWTH = 8  # times that a batch may be as large as the one before


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

    @property
    def details(self) -> bool:
        """Whether verdicts have tells and reasons, and so rows."""

    def score_batch(self, documents: Sequence[Document], /) -> Sequence[Verdict]:
        """Judge some documents together; each verdict is that of the document alone."""


@dataclass(frozen=True, slots=True)
class DetectorLoader:
    """How a process loads its detector: a call of `mtdetect.load` as a value that can be sent and compared."""

    model: Path | None = None
    fpr: float = 0.01
    prior: float = 0.5
    deep: bool = False
    details: bool = True

    def __call__(self) -> "Detector":
        """Load; raises `mtdetect.errors.MtdetectError` for a setting or a model that cannot be used."""
        from mtdetect.detector import load

        return load(self.model, fpr=self.fpr, prior=self.prior, deep=self.deep, details=self.details)

    def signature(self) -> str:
        """What its scores depend on beside the settings; loads the model to see."""
        from mtdetect.detector import load

        return load(self.model, deep=self.deep).signature


def prepare(scorer: Scorer) -> None:
    """Prepare what makes a long run of a detector faster (`mtdetect.tells.engine`)."""
    engine = getattr(scorer, "engine", None)
    if engine is not None:
        engine.prepare()


def batches(items: Iterable[Work], most: int = BATCH_TEXTS, characters: int = BATCH_CHARACTERS) -> Iterator[list[Work]]:
    """Runs of inputs, in order, that are worth scoring together: at most `most` inputs, or so many characters.

    The first has one input, and so has the next one where inputs come slowly, as from a pipe that somebody feeds: rows
    do not wait for inputs that are still to come. While inputs come quickly, runs grow.
    """
    limit, run = 1, list[Work]()
    size, begin = 0, monotonic()
    for item in items:
        run.append(item)
        size += _size(item)
        is_slow = monotonic() - begin > _SLOW
        if len(run) >= limit or size >= characters or is_slow:
            yield run
            limit = 1 if is_slow else min(_GROWTH * limit, most)
            run, size, begin = [], 0, monotonic()
    if run:
        yield run


def score_items(scorer: Scorer, items: Sequence[Work]) -> list[Result]:
    """The row of each input, the text that it judges and the columns that were kept; pages are read first.

    Documents are scored together. Where that raises, each is scored alone: it costs the document that is at fault only,
    whose row is an error of kind `internal`.
    """
    read = [_read(item) for item in items]
    documents = [document for document in read if isinstance(document, Document)]
    try:
        verdicts = iter(scorer.score_batch(documents))
        return [_result(scorer, item, found, verdicts) for item, found in zip(items, read, strict=True)]
    except Exception:  # a fault in one stranger's text must not lose the others
        return [_score_alone(scorer, item, found) for item, found in zip(items, read, strict=True)]


def _score_alone(scorer: Scorer, item: Work, found: "Document | Unreadable | Result") -> Result:
    try:
        documents = [found] if isinstance(found, Document) else []
        return _result(scorer, item, found, iter(scorer.score_batch(documents)))
    except Exception as error:
        return _fault(input_of(item), f"scoring failed with {type(error).__name__}: {error}")


def _result(scorer: Scorer, item: Work, found: "Document | Unreadable | Result", verdicts: Iterator[Verdict]) -> Result:
    if isinstance(found, Result):
        return found
    fields = input_of(item).fields
    if isinstance(found, Unreadable):
        return Result(error_row(found), None, fields)
    return Result(row(found, next(verdicts), details=scorer.details), found.text, fields)


def _read(item: Work) -> "Document | Unreadable | Result":
    """The document of an input, or its result where that is known or the input cannot be read."""
    if isinstance(item, Known):
        return known_result(item)
    try:
        return _document(item)
    except Exception as error:  # likewise
        return _fault(item, f"reading failed with {type(error).__name__}: {error}")


def _fault(item: Input, cause: str) -> Result:
    made = internal_error(item, cause)
    return Result(made, item.text if isinstance(item, Document) else None, item.fields)


def known_result(known: Known) -> Result:
    """The same for an input whose row is known."""
    try:
        document = known.item if known.is_settled else _document(known.item)
    except Exception:  # as when it was scored: then its row says so
        document = known.item
    return Result(known.row, document.text if isinstance(document, Document) else None, known.item.fields)


def input_of(item: Work) -> Input:
    """The input, whether its row is known or not."""
    return item.item if isinstance(item, Known) else item


def _size(item: Work) -> int:
    """Characters, or bytes of a page."""
    found = input_of(item)
    if isinstance(found, Document):
        return len(found.text) + len(found.markup or "")
    return len(found.data) if isinstance(found, Page) else 0


def _document(item: Input) -> Document | Unreadable:
    if isinstance(item, Page):
        from mtdetect.readers.html import read_page

        return read_page(item)
    return item


def internal_error(item: Input, cause: str) -> Row:
    """An error row that keeps the place of an input that the program itself could not handle."""
    message = " ".join(f"{cause}; please report it with the document".split())
    return error_row(Unreadable(item.id, item.path, "internal", message))
