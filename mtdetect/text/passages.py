"""Passages of another language in an English text: a licence in Italian, a summary in French, a verse.

What is a sign of a machine in English is good Italian there, so no rule looks at them. They are told by function words
alone, some thousandths of the time that py3langid takes, and only for texts in which rules found something.
"""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import Path

import numpy as np

from mtdetect.text.batch import TextBatch
from mtdetect.text.folding import FIRST_OTHER_SCRIPT
from mtdetect.text.hashing import KeyTable, keys_of
from mtdetect.text.sentences import Span, holder
from mtdetect.text.text import Text
from mtdetect.text.word_groups import word_groups

_FILE = Path(__file__).parent / "data" / "function_words.toml"
_FEWEST = 3  # function words of another language, or words of another script, that a passage holds
_TIMES = 2  # as many as English ones, at least: a foreign title in an English sentence makes no passage


def in_another_language(text: Text, offset: int) -> bool:
    """Whether the paragraph that holds an offset is in another language than English."""
    passages = text.batch.once(_passages).get(text.number)
    return passages is not None and holder(passages, offset) is not None


def _passages(batch: TextBatch) -> Mapping[int, Sequence[Span]]:
    """For each text that has some, its paragraphs in another language."""
    starts = batch.parts.starts
    foreign, english = (starts.take(np.sort(table.find(batch.parts.keys)[0])) for table in _tables())
    found = batch.characters
    others = found.others[found.points >= FIRST_OTHER_SCRIPT]
    foreign = np.union1d(foreign, np.intersect1d(starts, others)) if len(others) else foreign
    numbers = np.flatnonzero(np.diff(batch.edges(foreign)) >= _FEWEST)
    passages: dict[int, Sequence[Span]] = {}
    for number in numbers.tolist():
        spans = batch.texts[number].paragraphs
        edges = np.array(spans, np.intp) + batch.starts[number]
        many, few = (np.diff(np.searchsorted(places, edges)).ravel() for places in (foreign, english))
        plainly = (many >= _FEWEST) & (many >= _TIMES * few)
        beside = np.append(plainly[1:], False) | np.append(False, plainly[:-1])
        chosen = np.flatnonzero(plainly | (beside & (few == 0)))  # a heading of the passage, say
        if len(chosen):
            passages[number] = [spans[at] for at in chosen.tolist()]
    return passages


@cache
def _tables() -> tuple[KeyTable, KeyTable]:
    """The function words of other languages, and those of English."""
    listed = tomllib.loads(_FILE.read_text(encoding="utf-8")).values()
    foreign = {*chain.from_iterable(words.split() for words in listed)}
    others, english = (KeyTable.of(np.sort(keys_of(words))) for words in (foreign, word_groups().words["common"]))
    return others, english
