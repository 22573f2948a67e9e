"""When not to judge: a detector that answers on everything is wrong on what it was not made for."""

from mtdetect.text.batch import Text
from mtdetect.text.masks import QUOTED

FEWEST_WORDS = 50
_LARGEST_QUOTED_SHARE = 0.8
_FEWEST_COMMON = 0.25  # share of function words: English has 0.35-0.55, its neighbours under 0.1
_COMMON = frozenset(
    "the of and to in a is that for it was on as with be by at he his i this are from or have an they which not you"
    " were had their but has one we been her she who will more no if out so said what its about than into them can"
    " only other some could time these two may then do first any my now such like our over me even most made after"
    " also did many before must through years where much your way well down should because each just those people"
    " how too little up there when would him us all".split()
)


def reason_to_abstain(text: Text) -> str | None:
    """Why a text is not judged: `too_short`, `not_english`, `mostly_quoted`, `no_prose`, or None."""
    words = text.words
    if len(words) < FEWEST_WORDS:
        return "no_prose" if len(text.folded.split()) >= 2 * FEWEST_WORDS else "too_short"
    if sum(word in _COMMON for word in words) / len(words) < _FEWEST_COMMON:
        return "not_english"
    return "mostly_quoted" if _quoted_share(text) > _LARGEST_QUOTED_SHARE else None


def _quoted_share(text: Text) -> float:
    """The share of the prose's characters that stand inside quotation marks."""
    plain, quoted = text.masks.count(0), text.masks.count(QUOTED)
    return quoted / max(plain + quoted, 1)
