"""A text with its paragraphs, sentences, tokens and masks, all as offsets into the text as read."""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain, compress, pairwise

import numpy as np
from numpy.typing import NDArray

from mtdetect.text import hashing as images
from mtdetect.text.hashing import KELVIN, SPACE, WORD, Codes, Keys, Kinds, Places
from mtdetect.text.masks import BLOCKED, mask
from mtdetect.text.quotes import Mark, find_marks
from mtdetect.text.sentences import Span as Span  # for all that read texts
from mtdetect.text.sentences import holder, paragraphs, split

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
_RUN = re.compile(r"\w+")
_TO_RUNS = {code: " " for code in range(128) if not _RUN.match(chr(code))}
_GAP = re.compile(r"[^A-Za-z]{2,}|[^A-Za-z ]")
# Each expression begins with what is rare.
_SLIPS = (
    re.compile(r"[,;](?<=[a-z]{2}[,;])[A-Za-z]{2}"),
    re.compile(r" i(?: [a-z]|'(?:m|ve|ll|d)\b)"),
)
_NO_APOSTROPHE = frozenset("dont cant wont didnt doesnt isnt im ive thats wasnt couldnt wouldnt alot".split())
_FEWEST_SLIPS = 2
_OPEN = bytes(bits for bits in range(256) if not bits & BLOCKED)
_NEAR = 3  # characters between two tokens


@dataclass(frozen=True)
class Text:
    """A parsed text.

    `raw` is the text as read and `folded` the same length with quotes, dashes and spaces folded. `paragraphs` are
    lines, or runs of lines where a text is hard-wrapped. `masks` has one byte a code point (`mtdetect.text.masks`).
    """

    raw: str
    folded: str
    paragraphs: tuple[Span, ...]
    marks: tuple[Mark, ...]
    masks: bytes

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Half-open spans of the sentences of unblocked paragraphs, trimmed of white space."""
        return tuple(sentence for paragraph in self.paragraphs for sentence in self._sentences_of(paragraph))

    def sentences_up_to(self, offset: int, count: int) -> tuple[Span, ...]:
        """The last `count` of the sentences that begin no later than `offset`; cuts up no more than it needs."""
        at = bisect_right(self.paragraphs, offset, key=lambda span: span[0])
        found: tuple[Span, ...] = ()
        while at and len(found) < count:
            at -= 1
            found = (*(span for span in self._sentences_of(self.paragraphs[at]) if span[0] <= offset), *found)
        return found[-count:]

    def context(self, offset: int) -> Span:
        """The sentence that holds an offset, else the paragraph, else nothing; looks at one paragraph only."""
        paragraph = holder(self.paragraphs, offset)
        if paragraph is None:
            return offset, offset
        return holder(self._sentences_of(paragraph), offset) or paragraph

    @cached_property
    def _sentences_of(self) -> Callable[[Span], tuple[Span, ...]]:
        """The sentences of a paragraph, none if it is blocked; each paragraph is cut up once."""
        folded, masks = self.folded, self.masks
        return cache(lambda span: () if (masks[span[0]] | masks[span[1] - 1]) & BLOCKED else (*split(folded, *span),))

    @cached_property
    def low(self) -> str:
        """`folded` in lower case, letter by letter, so that offsets hold: the one that would become two stays."""
        return "\u0130".join(part.lower() for part in self.folded.split("\u0130"))

    @cached_property
    def image(self) -> bytes:
        """`folded` with one byte a character (`mtdetect.text.hashing`)."""
        return images.image(self.folded)

    @cached_property
    def _kinds(self) -> Kinds:
        return images.kinds(self.folded, self.image)

    @cached_property
    def bounds(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Where the tokens of `tokens` start and where they end."""
        letters = np.zeros(len(self._kinds) + 2, np.bool_)
        np.equal(self._kinds, WORD, out=letters[1:-1])
        marks = self._kinds > WORD
        starts = ((letters[1:-1] > letters[:-2]) | marks).nonzero()[0]
        ends = ((letters[1:-1] > letters[2:]) | marks).nonzero()[0] + 1
        free = (np.frombuffer(self.masks, np.uint8)[starts] & BLOCKED) == 0
        return (starts, ends) if free.all() else (starts[free], ends[free])

    @cached_property
    def tokens(self) -> tuple[Span, ...]:
        """Words (with inner apostrophes) and single marks, outside blocked regions."""
        starts, ends = self.bounds
        return tuple(zip(starts.tolist(), ends.tolist(), strict=True))

    @cached_property
    def lowered(self) -> tuple[str, ...]:
        """The tokens of `tokens` as strings in lower case."""
        if self.folded.isascii():  # elsewhere a letter's lower case may hang on its neighbours, or be two letters
            return tuple([self.low[start:end] for start, end in self.tokens])
        return tuple([self.folded[start:end].lower() for start, end in self.tokens])

    @cached_property
    def codes(self) -> Codes:
        """A number for each of `lowered`: the same for the same token, and seldom for two."""
        return images.sums(images.lowered(self.folded, self.image), *self.bounds)

    @cached_property
    def spoken(self) -> bytes:
        """The images of the words of the whole text in lower case, each between single spaces, without the marks."""
        return images.spoken(self.image) if self.folded.isascii() else images.spoken(self.image, self._kinds)

    @cached_property
    def spoken_edges(self) -> Places:
        """Where the spaces of `spoken` are."""
        return images.between(self.spoken)

    @cached_property
    def spoken_keys(self) -> Keys:
        """A number for each word of `spoken`: the same for the same word, and hardly ever for two."""
        return images.keys(self._totals, self.spoken_edges)

    @cached_property
    def _totals(self) -> Keys:
        return images.totals(self.spoken)

    @cached_property
    def open_keys(self) -> Keys:
        """Numbers as `spoken_keys`, for the words outside blocked regions, with those around an apostrophe apart."""
        closed = self._closed
        if closed is None:
            apart = b"'" in self.spoken
            return images.keys(self._totals, images.between(self.spoken, apart=True)) if apart else self.spoken_keys
        if self.folded.isascii():
            words = images.spoken(
                np.where(closed, ord(" "), np.frombuffer(self.image, np.uint8)).astype("u1").tobytes()
            )
        else:
            words = images.spoken(self.image, np.where(closed, SPACE, self._kinds))
        return images.keys(images.totals(words), images.between(words, apart=True))

    @cached_property
    def echoes(self) -> bool:
        """Whether any word but a figure comes again as the next, marks left out; in rare texts says so of others."""
        found = self.spoken_keys
        again = (found[1:] == found[:-1]).nonzero()[0]
        starts = (self.spoken_edges[again] + 1).tolist()
        return KELVIN in self.folded or any(not 48 <= self.spoken[start] <= 57 for start in starts)

    @cached_property
    def repeats(self) -> tuple[tuple[Span, Span], ...]:
        """Two tokens of one code and length, next to each other or with one between, hardly a character apart.

        Empty where no word but figures comes again.
        """
        if not self.echoes:
            return ()
        codes = self.codes
        starts, ends = self.bounds
        found: list[tuple[Span, Span]] = []
        for places in (1, 2):
            first = (codes[:-places] == codes[places:]).nonzero()[0]
            first = first[starts[first + places] - ends[first] <= _NEAR]
            for at in first.tolist():
                one, other = ((int(starts[there]), int(ends[there])) for there in (at, at + places))
                if one[1] - one[0] == other[1] - other[0]:
                    found.append((one, other))
        return tuple(found)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The tokens of `tokens` that begin with a letter or digit, folded to lower case."""
        begin_so = self._kinds[self.bounds[0]] == WORD
        return tuple([token for token in compress(self.lowered, begin_so.tolist()) if token[0] != "_"])

    @cached_property
    def runs(self) -> list[str]:
        """The runs of word characters in the whole text, in lower case."""
        low = self.low
        return low.translate(_TO_RUNS).split() if low.isascii() else _RUN.findall(low)

    @cached_property
    def grams(self) -> frozenset[Gram]:
        """All of `runs`, and the pairs that follow one another.

        Only white space or marks stand between the two of a pair. What a text does not hold tells rules to rest.
        """
        return frozenset(chain(self.runs, pairwise(self.runs)))

    @cached_property
    def open_runs(self) -> list[str]:
        """`runs` of the text without its blocked regions."""
        if self._closed is None:
            return self.runs
        return _RUN.findall(
            "".join([" " if bits & BLOCKED else char for char, bits in zip(self.low, self.masks, strict=True)])
        )

    @cached_property
    def _closed(self) -> NDArray[np.bool_] | None:
        """Which characters are in blocked regions; None where none is."""
        if not self.masks.translate(None, _OPEN):
            return None
        closed: NDArray[np.bool_] = (np.frombuffer(self.masks, np.uint8) & BLOCKED) != 0
        return closed

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
        return slips >= _FEWEST_SLIPS or slips + len(_NO_APOSTROPHE.intersection(self.runs)) >= _FEWEST_SLIPS

    @property
    def spaces_by_habit(self) -> bool:
        """Whether a space beside a mark says nothing of a machine: the text is tokenised or typed by hand."""
        return self.is_tokenised or self.is_hand_typed

    def touches_blocked(self, start: int, end: int) -> bool:
        """Whether any character of the half-open span is in a blocked region."""
        return bool(self.masks[start:end].translate(None, _OPEN))

    def blocked(self, start: int, end: int) -> bool:
        """Whether the half-open span begins or ends in a blocked region."""
        return bool((self.masks[start] | self.masks[end - 1]) & BLOCKED)


def parse(raw: str) -> Text:
    """Parse a text; linear in its length."""
    folded = raw.translate(_FOLD)
    spans = paragraphs(folded)
    marks = find_marks(raw, spans)
    return Text(raw, folded, spans, marks, mask(folded, spans, marks))
