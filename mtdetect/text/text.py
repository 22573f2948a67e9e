"""One text of a batch: its paragraphs, sentences, tokens and masks, all as offsets into the normalised text."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from mtdetect.text.hashing import Keys, Places
from mtdetect.text.masks import BLOCKED
from mtdetect.text.normalisation import Normalised
from mtdetect.text.quotes import Mark
from mtdetect.text.sentences import Span, holder, segment_sentences, trim

if TYPE_CHECKING:
    from mtdetect.text.batch import TextBatch

Gram = str | tuple[str, str]

_RUN = re.compile(r"\w+")
_TO_RUNS = {code: " " for code in range(128) if not _RUN.match(chr(code))}
_GAP = re.compile(r"[^A-Za-z]{2,}|[^A-Za-z ]")
# Each expression begins with what is rare.
_SLIPS = (
    re.compile(r"[,;](?<=[a-z]{2}[,;])[A-Za-z]{2}"),
    re.compile(r" i(?: [a-z]|'(?:m|ve|ll|d)\b)"),
)
_FEWEST_SLIPS = 2
_OPEN = bytes(bits for bits in range(256) if not bits & BLOCKED)


class Text:
    """A text: number `number` of the texts of `batch`.

    `as_read` is the text as read, which is shown; `raw` the normalised one, which is judged (`mtdetect.text.
    normalisation`; the same string in most texts), and `folded` that with quotes, dashes and spaces folded. All spans
    are of these two, which have one length; `place` leads from them to the text as read. `paragraphs` are
    lines, or runs of lines where a text is hard-wrapped. `masks` has one byte a code point (`mtdetect.text.masks`).
    `windows` says of expressions where all their matches begin, if that is known: a long text need not be searched
    elsewhere.
    """

    def __init__(
        self,
        batch: "TextBatch",
        number: int,
        as_read: str,
        normal: Normalised,
        paragraphs: tuple[Span, ...],
        marks: tuple[Mark, ...],
        masks: bytes,
    ) -> None:
        self.batch = batch
        self.number = number
        self.as_read = as_read
        self.raw = normal.raw
        self.folded = normal.folded
        self.offsets = normal.offsets
        self.paragraphs = paragraphs
        self.marks = marks
        self.masks = masks
        self.windows: dict[object, Sequence[Span]] = {}

    def place(self, start: int, end: int) -> Span:
        """Where a half-open span stands in the text as read."""
        return self.offsets.span(start, end) if self.offsets else (start, end)

    @cached_property
    def sentence_edges(self) -> tuple[list[int], list[int]]:
        """Where sentences of unblocked paragraphs start and end, with the white space around them."""
        return segment_sentences(self.folded, (span for span in self.paragraphs if not self.blocked(*span)))

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Half-open spans of the sentences of unblocked paragraphs, trimmed of white space."""
        return tuple(self._trimmed(0, len(self.sentence_edges[0])))

    def _trimmed(self, first: int, end: int) -> list[Span]:
        starts, ends = self.sentence_edges
        spans = (trim(self.folded, *span) for span in zip(starts[first:end], ends[first:end], strict=True))
        return [span for span in spans if span[0] < span[1]]

    def sentences_up_to(self, offset: int, count: int) -> tuple[Span, ...]:
        """The last `count` of the sentences that begin no later than `offset`."""
        end = bisect_right(self.sentence_edges[0], offset)
        first = end
        found: list[Span] = []
        while first and len(found) < count:
            first = max(0, first - count)
            found = [span for span in self._trimmed(first, end) if span[0] <= offset]
        return tuple(found[-count:])

    def context(self, offset: int) -> Span:
        """The sentence that holds an offset, else the paragraph, else nothing."""
        starts, ends = self.sentence_edges
        at = bisect_right(starts, offset) - 1
        sentence = trim(self.folded, starts[at], ends[at]) if at >= 0 else (0, 0)
        if sentence[0] <= offset < sentence[1]:
            return sentence
        return holder(self.paragraphs, offset) or (offset, offset)

    @cached_property
    def low(self) -> str:
        """`folded` in lower case, letter by letter, so that offsets hold: the one that would become two stays."""
        if self.folded.isascii():
            return self.folded.lower()
        return "\u0130".join(part.lower() for part in self.folded.split("\u0130"))

    @cached_property
    def _of_tokens(self) -> slice:
        """This text's part of the tables `batch.tokens` and `batch.groups`."""
        return slice(self.batch.token_edges[self.number], self.batch.token_edges[self.number + 1])

    @cached_property
    def keys(self) -> Keys:
        """The key of each of `tokens` (`mtdetect.text.hashing`)."""
        return self.batch.tokens.keys[self._of_tokens]

    @cached_property
    def bounds(self) -> tuple[Places, Places]:
        """Where the tokens of `tokens` start and where they end."""
        found, offset = self.batch.tokens, self.batch.starts[self.number]
        return found.starts[self._of_tokens] - offset, found.ends[self._of_tokens] - offset

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
    def words(self) -> tuple[str, ...]:
        """The tokens of `tokens` that begin with a letter or digit, folded to lower case."""
        found = zip(self.lowered, self.batch.tokens.words[self._of_tokens].tolist(), strict=True)
        return tuple([token for token, is_word in found if is_word and token[0] != "_"])

    @property
    def word_count(self) -> int:
        """How many `words` there are."""
        edges = self.batch.word_edges
        return edges[self.number + 1] - edges[self.number]

    @cached_property
    def all_word_keys(self) -> Keys:
        """The key of each word of the whole text, blocked regions too."""
        found, edges = self.batch.all_tokens, self.batch.edges(self.batch.all_tokens.starts)
        mine = slice(edges[self.number], edges[self.number + 1])
        keys: Keys = found.keys[mine].compress(found.words[mine])
        return keys

    @cached_property
    def runs(self) -> list[str]:
        """The runs of word characters in the whole text, in lower case."""
        low = self.low
        return low.translate(_TO_RUNS).split() if low.isascii() else _RUN.findall(low)

    @cached_property
    def grams(self) -> frozenset[Gram]:
        """All of `runs`, and the pairs that follow one another; only white space or marks stand between the two."""
        return frozenset(chain(self.runs, pairwise(self.runs)))

    @cached_property
    def open_runs(self) -> list[str]:
        """`runs` of the text without its blocked regions."""
        if not self.masks.translate(None, _OPEN):
            return self.runs
        return _RUN.findall(
            "".join([" " if bits & BLOCKED else char for char, bits in zip(self.low, self.masks, strict=True)])
        )

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
        return slips >= _FEWEST_SLIPS or slips + self.batch.without_apostrophe.get(self.number, 0) >= _FEWEST_SLIPS

    @property
    def spaces_by_habit(self) -> bool:
        """Whether a space beside a mark says nothing of a machine: the text is tokenised or typed by hand."""
        return self.is_tokenised or self.is_hand_typed

    def touches(self, start: int, end: int, skip: int) -> bool:
        """Whether any character of the half-open span has one of these mask bits."""
        return bool(self.masks[start:end].translate(None, _WITHOUT[skip]))

    def blocked(self, start: int, end: int) -> bool:
        """Whether the half-open span begins or ends in a blocked region."""
        return bool((self.masks[start] | self.masks[end - 1]) & BLOCKED)


_WITHOUT = tuple(bytes(bits for bits in range(256) if not bits & skip) for skip in range(16))
