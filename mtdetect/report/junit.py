"""JUnit XML, which CI systems show as test results: an article is a test case, and so is a site.

Likely translated is a failure, unreadable an error, not judged or excused is skipped; all others pass, with the answer
as their output. The elements are those that Jenkins and Surefire know. The counts stand at the top, so the entries are
kept until the end.
"""

from xml.sax.saxutils import escape, quoteattr

from mtdetect.report import article, concise, site
from mtdetect.report.base import Report, Style
from mtdetect.report.excerpt import safe
from mtdetect.report.summary import SiteCounts, Summary
from mtdetect.results.row import Result

_ELEMENTS = {"translated": "failure", "unreadable": "error", "abstained": "skipped", "excused": "skipped"}
_SUITE = "mtdetect"


def report(_style: Style) -> Report:
    """The format `junit`."""
    return Report(top=_top, entry=_entry, site=_site, tail=lambda _summary: "</testsuite>\n</testsuites>\n")


def _top(summary: Summary) -> str:
    sites = summary.sites or SiteCounts(0, 0, 0, 0, 0, 0)
    tests, failures = summary.articles + sites.sites, summary.translated + sites.translated
    skipped = summary.abstained + summary.excused + sites.abstained + sites.excused
    counts = f'tests="{tests}" failures="{failures}" errors="{summary.unreadable}"'
    line = _attribute(summary.gate.line) if summary.gate else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuites name="{_SUITE}" {counts}>\n'
        f'<testsuite name="{_SUITE}" {counts} skipped="{skipped}">\n'
    ) + (f'<properties><property name="gate" value={line}/></properties>\n' if line else "")


def _entry(result: Result) -> str:
    row = result.row
    answer = article.answer(row)
    case = f'<testcase classname="{_SUITE}" name={_attribute(article.name(row))}>'
    if element := _ELEMENTS.get(answer):
        kind = row["error"]["kind"] if answer == "unreadable" else row["abstained"] or answer
        lines = escape("\n".join(concise.lines(row))) if article.findings(row) or element == "error" else ""
        inside = f"<{element} type={_attribute(kind)} message={_attribute(article.sentence(row))}>{lines}</{element}>"
    else:
        inside = f"<system-out>{escape(article.sentence(row))}</system-out>"
    return f"{case}{inside}</testcase>\n"


def _site(result: Result) -> str:
    row = result.row
    case = f'<testcase classname="{_SUITE}.site" name={_attribute(site.name(row))}>'
    if element := _ELEMENTS.get(article.answer(row)):
        kind, lines = row["abstained"] or article.answer(row), escape("\n".join(site.recurring(row)))
        inside = f"<{element} type={_attribute(kind)} message={_attribute(site.sentence(row))}>{lines}</{element}>"
    else:
        inside = f"<system-out>{escape(site.sentence(row))}</system-out>"
    return f"{case}{inside}</testcase>\n"


def _attribute(text: str) -> str:
    """The quoted value of an attribute; `safe` escapes the characters that XML forbids."""
    return quoteattr(safe(text))
