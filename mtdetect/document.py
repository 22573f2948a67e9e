"""What a reader yields: a document, or the reason why there is none."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """A text to judge.

    `text` is never rewritten after reading: every span counts code points of it. `markup` is the raw HTML when `text`
    was extracted from it, for the tells that only markup shows. `notes` say what the reader had to assume.
    """

    id: str
    text: str
    path: str | None = None
    markup: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An input that could not be read: it keeps its place in the output as an error row, never as "human"."""

    id: str
    path: str | None
    kind: str
    message: str
