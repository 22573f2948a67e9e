"""The language of a text's prose: by its function words where they leave no doubt, else by py3langid.

py3langid carries its model and needs no network; it is imported, in some tenths of a second, for the first text that is
not plainly English. In one of 200 texts of the corpora the function words leave a doubt: sports results, recipes and
lists have few.
"""

from functools import cache
from typing import TYPE_CHECKING

from mtdetect.text.batch import TextBatch
from mtdetect.text.masks import BLOCKED, QUOTED
from mtdetect.text.text import Text
from mtdetect.verdict import Language

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

ENGLISH = "en"
_PLAINLY = 0.25  # share of function words: 99 % of English texts have more; of 2,300 in other languages none has
_HALF = 0.2  # a text with so many is English in the main; of texts in other languages few reach half of it
_PERHAPS = {False: 0.03, True: 0.005}  # likelihood from which a text is taken for English, by whether it has so many
_FEWEST_CHARACTERS = 80
_MOST_CHARACTERS = 2_000  # that are looked at
_PROSE = bytes(bits for bits in range(256) if not bits & BLOCKED)
_UNQUOTED = bytes(bits for bits in _PROSE if not bits & QUOTED)


def languages(batch: TextBatch) -> list[Language | None]:
    """The language of each text; None where there is too little prose to tell.

    A text is English where what it says itself is, or all of it with its quotations: an article may let foreigners
    speak, and may say little itself.
    """
    common = batch.count_group("common").tolist()
    return [_language(text, count) for text, count in zip(batch.texts, common, strict=True)]


def _language(text: Text, common: int) -> Language | None:
    if text.word_count and common / text.word_count >= _PLAINLY:
        return Language(ENGLISH, 1.0)
    perhaps = _PERHAPS[common >= _HALF * text.word_count]
    pieces = [prose for wanted in (_UNQUOTED, _PROSE) if len(prose := _prose(text, wanted)) >= _FEWEST_CHARACTERS]
    found = [_likeliest(prose, perhaps) for prose in dict.fromkeys(pieces)]
    return next((language for language in found if language.code == ENGLISH), found[0] if found else None)


def _likeliest(prose: str, perhaps: float) -> Language:
    ranked = dict(_identifier().rank(prose))
    code = ENGLISH if ranked[ENGLISH] >= perhaps else max(ranked, key=ranked.__getitem__)
    return Language(code, min(ranked[code], 1.0))


def _prose(text: Text, wanted: bytes) -> str:
    """The beginning of a text's characters with these masks, with single spaces."""
    if not text.masks.translate(None, wanted):
        return " ".join(text.folded[: 2 * _MOST_CHARACTERS].split())[:_MOST_CHARACTERS]
    shown = (char if bits in wanted else " " for char, bits in zip(text.folded, text.masks, strict=True))
    return " ".join("".join(shown).split())[:_MOST_CHARACTERS]


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
