"""The page of the HTML report: template, style and scripts as one self-contained file, with the policy that guards it.

The scripts are modules that `mtdetect serve` serves as files (`mtdetect/web/static/`); here they are joined into one.
"""

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path
from string import Template

from mtdetect.model.additive import DEFAULT
from mtdetect.model.shipped import shipped

STATIC = Path(__file__).parents[1] / "web" / "static"

# The plots of the card that say how far to trust a report, with what they show.
_PLOTS = {
    "ranking.svg": "For each set of texts that was left out of training: the area under the ROC curve, which is how "
    "often a machine text scores higher than a human one, with intervals, and that of a plain word model.",
    "found.svg": "For each set of texts that was left out of training: the share of its machine texts that is found "
    "where at most 1 in 100 of its human texts is called translated, with intervals, and that of a plain word model.",
    "false-positives.svg": "For each source of human texts: the share that is called translated, with intervals; "
    "native texts, and translations by people.",
    "human-scores.svg": "Which score how many human texts reach, by their length: what is called translated at a share "
    "of false positives.",
    "calibration.svg": "For each set of texts that was left out of training: how far likelihoods are from the share of "
    "machine texts among texts that got them.",
    "scores.svg": "The scores of human texts and of machine texts: the mean over sources, and 8 in 10 sources.",
    "weights.svg": "The rules that weigh most, with their weights in log-odds.",
}
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([\w-]+\.js)";\n', re.M)
_EXPORT = re.compile(r"^export ", re.M)


@dataclass(frozen=True, slots=True)
class Page:
    """The page in three parts: up to the totals, from there to the first result, and from the last result on."""

    head: str
    start: str
    end: str


@cache
def load_page() -> Page:
    """The page of the report."""
    parts = {"style": _read("style.css"), "early": _read("early.js"), "script": join_modules("report.js")}
    style, early, script = map(_hash, parts.values())
    parts["policy"] = (
        f"default-src 'none'; style-src {style}; img-src data:; script-src {early} {script}; base-uri 'none'; "
        "form-action 'none'; require-trusted-types-for 'script'"
    )
    head, _, start = _read("report.html").partition("$totals\n")
    return Page(Template(head).substitute(parts), start, Template(_read("report-end.html")).substitute(plots=_plots()))


def _plots() -> str:
    """Plots of the shipped base model's card, for who asks how far to trust the report; nothing where it has none."""
    files = [shipped("models") / DEFAULT / "plots" / name for name in _PLOTS]
    drawn = {file.name: b64encode(file.read_bytes()).decode() for file in files if file.is_file()}
    images = "".join(
        f'<div class="plot" role="group" aria-label="Plot" tabindex="0">'
        f'<img alt="{escape(_PLOTS[name])}" src="data:image/svg+xml;base64,{data}"></div>\n'
        for name, data in drawn.items()
    )
    return f"<p>How the shipped base model did on texts that it had not seen:</p>\n{images}" if images else ""


def join_modules(name: str) -> str:
    """A script module and those that it imports, each once and before it, as one: without imports and exports.

    So their names at the top level must differ, which a test checks.
    """
    seen: set[str] = set()

    def sources(one: str) -> Iterator[str]:
        if one in seen:
            return
        seen.add(one)
        source = _read(one)
        for needed in _IMPORT.findall(source):
            yield from sources(needed)
        yield _EXPORT.sub("", _IMPORT.sub("", source))

    return "\n".join(sources(name))


def _read(name: str) -> str:
    return (STATIC / name).read_text("utf-8")


def _hash(content: str) -> str:
    """The source expression of a content security policy that lets this content alone through."""
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"
