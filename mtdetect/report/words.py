"""Numbers and names in words for people. The words themselves are in `words.toml`."""

import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from mtdetect.model.abstention import FEWEST_WORDS
from mtdetect.report.excerpt import safe
from mtdetect.report.summary import Summary
from mtdetect.results.row import Row

_NEARLY_EVEN = 0.1  # a likelihood so near to one half says little
_RARELY = 0.01


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))


def verdict(row: Row) -> str:
    """The verdict of a row in words, with the reason when there is none.

    A likelihood near one half is no likely human, whatever side of it the article is on.
    """
    if row["abstained"] is None:
        even = row["verdict"] == "human" and abs(row["likelihood"] - 0.5) < _NEARLY_EVEN
        return _words()["verdict"]["even" if even else row["verdict"]]
    name = row["abstained"]
    if name == "no_prose" and row["words"] >= FEWEST_WORDS:
        name = "no_prose_among_enough_words"
    reason = _words()["abstained"].get(name, _with_spaces(name))
    reason = reason.format(words=plural(row["words"], "word"), needed=FEWEST_WORDS)
    return f"{_words()['verdict']['abstained']}: {reason}"


def totals(summary: Summary) -> Iterator[str]:
    """The last lines of a report for people: the counts, and the line of the gate; safe to print."""
    counts = f"{summary.translated:,} likely translated, {summary.unsure:,} unsure, {summary.human:,} likely human"
    rest = f"{summary.abstained:,} not judged, {summary.unreadable:,} unreadable"
    excused = f", {summary.excused:,} excused" if summary.excused else ""
    suppressed = f"; {plural(summary.suppressed, 'finding')} excused" if summary.suppressed else ""
    yield f"{plural(summary.articles, 'article')}: {counts}, {rest}{excused}{suppressed}"
    if sites := summary.sites:
        counts = f"{sites.translated:,} likely translated, {sites.unsure:,} unsure, {sites.human:,} likely human"
        excused = f", {sites.excused:,} excused" if sites.excused else ""
        yield f"{plural(sites.sites, 'site')}: {counts}, {sites.abstained:,} not judged{excused}"
    if summary.gate:
        yield safe(summary.gate.line)


def describe(name: str) -> str:
    """The name of a reason in the words of `words.toml`; a name that is not there, with spaces for its hyphens."""
    kind, _, rest = name.partition(":")
    if kind == "phrase":
        return f"wording such as “{rest}”"
    return _words().get(kind, {}).get(rest, _with_spaces(rest or kind))


def engine(kind: str) -> str:
    """A kind of engine."""
    return _words()["engine"][kind]


def wrong_guesses(share: float) -> str:
    """How often guesses are wrong, rounded: `about 1 in 20 such guesses is wrong`."""
    if share < _RARELY:
        return f"fewer than 1 in {round(1 / _RARELY)} such guesses are wrong"
    return f"about 1 in {_round(1 / share) if share < 0.095 else round(1 / share)} such guesses is wrong"


def weight(log_odds: float, digits: int) -> str:
    """Log-odds with their sign; nothing is `-0.00`."""
    return f"{round(log_odds, digits) + 0.0:+.{digits}f}"


def percent(share: float) -> str:
    """`97%`; never 0 % or 100 %, since no likelihood is certain."""
    if share < 0.01:
        return "under 1%"
    return "over 99%" if share > 0.99 else f"{share:.0%}"


def human_share_text(human_share: float, house: str | None = None) -> str:
    """The human share in words: `about 1 in 250 human articles of this length score as high`; of a house, its own."""
    of = "this length" if house is None else f"{house}, of this length,"
    return f"{frequency(human_share)} human articles of {of} score as high"


def plural(count: int, noun: str) -> str:
    """`1 word`, `2 words`, `1,000 words`."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def frequency(share: float) -> str:
    """A share (0-1) of things, rounded: `about 1 in 250`, `nearly all`."""
    if share <= 0:
        return "hardly any"
    if share < 0.095:
        return f"about 1 in {_round(1 / share):,}"
    tenths = round(share * 10)
    return "nearly all" if tenths == 10 else f"about {tenths} in 10"


def _round(number: float) -> int:
    """A number with two significant digits, since the share is an estimate."""
    return int(float(f"{number:.2g}"))


def _with_spaces(name: str) -> str:
    return name.replace("-", " ").replace("_", " ")
