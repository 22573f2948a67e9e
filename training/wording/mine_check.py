"""Shows what rule MT703 finds in text that took no part in mining its lists.

    python -m training.wording.mine_check [--corpora PATH]

The shipped lists are mined from one half of the groups (`seen`); `unseen` is the other half, on which their bars were
chosen. Then one block of sets or one outlet is left out of the mining as well, and the bars are drawn again, so that
as many of the outlets that were not left out have the rule as before. The `dev` sets are in no list.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from mtdetect.tells.flow.wording import BARS, FEWEST, MOST, Balance, Bars, Table, table, weigh
from mtdetect.text.batch import parse
from training.corpora import Row, corpora_path, load_rows
from training.wording.material import Material, material
from training.wording.weights import in_hundredths, learn, mined_half

BLOCKS = ("portuguese_", "german", "essays", "apertium", "wmt")
OUTLETS = ("native_bbc", "native_abc_australia")
_NEWS = 0.03  # the share of unseen native news with the rule


@dataclass(frozen=True, slots=True)
class Tried:
    """A row, and whether the rule would hit it."""

    row: Row
    hit: bool


def weighed(given: Material, known: Table, of: Collection[int]) -> list[tuple[Row, Balance]]:
    """What `flow_wording.weigh` would say, with these lists, of the rows whose indexes are given."""
    kept = [at for at in of if FEWEST <= given.lengths[at] <= MOST]
    weights = np.array([known.weights.get(phrase, 0) for phrase in given.phrases])
    translated, every = (given.presence[kept] @ side for side in (np.maximum(weights, 0), weights))
    return [
        (given.rows[at], Balance(int(translated[n]), int(every[n]), int(given.lengths[at])))
        for n, at in enumerate(kept)
    ]


def tried(given: Material, known: Table, of: Collection[int], bars: Bars = BARS) -> list[Tried]:
    """Whether the rule would hit each of them."""
    return [Tried(row, found.tells(bars)) for row, found in weighed(given, known, of)]


def tried_texts(rows: Sequence[Row], known: Table, bars: Bars = BARS) -> list[Tried]:
    """The same for rows that are no part of the material."""
    parsed = ((row, parse(row.text)) for row in rows)
    found = ((row, weigh(text, known, bars)) for row, text in parsed if FEWEST <= len(text.tokens) <= MOST)
    return [Tried(row, one is not None and one.tells(bars)) for row, one in found]


def draw(news: Sequence[tuple[Row, Balance]]) -> Bars:
    """Bars that the given share of native news passes, at any length: lines through what is usual, moved up."""
    root = np.sqrt([found.length / 100 for _, found in news])
    translated, every = (
        np.array([weight / sqrt(found.length / 100) for (_, found), weight in zip(news, weights, strict=True)])
        for weights in ([found.translated for _, found in news], [found.all for _, found in news])
    )
    usual, slope = np.polyfit(root, translated, 1), np.polyfit(root, every, 1)[0]
    many = translated >= np.polyval(usual, root)
    above = float(np.quantile(np.where(many, every - slope * root, -np.inf), 1 - _NEWS, method="nearest"))
    return Bars((round(usual[1]), round(usual[0])), (round(above), round(slope)))


def rates(found: Sequence[Tried]) -> dict[str, float]:
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


def columns(given: Material, dev: Sequence[Row]) -> Iterator[tuple[str, Mapping[str, float]]]:
    """The tables, one after another."""
    seen = mined_half(given.rows)
    unseen = sorted(set(range(len(given.rows))) - set(seen))
    yield "unseen", rates(tried(given, table(), unseen) + tried_texts(dev, table()))
    yield "seen", rates(tried(given, table(), seen))
    for name in (*BLOCKS, *OUTLETS):
        known = in_hundredths(learn(given, [at for at in seen if not _belongs(given.rows[at], name)]))
        news = [at for at in unseen if given.rows[at].set in OUTLETS and given.rows[at].set != name]
        bars = draw(weighed(given, known, news))
        yield f"no {name}", rates(tried(given, known, unseen, bars) + tried_texts(dev, known, bars))


def main(arguments: Sequence[str]) -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(
        prog="python -m training.wording.mine_check", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("--corpora", metavar="PATH", help="the corpora's folder")
    folder = corpora_path(parser.parse_args(arguments).corpora)
    found = dict(columns(material(load_rows(folder / "train")), load_rows(folder / "dev")))
    print("| | " + " | ".join(found) + " |")
    for key in next(iter(found.values())):
        print(f"| {key} | " + " | ".join(f"{column.get(key, float('nan')):.1%}" for column in found.values()) + " |")


if __name__ == "__main__":
    main(sys.argv[1:])
