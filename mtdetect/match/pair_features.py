"""The features of a pair of texts, from which their relation is predicted."""

import math
from collections import Counter
from collections.abc import Sequence

from mtdetect.match.pair import Alignment, Edit, EditName, Pair
from mtdetect.text.masks import QUOTED
from mtdetect.text.text import Text

_SURFACE: frozenset[EditName | None] = frozenset((None, "quote", "case", "punctuation"))  # edits that keep the words
_RATED: tuple[EditName, ...] = (
    *("synonym", "re-ordered", "inflected", "article", "preposition", "function word", "number changed", "wording"),
)
_ALMOST = 0.97  # kept share from which a pair counts as exact
_LOW = 0.5  # similarity
_WORD = 6  # characters of a word on average, with its space


def pair_features(suspect: Text, alignment: Alignment, score: float) -> dict[str, float]:
    """The features by name; `score` is the direction's, in log-odds. All are 0 where nothing is paired.

    Shares (0-1) are of the characters of the suspect's paired sentences, rates are edits for ten words of them.
    """
    pairs = [pair for pair in alignment.pairs if pair.suspect and pair.origin]
    sizes = [_size(pair) for pair in pairs]
    total = max(sum(sizes), 1)
    kept = [_kept_size(pair) for pair in pairs]
    names = Counter(edit.name for pair in pairs for edit in pair.edits)
    least, most = sorted((alignment.coverage, alignment.origin_coverage))
    found = {
        "coverage": alignment.coverage,
        "covered-less": least,
        "covered-more": most,
        "order": alignment.order if pairs else 0.0,
        "kept": sum(kept) / total,
        "exact": sum(size for size, same in zip(sizes, kept, strict=True) if same >= _ALMOST * size) / total,
        "alike": sum(pair.similarity * size for pair, size in zip(pairs, sizes, strict=True)) / total,
        "less-alike": sum(size for pair, size in zip(pairs, sizes, strict=True) if pair.similarity < _LOW) / total,
        "one-to-one": sum(size for pair, size in zip(pairs, sizes, strict=True) if pair.kind == "1-1") / total,
        "quoted": _quoted_size(suspect, pairs) / max(sum(kept), 1),
        "longest": math.log1p(
            max((_edit_size(edit) for pair in pairs for edit in pair.edits if not edit.name), default=0)
        ),
        "direction": min(abs(score), 10.0) if pairs else 0.0,
    }
    rates = {f"rate:{name}": names[name] * 10 * _WORD / total for name in _RATED}
    for change in ("added", "dropped"):
        only = sum(_edit_size(edit) for pair in pairs for edit in pair.edits if edit.change == change)
        rates[f"rate:{change}"] = only / total
    return {**found, **rates}


def best_pairs(alignment: Alignment, count: int) -> Sequence[int]:
    """The `count` pairs that show best that one text came from the other, best first: similar, long, and yet edited."""
    worth = {at: _worth(pair) for at, pair in enumerate(alignment.pairs) if pair.suspect and pair.origin}
    return sorted(worth, key=lambda at: (-worth[at], at))[:count]


def _worth(pair: Pair) -> float:
    return pair.similarity * math.log1p(_size(pair) / _WORD) * (1.0 if _kept_size(pair) < _size(pair) else 0.8)


def _kept_size(pair: Pair) -> int:
    """The characters of a pair whose words are kept."""
    return sum(_edit_size(edit) for edit in pair.edits if edit.change in ("kept", "changed") and edit.name in _SURFACE)


def _quoted_size(text: Text, pairs: Sequence[Pair]) -> int:
    """The kept characters that are in quotation marks."""
    kept = (edit.suspect for pair in pairs for edit in pair.edits if edit.change == "kept")
    return sum(sum(bits & QUOTED for bits in text.masks[start:end]) for start, end in kept)


def _size(pair: Pair) -> int:
    return pair.suspect[1] - pair.suspect[0] if pair.suspect else 0


def _edit_size(edit: Edit) -> int:
    """The characters of an edit in the suspect, or in the origin where the suspect has none."""
    here = edit.suspect[1] - edit.suspect[0]
    return here or edit.origin[1] - edit.origin[0]
