"""The entry point of copy mode: finds the origin of a text among the candidates."""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from mtdetect.config.deep_mode import DeepMode
from mtdetect.detector import load_reader
from mtdetect.document import Document, Unreadable, as_document
from mtdetect.errors import UsageError
from mtdetect.match.compare import compare
from mtdetect.match.index import Candidate, Index
from mtdetect.match.index_build import build
from mtdetect.match.index_file import is_index, load
from mtdetect.match.model import MatchModel, load_match
from mtdetect.match.pair import Comparison
from mtdetect.match.rank import PLAUSIBLE, RankedCandidate, rank
from mtdetect.readers import read
from mtdetect.results.row import full_name
from mtdetect.text.batch import parse
from mtdetect.text.text import Text

if TYPE_CHECKING:
    from mtdetect.deep.model import Deep

ORIGIN = 0.5  # likeness from which a candidate is named as the origin; measured by `bench.match`
# Round trips by way of a person's translation differ so much that their relation is `rewrite`.
COPIES = ("round_trip", "rewrite")
_COMPARED = 3  # candidates aligned at most, which takes far longer than ranking


@dataclass(frozen=True, slots=True)
class CandidateMatch:
    """A candidate that was compared with a text: its likeness (0-1, `rank.text_similarity`) and the comparison."""

    candidate: Candidate
    likeness: float
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Match:
    """The result for one text: its `origin`, None where no candidate is likely, and all candidates `compared`.

    `compared` has the most similar candidates, most similar first, the origin among them. `suspect` is the parsed text,
    to which the spans of the comparisons refer.
    """

    suspect: Text
    origin: CandidateMatch | None
    compared: tuple[CandidateMatch, ...]


@dataclass(frozen=True, slots=True)
class Matcher:
    """The candidates, and the model that compares two texts; `deep` reads them where a direction is in doubt."""

    indexes: tuple[Index, ...]
    model: MatchModel
    deep: "Deep | None" = None

    @property
    def signature(self) -> str:
        """Names the model: a match depends on it, the candidates and the program's version."""
        return f"{self.model.signature}|{self.deep.signature}" if self.deep else self.model.signature

    def match(self, document: str | Document) -> Match:
        """Find the origin of a text; the time hardly depends on the number of candidates.

        A candidate with the path, id and text of the document is left out, since an archive may contain the suspect.
        """
        suspect = as_document(document)
        text = parse(suspect.text)
        plausible = (one for one in self.rank(suspect) if one.similarity >= PLAUSIBLE)
        score = cache(self.deep.score) if self.deep else None  # the suspect is read once
        found = [
            CandidateMatch(one.candidate, one.similarity, compare(text, parse(one.candidate.text), self.model, score))
            for one, _ in zip(plausible, range(_COMPARED), strict=False)
        ]
        copied = (one for one in found if is_copy(one.comparison, one.likeness))
        origin = max(copied, key=lambda one: one.likeness, default=None)
        return Match(text, origin, tuple(found))

    def rank(self, document: Document) -> list[RankedCandidate]:
        """The candidates most similar to a document, most similar first, without the document itself."""
        return [one for one in rank(document.text, self.indexes) if not _is_same(one.candidate, document)]


def is_copy(comparison: Comparison, likeness: float) -> bool:
    """Whether a candidate of this likeness (0-1) is named as the origin.

    A pair whose direction is in doubt is named too: that one is a copy of the other is clear, and an editor can find
    out which was first.
    """
    direction = comparison.direction
    possible = direction is not None and (direction.copy == "suspect" or not direction.sure)
    return possible and comparison.relation.name in COPIES and likeness >= ORIGIN


def load_matcher(
    against: Iterable[str | os.PathLike[str]],
    *,
    model: Path | str | None = None,
    max_bytes: int = 10_000_000,
    text_key: str = "text",
    id_key: str = "id",
    input_format: str | None = None,
    deep: DeepMode = "auto",
    reader: Path | str | None = None,
    unreadable: Callable[[Unreadable], None] | None = None,
) -> Matcher:
    """A matcher for candidates: files, folders and globs in all formats that can be read, and index files.

    `deep` and `reader` are as in `mtdetect.load`. `unreadable` is called with each candidate that could not be read;
    without it, the first raises UsageError. Raises IndexFileError for an index, and ModelError for a model, that cannot
    be used, and TypeError for one path in place of a list.
    """
    if isinstance(against, str | bytes | os.PathLike):  # a text is a list of letters, and "/" a folder
        raise TypeError("load_matcher: one path, not several: give a list")
    loaded = load_match(None if model is None else Path(model))
    index_files, paths = split_indexes(against)
    indexes = [Index(load(file)) for file in index_files]
    if paths:
        documents = read(paths, max_bytes=max_bytes, text_key=text_key, id_key=id_key, input_format=input_format)
        indexes.append(build(documents_only(documents, unreadable)))
    if not any(map(len, indexes)):
        raise UsageError("--against: holds no candidate: name files that can be read, or an index")
    return Matcher(tuple(indexes), loaded, load_reader(loaded.base, deep, reader))


def documents_only(
    documents: Iterable[Document | Unreadable], unreadable: Callable[[Unreadable], None] | None = None
) -> Iterable[Document]:
    """The documents that hold any text.

    Calls `unreadable` with each input that could not be read, or raises UsageError without it.
    """
    for one in documents:
        if isinstance(one, Document):
            if one.text.strip():
                yield one
        elif unreadable is None:
            raise UsageError(f"{full_name(one.id, one.path)}: {one.message}")
        else:
            unreadable(one)


def split_indexes(against: Iterable[str | os.PathLike[str]]) -> tuple[Sequence[Path], Sequence[str]]:
    """The index files, and the other paths."""
    index_files, paths = list[Path](), list[str]()
    for one in against:
        name = os.fspath(one)
        if is_index(name):
            index_files.append(Path(name))
        else:
            paths.append(name)
    return index_files, paths


def _is_same(candidate: Candidate, document: Document) -> bool:
    named = (candidate.id, candidate.path) == (document.id, document.path)
    return named and bool(document.id) and candidate.text == document.text
