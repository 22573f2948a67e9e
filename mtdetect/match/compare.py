"""The comparison of a suspect with one candidate: alignment, then direction, then relation."""

from collections.abc import Callable
from dataclasses import replace

from mtdetect.match.align import align
from mtdetect.match.differences import READER, differences
from mtdetect.match.direction import predict_direction
from mtdetect.match.model import MatchModel
from mtdetect.match.pair import Comparison
from mtdetect.match.pair_features import pair_features
from mtdetect.match.places import place
from mtdetect.match.relation import predict_relation
from mtdetect.text.text import Text


def compare(
    suspect: Text, origin: Text, model: MatchModel, reader_score: Callable[[Text], float] | None = None
) -> Comparison:
    """Compare two texts; the work has an upper limit, whatever their size (`mtdetect.match.segmentation`).

    `reader_score` says what a reader makes of a text, in log-odds. It is asked where one text is a copy of the other
    and it is in doubt which, since reading takes some tenths of a second.
    """
    aligned = align(suspect, origin)
    found = differences(suspect, origin, aligned, model.classes, model.base)
    direction, score = predict_direction(model.direction, found)
    relation = predict_relation(model.relation, pair_features(suspect, aligned, score), aligned)
    directed = relation.name in ("round_trip", "rewrite")
    if reader_score and directed and not direction.sure:
        read = reader_score(suspect) - reader_score(origin)
        direction, score = predict_direction(model.direction, replace(found, named={**found.named, READER: read}))
    likelihood = relation.likelihoods["round_trip"] * direction.likelihood
    return Comparison(place(aligned, suspect, origin), relation, direction if directed else None, likelihood)
