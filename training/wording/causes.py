"""Why a phrase comes in through a machine or is lost there, by the words in it.

The first row of `wording_causes.tsv` that fits decides: `where` says whether one of its words must be the first, the
last or any word of the phrase, or an ending of its last; or that any phrase fits (`all`), or any of two words (`pair`).
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


def cause(phrase: str, translated: bool) -> str:
    """The cause of a phrase of translation, or why a native one is lost."""
    side = "translated" if translated else "native"
    words = phrase.split()
    return next(one.cause for one in _causes() if one.side == side and one.fits(words))
