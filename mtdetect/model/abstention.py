"""When not to judge: a detector that answers on everything is wrong on what it was not made for."""

from mtdetect.text.batch import TextBatch
from mtdetect.text.masks import QUOTED
from mtdetect.text.text import Text

EMPTY = "empty"
FEWEST_WORDS = 50
_LARGEST_QUOTED_SHARE = 0.8
_FEWEST_COMMON = 0.25  # share of function words: English has 0.35-0.55, its neighbours under 0.1


def reasons_to_abstain(batch: TextBatch) -> list[str | None]:
    """Why each text is not judged, or None where it is.

    That is `empty`, `too_short`, `no_prose`, `not_english` or `mostly_quoted`.
    """
    common = batch.count_group("common").tolist()
    return [_reason(text, count) for text, count in zip(batch.texts, common, strict=True)]


def _reason(text: Text, common: int) -> str | None:
    if not text.folded.strip():
        return EMPTY
    if text.word_count < FEWEST_WORDS:
        return "no_prose" if len(text.folded.split()) >= 2 * FEWEST_WORDS else "too_short"
    if common / text.word_count < _FEWEST_COMMON:
        return "not_english"
    return "mostly_quoted" if _quoted_share(text) > _LARGEST_QUOTED_SHARE else None


def _quoted_share(text: Text) -> float:
    """The share of the prose's characters that stand inside quotation marks."""
    plain, quoted = text.masks.count(0), text.masks.count(QUOTED)
    return quoted / max(plain + quoted, 1)
