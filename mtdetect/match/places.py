"""The spans of an alignment in the texts as read: the texts that are compared are normalised."""

from dataclasses import replace

from mtdetect.match.pair import Alignment, Edit, Pair
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text


def place(found: Alignment, suspect: Text, origin: Text) -> Alignment:
    """The alignment with all its spans in the texts as read."""
    if suspect.offsets is None and origin.offsets is None:
        return found
    return replace(found, pairs=tuple(_place_pair(pair, suspect, origin) for pair in found.pairs))


def _place_pair(pair: Pair, suspect: Text, origin: Text) -> Pair:
    edits = tuple(_place_edit(edit, suspect, origin) for edit in pair.edits)
    return replace(pair, suspect=_place(suspect, pair.suspect), origin=_place(origin, pair.origin), edits=edits)


def _place_edit(edit: Edit, suspect: Text, origin: Text) -> Edit:
    return replace(edit, suspect=suspect.place(*edit.suspect), origin=origin.place(*edit.origin))


def _place(text: Text, span: Span | None) -> Span | None:
    return None if span is None else text.place(*span)
