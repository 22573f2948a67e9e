"""What rule MT703 finds in text that took no part in mining its lists.

The shipped lists are mined from one half of the groups (`seen`); `unseen` is the other half, on which the rule's bars
were chosen. Then one block of sets or one outlet is left out of the mining as well, and the bars are chosen again, so
that the rule finds as large a share of the other outlets' news as before. The `dev` sets are in no list.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import sqrt
from pathlib import Path

import numpy as np

from mtdetect.tells.flow.wording_balance import BARS, FEWEST, MOST, Balance, Bars, weigh
from mtdetect.tells.flow.wording_table import Table, table
from mtdetect.text.batch import analyse
from mtdetect.text.batches import batches
from training.corpora import Row, load_rows
from training.wording.candidates import Candidates, find_candidates
from training.wording.weights import in_hundredths, learn_weights, mined_half

BLOCKS = ("portuguese_", "german", "essays", "apertium", "wmt")
OUTLETS = ("native_bbc", "native_abc_australia")
_ENOUGH = 8  # different phrases of translation, which the rule asks for
_NEWS = 0.03  # the share of unseen native news in which the rule finds something


@dataclass(frozen=True, slots=True)
class Hit:
    """A row, and whether the rule finds something in it."""

    row: Row
    hit: bool


def check(corpora: Path) -> Iterator[str]:
    """The lines of a table: the share of documents with the rule, by set, kind and engine, in each of the `columns`."""
    rates = dict(columns(find_candidates(load_rows(corpora / "train")), load_rows(corpora / "dev")))
    yield "| | " + " | ".join(rates) + " |"
    for key in next(iter(rates.values())):
        yield f"| {key} | " + " | ".join(f"{column.get(key, float('nan')):.1%}" for column in rates.values()) + " |"


def columns(candidates: Candidates, dev: Sequence[Row]) -> Iterator[tuple[str, Mapping[str, float]]]:
    """The columns of the table: what was left out of the mining, and the rates by set, kind and engine."""
    rows = candidates.rows
    seen = mined_half(rows)
    unseen = sorted(set(range(len(rows))) - set(seen))
    yield "unseen", _rates(_find_hits(candidates, table(), unseen) + _find_hits_in_texts(dev, table()))
    yield "seen", _rates(_find_hits(candidates, table(), seen))
    for name in (*BLOCKS, *OUTLETS):
        known = in_hundredths(learn_weights(candidates, [at for at in seen if not _belongs(rows[at], name)]))
        news = [at for at in unseen if rows[at].set in OUTLETS and rows[at].set != name]
        bars = _choose_bars(_balances(candidates, known, news))
        yield (
            f"no {name}",
            _rates(_find_hits(candidates, known, unseen, bars) + _find_hits_in_texts(dev, known, bars)),
        )


def _balances(candidates: Candidates, known: Table, indexes: Collection[int]) -> list[tuple[Row, Balance]]:
    """What `flow.wording.weigh` gives, with these lists, for the rows whose indexes are given.

    How many different phrases of translation a text has is not counted: all texts pass for having enough.
    """
    kept = [at for at in indexes if FEWEST <= candidates.lengths[at] <= MOST]
    by_phrase = dict(zip(known.phrases, known.weights.tolist(), strict=True))
    weights = np.array([by_phrase.get(ngram, 0) for ngram in candidates.ngrams])
    translated, every = (candidates.presence[kept] @ side for side in (np.maximum(weights, 0), weights))
    return [
        (candidates.rows[at], Balance(_ENOUGH, int(translated[n]), int(every[n]), int(candidates.lengths[at])))
        for n, at in enumerate(kept)
    ]


def _find_hits(candidates: Candidates, known: Table, indexes: Collection[int], bars: Bars = BARS) -> list[Hit]:
    return [Hit(row, found.tells(bars)) for row, found in _balances(candidates, known, indexes)]


def _find_hits_in_texts(rows: Sequence[Row], known: Table, bars: Bars = BARS) -> list[Hit]:
    """The same for rows that are not among those of the candidates."""
    runs = batches((row.text for row in rows), len)
    found = chain.from_iterable(weigh(analyse(run), known) for run in runs)
    measured = ((row, one) for row, one in zip(rows, found, strict=True) if FEWEST <= one.length <= MOST)
    return [Hit(row, one.tells(bars)) for row, one in measured]


def _choose_bars(news: Sequence[tuple[Row, Balance]]) -> Bars:
    """Bars that the given share of native news reaches, whatever the length.

    Both grow with the square root of the length, as the weights do: lines are fitted to what is usual in the news, and
    that of the balance is raised until so few texts are above it.
    """
    root = np.sqrt([found.length / 100 for _, found in news])
    translated, every = (
        np.array([weight / sqrt(found.length / 100) for (_, found), weight in zip(news, weights, strict=True)])
        for weights in ([found.translated for _, found in news], [found.all for _, found in news])
    )
    usual, slope = np.polyfit(root, translated, 1), np.polyfit(root, every, 1)[0]
    many = translated >= np.polyval(usual, root)
    above = float(np.quantile(np.where(many, every - slope * root, -np.inf), 1 - _NEWS, method="nearest"))
    return Bars((round(usual[1]), round(usual[0])), (round(above), round(slope)))


def _rates(found: Sequence[Hit]) -> dict[str, float]:
    """The share of documents with the rule, by set, kind and engine."""
    hits: defaultdict[str, list[bool]] = defaultdict(list)
    for one in found:
        hits[_key(one.row)].append(one.hit)
    return {key: sum(hits[key]) / len(hits[key]) for key in sorted(hits)}


def _key(row: Row) -> str:
    engine = f" {row.system} {row.lang}" if row.kind == "round_trip" else ""
    return f"{row.set} {row.kind}{engine}"


def _belongs(row: Row, name: str) -> bool:
    return row.set == name if name in OUTLETS else row.set.startswith(name) or row.block == name
