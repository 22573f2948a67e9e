"""The model of copy mode, read from its folder: arrays and JSON, checked by SHA-256; nothing in it is executed."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mtdetect.errors import ModelError
from mtdetect.features.word_classes import WordClasses
from mtdetect.match.direction import DirectionModel
from mtdetect.match.relation import NAMES, RelationModel
from mtdetect.model.additive import Model, load_model
from mtdetect.model.digest import digest
from mtdetect.model.files import SETTINGS, UNFIT, array_from_bytes, fingerprint, read_checked, read_settings
from mtdetect.model.shipped import shipped

FORMAT = 2
DEFAULT = "match"
ARRAYS = ("known", "rarity", "weights")


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
    folder = folder or shipped("models") / DEFAULT
    files = read_checked(folder, (SETTINGS, *(f"{name}.npy" for name in ARRAYS)))
    try:
        settings = read_settings(files)
        if settings["format"] != FORMAT:
            raise ModelError(f"{folder}: match model format {settings['format']}, not {FORMAT}; install a matching one")
        known, rarity, weights = (array_from_bytes(files[f"{name}.npy"]) for name in ARRAYS)
        if not known.shape == rarity.shape == weights.shape:
            raise ModelError(f"{folder}: its arrays do not fit together; install or train the model anew")
        if base is None or settings["fitted_to"] != digest(base):
            base = load_model()
        if settings["fitted_to"] != digest(base):
            raise ModelError(f"{folder}: fitted to another base model; install or train both anew")
        named = {name: (float(scale), float(weight)) for name, (scale, weight) in settings["named"].items()}
        return MatchModel(
            name=settings["name"],
            fingerprint=fingerprint(files),
            classes=WordClasses(tuple(settings["classes"])),
            direction=DirectionModel(known, rarity, weights, named, float(settings["sharpness"])),
            relation=_relation_model(settings["relations"]),
            base=base,
        )
    except UNFIT as error:
        raise ModelError(f"{folder}: not a match model of mtdetect ({error!r}); train or install one anew") from error


def _relation_model(settings: Mapping[str, Mapping[str, list[float]]]) -> RelationModel:
    traits = settings["traits"]
    columns = np.array(list(traits.values()), np.float64)
    weights = np.array([settings["weights"][name] for name in NAMES], np.float64)
    if columns.shape[1:] != (2,) or weights.shape != (len(NAMES), 2 * len(traits) + 1):
        raise ValueError("relations of another shape")
    return RelationModel(tuple(traits), columns[:, 0], columns[:, 1], weights)
