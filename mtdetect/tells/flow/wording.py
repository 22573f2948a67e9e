"""Wording that comes in on the way through a machine, weighed against the wording that is lost there.

No single phrase tells anything: all of them are good English. `mtdetect.tells.flow.wording_table` has the lists.
"""

from collections.abc import Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from mtdetect.tells.flow.wording_balance import BARS, HeldPhrases, balances, find_held
from mtdetect.tells.flow.wording_table import table
from mtdetect.tells.phrases import stands_alone
from mtdetect.tells.rule import InTexts, Rule
from mtdetect.text.batch import TextBatch
from mtdetect.text.content_words import reads_alone
from mtdetect.text.folding import APOSTROPHE, SPACE
from mtdetect.text.hashing import Places
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text

_COUNTED = 20
_SHOWN = 3


def _of_shipped(batch: TextBatch) -> HeldPhrases:
    return find_held(batch, table())


def _translated(batch: TextBatch) -> list[int]:
    """The texts in which translated wording accumulates and native wording does not."""
    found = balances(batch, table(), batch.once(_of_shipped))
    return [number for number, balance in enumerate(found) if balance.tells(BARS)]


def _weightiest(batch: TextBatch) -> dict[int, list[Span]]:
    """For each text that tells: the first places of its weightiest phrases of translation, the weightiest first."""
    known, held = table(), batch.once(_of_shipped)
    tells = np.zeros(len(batch.texts), np.bool_)
    tells[batch.once(_translated)] = True
    weights = known.weights.take(held.places)
    mine = (tells.take(held.texts) & (weights > 0)).nonzero()[0]
    mine = mine.take(np.lexsort((held.parts.take(mine), -weights.take(mine), held.texts.take(mine))))
    texts, places, first = (column.take(mine) for column in (held.texts, held.places, held.parts))
    last = first + known.are_pairs.take(places)
    whole = _are_whole(batch, texts, first, last).nonzero()[0]
    _, of_phrase = np.unique((texts << 32 | places).take(whole), return_index=True)  # where each first stands
    shown = whole.take(np.sort(of_phrase))
    texts = texts.take(shown)
    rank = np.arange(len(shown)) - np.searchsorted(texts, texts)
    shown, texts = shown.compress(rank < _COUNTED), texts.compress(rank < _COUNTED)
    starts = batch.parts.starts.take(first.take(shown)) - batch.starts.take(texts)
    ends = batch.parts.ends.take(last.take(shown)) - batch.starts.take(texts)
    found: dict[int, list[Span]] = {}
    for number, start, end in zip(texts.tolist(), starts.tolist(), ends.tolist(), strict=True):
        found.setdefault(number, []).append((start, end))
    return found


def _are_whole(batch: TextBatch, texts: Places, first: Places, last: Places) -> NDArray[np.bool_]:
    """Which phrases have white space alone between their first and last part, and go on at neither end."""
    kinds, starts, ends = batch.characters.kinds, batch.parts.starts, batch.parts.ends
    gaps = starts.take(last) - ends.take(first)  # below zero where a phrase has one part
    whole: NDArray[np.bool_] = (gaps <= 0) | ((gaps == 1) & (kinds.take(ends.take(first)) == SPACE))
    at_apostrophe = (kinds.take(starts.take(first) - 1) == APOSTROPHE) | (kinds.take(ends.take(last)) == APOSTROPHE)
    for at in (~whole | at_apostrophe).nonzero()[0].tolist():
        text = batch.texts[texts[at]]
        offset = int(batch.starts[text.number])
        (start, inner), (again, end) = ((int(starts[part]), int(ends[part])) for part in (first[at], last[at]))
        spaced = again <= inner or text.folded[inner - offset : again - offset].isspace()
        whole[at] = spaced and stands_alone(text, start - offset, end - offset)
    return whole


def _accumulated(text: Text) -> list[Span]:
    """The first places of the weightiest phrases of translation."""
    return sorted(text.batch.once(_weightiest).get(text.number, ()))


def _readable(text: Text, spans: Sequence[Span]) -> list[Span]:
    """The weightiest phrases that a reader would see something in: never a lone word, nor function words alone."""
    weightiest = (span for span in text.batch.once(_weightiest).get(text.number, ()) if span in spans)
    return list(islice((span for span in weightiest if reads_alone(text.folded, *span)), _SHOWN))


RULES = (
    Rule(
        "MT703",
        "translated-wording",
        "warning",
        "Wording that is typical of translation accumulates in the text, and little native wording stands against it.",
        "An engine picks the usual word for each piece; each phrase is good English, their number is not chance.",
        _accumulated,
        shows=_readable,
        for_code=True,  # the lists were weighed on all of a text
        when=InTexts(lambda batch: batch.once(_translated)),
    ),
)
