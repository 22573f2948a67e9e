"""Wording that comes in on the way through a machine, weighed against the wording that is lost there.

No single phrase tells anything: all of them are good English. `mtdetect.tells.flow.wording_table` has the lists.
"""

from collections.abc import Iterator
from itertools import islice

import numpy as np

from mtdetect.tells.flow.wording_balance import BARS, HeldPhrases, balances, find_held
from mtdetect.tells.flow.wording_table import table
from mtdetect.tells.phrases import stands_alone
from mtdetect.tells.rule import InTexts, Rule
from mtdetect.text.batch import TextBatch
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text

_SHOWN = 20


def _of_shipped(batch: TextBatch) -> HeldPhrases:
    return find_held(batch, table())


def _translated(batch: TextBatch) -> list[int]:
    """The texts in which translated wording accumulates and native wording does not."""
    found = balances(batch, table(), batch.once(_of_shipped))
    return [number for number, balance in enumerate(found) if balance.tells(BARS)]


def _ranked(batch: TextBatch) -> dict[int, list[tuple[int, int, Span]]]:
    """For each text that tells: its phrases of translation, the weightiest first, then as they stand.

    Each is its weight, its place in the table and where it stands, if white space alone parts its words.
    """
    known, held = table(), batch.once(_of_shipped)
    told = np.zeros(len(batch.texts), np.bool_)
    told[batch.once(_translated)] = True
    weights = known.weights.take(held.places)
    mine = (told.take(held.texts) & (weights > 0)).nonzero()[0]
    mine = mine[np.lexsort((held.parts.take(mine), -weights.take(mine)))]
    texts, first, places = held.texts.take(mine), held.parts.take(mine), held.places.take(mine)
    last = first + known.are_pairs.take(places)
    offsets = batch.starts.take(texts)
    starts, ends = batch.parts.starts.take(first), batch.parts.ends.take(last)
    inner = batch.parts.ends.take(first)
    gaps = batch.parts.starts.take(last) - inner
    found: dict[int, list[tuple[int, int, Span]]] = {}
    columns = (
        texts,
        weights.take(mine),
        places,
        starts - offsets,
        ends - offsets,
        gaps,
        batch.parts.ends.take(first) - offsets,
    )
    for number, weight, place, start, end, gap, inner in zip(*(column.tolist() for column in columns), strict=True):
        if gap <= 0 or batch.texts[number].folded[inner : inner + gap].isspace():
            found.setdefault(number, []).append((weight, place, (start, end)))
    return found


def _accumulated(text: Text) -> Iterator[Span]:
    """The first places of the weightiest phrases of translation."""
    spans: dict[int, tuple[int, Span]] = {}
    lightest = 0
    for weight, place, span in text.batch.once(_ranked)[text.number]:
        if len(spans) >= _SHOWN and weight < lightest:
            break
        if place not in spans and stands_alone(text, *span):
            spans[place] = (-weight, span)
            lightest = weight
    yield from sorted(span for _, span in islice(sorted(spans.values()), _SHOWN))


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
