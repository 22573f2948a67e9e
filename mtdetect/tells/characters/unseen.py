"""Characters that a reader does not see or takes for others.

They were dropped or replaced before anything looked at the text (`mtdetect.text.normalisation`), so these rules ask how
the text as read differs. They say that the text was changed, not that a machine translated it: they weigh nothing.
"""

import re
from collections.abc import Iterator

import numpy as np

from mtdetect.tells.rule import InTexts, Rule
from mtdetect.tells.spans import word_end, word_start
from mtdetect.text.batch import TextBatch
from mtdetect.text.damage import misread_characters
from mtdetect.text.sentences import Span
from mtdetect.text.suspects import FORM, LIGATURES, LOOKALIKE, kinds_of
from mtdetect.text.text import Text

_HARMLESS = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\xad]{1,100}")  # soft hyphens, and controls, which are damage
_FEWEST, _PER_WORD = 10, 0.05  # of hidden characters, and for each word, from which on also harmless ones are named
_FEWEST_SPACES, _SPACE_SHARE = 20, 0.5  # of spaces of other kinds, and their share of all, from which on they are

_SET_BY_PRINTERS = frozenset(LIGATURES)


def _changed(batch: TextBatch) -> Iterator[int]:
    return (text.number for text in batch.texts if text.offsets)


_CHANGED = InTexts(_changed)


def _hidden(text: Text) -> Iterator[Span]:
    """Words with a hidden character between two letters; where there are many, also those at other places.

    Both sides must be ASCII: other scripts, and emoji, need such characters.
    """
    if text.offsets is None:
        return
    starts, ends = text.offsets.starts, text.offsets.ends
    others: list[Span] = []
    for at in ((starts[1:] > ends[:-1]).nonzero()[0] + 1).tolist():
        before, after = text.raw[at - 1], text.raw[at]
        if before.isascii() and after.isascii():
            is_inside = before.isalpha() and after.isalpha()
            span = word_start(text, at) if is_inside else at - 1, max(word_end(text, at), at + 1)
            if is_inside and not _HARMLESS.fullmatch(text.as_read, int(ends[at - 1]), int(starts[at])):
                yield span
            else:
                others.append(span)
    if len(others) >= max(_FEWEST, _PER_WORD * text.word_count):
        yield from others


def _odd_spaces(text: Text) -> Iterator[Span]:
    """Words with a space of another kind between them, where most spaces are of such kinds."""
    spaces = text.folded.count(" ")
    if spaces - sum(map(text.raw.count, " \t\r")) < max(_FEWEST_SPACES, _SPACE_SHARE * spaces):
        return
    for at, char in enumerate(text.raw):
        if text.folded[at] == " " and char not in " \t\r":
            yield word_start(text, at), word_end(text, at + 1)


def _look_alikes(text: Text) -> Iterator[Span]:
    """Words in which a letter of another script, or of another form than those beside it, stands for a Latin one."""
    if text.offsets is None:
        return
    read = [text.as_read[at] for at in text.offsets.starts.tolist()]
    kinds = kinds_of("".join(read))
    for at in ((kinds == LOOKALIKE) | (kinds == FORM)).nonzero()[0].tolist():
        if text.raw[at] == read[at] or not text.raw[at].isalpha() or read[at] in _SET_BY_PRINTERS:
            continue
        start, end = word_start(text, at), word_end(text, at)
        if kinds[at] == LOOKALIKE or any(char.isascii() and char.isalpha() for char in read[start:end]):
            yield start, end


def _misread(text: Text) -> Iterator[Span]:
    if text.offsets is None:
        return
    for start, _, _ in misread_characters(text.as_read):
        at = int(np.searchsorted(text.offsets.starts, start))
        if at < len(text.raw) and text.offsets.starts[at] == start:
            yield at, at + 1


RULES = (
    Rule(
        "MT801",
        "hidden-characters",
        "warning",
        "Characters that cannot be seen stand inside words, or all over the text.",
        "They come with copied text, or are put there so that programs read other words than people.",
        _hidden,
        when=_CHANGED,
    ),
    Rule(
        "MT802",
        "look-alike-letters",
        "warning",
        "Letters of another script or form stand for Latin ones in a word.",
        "Nobody types them by chance; they make programs read other words than people.",
        _look_alikes,
        when=_CHANGED,
    ),
    Rule(
        "MT803",
        "misread-characters",
        "note",
        "A character was stored in one encoding and read in another.",
        "A fault of programs that pass texts on, whoever wrote them.",
        _misread,
        when=_CHANGED,
    ),
    Rule(
        "MT804",
        "unusual-spaces",
        "warning",
        "Most spaces are of a kind that publishers set at few places.",
        "They look like others and make programs read other words than people.",
        _odd_spaces,
        when=InTexts(lambda batch: (text.number for text in batch.texts if not text.raw.isascii())),
    ),
)
