"""The step that every way of scoring runs: inputs in, their rows out, whatever happens."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from mtdetect.bulk.inputs import Input, Known, Work, input_of
from mtdetect.bulk.loader import Scorer
from mtdetect.document import Document, Page, Unreadable
from mtdetect.results.row import Result, Row, error_row, row
from mtdetect.verdict import Verdict

Step = Callable[[Any, Sequence[Work]], list[Result]]
"""What is done to some inputs together, with what the processes have loaded; a function of a module, to be sent."""


def score_items(scorer: Scorer, items: Sequence[Work]) -> list[Result]:
    """The row of each input, the text that it judges and the columns that were kept; pages are read first.

    Documents are scored together. Where that raises, each is scored alone: it costs the document that is at fault only,
    whose row is an error of kind `internal`.
    """
    read = [read_item(item) for item in items]
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
    verdict = next(verdicts)
    made = row(found, verdict, details=scorer.details)
    return Result(made, found.text, fields, sentences=verdict.sentences)


def read_item(item: Work) -> "Document | Unreadable | Result":
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


def _document(item: Input) -> Document | Unreadable:
    if isinstance(item, Page):
        from mtdetect.readers.html import read_page

        return read_page(item)
    return item


def internal_error(item: Input, cause: str) -> Row:
    """An error row that keeps the place of an input that the program itself could not handle."""
    message = " ".join(f"{cause}; please report it with the document".split())
    return error_row(Unreadable(item.id, item.path, "internal", message))
