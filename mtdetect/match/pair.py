"""The parts of a comparison of two articles: alignment, edits, direction and relation.

All spans are half-open offsets in code points of the text as read, the suspect's or the origin's.
"""

from dataclasses import dataclass
from typing import Literal

from mtdetect.text.sentences import Span

Change = Literal["kept", "changed", "dropped", "added", "moved"]
EditName = Literal[
    "synonym",  # one to three other words in the same place
    "re-ordered",  # the same words in another place of the sentence
    "inflected",  # another form of the same word
    "article",
    "preposition",
    "function word",  # another small word: pronoun, auxiliary, conjunction
    "quote",  # quotation marks of another style, or in another place
    "punctuation",
    "case",
    "number changed",
    "wording",  # a longer passage in other words
    "sentence lost",
    "sentence added",
]
SURE = 0.9  # likelihood of a direction from which there is little doubt
RelationName = Literal["verbatim", "round_trip", "rewrite", "same_event", "unrelated"]


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit in a pair: the span of the suspect in the place of the span of the origin.

    What is `dropped` is only in the origin (`suspect` is then the empty span where it is missing), what is `added` only
    in the suspect. `name` is None for text that is kept.
    """

    change: Change
    name: EditName | None
    suspect: Span
    origin: Span


@dataclass(frozen=True, slots=True)
class Pair:
    """Sentences of the suspect and of the origin that correspond.

    `suspect` and `origin` are spans from the first to the last sentence, `None` where the pair has none: without
    `suspect` the sentence is lost, without `origin` it was added. `kind` counts sentences, suspect's first:
    `1-1`, `1-2`, `2-1`, `1-0`, `0-1`. `similarity` is 0-1. `moved` pairs are not in the order of the others.
    `edits` cover the tokens of both sides in the suspect's order, and are empty where one side is None.
    """

    suspect: Span | None
    origin: Span | None
    kind: str
    similarity: float
    moved: bool = False
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Alignment:
    """The pairs of two texts in the suspect's order, lost sentences where the origin has them.

    `coverage` (0-1) is the share of the suspect's words that are in paired sentences, `origin_coverage` that of the
    origin's words, `order` (0-1) the share of the paired words that are not in moved pairs (1 when nothing is paired).
    `cut` says that a text was too long and only its first sentences were aligned.
    """

    pairs: tuple[Pair, ...]
    coverage: float
    origin_coverage: float
    order: float
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Clue:
    """A part of the direction's score; positive `log_odds` mean that the suspect was written by the machine."""

    name: str
    log_odds: float


@dataclass(frozen=True, slots=True)
class Direction:
    """Which of the two texts was written by the machine: `copy`, and the `likelihood` (0-1) that it is the suspect.

    `clues` are the heaviest parts of the score, heaviest first.
    """

    copy: Literal["suspect", "origin"]
    likelihood: float
    clues: tuple[Clue, ...]

    @property
    def sure(self) -> bool:
        """Whether the likelihood leaves little doubt which of the two is the copy."""
        return max(self.likelihood, 1 - self.likelihood) >= SURE


@dataclass(frozen=True, slots=True)
class Relation:
    """How two texts relate: the likeliest of five relations, and the likelihood (0-1) of each; they add up to 1.

    `best` are the indexes of the up to five pairs of the alignment that show it best.
    """

    name: RelationName
    likelihoods: dict[RelationName, float]
    best: tuple[int, ...]

    @property
    def likelihood(self) -> float:
        """The likelihood of the likeliest relation."""
        return self.likelihoods[self.name]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The comparison of a suspect and one candidate.

    `direction` is None where it cannot be predicted: the texts are the same word for word (`verbatim`), or differ in
    content (`same_event`, `unrelated`). `likelihood` (0-1) is that the suspect is a machine's copy of this candidate.
    """

    alignment: Alignment
    relation: Relation
    direction: Direction | None
    likelihood: float

    @property
    def copied(self) -> bool:
        """Whether the candidate is the likely origin: the relation is a round trip, and the suspect is the copy.

        Of two texts that are the same word for word nothing shows which was first, so neither is the origin.
        """
        return self.direction is not None and self.relation.name == "round_trip" and self.direction.copy == "suspect"
