"""The rules that the results of a SARIF log refer to, with their descriptors."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache

from mtdetect.report.excerpt import safe
from mtdetect.report.rules import status_text
from mtdetect.results.row import Row
from mtdetect.tells.pages import RulePage, load_page
from mtdetect.tells.registry import RULES
from mtdetect.tells.rule import Rule

TRANSLATED, UNREADABLE, ORIGIN, SITE = "translated", "unreadable", "origin", "site"

_OF_ARTICLES = {
    TRANSLATED: (
        "LikelyMachineTranslated",
        "warning",
        "The article is likely machine-translated.",
        "Of human articles of this length, no more than the share set by --fpr score as high. The tells say where to "
        "look. It says what the text looks like, not who did what: a person should look before anything follows.",
    ),
    ORIGIN: (
        "LikelyOrigin",
        "warning",
        "The article has a likely origin among the candidates.",
        "A candidate holds the same sentences in other words, as a round trip through another language leaves them. "
        "It says what two texts look like, not who did what: a person should look before anything follows.",
    ),
    SITE: (
        "LikelyMachineTranslatedSite",
        "warning",
        "The site likely publishes machine translations.",
        "Of human sites with as many articles, no more than the share set by --fpr score as high. It says what the "
        "articles look like together, not who did what: a person should look before anything follows.",
    ),
    UNREADABLE: (
        "UnreadableInput",
        "error",
        "The input could not be read or judged.",
        "Nothing is known of it, least of all that it is human. The message names the cause and the next step.",
    ),
}


@dataclass(slots=True)
class Rules:
    """The descriptors so far, in the order of first use; results refer to a rule by its index in `descriptors`."""

    descriptors: list[Row] = field(default_factory=list)
    _indexes: dict[str, int] = field(default_factory=dict)

    def of_articles(self, code: str) -> int:
        """The index of `TRANSLATED`, `UNREADABLE`, `ORIGIN` or `SITE`."""
        return self._index(code, lambda: _describe_articles(code))

    def of_tell(self, tell: Row) -> int:
        """The index of a tell's rule; a rule that this version does not know is described from the tell."""
        rule = _rules_by_code().get(tell["rule"])
        return self._index(tell["rule"], lambda: _describe_rule(rule) if rule else _describe_unknown(tell))

    def _index(self, code: str, describe: Callable[[], Row]) -> int:
        if code not in self._indexes:
            self._indexes[code] = len(self.descriptors)
            self.descriptors.append(describe())
        return self._indexes[code]


@cache
def _rules_by_code() -> dict[str, Rule]:
    return {rule.code: rule for rule in RULES}


def _describe_articles(code: str) -> Row:
    name, level, short, full = _OF_ARTICLES[code]
    return _descriptor(code, name, level, short, full, full, full)


def _describe_rule(rule: Rule) -> Row:
    page = load_page(rule.code)
    help_text = "\n\n".join(_help(rule, page))
    name = "".join(part.capitalize() for part in rule.name.split("-"))
    full = f"{rule.hint} {page.cause}"
    return _descriptor(rule.code, name, rule.severity, rule.message, full, help_text, help_text)


def _describe_unknown(tell: Row) -> Row:
    name = "".join(part.capitalize() for part in safe(tell["name"]).split("-"))
    short, full = safe(tell["message"]), safe(tell["hint"])
    return _descriptor(tell["rule"], name, tell["severity"], short, full, full, None)


def _descriptor(code: str, name: str, level: str, short: str, full: str, help_text: str, markdown: str | None) -> Row:
    return {
        "id": code,
        "name": name,
        "shortDescription": {"text": short},
        "fullDescription": {"text": full},
        "help": {"text": help_text} | ({"markdown": markdown} if markdown else {}),
        "defaultConfiguration": {"level": level},
    }


def _help(rule: Rule, page: RulePage) -> Iterable[str]:
    """Paragraphs that can be shown as plain text and as Markdown: examples are in fences, where nothing is markup."""
    yield f"{rule.message} {rule.hint}"
    yield f"Why: {page.cause}"
    yield f"Flags:\n\n{_fence(example.text for example in page.flags)}"
    yield f"Clears:\n\n{_fence(page.clears)}"
    yield f"Source: {page.source}"
    yield f"Status: {status_text(rule)}"


def _fence(examples: Iterable[str]) -> str:
    return "\n".join(["~~~text", *map(safe, examples), "~~~"])
