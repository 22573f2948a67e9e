"""An article and its likely origin side by side, as JSON for a page: a line for each pair of sentences."""

from typing import Any

from mtdetect.report import match
from mtdetect.report.excerpt import safe
from mtdetect.results.row import Row

View = dict[str, Any]

_CHANGES = ("changed", "moved", "dropped", "added")


def origin_view(row: Row) -> View | None:
    """The origin of a row of `mtdetect match`, None where none is likely.

    Each of `pairs` has a `label`, and for both sides a list of pieces: the text, what changed there (`changed`,
    `moved`, `dropped`, `added`, or nothing) and the name of the change.
    """
    origin = row["origin"]
    if origin is None:
        return None
    best = set(origin["best"])
    return {
        "name": match.name(origin),
        "pairs": [
            {
                "label": _label(pair),
                "kind": _kind(pair),
                "best": number in best,
                **{side: _side(pair, side) for side in ("suspect", "origin")},
            }
            for number, pair in enumerate(origin["pairs"])
        ],
    }


def _kind(pair: Row) -> str:
    if pair["suspect"] is None:
        return "lost"
    return "added" if pair["origin"] is None else "paired"


def _label(pair: Row) -> str:
    """How the two sides relate: how many sentences of each, and how alike; safe to show."""
    if (kind := _kind(pair)) != "paired":
        return "only in the origin" if kind == "lost" else "only in this article"
    own, _, there = str(pair["kind"]).partition("-")
    joined = "" if own == there else f", {safe(own)} for {safe(there)}"
    return f"{pair['similarity']:.0%} alike{joined}{', moved' * pair['moved']}"


def _side(pair: Row, side: str) -> list[list[str]]:
    here = pair[side]
    if here is None:
        return []
    if _kind(pair) != "paired":
        return [[_shown(here["text"]), "added" if side == "suspect" else "dropped", ""]]
    pieces: list[list[str]] = []
    done = here["start"]
    for edit in sorted(pair["edits"], key=lambda edit: tuple(edit[side])):
        start, end = edit[side]
        if edit["change"] not in _CHANGES or not done <= start < end:
            continue
        pieces.append([_shown(match.slice_text(here, [done, start])), "", ""])
        pieces.append([_shown(match.slice_text(here, [start, end])), edit["change"], safe(str(edit["name"] or ""))])
        done = end
    pieces.append([_shown(here["text"][max(0, done - here["start"]) :]), "", ""])
    return [piece for piece in pieces if piece[0]]


def _shown(text: str) -> str:
    return safe(" ".join(text.split("\n")))
