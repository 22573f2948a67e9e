"""All that is said of a suspect and one candidate: the one door to alignment, direction and relation."""

from mtdetect.match.align import align
from mtdetect.match.differences import signs
from mtdetect.match.direction import direction
from mtdetect.match.model import MatchModel
from mtdetect.match.pair import Comparison
from mtdetect.match.relation import relation
from mtdetect.match.traits import traits
from mtdetect.text.text import Text


def compare(suspect: Text, origin: Text, model: MatchModel) -> Comparison:
    """Compare two texts; bounded work whatever their size (`mtdetect.match.sides`)."""
    aligned = align(suspect, origin)
    way, score = direction(model.directions, signs(suspect, origin, aligned, model.classes))
    found = relation(model.relations, traits(suspect, aligned, score), aligned)
    directed = found.name in ("round_trip", "rewrite")
    return Comparison(aligned, found, way if directed else None, found.likelihoods["round_trip"] * way.likelihood)
