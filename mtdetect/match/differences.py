"""The differences of two texts, suspect minus origin: the features from which the direction is predicted.

Every value changes its sign when the two texts are exchanged, so a linear model without intercept gives the two orders
likelihoods that add up to 1. Only paired sentences are compared: a copy's own headline, or the text around an article
on a page, says nothing about how the article was made.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mtdetect.features.extract import density, extract
from mtdetect.features.style_measures import MEASURES, measure
from mtdetect.features.word_classes import WordClasses
from mtdetect.match.pair import Alignment, EditName
from mtdetect.match.phrase_differences import phrase_differences, phrase_keys, substitution_differences
from mtdetect.model.additive import Model
from mtdetect.tells.engine import engine
from mtdetect.tells.evidence import count_tells
from mtdetect.text.batch import parse
from mtdetect.text.hashing import Keys
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text

BASE, READER = "score:base", "score:reader"  # of the base model, and of the reader of --deep
_CURLY, _STRAIGHT = "“”‘’", "\"'"
_DIRECTED: tuple[EditName, ...] = (
    *("article", "preposition", "function word", "number changed", "punctuation", "quote", "wording"),
)


@dataclass(frozen=True, slots=True)
class Differences:
    """The differences of two texts, suspect minus origin.

    `keys` are those of phrases and of substitutions, `values` their dampened counts, shape (keys,); `named` has the
    other values by name. `substitutions` has, for the keys of substitutions, both wordings: `SUSPECT / ORIGIN`.
    """

    keys: Keys
    values: NDArray[np.float64]
    named: Mapping[str, float]
    substitutions: Mapping[int, str]


def differences(
    suspect: Text, origin: Text, alignment: Alignment, classes: WordClasses, base: Model | None = None
) -> Differences:
    """The differences of two texts; `classes` are the word classes.

    With the `base` model, its score is one of the named values. Training does without, since it has seen the texts.
    """
    paired = [(pair.suspect, pair.origin) for pair in alignment.pairs if pair.suspect and pair.origin]
    ours, theirs = [here for here, _ in paired], sorted(there for _, there in paired)
    one, other = _part(suspect, ours), _part(origin, theirs)
    keys, values = phrase_differences(phrase_keys(one, classes), phrase_keys(other, classes))
    ours_told, theirs_told = (count_tells(engine().find(part.batch)[part.number]) for part in (one, other))
    scores = {BASE: base_score(one, ours_told, base) - base_score(other, theirs_told, base)} if base else {}
    swap_keys, swap_values, wordings = substitution_differences(suspect, origin, alignment)
    return Differences(
        keys=np.concatenate([keys, swap_keys]),
        values=np.concatenate([values, swap_values]),
        named={
            **_tells(_densities(one, ours_told), _densities(other, theirs_told)),
            **_measures(one, other),
            **_marks(one, other),
            **_edits(alignment),
            **scores,
        },
        substitutions=wordings,
    )


def _part(text: Text, spans: Sequence[Span]) -> Text:
    """The paired sentences as a text of their own; sentences on separate lines stay on separate lines."""
    pieces: list[str] = []
    last = 0
    for start, end in spans:
        if pieces:
            pieces.append("\n" if "\n" in text.raw[last:start] else " ")
        pieces.append(text.raw[start:end])
        last = end
    return parse("".join(pieces))


def base_score(text: Text, told: Mapping[str, int], base: Model) -> float:
    """The raw score of a text, in log-odds before calibration; `told` counts its tells by rule."""
    return float(base.score(extract(text.batch, [told], base.measures)).raw[0])


def _tells(ours: Mapping[str, float], theirs: Mapping[str, float]) -> dict[str, float]:
    codes = sorted({*ours, *theirs})
    return {f"tell:{code}": ours.get(code, 0.0) - theirs.get(code, 0.0) for code in codes}


def _densities(text: Text, told: Mapping[str, int]) -> dict[str, float]:
    return {code: density(count, text.word_count) for code, count in told.items()}


def _measures(one: Text, other: Text) -> dict[str, float]:
    ours, theirs = measure(one.batch), measure(other.batch)
    return {f"measure:{name}": float(ours[name][one.number] - theirs[name][other.number]) for name in MEASURES}


def _marks(one: Text, other: Text) -> dict[str, float]:
    """The difference in straight quotation marks, and the log ratios of the lengths."""
    return {
        "marks:straight": _straight(one) - _straight(other),
        "length:words": float(np.log((len(one.words) + 1) / (len(other.words) + 1))),
        "length:characters": float(np.log((len(one.raw) + 1) / (len(other.raw) + 1))),
    }


def _straight(text: Text) -> float:
    """The smoothed share of straight ones among quotation marks and apostrophes; 0.5 where there are none."""
    straight, curly = (sum(map(text.raw.count, marks)) for marks in (_STRAIGHT, _CURLY))
    return (straight + 0.5) / (straight + curly + 1)


def _edits(alignment: Alignment) -> dict[str, float]:
    """Additions minus omissions for each pair of sentences, by the name of the edit."""
    all_edits = [edit for pair in alignment.pairs if pair.suspect and pair.origin for edit in pair.edits]
    added, dropped = (
        _count(edit.name for edit in all_edits if edit.change == change) for change in ("added", "dropped")
    )
    pairs = max(sum(bool(pair.suspect and pair.origin) for pair in alignment.pairs), 1)
    return {f"edit:{name}": (added[name] - dropped[name]) / pairs for name in _DIRECTED}


def _count(names: Iterable[EditName | None]) -> Counter[EditName | None]:
    return Counter(names)
