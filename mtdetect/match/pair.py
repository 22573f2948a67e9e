"""What is said of two articles: their alignment, which side is the machine's, and how they relate.

All spans are half-open offsets in code points of the text as read, the suspect's or the origin's.
"""

from dataclasses import dataclass
from typing import Literal

from mtdetect.text.sentences import Span

Change = Literal["kept", "changed", "dropped", "added", "moved"]
EditName = Literal[
    "synonym",  # another word, or few, in the same place
    "re-ordered",  # the same words in another place of the sentence
    "inflected",  # another form of the same word
    "article",
    "preposition",
    "function word",  # another small word: pronoun, auxiliary, conjunction
    "quote",  # quotation marks of another style, or in another place
    "punctuation",
    "case",
    "number changed",
    "wording",  # a longer stretch put otherwise
    "sentence lost",
    "sentence added",
]
RelationName = Literal["verbatim", "round_trip", "rewrite", "same_event", "unrelated"]


@dataclass(frozen=True, slots=True)
class Edit:
    """One stretch of a pair: what the suspect has (`suspect`) for what the origin has (`origin`).

    `dropped` is only in the origin (`suspect` is then the empty span where it is missing), `added` only in the suspect.
    `name` is None for what is kept.
    """

    change: Change
    name: EditName | None
    suspect: Span
    origin: Span


@dataclass(frozen=True, slots=True)
class Pair:
    """Sentences of the suspect and of the origin that say the same.

    `suspect` and `origin` are spans from the first to the last sentence, `None` where the pair has none: without
    `suspect` the sentence is lost, without `origin` it is the suspect's own. `kind` counts sentences, suspect's first:
    `1-1`, `1-2`, `2-1`, `1-0`, `0-1`. `similarity` is 0-1. `moved` pairs stand out of the order of the others.
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

    `coverage` (0-1) is the share of the suspect's words that stand in pairs with both sides, `origin_coverage` that of
    the origin's, `order` (0-1) the share of paired words that kept their order (1 when nothing is paired). `cut` says
    that a text was too long and only its first sentences were aligned.
    """

    pairs: tuple[Pair, ...]
    coverage: float
    origin_coverage: float
    order: float
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Clue:
    """A share of the direction's score: positive `log_odds` says that the suspect is the machine's."""

    name: str
    log_odds: float


@dataclass(frozen=True, slots=True)
class Direction:
    """Which side is the machine's: `copy` is that side, and `likelihood` (0-1) that it is the suspect.

    `clues` are the heaviest shares of the score, heaviest first.
    """

    copy: Literal["suspect", "origin"]
    likelihood: float
    clues: tuple[Clue, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """How two texts relate: the likeliest of five, and the likelihood (0-1) of each, which add up to 1.

    `best` are the indexes of the up to five pairs of the alignment that show it best.
    """

    name: RelationName
    likelihoods: dict[RelationName, float]
    best: tuple[int, ...]

    @property
    def likelihood(self) -> float:
        """That of the likeliest."""
        return self.likelihoods[self.name]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that is said of a suspect and one candidate.

    `direction` is None where there is none to tell: two texts that are word for word the same (`verbatim`), or do not
    say the same (`same_event`, `unrelated`). `likelihood` (0-1) is that the suspect is a machine's copy of this
    candidate.
    """

    alignment: Alignment
    relation: Relation
    direction: Direction | None
    likelihood: float

    @property
    def copied(self) -> bool:
        """Whether the candidate is the likely origin of the suspect: a round trip whose machine's side is the suspect.

        Of a text printed twice word for word nothing tells which was first, so neither is the other's origin.
        """
        return self.direction is not None and self.relation.name == "round_trip" and self.direction.copy == "suspect"
