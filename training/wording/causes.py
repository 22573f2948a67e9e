"""Why a machine adds an n-gram or removes it, by the words in it.

The first row of `causes.tsv` that fits decides. Its `where` says what must be among its `words`: the `first`, the
`last` or `any` word of the n-gram, or an `ending` of its last word. With `all` every n-gram fits, with `pair` every one
of two words.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_suffix(".tsv")


@dataclass(frozen=True, slots=True)
class _Cause:
    side: str
    cause: str
    where: str
    words: frozenset[str]

    def fits(self, words: list[str]) -> bool:
        match self.where:
            case "first":
                return words[0] in self.words
            case "last":
                return words[-1] in self.words
            case "any":
                return not self.words.isdisjoint(words)
            case "ending":
                return words[-1].endswith(tuple(self.words))
            case "pair":
                return len(words) > 1
            case _:
                return self.where == "all"


@cache
def _causes() -> tuple[_Cause, ...]:
    with _FILE.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return tuple(_Cause(row["side"], row["cause"], row["where"], frozenset(row["words"].split())) for row in rows)


def cause(ngram: str, translated: bool) -> str:
    """Why a machine adds an n-gram (`translated`), or why it removes one of native text."""
    side = "translated" if translated else "native"
    words = ngram.split()
    return next(one.cause for one in _causes() if one.side == side and one.fits(words))
