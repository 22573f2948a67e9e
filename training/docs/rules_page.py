"""The text of `docs/rules.md`: all rules with their rates, from their pages, `measured.json` and `docs/tells.toml`."""

import tomllib
from collections import Counter
from collections.abc import Iterator

from mtdetect.report.rules import interval, percent
from mtdetect.tells.measurement_file import load_severities, measurement
from mtdetect.tells.measurements import Comparison, Measured
from mtdetect.tells.pages import load_page
from mtdetect.tells.registry import RULES
from mtdetect.tells.rule import Rule
from mtdetect.tells.status import status
from training.paths import TELLS

_FAMILIES = {
    "MT1": ("Markup", "What a page's HTML declares. The corpora are plain text, so these rest on documentation."),
    "MT2": ("Lexis", "Calques, tortured phrases, and words that other languages ask for."),
    "MT3": ("Grammar", "Repeats, articles, pronouns, and subjects and verbs that were lost."),
    "MT4": ("Format", "Quotation marks, spaces, capitals, stops, numbers and dates."),
    "MT5": ("Names", "Countries, titles, abbreviations and persons."),
    "MT6": ("Residue", "What the machinery left: foreign words and scripts, placeholders, loops."),
    "MT7": ("Flow", "What shows only in the whole document."),
}
_HEAD = """\
# Rules

<!-- written by `python -m training.docs`; a test fails when it is anything else -->

`mtdetect rules CODE` shows a rule with sentences that it flags and clears, its source, and its rates in each set of the
corpora. `mtdetect rules --audit FILE.jsonl` counts the same on your own labelled texts.

* **native news**, **machine news**: the share of documents with the tell, among {native:,} native news texts and
  {machine:,} news texts that a machine made. **precision**: the share of hits that are right, at equal numbers of both.
* **hits**: documents with the tell, in all sets and of all kinds. Of few, no rate says much.
* **for a machine**, **for a human**: how many times as many machine as human documents have the tell, with the 95 %
  interval. It is counted on paired text: round trips against their own originals, or machine against human translations
  of the same articles. Shown are the sets whose intervals lie furthest above and below 1; many tells change sides.
  Half a document is added to every count. The interval is the delta method's on the log ratio (Katz et al. 1978,
  Biometrics 34: 469), or the one that linearisation by group of documents gives (Woodruff 1971, JASA 66: 411),
  if wider.
* **stable**: the interval of a set, or of all sets of a kind together, leaves out 1; what the rule weighs is learnt.
  There are {pairs} comparisons, so that a rule which says nothing may pass one by luck.
* **preview**: no interval leaves out 1, or the corpora do not hold the tell. Such a rule rests on its source: its tells
  are shown and carry no weight of their own.
* **stated**: the rule looks at markup, which the corpora do not have. Errors among these have a stated weight.
* **severity** `error` is for what fewer than 1 human article in 50 has.
"""
_SEVERITIES = """\
What a reader meets: how many texts of each set carry a tell at all. The rules were written, and the lists of MT703 were
mined, in these very sets, so that the rates in machine text are kinder than unseen text will be; the page of MT703 has
its rates on text that was not mined."""
_SIDES = ("for a machine", "for a human")
_COLUMNS = ("rule", "severity", "status", "native news", "machine news", "precision", "hits", *_SIDES, "why")


def rules_page() -> str:
    """The page's text."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    any_rule = next((found for rule in RULES if (found := measurement(rule)).hits), Measured())
    native, machine = any_rule.native_news.documents, any_rule.machine_news.documents
    yield _HEAD.format(native=native, machine=machine, pairs=len(any_rule.comparisons))
    counts = Counter(map(status, RULES))
    yield f"{len(RULES)} rules: {', '.join(f'{counts[kind]} {kind}' for kind in ('stable', 'preview', 'stated'))}."
    yield from _severities()
    for family, (name, about) in _FAMILIES.items():
        yield from ("", f"## {family}xx {name}", "", about, "")
        yield f"| {' | '.join(_COLUMNS)} |"
        yield "|---" * len(_COLUMNS) + "|"
        yield from (_row(rule) for rule in RULES if rule.code.startswith(family))
    yield from ("", "## Left out", "", "Tells of translation that others describe, and why no rule looks for them:", "")
    left_out: dict[str, list[str]] = tomllib.loads(TELLS.read_text(encoding="utf-8"))["left_out"]
    yield from (f"* **{tell}**: {why}" for tell, why in left_out.values())


def _severities() -> Iterator[str]:
    yield from ("", "## Texts with a tell", "", _SEVERITIES, "")
    yield from ("| texts | number | with an error | with a warning or an error |", "|---|---|---|---|")
    for (name, kind), shares in sorted(load_severities().items()):
        error, warning = shares["error"], shares["warning"]
        texts = f"{name} {kind}".replace("_", " ")
        yield f"| {texts} | {warning.documents:,} | {percent(error)} | {percent(warning)} |"


def _row(rule: Rule) -> str:
    found = measurement(rule)
    cells = (
        f"**{rule.code}** {rule.name}",
        rule.severity,
        f"{status(rule)}: {found.doubt}" if found.doubt else status(rule),
        percent(found.native_news),
        percent(found.machine_news),
        "-" if found.precision is None else f"{found.precision:.0%}",
        f"{found.hits:,}",
        _comparison(found.for_machine),
        _comparison(found.for_human),
        load_page(rule.code).cause,
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _comparison(found: Comparison | None) -> str:
    return f"{interval(found.ratio)} {found.set.replace('_', ' ')}" if found else "-"
