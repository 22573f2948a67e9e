"""How much each sentence of a text weighs: the log-odds of n-grams and tells, at the places where they stand."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from mtdetect.features.extract import Features
from mtdetect.model.additive import Scores
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
    mine = features.of_text(text.number)
    starts = features.batch.tokens.starts.take(features.tokens[mine]) - int(features.batch.starts[text.number])
    at = np.searchsorted([start for start, _ in spans], starts, "right") - 1
    sums = np.zeros(len(spans))
    np.add.at(sums, np.maximum(at, 0), _token_weights(features, scores, text.number))
    shown = [text.place(*span) for span in spans]
    _add_tells(sums, [start for start, _ in shown], tells, scores.tells[text.number])
    return tuple(
        Sentence(start, end, weight * log_odds) for (start, end), log_odds in zip(shown, sums.tolist(), strict=True)
    )


def _token_weights(features: Features, scores: Scores, number: int) -> NDArray[np.float64]:
    """For each token of a text the log-odds of the n-grams that begin there."""
    mine, entries = features.of_text(number), scores.entries_of(number)
    keys, log_odds = scores.known.take(scores.counts.places[entries]), scores.log_odds[entries]
    order = np.argsort(keys)
    keys, log_odds = keys.take(order), log_odds.take(order)
    weights = np.zeros(mine.stop - mine.start)
    if not len(keys):
        return weights
    found = [np.minimum(np.searchsorted(keys, own[mine]), len(keys) - 1) for own in scores.matches.keys]
    holds = [keys.take(at) == own[mine] for at, own in zip(found, scores.matches.keys, strict=True)]
    times = sum(np.bincount(at[is_there], minlength=len(keys)) for at, is_there in zip(found, holds, strict=True))
    each = log_odds / np.maximum(times, 1)
    for at, is_there in zip(found, holds, strict=True):
        weights += np.where(is_there, each.take(at), 0.0)
    return weights


def _add_tells(
    sums: NDArray[np.float64], starts: Sequence[int], tells: Sequence[Tell], log_odds: Mapping[str, float]
) -> None:
    for code, of_rule in log_odds.items():
        places = [tell.start for tell in tells if tell.rule == code and tell.start < tell.end]
        for place in places:
            sums[max(bisect_right(starts, place) - 1, 0)] += of_rule / len(places)
