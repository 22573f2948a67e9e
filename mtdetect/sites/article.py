"""What the row of an article says of its site."""

from collections.abc import Sequence

from mtdetect.features.sketch import sketch
from mtdetect.results.row import Row
from mtdetect.sites.remembered import part_of, parts_of

_OF_ARTICLE = "|judged:"  # what the signature of an article ends with that says what judged it alone


def article_row(row: Row, site: str | None, text: str | None) -> Row:
    """The row of an article with its `site`, and its `sketch` where it was judged and is long enough, both last; of an
    article without a site without both. `text` is that of a row that has no sketch yet, None where it is not at hand.
    """
    made = {**row}
    known = made.pop("sketch", None)
    made.pop("site", None)
    if site is None:
        return made
    made["site"] = site
    if known is None and text is not None and is_judged(row):
        known = sketch(text)
    if known is not None:
        made["sketch"] = known
    return made


def rules_of(row: Row) -> frozenset[str]:
    """The codes of the rules that find something in an article, without excused tells."""
    return frozenset([tell["rule"] for tell in row.get("tells", ())])


def is_judged(row: Row) -> bool:
    """Whether a row is that of an article that was judged."""
    return "error" not in row and row["abstained"] is None


def article_parts(row: Row) -> Sequence[int]:
    """The values (32 bits each) by which a copy of a judged article is known."""
    return parts_of(str(row["sketch"])) if "sketch" in row else [part_of(f"{row['words']} {row['likelihood']}")]


def article_signature(row: Row) -> str:
    """The signature of a judged article, without what judged it alone."""
    return str(row["signature"].partition(_OF_ARTICLE)[0])
