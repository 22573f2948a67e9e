"""The edits inside a pair of sentences, and the name of each.

Tokens are compared by rapidfuzz's opcodes (Levenshtein distance); the names of edits are defined in
`mtdetect.match.pair`.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mtdetect.match.pair import Change, Edit, EditName
from mtdetect.match.word_lists import is_word, stem, word_lists
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text

_QUOTES = frozenset("\"'`")
_DASHES = "-‐‑‒–—―−"
_SYNONYM = 3  # content words on either side at most; a longer edit is `wording`


@dataclass(frozen=True, slots=True)
class _Block:
    """A run of tokens in each text, half-open; `kept` says that the two are the same tokens."""

    kept: bool
    here: Span
    there: Span


def unpaired_edit(suspect: Span | None, origin: Span | None, at: int) -> Edit:
    """The edit of a sentence without a pair; `at` is the offset in the other text where it would stand."""
    if suspect is not None:
        return Edit("added", "sentence added", suspect, (at, at))
    return Edit("dropped", "sentence lost", (at, at), origin or (at, at))


def edits(suspect: Text, here: Span, origin: Text, there: Span) -> tuple[Edit, ...]:
    """The edits between two runs of tokens, which are given as half-open ranges of indexes into `Text.tokens`."""
    ours, theirs = suspect.lowered[slice(*here)], origin.lowered[slice(*there)]
    blocks = list(_blocks(ours, theirs))
    spare, spare_there = (
        Counter(word for block in blocks if not block.kept for word in _content(tokens[slice(*_run(block, at))]))
        for at, tokens in enumerate((ours, theirs))
    )
    common = spare & spare_there
    made: list[Edit] = []
    for block in blocks:
        if block.kept:
            made.extend(_kept_edits(suspect, here[0], origin, there[0], block))
        else:
            change, name = _classify(ours[slice(*block.here)], theirs[slice(*block.there)], common)
            made.append(Edit(change, name, _span(suspect, here, block.here), _span(origin, there, block.there)))
    return tuple(made)


def _blocks(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[_Block]:
    """Blocks that are kept and not kept in turn; neighbouring opcodes that keep nothing are one block."""
    from rapidfuzz.distance import Levenshtein

    open_at: tuple[int, int] | None = None
    end = (0, 0)
    for code in Levenshtein.opcodes(ours, theirs):
        start, end = (code.src_start, code.dest_start), (code.src_end, code.dest_end)
        if code.tag == "equal":
            if open_at:
                yield _Block(False, (open_at[0], start[0]), (open_at[1], start[1]))
                open_at = None
            yield _Block(True, (start[0], end[0]), (start[1], end[1]))
        else:
            open_at = open_at or start
    if open_at:
        yield _Block(False, (open_at[0], end[0]), (open_at[1], end[1]))


def _run(block: _Block, at: int) -> Span:
    return block.there if at else block.here


def _kept_edits(suspect: Text, first: int, origin: Text, first_there: int, block: _Block) -> Iterator[Edit]:
    """The edits of a kept block: some of its tokens may differ in quotation marks, dashes or case."""
    runs: list[tuple[EditName | None, Span, Span]] = []
    for place in range(block.here[1] - block.here[0]):
        at = suspect.tokens[first + block.here[0] + place]
        there = origin.tokens[first_there + block.there[0] + place]
        name = _surface_edit(suspect.raw[slice(*at)], origin.raw[slice(*there)])
        if runs and runs[-1][0] is name is None:
            runs[-1] = (None, (runs[-1][1][0], at[1]), (runs[-1][2][0], there[1]))
        else:
            runs.append((name, at, there))
    for name, at, there in runs:
        yield Edit("changed" if name else "kept", name, at, there)


def _surface_edit(ours: str, theirs: str) -> EditName | None:
    """The name of the difference of two tokens that are the same after folding and lower-casing; None for none."""
    if ours == theirs:
        return None
    if ours.lower() == theirs.lower():
        return "case"
    return "punctuation" if ours in _DASHES else "quote"


def _classify(ours: Sequence[str], theirs: Sequence[str], common: Counter[str]) -> tuple[Change, EditName]:
    """The change and the name of a block that is not kept; `common` are words that both texts have in such blocks."""
    change: Change = "changed" if ours and theirs else "added" if ours else "dropped"
    all_words = [token for token in (*ours, *theirs) if is_word(token)]
    if not all_words:
        return change, "quote" if _QUOTES & {*ours, *theirs} else "punctuation"
    content, content_there = _content(ours), _content(theirs)
    if content + content_there and all(word in common for word in (*content, *content_there)):
        return "moved", "re-ordered"
    if Counter(map(_number, ours)) - Counter({"": len(ours)}) != Counter(map(_number, theirs)) - Counter(
        {"": len(theirs)}
    ):
        return change, "number changed"
    lists = word_lists()
    if all(word in lists.articles for word in all_words):
        return change, "article"
    if all(word in lists.articles or word in lists.prepositions for word in all_words):
        return change, "preposition"
    if not content and not content_there:
        return change, "function word"
    if content and Counter(map(stem, content)) == Counter(map(stem, content_there)):
        return change, "inflected"
    short = 0 < len(content) <= _SYNONYM and 0 < len(content_there) <= _SYNONYM
    return change, "synonym" if short else "wording"


def _content(tokens: Sequence[str]) -> list[str]:
    """The content words and numbers among tokens."""
    return [token for token in tokens if is_word(token) and not word_lists().is_small(token)]


def _number(token: str) -> str:
    """A token that is a number, in digits or words; else nothing."""
    return token if token[0].isdecimal() or token in word_lists().numbers else ""


def _span(text: Text, within: Span, block: Span) -> Span:
    """The characters of a run of tokens; of an empty run, the empty span where its tokens would begin."""
    first, last = within[0] + block[0], within[0] + block[1]
    if first < last:
        return text.tokens[first][0], text.tokens[last - 1][1]
    if within[0] == within[1]:
        return 0, 0
    at = text.tokens[first - 1][1] if block[0] else text.tokens[within[0]][0]
    return at, at
