"""What a process of the server does with a part of a request: rows of documents, counts for an estimate, a match."""

import signal
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from mtdetect.bulk.loader import DetectorLoader, prepare
from mtdetect.bulk.step import internal_error, score_items
from mtdetect.bulk.worker import Load, loaded
from mtdetect.bulk.worker import start as start_worker
from mtdetect.detector import Detector
from mtdetect.document import Document, Unreadable
from mtdetect.match.candidates import MatchScorer
from mtdetect.match.index_build import build
from mtdetect.match.matcher import Matcher
from mtdetect.match.model import MatchModel, load_match
from mtdetect.match.row import match_items
from mtdetect.quantify.collect import Tally, raw_of_likelihood, tally_groups
from mtdetect.quantify.estimate import estimate_groups
from mtdetect.quantify.model import QuantifyModel, load_quantify
from mtdetect.readers.columns import Keep
from mtdetect.readers.errors import ReadError, too_large
from mtdetect.readers.groups import group_columns
from mtdetect.readers.json import parse_row
from mtdetect.readers.options import Options
from mtdetect.readers.paths import STDIN
from mtdetect.readers.tables import row_document, unread
from mtdetect.report.article_facts import page_view
from mtdetect.report.chosen_fields import select_fields
from mtdetect.report.estimate import as_json
from mtdetect.report.explanation import score_sentences
from mtdetect.results.explanation import explain, explanation_row
from mtdetect.results.groups import grouper
from mtdetect.results.row import DETAILS, Result, dump, error_row
from mtdetect.web.indexes import open_indexes

Numbered = tuple[int, Mapping[str, object] | bytes | None]
"""A document with its number in the request, from 1: a parsed object, a line of NDJSON, or None for a line too long."""
Tallies = dict[str | None, Tally]


@dataclass(frozen=True, slots=True)
class Asked:
    """How rows are asked for; `fpr` and `prior` (0-1) are the server's where they are None.

    With `explain`, rows are those of `mtdetect explain`. With `fields`, they have just these fields. With `view`, they
    have what the page shows of them as well.
    """

    fpr: float | None = None
    prior: float | None = None
    explain: bool = False
    fields: tuple[str, ...] = ()
    view: bool = False

    @property
    def details(self) -> bool:
        """Whether tells and reasons are needed."""
        return self.explain or self.view or not self.fields or bool(DETAILS.intersection(self.fields))


def start(load: Load) -> None:
    """Make a process ready: signals that end the server are the server's to handle."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    start_worker(load)
    prepare(loaded(load))


def score_lines(load: DetectorLoader, asked: Asked, limit: int, items: Sequence[Numbered]) -> list[str]:
    """The rows of some documents as lines of JSON; `limit` is the most bytes of a line of NDJSON."""
    columns = loaded(load).columns
    return score_found(load, asked, [read_document(item, limit, columns) for item in items])


def score_found(load: DetectorLoader, asked: Asked, found: Sequence[Document | Unreadable]) -> list[str]:
    """The rows of documents that have been read, as lines of JSON."""
    detector = _detector(load, asked)
    results = [_explain(detector, one) for one in found] if asked.explain else score_items(detector, found)
    return [_line(result, asked) for result in results]


def tally_documents(load: DetectorLoader, group_by: str | None, items: Sequence[Numbered]) -> Tallies:
    """The counts of some documents by group, for an estimate; the reader of --deep takes no part."""
    detector = _plain_detector(load)
    keep = group_columns(group_by)
    results = score_items(detector, [read_document(item, sys.maxsize, keep) for item in items])
    group_of = grouper(group_by) if group_by else lambda _result: None
    return tally_groups(results, raw_of_likelihood(detector.model.calibration, detector.prior), group_of)


def estimate_share(load: DetectorLoader, tallies: Tallies, known: Tally | None, group_by: str | None) -> str:
    """The JSON of `mtdetect estimate --format json`. Raises UsageError for too few human texts."""
    detector = _plain_detector(load)
    model = _quantify_model(load)
    return as_json(estimate_groups(tallies, model, known, group_by=group_by, scored_by=detector.signature))


def match_line(
    load: DetectorLoader, asked: Asked, suspect: Document, candidates: Sequence[Document], against: tuple[Path, ...]
) -> str:
    """The row of a text with its origin among candidates and those of index files, as a line of JSON."""
    detector = _detector(load, asked)
    sent = (build(candidates),) if candidates else ()
    matcher = Matcher((*sent, *open_indexes(against)), _match_model(), detector.deep)
    [result] = match_items(MatchScorer(detector, matcher), [suspect])
    if asked.explain and "error" not in result.row:
        explained = _explain(detector, suspect).row
        added = {name: explained[name] for name in ("raw", "without_heaviest", "sentences")}
        result = replace(result, row={**result.row, **added})
    return _line(result, asked)


def _detector(load: DetectorLoader, asked: Asked) -> Detector:
    detector: Detector = loaded(load)
    fpr, prior = (
        own if given is None else given for given, own in ((asked.fpr, detector.fpr), (asked.prior, detector.prior))
    )
    return replace(detector, fpr=fpr, prior=prior, details=asked.details, sentences=asked.view or asked.explain)


def _line(result: Result, asked: Asked) -> str:
    row = select_fields(result.row, asked.fields) if asked.fields else result.row
    if asked.view:
        named = replace(result, row={**result.row, "path": None})  # that it came from no file is no news on a page
        row = {**row, "view": page_view(named, score_sentences if result.row.get("without_heaviest") else None)}
    return dump(row)


def _plain_detector(load: DetectorLoader) -> Detector:
    """The detector of `mtdetect estimate`: without the reader, and with the settings that any run has."""
    detector: Detector = loaded(load)
    ending = f"|{detector.deep.signature}" if detector.deep else ""
    signature = detector.signature.removesuffix(ending)
    plain = DetectorLoader()
    return replace(detector, fpr=plain.fpr, prior=plain.prior, signature=signature, details=False, deep=None)


@cache
def _match_model() -> MatchModel:
    return load_match()


@cache
def _quantify_model(load: DetectorLoader) -> QuantifyModel:
    return load_quantify(loaded(load).model)


def read_document(item: Numbered, limit: int, keep: Keep = ()) -> Document | Unreadable:
    """What a part of a request holds, as the command line reads a row of JSON Lines on standard input.

    `limit` is the most bytes of a line; `keep` names the columns that are kept.
    """
    number, given = item
    options = Options(limit, keep=keep)
    try:
        if given is None:
            raise too_large(limit)
        row, notes = parse_row(given) if isinstance(given, bytes) else (given, ())
    except ReadError as failure:
        return unread(f"{STDIN}:{number}", STDIN, failure)
    return row_document(row, STDIN, number, options, notes)


def _explain(detector: Detector, found: Document | Unreadable) -> Result:
    if isinstance(found, Unreadable):
        return Result(error_row(found))
    try:
        made = explain(detector, found)
        return Result(explanation_row(made), found.text, sentences=made.verdict.sentences)
    except Exception as error:  # a fault in one stranger's text must not lose the others
        return Result(internal_error(found, f"scoring failed with {type(error).__name__}: {error}"))
