"""An article and its origin side by side as an HTML table: a row for each pair of sentences, differences marked."""

from collections.abc import Iterator
from html import escape

from mtdetect.report import match
from mtdetect.report.excerpt import safe
from mtdetect.results.row import Row

_ELEMENTS = {"changed": "mark", "moved": "mark", "dropped": "del", "added": "ins"}


def section(row: Row, key: str) -> Iterator[str]:
    """Sentences about the candidates, then the article and its origin side by side; ids begin with `key`."""
    for sentence in match.sentences(row):
        yield f"<p>{escape(sentence[:1].upper() + sentence[1:])}.</p>"
    if row["origin"] is None:
        return
    best = set(row["origin"]["best"])
    yield f'<details open id="{key}o">'
    yield "<summary>The article and its likely origin, side by side</summary>"
    yield '<table class="pairs">'
    yield (
        "<caption>Marked: what differs; struck out: only in the origin; underlined: only in the article. "
        "The numbers count sentences, the article's first.</caption>"
    )
    names = ("Pair", "This article", escape(match.name(row["origin"])))
    headings = "".join(f'<th scope="col">{name}</th>' for name in names)
    yield f"<thead><tr>{headings}</tr></thead>"
    yield "<tbody>"
    for number, pair in enumerate(row["origin"]["pairs"]):
        cells = "".join(f"<td>{_cell(pair, side)}</td>" for side in ("suspect", "origin"))
        yield f'<tr><th scope="row">{_label(pair, number in best)}</th>{cells}</tr>'
    yield "</tbody>"
    yield "</table>"
    yield "</details>"


def _label(pair: Row, is_best: bool) -> str:
    if pair["suspect"] is None:
        return "lost"
    if pair["origin"] is None:
        return "added"
    beside = ", moved" * pair["moved"] + ", among the best" * is_best
    return f"{escape(pair['kind'])}, {pair['similarity']:.0%} alike{beside}"


def _cell(pair: Row, side: str) -> str:
    """The sentences of one side, escaped; edits are elements with the name of the edit as tooltip."""
    here = pair[side]
    if here is None:
        return ""
    if pair["suspect"] is None or pair["origin"] is None:
        element = "ins" if side == "suspect" else "del"
        return f"<{element}>{_escape_text(here['text'])}</{element}>"
    return "".join(_pieces(pair, side, here))


def _pieces(pair: Row, side: str, here: Row) -> Iterator[str]:
    done = here["start"]
    for edit in sorted(pair["edits"], key=lambda edit: tuple(edit[side])):
        start, end = edit[side]
        element = _ELEMENTS.get(edit["change"])
        if element is None or not done <= start < end:
            continue
        yield _escape_text(match.slice_text(here, [done, start]))
        title = safe(str(edit["name"]) if edit["change"] != "moved" else f"moved: {edit['name']}")
        yield f'<{element} title="{escape(title)}">{_escape_text(match.slice_text(here, [start, end]))}</{element}>'
        done = end
    yield _escape_text(here["text"][max(0, done - here["start"]) :])


def _escape_text(text: str) -> str:
    return escape(safe(" ".join(text.split("\n"))))
