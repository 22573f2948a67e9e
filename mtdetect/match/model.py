"""The model of copy mode, read from its folder: arrays and JSON, checked by SHA-256; nothing in it is executed."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from mtdetect.errors import ModelError
from mtdetect.features.word_classes import WordClasses
from mtdetect.match.direction import DirectionModel
from mtdetect.match.relation import NAMES, RelationModel
from mtdetect.model.additive import Model, load_model
from mtdetect.model.digest import digest
from mtdetect.model.folder import Content, ModelKind, array_file, read_model
from mtdetect.model.shipped import shipped

FORMAT = 2
DEFAULT = "match"
ARRAYS = ("known", "rarity", "weights")
_KIND = ModelKind("match model", FORMAT, tuple(map(array_file, ARRAYS)))


@dataclass(frozen=True, slots=True)
class MatchModel:
    """The models of direction and relation; `classes` are the word classes, and the `base` model scores both texts."""

    name: str
    fingerprint: str
    classes: WordClasses
    direction: DirectionModel
    relation: RelationModel
    base: Model

    @property
    def signature(self) -> str:
        """Names the model: a comparison depends on it and on the program's version."""
        return f"match:{self.name}@{self.fingerprint}"


def load_match(folder: Path | None = None, base: Model | None = None) -> MatchModel:
    """Load a model folder (default: the shipped one), and the base model, unless it is `base`.

    Raises ModelError if one is missing, altered or too new, or the two do not fit together.
    """
    return read_model(folder or shipped("models") / DEFAULT, _KIND, partial(_model, base))


def _model(base: Model | None, content: Content) -> MatchModel:
    settings = content.settings
    known, rarity, weights = map(content.array, ARRAYS)
    if not known.shape == rarity.shape == weights.shape:
        raise ValueError("arrays that do not fit together")
    if base is None or settings["fitted_to"] != digest(base):
        base = load_model()
    if settings["fitted_to"] != digest(base):
        raise ModelError(f"{content.folder}: fitted to another base model; install or train both anew")
    named = {name: (float(scale), float(weight)) for name, (scale, weight) in settings["named"].items()}
    return MatchModel(
        name=settings["name"],
        fingerprint=content.fingerprint,
        classes=WordClasses(tuple(settings["classes"])),
        direction=DirectionModel(known, rarity, weights, named, float(settings["sharpness"])),
        relation=_relation_model(settings["relations"]),
        base=base,
    )


def _relation_model(settings: Mapping[str, Mapping[str, list[float]]]) -> RelationModel:
    traits = settings["traits"]
    columns = np.array(list(traits.values()), np.float64)
    weights = np.array([settings["weights"][name] for name in NAMES], np.float64)
    if columns.shape[1:] != (2,) or weights.shape != (len(NAMES), 2 * len(traits) + 1):
        raise ValueError("relations of another shape")
    return RelationModel(tuple(traits), columns[:, 0], columns[:, 1], weights)
