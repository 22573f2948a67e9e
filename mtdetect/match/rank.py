"""Exact ranking of the candidates that a query found, by the longest common subsequence of stems.

Texts on one topic share stems and pairs of stems; only texts with the same content share most stems in one order. The
algorithm is rapidfuzz's, which takes far less time than to find the stems of a candidate.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from mtdetect.match.index import Candidate, Index
from mtdetect.match.stems import stems

MAX_RANKED = 8  # candidates compared exactly
PLAUSIBLE = 0.1  # similarity from which a candidate is aligned; another report of the same event may have it


@dataclass(frozen=True, slots=True)
class RankedCandidate:
    """A candidate with its similarity (0-1, `text_similarity`) to a suspect."""

    candidate: Candidate
    similarity: float


def rank(suspect: str, indexes: Sequence[Index], most: int = MAX_RANKED) -> list[RankedCandidate]:
    """The candidates of all indexes that are most similar to a text, most similar first."""
    wanted = stems(suspect)
    hits = [(hit, index) for index in indexes for hit in index.query(wanted, most)]
    hits.sort(key=lambda pair: -pair[0].shared)
    found = (index.candidate(hit.number) for hit, index in hits[:most])
    ranked = [RankedCandidate(candidate, text_similarity(wanted, stems(candidate.text))) for candidate in found]
    return sorted(ranked, key=lambda one: -one.similarity)


def text_similarity(suspect: Sequence[str], candidate: Sequence[str]) -> float:
    """The similarity (0-1) of two texts from their stems; not symmetric. Rows have it as `likeness`.

    The length of the longest common subsequence as a share of the suspect's stems, and as a share of the longer
    text's: the mean of the two, since a text many times as long has most stems of any other somewhere.
    """
    from rapidfuzz.distance import LCSseq

    if not suspect or not candidate:
        return 0.0
    common = LCSseq.similarity(suspect, candidate)
    return float(common) * (1 / len(suspect) + 1 / max(len(suspect), len(candidate))) / 2
