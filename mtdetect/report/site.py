"""What all formats say about a site, in the same words: its name, answer, share and what recurs there."""

from collections.abc import Iterator
from functools import cache

from mtdetect.report import words
from mtdetect.report.article import answer
from mtdetect.report.excerpt import escape_commands, safe
from mtdetect.results.row import Row, excuse
from mtdetect.tells.registry import RULES

_RULES = 5  # named with rare tells, at most


def name(row: Row) -> str:
    """The site's name; safe to print, also in the log of a CI system."""
    return escape_commands(safe(row["site"]))


def headline(row: Row) -> str:
    """The answer in words; safe to print."""
    excused = excuse(row)
    return words.verdict({**row, "words": 0}) + (f", excused: {safe(excused['reason'])}" if excused else "")


def likelihood_text(row: Row) -> str:
    """The likelihood and the human share of a judged site in words."""
    likelihood = f"likelihood of machine translation {words.percent(row['likelihood'])}"
    return f"{likelihood}; {words.frequency(row['human_share'])} human sites with as many articles score as high"


def share_text(row: Row) -> str:
    """The share of its articles that is a machine's, in words."""
    share = row["share"]
    low, high = f"{share['low']:.0%}", f"{share['high']:.0%}"
    between = low if low == high else f"{low} to {high}"
    return f"about {share['estimate']:.0%} of its articles likely translated ({between})"


def counts_text(row: Row) -> str:
    """How many of its articles count, and why the others do not."""
    copies = "copy of another" if row["repeated"] == 1 else "copies of others"
    others = [f"{row[key]:,} {word}" for key, word in (("repeated", copies), ("excused", "excused")) if row[key]]
    counted = f"{row['judged']:,} of {words.plural(row['articles'], 'article')} counted"
    return f"{counted} ({', '.join(others)} left out)" if others else counted


def sentence(row: Row) -> str:
    """The answer and, of a judged site, the likelihood, the human share and the share of articles; safe to print."""
    parts = [headline(row)]
    if row["abstained"] is None:
        parts.append(likelihood_text(row))
        if answer(row) == "translated":
            parts.append(share_text(row))
    return "; ".join([*parts, counts_text(row)])


def recurring(row: Row) -> Iterator[str]:
    """Rare tells, and what recurs, a line a rule or phrase, safe to print: `14 of 20 articles: MT401 space before ...`.

    A rule that is named among the rare ones has no line of its own.
    """
    rare = row.get("rare_tells")
    named = {one["rule"]: one["articles"] for one in rare["rules"][:_RULES]} if rare else {}
    if rare:
        rate = f"{words.frequency(rare['human_sites'])} human sites show as many"
        rules = [f"{_described(rule)} ({articles:,})" for rule, articles in named.items()]
        if others := len(rare["rules"]) - len(rules):
            rules.append(f"and {words.plural(others, 'other rule')}")
        with_tells = f"{rare['articles']:,} of {row['judged']:,} articles"
        yield f"{with_tells}: tells that hardly any human text has ({rate}): {', '.join(rules)}"
    for one in row["recurring"]:
        if one.get("rule") in named:
            continue
        rate = f"{words.frequency(one['human_sites'])} human sites show as much"
        if "phrase" in one:
            described, rate = f"the words “{escape_commands(safe(one['phrase']))}”", f"{rate} of any wording"
        else:
            described = _described(one["rule"])
        yield f"{one['articles']:,} of {row['judged']:,} articles: {described} ({rate})"


def _described(code: str) -> str:
    """A rule by its code and name."""
    rule = safe(code)
    return f"{rule} {words.describe(_names()[rule])}" if rule in _names() else rule


@cache
def _names() -> dict[str, str]:
    return {rule.code: rule.name for rule in RULES}
