"""How much each sentence of a text weighs: the log-odds of n-grams and tells, at the places where they stand."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from mtdetect.features.extract import Features
from mtdetect.model.additive import Scores
from mtdetect.text.hashing import Places
from mtdetect.text.text import Text
from mtdetect.verdict import Sentence, Tell


def sentence_weights(
    features: Features, scores: Scores, text: Text, tells: Sequence[Tell], weight: float = 1.0
) -> tuple[Sentence, ...]:
    """The sentences of a text of a batch, with their shares of its raw score; all times `weight`.

    What an n-gram or the tells of a rule weigh is shared evenly among the places where they stand. Style measures are
    of the whole text, and are in no sentence. `tells` are those of the text, with spans of the text as read.
    """
    spans = text.sentences
    if not spans:
        return ()
    tokens, log_odds = _ngrams(scores, text.number)
    starts = features.batch.tokens.starts.take(features.tokens.take(tokens)) - int(features.batch.starts[text.number])
    at = np.searchsorted([start for start, _ in spans], starts, "right") - 1
    sums = np.zeros(len(spans))
    np.add.at(sums, np.maximum(at, 0), log_odds)
    shown = [text.place(*span) for span in spans]
    _add_tells(sums, [start for start, _ in shown], tells, scores.tells[text.number])
    return tuple(
        Sentence(start, end, weight * log_odds) for (start, end), log_odds in zip(shown, sums.tolist(), strict=True)
    )


def _ngrams(scores: Scores, number: int) -> tuple[Places, NDArray[np.float64]]:
    """For each place where a text has an n-gram: its first token, and what the n-gram weighs there."""
    mine = (scores.matches.texts == number).nonzero()[0]
    entries = scores.entries_of(number)
    at = np.searchsorted(scores.counts.places[entries], scores.matches.places.take(mine))
    each = scores.log_odds[entries] / scores.counts.counts[entries]
    return scores.matches.tokens.take(mine), each.take(at)


def _add_tells(
    sums: NDArray[np.float64], starts: Sequence[int], tells: Sequence[Tell], log_odds: Mapping[str, float]
) -> None:
    for code, of_rule in log_odds.items():
        places = [tell.start for tell in tells if tell.rule == code and tell.start < tell.end]
        for place in places:
            sums[max(bisect_right(starts, place) - 1, 0)] += of_rule / len(places)
