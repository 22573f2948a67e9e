"""Measures of lexical diversity that hardly depend on the length of a text."""

from collections import Counter
from collections.abc import Sequence

_WINDOW = 50  # words for the moving type-token ratio, as in Covington and McFall 2010
_MTLD_FLOOR = 0.72  # McCarthy and Jarvis 2010


def moving_ttr(words: Sequence[int], window: int = _WINDOW) -> float:
    """The mean type-token ratio over all windows of `window` words (0-1); linear in the number of words."""
    if len(words) <= window:
        return len(set(words)) / max(len(words), 1)
    inside = Counter(words[:window])
    types = [len(inside)]
    for left, entered in zip(words, words[window:], strict=False):
        inside[entered] += 1
        inside[left] -= 1
        if not inside[left]:
            del inside[left]
        types.append(len(inside))
    return sum(types) / len(types) / window


def mtld(words: Sequence[int]) -> float:
    """The measure of textual lexical diversity, mean of both directions; 0 for a text without words."""
    return (_mtld_one_way(words) + _mtld_one_way(words[::-1])) / 2


def _mtld_one_way(words: Sequence[int]) -> float:
    factors, seen, count = 0.0, set[int](), 0
    for word in words:
        seen.add(word)
        count += 1
        if len(seen) / count <= _MTLD_FLOOR:
            factors, seen, count = factors + 1, set(), 0
    if count:
        factors += (1 - len(seen) / count) / (1 - _MTLD_FLOOR)
    return len(words) / factors if factors else float(len(words))
