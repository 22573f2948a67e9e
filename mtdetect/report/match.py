"""What all formats say about the origin of an article, in the same words; for terminals, also the best pairs."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from mtdetect.report import words
from mtdetect.report.base import Style
from mtdetect.report.excerpt import line_and_column, safe, wrap
from mtdetect.results.row import Row

_EDITS = 6  # names of edits listed at most
_PAIR = 600  # characters of a pair shown at most
_INDENT = 4


def index_summary(file: Path, candidates: int, **changes: int) -> str:
    """The size of an index and its changes: `archive.index: 15,289 candidates (3 added, 1 replaced)`."""
    listed = ", ".join(f"{count:,} {name}" for name, count in changes.items())
    return f"{safe(str(file))}: {words.plural(candidates, 'candidate')}{f' ({listed})' if listed else ''}"


def index_info(file: Path, candidates: int, size: int, texts: int, version: str) -> str:
    """A valid index in some lines: its candidates, the bytes of the file and of the texts in it, and its version."""
    return (
        f"{safe(str(file))}: a valid index\n"
        f"candidates: {candidates:,}\n"
        f"size: {size:,} bytes, {texts:,} of them texts\n"
        f"version: {version}\n"
    )


def is_matched(row: Row) -> bool:
    """Whether the row is one of `mtdetect match`, which looked for an origin."""
    return "candidates" in row


def sentences(row: Row) -> Iterator[str]:
    """How the article relates to its candidates: sentences without a full stop; safe to print."""
    origin = row["origin"]
    yield origin_sentence(row)
    if origin is not None:
        yield _direction_text(origin)
        own, order, there = (_share(origin[key]) for key in ("coverage", "order", "origin_coverage"))
        yield f"{own} of its words and {there} of the origin's stand in paired sentences, {order} of them in one order"
        if found := _edits(origin):
            yield f"differences: {found}"
        if origin["cut"]:
            yield "one of the two is very long: only its first sentences were compared"
    for other in row["candidates"]:
        if origin is None or (other["id"], other["path"]) != (origin["id"], origin["path"]):
            yield f"{'also like it' if origin else 'nearest'}: {name(other)} ({_other(other)})"


def origin_sentence(row: Row) -> str:
    """The origin of an article and how the two relate, or that there is none; safe to print."""
    origin = row["origin"]
    if origin is None:
        return "no likely origin among the candidates"
    direction = origin["direction"]
    heading = "likely origin" if direction is None or _is_sure(direction) else "likely origin or copy"
    return f"{heading}: {name(origin)} ({_relation(origin)})"


def name(candidate: Row) -> str:
    """The path, and the id in brackets where it differs; safe to print."""
    path, own = candidate["path"], candidate["id"]
    return safe(own if path in (None, own) else f"{path} [{own}]")


def best_pairs(row: Row) -> list[Row]:
    """The pairs of sentences that show the origin best, in the order of the suspect."""
    origin = row["origin"]
    pairs = origin["pairs"] if origin else []
    return [pairs[number] for number in sorted(origin["best"] if origin else []) if number < len(pairs)]


def lines(row: Row, text: str | None, style: Style) -> Iterator[str]:
    """Lines for a terminal: the sentences, then the best pairs with differences as `git --word-diff` shows them."""
    for sentence in sentences(row):
        yield from wrap(f"{sentence[:1].upper()}{sentence[1:]}.", style.width, 2, hanging=4)
    if pairs := best_pairs(row):
        yield "  The pairs that show it best, [-the origin's words-] {+this article's+}:"
    for pair in pairs:
        start = (pair["suspect"] or pair["origin"])["start"]
        where = "" if text is None else "{}:{}  ".format(*line_and_column(text, start))
        yield from wrap(where + _cut(word_diff(pair)), style.width, _INDENT, hanging=_INDENT + 2)


def word_diff(pair: Row) -> str:
    """A pair on one line: `[-...-]` is only in the origin, `{+...+}` only in the suspect."""
    made: list[str] = []
    done = done_there = None
    for edit in pair["edits"]:
        here, there = (slice_text(pair[side], edit[side]) for side in ("suspect", "origin"))
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
    """A space where white space stands between two edits, else nothing."""
    between = "" if done is None else slice_text(side, [done, start])
    return " " if between and not between.strip() else ""


def slice_text(side: Row | None, span: list[int]) -> str:
    """The text of a span in one side of a pair; the part outside of the side is left out."""
    if side is None:
        return ""
    start, end = (max(0, at - side["start"]) for at in span)
    return str(side["text"])[start:end]


def _direction_text(origin: Row) -> str:
    direction = origin["direction"]
    if direction is None:
        return "which of the two was first cannot be told from the texts"
    side = "this article" if direction["copy"] == "suspect" else "the candidate"
    likelihood = direction["likelihood"] if direction["copy"] == "suspect" else 1 - direction["likelihood"]
    likely = f"{side} is likely the copy ({words.percent(likelihood)})"
    return likely if _is_sure(direction) else f"which of the two was first is in doubt: {likely}"


def _is_sure(direction: Row) -> bool:
    """Whether it is clear which is the copy; rows of older versions do not say so, and named an origin only then."""
    return bool(direction.get("sure", True))


def _other(other: Row) -> str:
    """The relation of another candidate; says so where the candidate is the copy."""
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
