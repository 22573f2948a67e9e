"""The comparison of a suspect with one candidate: alignment, then direction, then relation."""

from mtdetect.match.align import align
from mtdetect.match.differences import differences
from mtdetect.match.direction import predict_direction
from mtdetect.match.model import MatchModel
from mtdetect.match.pair import Comparison
from mtdetect.match.pair_features import pair_features
from mtdetect.match.places import place
from mtdetect.match.relation import predict_relation
from mtdetect.text.text import Text


def compare(suspect: Text, origin: Text, model: MatchModel) -> Comparison:
    """Compare two texts; the work has an upper limit, whatever their size (`mtdetect.match.segmentation`)."""
    aligned = align(suspect, origin)
    found = differences(suspect, origin, aligned, model.classes, model.base)
    direction, score = predict_direction(model.direction, found)
    relation = predict_relation(model.relation, pair_features(suspect, aligned, score), aligned)
    directed = relation.name in ("round_trip", "rewrite")
    likelihood = relation.likelihoods["round_trip"] * direction.likelihood
    return Comparison(place(aligned, suspect, origin), relation, direction if directed else None, likelihood)
