"""Candidates on several cores: read, with the hashes of their index terms, and found by each process in one file."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from mtdetect.bulk.inputs import Work
from mtdetect.bulk.loader import DetectorLoader, Scorer
from mtdetect.bulk.pool import score_results
from mtdetect.bulk.scoring import read_options
from mtdetect.bulk.step import read_item
from mtdetect.config.score_settings import ReadSettings
from mtdetect.document import Document, Unreadable
from mtdetect.errors import UsageError
from mtdetect.match.entries import Entry, make_entries
from mtdetect.match.index import Index
from mtdetect.match.index_build import build_index
from mtdetect.match.index_file import load, save
from mtdetect.match.matcher import Matcher, split_indexes
from mtdetect.match.model import load_match
from mtdetect.readers import read_inputs
from mtdetect.results.row import Result, error_row

NoteUnreadable = Callable[[Unreadable], None]


@dataclass(frozen=True, slots=True)
class MatchScorer:
    """What a process needs to score articles and to find their origins."""

    scorer: Scorer
    matcher: Matcher

    @property
    def engine(self) -> object:
        """The engine of the rules, which a long run prepares."""
        return getattr(self.scorer, "engine", None)

    @property
    def reads_fields(self) -> bool:
        """Whether verdicts depend on columns of the documents."""
        return bool(getattr(self.scorer, "reads_fields", False))


@dataclass(frozen=True, slots=True)
class MatchLoader:
    """How a process loads that: the detector, and the files of the candidates."""

    detector: DetectorLoader
    indexes: tuple[Path, ...]

    def __call__(self) -> MatchScorer:
        """Load; raises `mtdetect.errors.MtdetectError` for a setting or a file that cannot be used."""
        indexes = tuple(Index(load(file)) for file in self.indexes)
        if not any(map(len, indexes)):
            raise UsageError("--against: holds no candidate: name files that can be read, or an index")
        scorer = self.detector()
        return MatchScorer(scorer, Matcher(indexes, load_match(base=scorer.model), scorer.deep))


@contextmanager
def candidate_files(
    against: Sequence[str], reading: ReadSettings, jobs: int, unreadable: NoteUnreadable
) -> Iterator[tuple[Path, ...]]:
    """The index files among `against`, and one of all other candidates, which is deleted when the block ends.

    So a process maps what another has read, whatever their number.
    """
    files, paths = split_indexes(against)
    if not paths:
        yield tuple(files)
        return
    with TemporaryDirectory(prefix="mtdetect-") as folder:
        file = Path(folder) / "candidates.index"
        save(build_index(read_entries(paths, reading, jobs, unreadable)).arrays, file)
        yield (*files, file)


def read_entries(
    paths: Sequence[str | os.PathLike[str]], reading: ReadSettings, jobs: int, unreadable: NoteUnreadable
) -> Iterator[Entry]:
    """Candidates with the hashes of their index terms, in order; those without text are left out.

    Calls `unreadable` with each that could not be read.
    """
    for result in score_results(_nothing, read_inputs(paths, read_options(reading)), jobs, _enter_items):
        row = result.row
        if "error" in row:
            unreadable(Unreadable(row["id"], row["path"], row["error"]["kind"], row["error"]["message"]))
        elif result.text and result.text.strip():
            yield Entry(row["id"], row["path"], result.text, row["terms"])


def _nothing() -> None:
    """What the step needs to be loaded."""


def _enter_items(_nothing: None, items: Sequence[Work]) -> list[Result]:
    """A step: the texts of inputs, with the hashes of their index terms in the row; an error row for one unread."""
    found = [read_item(item) for item in items]
    entries = iter(make_entries([one for one in found if isinstance(one, Document)]))
    return [_result(one, entries) for one in found]


def _result(found: Document | Unreadable | Result, entries: Iterator[Entry]) -> Result:
    if isinstance(found, Result):
        return found
    if isinstance(found, Unreadable):
        return Result(error_row(found))
    entry = next(entries)
    return Result({"id": entry.id, "path": entry.path, "terms": entry.terms}, entry.text)
