"""Texts analysed together: what numpy does for sixteen texts at once costs little more than for one.

The texts are normalised and folded, and stand behind one another in one run of characters, with a line break after
each. All that looks at
words looks at the tables of this run; a `Text` is the part of one text in them, and a text alone is a batch of one.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain, islice, pairwise
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from mtdetect.text.copies import blank, find_copies
from mtdetect.text.folding import LETTER, SPACE, Characters, Flags, ascii_bytes, characters_of
from mtdetect.text.hashing import Keys, KeyTable, Places, pair_keys
from mtdetect.text.masks import BLOCKED, mask
from mtdetect.text.normalisation import Normalised, normalise
from mtdetect.text.quotes import find_marks
from mtdetect.text.sentences import Span, paragraphs
from mtdetect.text.text import Text
from mtdetect.text.tokens import Tokens, parts, tokens
from mtdetect.text.word_groups import Bits, word_groups

Result = TypeVar("Result")

_NEAR = 3  # characters between two words


def analyse(raws: Sequence[str]) -> "TextBatch":
    """The tables of some texts; linear in their length."""
    return TextBatch(raws)


def parse(raw: str) -> Text:
    """One text: a batch of one."""
    return analyse((raw,)).texts[0]


class TextBatch:
    """Some texts with their tables.

    `texts` are in the order in which they came. `starts` is where each begins in the run of characters. Tables are made
    when they are first asked for.
    """

    def __init__(self, raws: Sequence[str]) -> None:
        normal = [normalise(raw) for raw in raws]
        folded = [text.folded for text in normal]
        sizes = np.array([len(text) + 1 for text in folded], np.intp)
        self.starts: Places = np.cumsum(sizes) - sizes
        self._computed: dict[Any, Any] = {}
        self.characters: Characters = characters_of([f"{text}\n" for text in folded])
        lines = [paragraphs(text) for text in folded]
        copies = find_copies(folded, lines, self.all_tokens.where(self.all_tokens.words), self.starts)
        for number, spans in copies.items():
            folded[number] = blank(folded[number], spans)
            normal[number] = replace(normal[number], folded=folded[number])
            lines[number] = paragraphs(folded[number])
        if copies:
            self.characters = characters_of([f"{text}\n" for text in folded])
            del self.all_tokens
        made = zip(raws, normal, lines, self._word_counts(lines), self._quotation_marks(), strict=True)
        self.texts: tuple[Text, ...] = tuple(
            [self._text(number, copies.get(number, ()), *of_text) for number, of_text in enumerate(made)]
        )

    def _text(
        self,
        number: int,
        copies: Sequence[Span],
        as_read: str,
        normal: Normalised,
        lines: tuple[Span, ...],
        words: Sequence[int],
        places: Sequence[int],
    ) -> Text:
        marks = find_marks(normal.raw, places, lines)
        return Text(self, number, as_read, normal, lines, marks, mask(normal.folded, lines, words, marks, copies))

    def _quotation_marks(self) -> list[list[int]]:
        """For each text, where its double quotation marks stand."""
        places = (self.characters.codes == ord('"')).nonzero()[0]
        edges = self.edges(places)
        sizes = [end - start for start, end in pairwise(edges)]
        return _split((places - np.repeat(self.starts, sizes)).tolist(), sizes)

    def _word_counts(self, lines: Sequence[Sequence[Span]]) -> list[list[int]]:
        """For each text, the runs of two letters or more in each of its lines."""
        letters = np.zeros(len(self.characters.kinds) + 2, np.bool_)
        letters[1:-1] = self.characters.kinds == LETTER
        begins = ((letters[1:-1] > letters[:-2]) & letters[2:]).nonzero()[0]
        sizes = [len(spans) for spans in lines]
        spans = np.fromiter(chain.from_iterable(chain.from_iterable(lines)), np.intp).reshape(-1, 2)
        spans += np.repeat(self.starts, sizes)[:, None]
        before = np.searchsorted(begins, spans)
        return _split((before[:, 1] - before[:, 0]).tolist(), sizes)

    def release(self) -> None:
        """Let go of the texts: a batch and its texts hold one another, and Python finds out late, megabytes later."""
        self.texts = ()

    @cached_property
    def ascii(self) -> bytes:
        """The run of characters in ASCII, one byte each (`mtdetect.text.folding.ascii_bytes`)."""
        return ascii_bytes(self.characters)

    @cached_property
    def _open_characters(self) -> Flags:
        bits = b"\0".join([text.masks for text in self.texts])
        free: Flags = (np.frombuffer(bits + b"\0", np.uint8) & BLOCKED) == 0
        return free

    @cached_property
    def all_tokens(self) -> Tokens:
        """The tokens of the texts, blocked ones too."""
        return tokens(self.characters)

    @cached_property
    def tokens(self) -> Tokens:
        """The tokens outside blocked regions."""
        found = self.all_tokens
        free = self._open_characters.take(found.starts)
        return found if free.all() else found.where(free)

    @cached_property
    def token_edges(self) -> list[int]:
        """Where the tokens of each text begin in `tokens`, and, last, how many there are."""
        return self.edges(self.tokens.starts)

    def token_span(self, at: int, number: int) -> Span:
        """Where one of `tokens` stands in the text of this number."""
        offset = self.starts[number]
        return int(self.tokens.starts[at] - offset), int(self.tokens.ends[at] - offset)

    @cached_property
    def parts(self) -> Tokens:
        """The runs of word characters of the texts, blocked ones too: words, parted at apostrophes."""
        return parts(self.characters)

    @cached_property
    def part_edges(self) -> list[int]:
        """Where the parts of each text begin in `parts`, and, last, how many there are."""
        return self.edges(self.parts.starts)

    @cached_property
    def part_texts(self) -> Places:
        """The number of the text that each of `parts` is in."""
        return self._numbers(self.part_edges)

    @cached_property
    def _part_pairs(self) -> tuple[Places, Keys]:
        """Which of `parts` have a next one in their text, and the keys of the pairs that they begin."""
        keys, texts = self.parts.keys, self.part_texts
        found = (texts[:-1] == texts[1:]).nonzero()[0]
        return found, pair_keys(keys.take(found), keys.take(found + 1))

    def find_parts(self, table: KeyTable) -> tuple[Places, Places]:
        """Where parts, or pairs of them in a row, are known: indexes of `parts`, and places in the table."""
        at, places = table.find(self.parts.keys)
        firsts, pairs = self._part_pairs
        pair_at, pair_places = table.find(pairs)
        return np.concatenate([at, firsts.take(pair_at)]), np.concatenate([places, pair_places])

    def are_open_parts(self, at: Places) -> Flags:
        """Which of some of `parts` are outside blocked regions."""
        return self._open_characters.take(self.parts.starts.take(at))

    def texts_of_parts(self, at: Places) -> Places:
        """The number of the text that holds each of some of `parts`."""
        return self.part_texts.take(at)

    @cached_property
    def repeats(self) -> dict[int, list[tuple[Span, Span]]]:
        """For each text that has some: words that come again at once, or with one token between the two.

        Two spans each, of one length and hardly a character apart; that they are the same word is still to be seen.
        """
        found = self.tokens
        sizes = found.ends - found.starts
        repeated: dict[int, list[tuple[Span, Span]]] = {}
        for step in (1, 2):
            first = ((found.keys[:-step] == found.keys[step:]) & found.words[:-step]).nonzero()[0]
            near = found.starts[first + step] - found.ends[first] <= _NEAR
            first = first[near & (sizes[first] == sizes[first + step])]
            numbers = self.token_texts.take(first)
            in_one = numbers == self.token_texts.take(first + step)
            for at, number in zip(first[in_one].tolist(), numbers[in_one].tolist(), strict=True):
                offset = self.starts[number]
                one, other = (
                    (int(found.starts[place] - offset), int(found.ends[place] - offset)) for place in (at, at + step)
                )
                repeated.setdefault(number, []).append((one, other))
        return repeated

    def once(self, compute: Callable[["TextBatch"], Result]) -> Result:
        """What a function gives for this batch, computed when it is first asked for."""
        if compute not in self._computed:
            self._computed[compute] = compute(self)
        found: Result = self._computed[compute]
        return found

    @cached_property
    def token_texts(self) -> Places:
        """The number of the text that each of `tokens` is in."""
        return self._numbers(self.token_edges)

    def _numbers(self, edges: Sequence[int]) -> Places:
        return np.repeat(np.arange(len(self.texts)), np.diff(edges))

    def text_of(self, places: Places) -> Places:
        """The number of the text in which each place of the run of characters is."""
        return np.searchsorted(self.starts, places, "right") - 1

    def edges(self, places: Places) -> list[int]:
        """For ascending places: the first of each text among them, and, last, how many there are."""
        return [*np.searchsorted(places, self.starts).tolist(), len(places)]

    @cached_property
    def are_words(self) -> Flags:
        """Which of `tokens` begin with a letter or digit."""
        found: Flags = self.tokens.words & (self.characters.codes.take(self.tokens.starts) != ord("_"))
        return found

    @cached_property
    def words(self) -> Tokens:
        """The words outside blocked regions, with their apostrophes: tokens that begin with a letter or digit."""
        return self.tokens.where(self.are_words)

    @cached_property
    def word_groups(self) -> Bits:
        """The groups (`mtdetect.text.word_groups`) of each of `words`, as bits."""
        return word_groups().bits_of(self.words.keys)

    def count_group(self, group: str) -> NDArray[np.intp]:
        """How many words of each text are of a group (`mtdetect.text.word_groups`)."""
        return np.diff(np.concatenate([[0], np.cumsum(self.in_group(group))])[self.word_edges])

    @cached_property
    def without_apostrophe(self) -> dict[int, int]:
        """For each text that has some: the different words that are written without their apostrophe."""
        at = self.in_group("without_apostrophe").nonzero()[0]
        found = zip(self.text_of(self.words.starts.take(at)).tolist(), self.words.keys.take(at).tolist(), strict=True)
        return dict(Counter(number for number, _ in {*found}))

    def in_group(self, group: str) -> Flags:
        """Which of `words` are of a group."""
        held: Flags = (self.word_groups & word_groups().bit[group]) != 0
        return held

    @cached_property
    def word_edges(self) -> list[int]:
        """Where the words of each text begin in `words`, and, last, how many there are."""
        return self.edges(self.words.starts)

    @cached_property
    def sentence_lengths(self) -> list[list[int]]:
        """For each text, the pieces between white space in each of its sentences."""
        kinds = self.characters.kinds
        begins = np.zeros(len(kinds) + 1, np.bool_)
        begins[:-1] = kinds != SPACE
        begins[1:-1] &= kinds[:-1] == SPACE
        before = np.zeros(len(kinds) + 1, np.int32)
        np.cumsum(begins[:-1], out=before[1:])
        edges = [text.sentence_edges for text in self.texts]
        sizes = [len(starts) for starts, _ in edges]
        offsets = np.repeat(self.starts, sizes)
        starts, ends = (
            np.fromiter(chain.from_iterable(edge[side] for edge in edges), np.intp) + offsets for side in (0, 1)
        )
        pieces = before.take(ends) - before.take(starts) + (~begins.take(starts) & (kinds.take(starts) != SPACE))
        return [[length for length in lengths if length] for lengths in _split(pieces.tolist(), sizes)]


def _split(values: Sequence[int], sizes: Iterable[int]) -> list[list[int]]:
    """Values in runs of these sizes."""
    found = iter(values)
    return [list(islice(found, size)) for size in sizes]
