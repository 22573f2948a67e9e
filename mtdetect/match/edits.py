"""The edits inside a pair of sentences, and the name of each.

Tokens are compared by rapidfuzz's opcodes (Levenshtein distance); `mtdetect.match.edit_names` names the edits.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mtdetect.match.edit_names import classify, content_words, name_surface_edit
from mtdetect.match.pair import Edit, EditName
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text


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
        Counter(word for block in blocks if not block.kept for word in content_words(tokens[slice(*_run(block, at))]))
        for at, tokens in enumerate((ours, theirs))
    )
    common = spare & spare_there
    made: list[Edit] = []
    for block in blocks:
        if block.kept:
            made.extend(_kept_edits(suspect, here[0], origin, there[0], block))
        else:
            change, name = classify(ours[slice(*block.here)], theirs[slice(*block.there)], common)
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
        name = name_surface_edit(suspect.raw[slice(*at)], origin.raw[slice(*there)])
        if runs and runs[-1][0] is name is None:
            runs[-1] = (None, (runs[-1][1][0], at[1]), (runs[-1][2][0], there[1]))
        else:
            runs.append((name, at, there))
    for name, at, there in runs:
        yield Edit("changed" if name else "kept", name, at, there)


def _span(text: Text, within: Span, block: Span) -> Span:
    """The characters of a run of tokens; of an empty run, the empty span where its tokens would begin."""
    first, last = within[0] + block[0], within[0] + block[1]
    if first < last:
        return text.tokens[first][0], text.tokens[last - 1][1]
    if within[0] == within[1]:
        return 0, 0
    at = text.tokens[first - 1][1] if block[0] else text.tokens[within[0]][0]
    return at, at
