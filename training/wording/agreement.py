"""What paired text gains and loses on the way through a machine, and where engines and pivots agree on it."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from training.corpora import Row

Floats = NDArray[np.float64]
Phrase = str | tuple[str, str]

TOPICS = Path(__file__).with_name("topic_words.txt")
_CLEAR = 0.5  # standard errors from no difference that make a block agree
_AGAINST = -1.5  # and those that make it disagree
_BLOCKS, _VOICES = 2, 3  # that must agree


@dataclass(frozen=True, slots=True)
class Contrast:
    """The machine and human texts of one group, by their indexes; `voice` is the engine and pivot, within `block`."""

    voice: str
    block: str
    machine: tuple[int, ...]
    human: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """For each voice and phrase the groups, in share of their documents, in which it came in and in which it was lost.

    The arrays have the shape (voices, phrases).
    """

    blocks: tuple[str, ...]
    gained: Floats
    lost: Floats


@dataclass(frozen=True, slots=True)
class Agreement:
    """The direction of each phrase (1 machine, -1 native, 0 none), its log-likelihood ratio, the voices that agree."""

    direction: NDArray[np.int8]
    ratio: Floats
    voices: NDArray[np.int64]


def contrasts(rows: Sequence[Row], of: Collection[int]) -> Iterator[Contrast]:
    """All pairs of the rows whose indexes are given."""
    native: defaultdict[str, list[int]] = defaultdict(list)
    persons: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    machine: defaultdict[tuple[str, str, str, str], list[int]] = defaultdict(list)
    for at in of:
        row = rows[at]
        if row.kind == "native":
            native[row.group].append(at)
        elif row.kind == "human_translation":
            persons[row.set, row.group].append(at)
        else:
            machine[row.set, row.group, row.kind, voice(row)].append(at)
    for (name, group, kind, spoken), found in machine.items():
        others = native[group] if kind == "round_trip" else persons[name, group]
        if others:
            yield Contrast(spoken, rows[found[0]].block, tuple(found), tuple(others))


def voice(row: Row) -> str:
    """What may speak with one voice: a set's kind and language, and the engine where one made much of the set."""
    engine = row.system.partition("/")[0] if row.kind == "round_trip" or row.block == "german" else ""
    return " ".join((row.block, row.kind, row.lang, engine)).rstrip()


def tally(pairs: Sequence[Contrast], presence: csr_matrix) -> Tally:
    """Count what the pairs gained and lost; `presence` has a row a document and a column a phrase."""
    voices = sorted({(pair.voice, pair.block) for pair in pairs})
    sums = [_sums([pair for pair in pairs if pair.voice == name], presence) for name, _ in voices]
    return Tally(
        tuple(block for _, block in voices),
        np.array([gained for gained, _ in sums]),
        np.array([lost for _, lost in sums]),
    )


def _sums(pairs: Sequence[Contrast], presence: csr_matrix) -> tuple[Floats, Floats]:
    change = changes(pairs, presence.shape[0]) @ presence
    gained, lost = change.maximum(0), (-change).maximum(0)
    return np.asarray(gained.sum(axis=0)).ravel(), np.asarray(lost.sum(axis=0)).ravel()


def changes(pairs: Sequence[Contrast], documents: int) -> csr_matrix:
    """Of shape (pairs, documents): it takes the mean of the human texts of a pair from that of its machine texts."""
    sides = [
        (place, at, sign / len(side))
        for place, pair in enumerate(pairs)
        for side, sign in ((pair.machine, 1.0), (pair.human, -1.0))
        for at in side
    ]
    places, columns, shares = zip(*sides, strict=True)
    return csr_matrix((shares, (places, columns)), shape=(len(pairs), documents))


def agree(counted: Tally) -> Agreement:
    """Which way each phrase points, where enough voices and blocks say so and no block says the contrary."""
    blocks = sorted(set(counted.blocks))
    members = np.array([[of == block for of in counted.blocks] for block in blocks], float)
    clear = _errors(members @ counted.gained, members @ counted.lost)
    change = counted.gained - counted.lost
    direction = np.zeros(change.shape[1], np.int8)
    voices = np.zeros(change.shape[1], np.int64)
    for sign in (1, -1):
        speaking = (sign * change > 0).sum(axis=0)
        many = ((sign * clear > _CLEAR).sum(axis=0) >= _BLOCKS) & (speaking >= _VOICES)
        chosen = many & ((sign * clear).min(axis=0) > _AGAINST)
        direction[chosen] = sign
        voices[chosen] = speaking[chosen]
    return Agreement(direction, likelihood_ratio(counted.gained.sum(axis=0), counted.lost.sum(axis=0)), voices)


def _errors(gained: Floats, lost: Floats) -> Floats:
    """The difference in standard errors, shrunk towards 0 where little is counted."""
    return np.asarray((gained - lost) / np.sqrt(gained + lost + 1))


def likelihood_ratio(gained: Floats, lost: Floats) -> Floats:
    """Dunning's (1993) log-likelihood ratio of each phrase against all phrases together."""
    total = np.array([gained.sum(), lost.sum()])
    share = total / total.sum()
    both = gained + lost
    terms = (_times_log(gained, both * share[0]), _times_log(lost, both * share[1]))
    return np.asarray(2 * (terms[0] + terms[1]))


def _times_log(seen: Floats, expected: Floats) -> Floats:
    return np.where(seen > 0, seen * np.log(np.where(seen > 0, seen, 1) / np.where(expected > 0, expected, 1)), 0)


def topic_words() -> frozenset[str]:
    """The words that were struck out by hand."""
    lines = TOPICS.read_text(encoding="utf-8").splitlines()
    return frozenset(chain.from_iterable(line.split() for line in lines if not line.startswith("#")))
