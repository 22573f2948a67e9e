"""Pairs machine text with human text of the same story, so that what differs is how a machine says things."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from scipy.sparse import csr_matrix

from training.corpora import Row


@dataclass(frozen=True, slots=True)
class TextPair:
    """The machine texts of one group and one engine and pivot, and the human texts beside them, by their indexes."""

    engine_pivot: str
    block: str
    machine: tuple[int, ...]
    human: tuple[int, ...]


def pair_texts(rows: Sequence[Row], indexes: Collection[int]) -> Iterator[TextPair]:
    """All pairs of the rows whose indexes are given.

    Round trips are paired with the native texts of their groups, machine translations with the human translations of
    the same set and group.
    """
    native: defaultdict[str, list[int]] = defaultdict(list)
    translators: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    machine: defaultdict[tuple[str, str, str, str], list[int]] = defaultdict(list)
    for at in indexes:
        row = rows[at]
        if row.kind == "native":
            native[row.group].append(at)
        elif row.kind == "human_translation":
            translators[row.set, row.group].append(at)
        else:
            machine[row.set, row.group, row.kind, engine_pivot(row)].append(at)
    for (name, group, kind, source), found in machine.items():
        human = native[group] if kind == "round_trip" else translators[name, group]
        if human:
            yield TextPair(source, rows[found[0]].block, tuple(found), tuple(human))


def engine_pivot(row: Row) -> str:
    """The engine and pivot language of a machine text, with its block and kind.

    All engines of a block's machine translations count as one, since each made few texts; those of the German block,
    and of round trips, stand for themselves.
    """
    engine = row.system.partition("/")[0] if row.kind == "round_trip" or row.block == "german" else ""
    return " ".join((row.block, row.kind, row.lang, engine)).rstrip()


def changes(pairs: Sequence[TextPair], documents: int) -> csr_matrix:
    """A matrix of shape (pairs, documents) that, times values of documents, gives the change in each pair.

    The change is the mean of a pair's machine texts less the mean of its human texts.
    """
    entries = [
        (place, at, sign / len(side))
        for place, pair in enumerate(pairs)
        for side, sign in ((pair.machine, 1.0), (pair.human, -1.0))
        for at in side
    ]
    places, columns, shares = zip(*entries, strict=True)
    return csr_matrix((shares, (places, columns)), shape=(len(pairs), documents))
