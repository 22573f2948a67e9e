"""Draws rows of large sets: more texts of one engine teach little, and cost as much as others."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain, zip_longest

from training.corpora import Row, stable_number


def sample(rows: Sequence[Row], most: int, human: int | None = None) -> list[Row]:
    """At most `most` rows of each set and label, in their order, as evenly over kinds, engines and languages as can be.

    `human` is the number for human texts, where it is another one. Rows are drawn by the hash of their group, so that
    an original and its translations are drawn together.
    """
    parts: defaultdict[tuple[str, int], defaultdict[tuple[str, str, str], list[int]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for at in sorted(range(len(rows)), key=lambda at: (stable_number(rows[at].group), at)):
        row = rows[at]
        parts[row.set, row.label][row.kind, row.system, row.lang].append(at)
    limits = most if human is None else human, most  # by label
    drawn = chain.from_iterable(_evenly(list(of.values()))[: limits[label]] for (_, label), of in parts.items())
    return [rows[at] for at in sorted(drawn)]


def _evenly(cells: Sequence[Sequence[int]]) -> list[int]:
    """The first of every cell, then the second of every cell, and so on."""
    return [at for turn in zip_longest(*cells) for at in turn if at is not None]


def sample_by_kind(rows: Sequence[Row], most: int) -> dict[str, list[Row]]:
    """At most so many rows of each kind, the same each time."""
    kinds: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda row: stable_number(row.id)):
        kinds.setdefault(row.kind, []).append(row)
    return {kind: kinds[kind][:most] for kind in sorted(kinds)}
