"""Wording that comes in on the way through a machine, weighed against the wording that is lost there.

No single phrase tells anything: all of them are good English. `mtdetect.tells.flow.wording_table` has the lists.
"""

import numpy as np
from numpy.typing import NDArray

from mtdetect.tells.flow.wording_balance import BARS, HeldPhrases, balances, find_held
from mtdetect.tells.flow.wording_table import table
from mtdetect.tells.phrases import stands_alone
from mtdetect.tells.rule import InTexts, Rule
from mtdetect.text.batch import TextBatch
from mtdetect.text.folding import APOSTROPHE, SPACE
from mtdetect.text.hashing import Places
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text

_SHOWN = 20


def _of_shipped(batch: TextBatch) -> HeldPhrases:
    return find_held(batch, table())


def _translated(batch: TextBatch) -> list[int]:
    """The texts in which translated wording accumulates and native wording does not."""
    found = balances(batch, table(), batch.once(_of_shipped))
    return [number for number, balance in enumerate(found) if balance.tells(BARS)]


def _weightiest(batch: TextBatch) -> dict[int, list[Span]]:
    """For each text that tells: the first places of its weightiest phrases of translation, as they stand."""
    known, held = table(), batch.once(_of_shipped)
    tells = np.zeros(len(batch.texts), np.bool_)
    tells[batch.once(_translated)] = True
    mine = (tells.take(held.texts) & (known.weights.take(held.places) > 0)).nonzero()[0]
    places, first = held.places.take(mine), held.parts.take(mine)
    last = first + known.are_pairs.take(places)
    starts, ends = batch.parts.starts.take(first), batch.parts.ends.take(last)
    order = np.lexsort((first, -known.weights.take(places), held.texts.take(mine)))
    texts, places, starts, ends, inner, again = (
        column.take(order)
        for column in (
            *(held.texts.take(mine), places, starts, ends),
            *(batch.parts.ends.take(first), batch.parts.starts.take(last)),
        )
    )
    whole = _are_whole(batch, texts, starts, ends, inner, again).nonzero()[0]
    _, unique = np.unique((texts << 32 | places).take(whole), return_index=True)
    shown = whole.take(np.sort(unique))
    texts, starts, ends = texts.take(shown), starts.take(shown), ends.take(shown)
    rank = np.arange(len(shown)) - np.searchsorted(texts, texts)
    found: dict[int, list[Span]] = {}
    offsets = batch.starts.take(texts)
    columns = (column.compress(rank < _SHOWN).tolist() for column in (texts, starts - offsets, ends - offsets))
    for number, start, end in zip(*columns, strict=True):
        found.setdefault(number, []).append((start, end))
    return found


def _are_whole(
    batch: TextBatch, texts: Places, starts: Places, ends: Places, inner: Places, again: Places
) -> NDArray[np.bool_]:
    """Which phrases have white space alone between their words (`inner` to `again`), and go on at neither end."""
    kinds = batch.characters.kinds
    gaps = again - inner
    whole: NDArray[np.bool_] = (gaps <= 0) | ((gaps == 1) & (kinds.take(inner) == SPACE))
    odd = (~whole | (kinds.take(starts - 1) == APOSTROPHE) | (kinds.take(ends) == APOSTROPHE)).nonzero()[0]
    for at in odd.tolist():
        text = batch.texts[texts[at]]
        offset = int(batch.starts[text.number])
        spaced = bool(gaps[at] <= 0) or text.folded[inner[at] - offset : again[at] - offset].isspace()
        whole[at] = spaced and stands_alone(text, int(starts[at]) - offset, int(ends[at]) - offset)
    return whole


def _accumulated(text: Text) -> list[Span]:
    """The first places of the weightiest phrases of translation."""
    return sorted(text.batch.once(_weightiest).get(text.number, ()))


RULES = (
    Rule(
        "MT703",
        "translated-wording",
        "warning",
        "Wording that is typical of translation accumulates in the text, and little native wording stands against it.",
        "An engine picks the usual word for each piece; each phrase is good English, their number is not chance.",
        _accumulated,
        when=InTexts(lambda batch: batch.once(_translated)),
    ),
)
