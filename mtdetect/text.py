"""A text with its paragraphs, sentences, tokens and masks, all as offsets into the text as read."""

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise

from sentencex import get_sentence_boundaries

from mtdetect.masks import BLOCKED, mask
from mtdetect.quotes import Mark, find_marks

Span = tuple[int, int]
Gram = str | tuple[str, str]

# One character to one character, so that spans found in the folded text hold in the text as read.
_FOLD = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»＂", '"'),
        **dict.fromkeys("‘’‚‛´＇", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\t\r\xa0\u1680\u202f\u205f\u3000", " "),
        **dict.fromkeys(map(chr, range(0x2000, 0x200B)), " "),
    }
)
_TOKEN = re.compile(r"\w++(?:'\w++)*|[^\w\s]")
_ASCII_TOKEN = re.compile(r"[A-Za-z0-9_]++(?:'[A-Za-z0-9_]++)*|[^A-Za-z0-9_\s]")  # the same for ASCII, and faster
_RUN = re.compile(r"\w+")
_TO_RUNS = {code: " " for code in range(128) if not _RUN.match(chr(code))}
_GAP = re.compile(r"[^A-Za-z]{2,}|[^A-Za-z ]")
_LINE = re.compile(r"[^\n]+")
# Each expression begins with what is rare.
_SLIPS = (
    re.compile(r"[,;](?<=[a-z]{2}[,;])[A-Za-z]{2}"),
    re.compile(r" i(?: [a-z]|'(?:m|ve|ll|d)\b)"),
)
_NO_APOSTROPHE = frozenset("dont cant wont didnt doesnt isnt im ive thats wasnt couldnt wouldnt alot".split())
_FEWEST_SLIPS = 2
_CHUNK = 4_000  # sentencex is quadratic in unclosed marks: it never sees more than this at once
_OPEN = bytes(bits for bits in range(256) if not bits & BLOCKED)
_WRAPPED = (40, 100)  # line lengths of hard-wrapped plain text


@dataclass(frozen=True)
class Text:
    """A parsed text.

    `raw` is the text as read and `folded` the same length with quotes, dashes and spaces folded. `paragraphs` are
    lines, or runs of lines where a text is hard-wrapped. `masks` has one byte a code point (`mtdetect.masks`).
    """

    raw: str
    folded: str
    paragraphs: tuple[Span, ...]
    marks: tuple[Mark, ...]
    masks: bytes

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Half-open spans of the sentences of unblocked paragraphs, trimmed of white space."""
        open_to_us = (span for span in self.paragraphs if not self.blocked(*span))
        return tuple(sentence for start, end in open_to_us for sentence in _split(self.folded, start, end))

    @cached_property
    def tokens(self) -> tuple[Span, ...]:
        """Words (with inner apostrophes) and single marks, outside blocked regions."""
        token = _ASCII_TOKEN if self.folded.isascii() else _TOKEN
        spans = map(re.Match.span, token.finditer(self.folded))
        masks = self.masks
        if not masks.translate(None, _OPEN):
            return tuple(spans)
        return tuple([span for span in spans if not masks[span[0]] & BLOCKED])

    @cached_property
    def lowered(self) -> tuple[str, ...]:
        """The tokens of `tokens` as strings in lower case."""
        if self.folded.isascii():  # elsewhere a letter's lower case may hang on its neighbours, or be two letters
            low = self.folded.lower()
            return tuple([low[start:end] for start, end in self.tokens])
        return tuple([self.folded[start:end].lower() for start, end in self.tokens])

    @cached_property
    def codes(self) -> bytes:
        """One byte for each of `lowered`: the same for the same token, seldom for two, and other in each process."""
        return array("q", map(hash, self.lowered)).tobytes()[::8]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The tokens of `tokens` that begin with a letter or digit, folded to lower case."""
        return tuple([token for token in self.lowered if token[0].isalnum()])

    @cached_property
    def grams(self) -> frozenset[Gram]:
        """The runs of word characters in the whole text, in lower case, and the pairs that follow one another.

        Only white space or marks stand between the two of a pair. What a text does not hold tells rules to rest.
        """
        low = self.folded.lower()
        runs = low.translate(_TO_RUNS).split() if low.isascii() else _RUN.findall(low)
        return frozenset(chain(runs, pairwise(runs)))

    @cached_property
    def gaps(self) -> str:
        """The different pieces between ASCII letters (single spaces left out), each once, between two letters `a`.

        About 70 characters for an article, so that a rule about spaces, marks or figures looks here first.
        """
        return f"a{'a'.join(dict.fromkeys(_GAP.findall(self.folded)))}a"

    @cached_property
    def is_tokenised(self) -> bool:
        """Whether most commas and stops have a space before them: a corpus in Penn Treebank form, not an article."""
        spaced = self.folded.count(" ,") + self.folded.count(" .")
        return spaced >= 3 and 2 * spaced > self.folded.count(",") + self.folded.count(".")

    @cached_property
    def is_hand_typed(self) -> bool:
        """Whether it has typing slips that engines do not make: no space after a comma, a lower-case `i`, `didnt`.

        Two or more stand in 14 % of pupils' and 18 % of learners' texts, and in at most 1.2 % of any other set of the
        corpora: a space before a comma is then the typist's as well. (Joined lines, too, leave no space after a stop.)
        """
        slips = sum(len(expression.findall(self.folded)) for expression in _SLIPS)
        return slips + len(self.grams & _NO_APOSTROPHE) >= _FEWEST_SLIPS

    @property
    def spaces_by_habit(self) -> bool:
        """Whether a space beside a mark says nothing of a machine: the text is tokenised or typed by hand."""
        return self.is_tokenised or self.is_hand_typed

    def blocked(self, start: int, end: int) -> bool:
        """Whether the half-open span begins or ends in a blocked region."""
        return bool((self.masks[start] | self.masks[end - 1]) & BLOCKED)


def parse(raw: str) -> Text:
    """Parse a text; linear in its length."""
    folded = raw.translate(_FOLD)
    lines = [match.span() for match in _LINE.finditer(folded) if not match.group().isspace()]
    paragraphs = tuple(_unwrap(folded, lines))
    marks = find_marks(raw, paragraphs)
    return Text(raw, folded, paragraphs, marks, mask(folded, paragraphs, marks))


def _unwrap(folded: str, lines: Sequence[Span]) -> Iterator[Span]:
    """Lines, with hard-wrapped runs (three or more adjacent lines of about one length) joined into one span."""
    block: list[Span] = []
    for line in lines:
        if block and folded.count("\n", block[-1][1], line[0]) > 1:
            yield from _joined(block)
            block = []
        block.append(line)
    yield from _joined(block)


def _joined(block: list[Span]) -> Iterator[Span]:
    full = [end - start for start, end in block[:-1]]
    low, high = _WRAPPED
    if len(full) >= 2 and max(full) <= high and sorted(full)[len(full) // 4] >= max(low, 0.6 * max(full)):
        yield block[0][0], block[-1][1]
    else:
        yield from block


def _split(folded: str, start: int, end: int) -> Iterator[Span]:
    """Sentences of a paragraph, fed to the segmenter in pieces of bounded size cut at a space."""
    while start < end:
        stop = end if end - start <= _CHUNK else max(folded.rfind(" ", start, start + _CHUNK), start) + 1
        if stop == start + 1 and end - start > _CHUNK:
            stop = start + _CHUNK
        for found in get_sentence_boundaries("en", folded[start:stop]):
            a, b = start + found["start_index"], start + found["end_index"]
            piece = folded[a:b]
            a += len(piece) - len(piece.lstrip())
            b -= len(piece) - len(piece.rstrip())
            if a < b:
                yield a, b
        start = stop
