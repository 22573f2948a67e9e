"""The candidates that a query found, compared exactly: how many of their stems stand in the same order.

Texts of one topic share stems and pairs of them; only texts that say the same share most stems in one order. The
longest common subsequence is rapidfuzz's (bit-parallel), so that a candidate costs far less than to cut it into stems.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from mtdetect.match.index import Candidate, Index
from mtdetect.match.stems import stems

LOOKED_AT = 8  # candidates compared exactly
PLAUSIBLE = 0.1  # likeness from which a candidate is worth aligning: another report of the same event has as little


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its likeness (0-1): the share of stems in common, in order, of the suspect and of the longer.

    It is the mean of the two shares: a text many times as long has most stems of any other somewhere.
    """

    candidate: Candidate
    likeness: float


def rank(suspect: str, indexes: Sequence[Index], most: int = LOOKED_AT) -> list[Ranked]:
    """The candidates most like a text, most alike first, those of all indexes together."""
    wanted = stems(suspect)
    hits = [(hit, index) for index in indexes for hit in index.query(wanted, most)]
    hits.sort(key=lambda pair: -pair[0].shared)
    found = (index.candidate(hit.number) for hit, index in hits[:most])
    ranked = [Ranked(candidate, likeness(wanted, stems(candidate.text))) for candidate in found]
    return sorted(ranked, key=lambda one: -one.likeness)


def likeness(suspect: Sequence[str], candidate: Sequence[str]) -> float:
    """How alike (0-1) two texts are, from their stems; not symmetric."""
    from rapidfuzz.distance import LCSseq

    if not suspect or not candidate:
        return 0.0
    common = LCSseq.similarity(suspect, candidate)
    return float(common) * (1 / len(suspect) + 1 / max(len(suspect), len(candidate))) / 2
