"""The reasons of a score: tells, measures and phrases with their log-odds, which add up to it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from mtdetect.features.extract import Features
from mtdetect.model.additive import Scores
from mtdetect.model.phrases import Phrase, heaviest_phrases
from mtdetect.text.text import Text
from mtdetect.verdict import SEVERAL, Reason, Tell

_PHRASES = 5  # the heaviest that make sense alone, each a reason of its own; all other n-grams are one reason together


@dataclass(frozen=True, slots=True)
class Scored:
    """The texts of a batch, as the model sees and scores them; `phrases` are the heaviest of each, for its reasons."""

    features: Features
    scores: Scores
    phrases: Sequence[Sequence[Phrase]]

    @classmethod
    def of(cls, features: Features, scores: Scores, *, details: bool) -> Self:
        """The same, without phrases where no reasons are wanted."""
        return cls(features, scores, heaviest_phrases(features, scores, _PHRASES) if details else ())


def reasons_of(scored: Scored, text: Text, tells: Sequence[Tell], weight: float) -> Iterator[Reason]:
    """Tells, then measures, then n-grams; all times `weight`."""
    scores = scored.scores
    of_rule: defaultdict[str, list[int]] = defaultdict(list)
    for at, tell in enumerate(tells):
        of_rule[tell.rule].append(at)
    for code, log_odds in scores.tells[text.number].items():
        yield Reason(f"tell:{code}", weight * log_odds, tuple(of_rule[code]))
    if several := float(scores.several[text.number]):
        yield Reason(SEVERAL, weight * several)
    for name, log_odds in zip(scores.measures, scores.by_measure[text.number], strict=True):
        if log_odds:
            yield Reason(f"measure:{name}", weight * log_odds)
    yield from _ngram_reasons(scored, text, weight)


def _ngram_reasons(scored: Scored, text: Text, weight: float) -> Iterator[Reason]:
    """The heaviest that a reader can make sense of by themselves, all others in one sum."""
    phrases = scored.phrases[text.number]
    for phrase in phrases:
        words = " ".join(text.folded[phrase.start : phrase.end].split())
        yield Reason(f"phrase:{words}", weight * phrase.log_odds, (), (text.place(phrase.start, phrase.end),))
    others = scored.scores.other_ngrams(text.number, [phrase.log_odds for phrase in phrases])
    if others is not None:
        yield Reason("phrases:others", weight * others)
