"""When not to judge: a detector that answers on everything is wrong on what it was not made for."""

from collections.abc import Sequence

from mtdetect.model.language import ENGLISH
from mtdetect.text.batch import TextBatch
from mtdetect.text.masks import QUOTED
from mtdetect.text.text import Text
from mtdetect.verdict import Language

EMPTY = "empty"
FEWEST_WORDS = 50
_LARGEST_QUOTED_SHARE = 0.8
_FEWEST_COMMON = 0.04  # share of function words: lists of names and of ingredients have fewer, and are no prose
_SURELY = 0.5  # likelihood of a language


def reasons_to_abstain(batch: TextBatch, languages: Sequence[Language | None]) -> list[str | None]:
    """Why each text is not judged, or None where it is.

    That is `empty`, `not_english`, `too_short`, `no_prose` or `mostly_quoted`.
    """
    common = batch.count_group("common").tolist()
    return [_reason(*of_text) for of_text in zip(batch.texts, common, languages, strict=True)]


def _reason(text: Text, common: int, language: Language | None) -> str | None:
    if not text.as_read.strip():
        return EMPTY
    if language and language.code != ENGLISH and language.likelihood >= _SURELY:
        return "not_english"
    if text.word_count < FEWEST_WORDS:
        return "no_prose" if len(text.raw.split()) >= 2 * FEWEST_WORDS else "too_short"
    if common / text.word_count < _FEWEST_COMMON:
        return "no_prose"
    return "mostly_quoted" if _quoted_share(text) > _LARGEST_QUOTED_SHARE else None


def _quoted_share(text: Text) -> float:
    """The share of the prose's characters that stand inside quotation marks."""
    plain, quoted = text.masks.count(0), text.masks.count(QUOTED)
    return quoted / max(plain + quoted, 1)
