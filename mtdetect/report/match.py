"""What the reports say of an origin, in the same words, and the pairs that show it best, for a terminal."""

import textwrap
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from mtdetect.report import words
from mtdetect.report.base import Style
from mtdetect.report.excerpt import place, safe
from mtdetect.results.row import Row

_EDITS = 6  # kinds named of an alignment
_PAIR = 600  # characters shown of a pair
_INDENT = 4


def index_summary(file: Path, candidates: int, **changes: int) -> str:
    """What was done to an index: `archive.index: 15,289 candidates (3 added, 1 replaced)`."""
    done = ", ".join(f"{count:,} {name}" for name, count in changes.items())
    return f"{safe(str(file))}: {words.plural(candidates, 'candidate')}{f' ({done})' if done else ''}"


def is_matched(row: Row) -> bool:
    """Whether an origin was looked for."""
    return "candidates" in row


def sentences(row: Row) -> Iterator[str]:
    """What the candidates are to an article, a sentence each without its stop; safe to print."""
    origin = row["origin"]
    if origin is None:
        yield "no likely origin among the candidates"
    else:
        yield f"likely origin: {name(origin)} ({_relation(origin)})"
        yield _copy(origin)
        own, order, there = (_share(origin[key]) for key in ("coverage", "order", "origin_coverage"))
        yield f"{own} of its words and {there} of the origin's stand in paired sentences, {order} of them in one order"
        if found := _edits(origin):
            yield f"differences: {found}"
        if origin["cut"]:
            yield "one of the two is very long: only its first sentences were compared"
    for other in row["candidates"]:
        if origin is None or (other["id"], other["path"]) != (origin["id"], origin["path"]):
            yield f"{'also like it' if origin else 'nearest'}: {name(other)} ({_other(other)})"


def name(candidate: Row) -> str:
    """The path, with the id behind it where that says more; safe to print."""
    path, own = candidate["path"], candidate["id"]
    return safe(own if path in (None, own) else f"{path} [{own}]")


def best_pairs(row: Row) -> list[Row]:
    """The pairs that show best that an origin is one, as they stand in the suspect."""
    origin = row["origin"]
    pairs = origin["pairs"] if origin else []
    return [pairs[number] for number in sorted(origin["best"] if origin else []) if number < len(pairs)]


def lines(row: Row, text: str | None, style: Style) -> Iterator[str]:
    """The sentences, and the best pairs with their differences as `git --word-diff` shows them."""
    for said in sentences(row):
        yield from _wrapped(f"{said[:1].upper()}{said[1:]}.", 2, style)
    if pairs := best_pairs(row):
        yield "  The pairs that show it best, [-the origin's words-] {+this article's+}:"
    for pair in pairs:
        start = (pair["suspect"] or pair["origin"])["start"]
        where = "" if text is None else "{}:{}  ".format(*place(text, start))
        yield from _wrapped(where + _cut(word_diff(pair)), _INDENT, style)


def word_diff(pair: Row) -> str:
    """A pair on one line, with what only the origin has as `[-...-]` and what only the suspect has as `{+...+}`."""
    made: list[str] = []
    done = done_there = None
    for edit in pair["edits"]:
        here, there = (cut(pair[side], edit[side]) for side in ("suspect", "origin"))
        gap, gap_there = (
            _gap(pair["suspect"], done, edit["suspect"][0]),
            _gap(pair["origin"], done_there, edit["origin"][0]),
        )
        if edit["change"] == "kept":
            made += [gap, here]
        else:
            made += [gap_there or gap, f"[-{there}-]"] if there else []
            made += [gap, f"{{+{here}+}}"] if here else []
        done, done_there = max(done or 0, edit["suspect"][1]), max(done_there or 0, edit["origin"][1])
    return safe(" ".join("".join(made).split()))


def _gap(side: Row | None, done: int | None, start: int) -> str:
    """A space, where there is one between two edits."""
    return " " if done is not None and not cut(side, [done, start]).strip() and cut(side, [done, start]) else ""


def cut(side: Row | None, span: list[int]) -> str:
    """The text of an edit on one side; nothing where a span leads elsewhere."""
    if side is None:
        return ""
    start, end = (max(0, at - side["start"]) for at in span)
    return str(side["text"])[start:end]


def _copy(origin: Row) -> str:
    direction = origin["direction"]
    if direction is None:
        return "which of the two was first cannot be told from the texts"
    side = "this article" if direction["copy"] == "suspect" else "the candidate"
    likelihood = direction["likelihood"] if direction["copy"] == "suspect" else 1 - direction["likelihood"]
    return f"{side} is likely the copy ({words.percent(likelihood)})"


def _other(other: Row) -> str:
    """The relation, and the way of a copy that goes the other way."""
    direction = other["direction"]
    if other["relation"] == "round_trip" and direction and direction["copy"] == "origin":
        return f"{_relation(other)}; that is likely the copy"
    return _relation(other)


def _relation(candidate: Row) -> str:
    likelihood = candidate["relations"][candidate["relation"]]
    return f"{words.describe('relation:' + candidate['relation'])}, {words.percent(likelihood)}"


def _edits(origin: Row) -> str:
    counts = Counter(str(edit["name"]) for pair in origin["pairs"] for edit in pair["edits"] if edit["name"])
    return ", ".join(f"{safe(kind)} ×{count}" for kind, count in counts.most_common(_EDITS))


def _share(share: float) -> str:
    return f"{share:.0%}"


def _cut(line: str) -> str:
    return line if len(line) <= _PAIR else f"{line[:_PAIR].rpartition(' ')[0]} …"


def _wrapped(text: str, indent: int, style: Style) -> list[str]:
    return textwrap.wrap(
        text,
        style.width,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + 2),
        break_long_words=False,
        break_on_hyphens=False,
    )
