"""Word lists: `data/NAME.tsv` with the columns phrase, cause, language, source. They are in lower case."""

from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrase, why machines write it, the language that it comes from (ISO 639-1, or `mul`) and who says so.

    A list that is weighed has a further column, in hundredths of log-odds.
    """

    phrase: str
    cause: str
    language: str
    source: str
    weight: str = "0"


@cache
def entries(name: str) -> tuple[Entry, ...]:
    """The entries of a list."""
    with files("mtdetect.tells").joinpath("data", f"{name}.tsv").open(encoding="utf-8") as lines:
        names = next(lines).split()
        if names != [field.name for field in fields(Entry)][: len(names)]:
            raise ValueError(f"{name}: columns {names}")
        return tuple(Entry(*line.rstrip("\n").split("\t")) for line in lines)


@cache
def words(name: str) -> frozenset[str]:
    """The phrases of a list, for rules that ask whether a word is in it."""
    return frozenset(entry.phrase for entry in entries(name))
