"""The one door of copy mode: a text in, its origin out, if one of the candidates is it."""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from mtdetect.document import Document, Unreadable
from mtdetect.errors import UsageError
from mtdetect.match.compare import compare
from mtdetect.match.index import Candidate, Index, build
from mtdetect.match.index_file import is_index, load
from mtdetect.match.model import MatchModel, load_match
from mtdetect.match.pair import Comparison
from mtdetect.match.rank import PLAUSIBLE, Ranked, rank
from mtdetect.readers import read
from mtdetect.text.batch import parse
from mtdetect.text.text import Text

ORIGIN = 0.5  # likeness that names a candidate; people who tell the same stay below. Measured by `bench.match`
# Texts that differ much, as round trips through a person's translation do, are `rewrite`.
_COPIES = ("round_trip", "rewrite")
_COMPARED = 3  # candidates aligned at most: that takes far longer than to rank them


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate that is like a text: its likeness (0-1, `mtdetect.match.rank`) and all that is said of the two."""

    candidate: Candidate
    likeness: float
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Match:
    """What candidates are to a text. `origin` is None where none is likely; `compared` are the most alike, it included.

    `suspect` is the text as parsed, to which the spans of the comparisons point.
    """

    suspect: Text
    origin: Found | None
    compared: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Matcher:
    """Candidates, and the model that says how two texts relate."""

    indexes: tuple[Index, ...]
    model: MatchModel

    @property
    def signature(self) -> str:
        """What a match depends on, besides the candidates and the program's version."""
        return self.model.signature

    def match(self, document: str | Document) -> Match:
        """Find the origin of a text; the time hardly grows with the number of candidates.

        A candidate that is the document itself, by its path, id and text, is left out: an archive may hold the suspect.
        """
        made = document if isinstance(document, Document) else Document(id="", text=document)
        suspect = parse(made.text)
        plausible = (one for one in self.ranked(made) if one.likeness >= PLAUSIBLE)
        found = [
            Found(one.candidate, one.likeness, compare(suspect, parse(one.candidate.text), self.model))
            for one, _ in zip(plausible, range(_COMPARED), strict=False)
        ]
        copied = (one for one in found if is_copy(one.comparison, one.likeness))
        origin = max(copied, key=lambda one: one.likeness, default=None)
        return Match(suspect, origin, tuple(found))

    def ranked(self, document: Document) -> list[Ranked]:
        """The candidates most like a document, most alike first, itself left out."""
        return [one for one in rank(document.text, self.indexes) if not _is_same(one.candidate, document)]


def is_copy(comparison: Comparison, likeness: float) -> bool:
    """Whether a candidate so alike (0-1) is named as the origin."""
    direction = comparison.direction
    directed = direction is not None and direction.copy == "suspect"
    return directed and comparison.relation.name in _COPIES and likeness >= ORIGIN


def load_matcher(
    against: Iterable[str | os.PathLike[str]],
    *,
    model: Path | None = None,
    max_bytes: int = 10_000_000,
    text_key: str = "text",
    id_key: str = "id",
    unreadable: Callable[[Unreadable], None] | None = None,
) -> Matcher:
    """A matcher for candidates: files, folders and globs of any form that can be read, and saved indexes.

    `unreadable` is told of each candidate that could not be read; without it, the first raises UsageError. Raises
    IndexFileError for an index, and ModelError for a model, that cannot be used.
    """
    loaded = load_match(model)
    saved, paths = _sorted_out(against)
    indexes = [Index(load(file)) for file in saved]
    if paths:
        documents = read(paths, max_bytes=max_bytes, text_key=text_key, id_key=id_key)
        indexes.append(build(readable(documents, unreadable)))
    if not any(map(len, indexes)):
        raise UsageError("--against: holds no candidate: name files that can be read, or an index")
    return Matcher(tuple(indexes), loaded)


def readable(
    documents: Iterable[Document | Unreadable], unreadable: Callable[[Unreadable], None] | None = None
) -> Iterable[Document]:
    """The documents alone; the others are told, or else raise UsageError."""
    for one in documents:
        if isinstance(one, Document):
            yield one
        elif unreadable is None:
            raise UsageError(f"{one.id}: {one.message}")
        else:
            unreadable(one)


def _sorted_out(against: Iterable[str | os.PathLike[str]]) -> tuple[Sequence[Path], Sequence[str]]:
    saved, paths = list[Path](), list[str]()
    for one in against:
        name = os.fspath(one)
        if is_index(name):
            saved.append(Path(name))
        else:
            paths.append(name)
    return saved, paths


def _is_same(candidate: Candidate, document: Document) -> bool:
    named = (candidate.id, candidate.path) == (document.id, document.path)
    return named and bool(document.id) and candidate.text == document.text
