"""Two texts side by side as HTML, a row of a table for each pair of sentences, with the differences marked in them."""

from collections.abc import Iterator
from html import escape

from mtdetect.report import match
from mtdetect.report.excerpt import safe
from mtdetect.results.row import Row

_ELEMENTS = {"changed": "mark", "moved": "mark", "dropped": "del", "added": "ins"}


def section(row: Row, key: str) -> Iterator[str]:
    """What the candidates are to an article, then it and its origin side by side; `key` begins the ids."""
    for said in match.sentences(row):
        yield f"<p>{escape(said[:1].upper() + said[1:])}.</p>"
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
    """The sentences of one side, escaped, with its edits as elements that name them."""
    here = pair[side]
    if here is None:
        return ""
    if pair["suspect"] is None or pair["origin"] is None:
        element = "ins" if side == "suspect" else "del"
        return f"<{element}>{_shown(here['text'])}</{element}>"
    return "".join(_pieces(pair, side, here))


def _pieces(pair: Row, side: str, here: Row) -> Iterator[str]:
    done = here["start"]
    for edit in sorted(pair["edits"], key=lambda edit: tuple(edit[side])):
        start, end = edit[side]
        element = _ELEMENTS.get(edit["change"])
        if element is None or not done <= start < end:
            continue
        yield _shown(match.cut(here, [done, start]))
        title = safe(str(edit["name"]) if edit["change"] != "moved" else f"moved: {edit['name']}")
        yield f'<{element} title="{escape(title)}">{_shown(match.cut(here, [start, end]))}</{element}>'
        done = end
    yield _shown(here["text"][max(0, done - here["start"]) :])


def _shown(text: str) -> str:
    return escape(safe(" ".join(text.split("\n"))))
