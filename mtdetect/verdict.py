"""The answer for one document."""

from dataclasses import dataclass
from typing import Literal

from mtdetect.model.engine_type import Guess

SEVERAL = "tells:several"  # the name of the reason for what tells weigh whatever the wording
Severity = Literal["note", "warning", "error"]
READER = "deep:reader"  # the name of the reader's reason
Label = Literal["translated", "unsure", "human", "abstained"]


@dataclass(frozen=True, slots=True)
class Tell:
    """One piece of evidence: `text[start:end] == evidence`, offsets in code points, half-open.

    `line` and `column` count from 1. A tell found only in an HTML page's markup has the empty span at 0 and quotes
    the markup in its message. `fingerprint` depends on the rule and the sentence, not on where the sentence stands.
    """

    rule: str
    name: str
    severity: Severity
    start: int
    end: int
    line: int
    column: int
    evidence: str
    message: str
    hint: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Reason:
    """A share of the score: `base` plus the `log_odds` of all reasons is the raw score before calibration.

    `name` is `tell:CODE`, `tells:several`, `measure:NAME`, `phrase:...` or `deep:reader`; `tells` index into
    `Verdict.tells`; `spans` are up to three places (start, end): where a phrase stands, or the sentences that the
    reader finds most like a machine's, which is approximate.
    """

    name: str
    log_odds: float
    tells: tuple[int, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Language:
    """The language of a text's prose: its ISO 639 code, and how likely (0-1) it is that one."""

    code: str
    likelihood: float


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, `[start, end)` in the text as read, and what its wording and tells add to the score, in log-odds.

    `reader` is its share of the reader's reason, which is approximate; None where it was not read.
    """

    start: int
    end: int
    log_odds: float
    reader: float | None = None


@dataclass(frozen=True, slots=True)
class House:
    """Whose human texts an article was judged against, and how many of them the model has learnt.

    `level` is how far they lie above those of all, in log-odds, among those that score as high as the article: its
    likelihood is that of a score so much lower.
    """

    name: str
    texts: int
    level: float = 0.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement on one text.

    `likelihood` (0-1) is calibrated at the stated prior; `human_share` (0-1) is the share of human texts of this
    length that score at least as high. Both are None when the detector abstained, and `abstained` says why.
    `guess` is the likely kind of engine of a text that is called translated, where that can be told. `language` is
    None where there is too little prose to tell. A text that is not judged has neither `reasons` nor `tells`.
    `sentences` are there only if they were asked for, and so is the `sketch`, by which copies are known
    (`mtdetect.features.sketch`). `house` is there where the human share is that of its human texts, not of all.
    """

    verdict: Label
    likelihood: float | None
    human_share: float | None
    abstained: str | None
    words: int
    base: float
    reasons: tuple[Reason, ...]
    tells: tuple[Tell, ...]
    signature: str
    guess: Guess | None = None
    language: Language | None = None
    sentences: tuple[Sentence, ...] = ()
    house: House | None = None
    sketch: str | None = None
