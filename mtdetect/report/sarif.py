"""SARIF 2.1.0, for code scanning: a result for each article that is likely translated, and for each tell in it.

An article that could not be read is a result as well, so that its absence is not taken for a pass. Excused findings
are left out: viewers that do not know suppressions would show them as open.
Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from hashlib import blake2b

from mtdetect.report import article, match, words
from mtdetect.report.base import Report, Style
from mtdetect.report.excerpt import safe
from mtdetect.report.sarif_locations import location
from mtdetect.report.sarif_rules import ORIGIN, TRANSLATED, UNREADABLE, Rules
from mtdetect.report.summary import Summary
from mtdetect.results.row import Result, Row, dump
from mtdetect.version import __version__

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def report(_style: Style) -> Report:
    """The format `sarif`."""
    log = _Log()
    return Report(
        head=f'{{"$schema": "{_SCHEMA}", "version": "2.1.0", "runs": [{{"results": [\n',
        entry=log.entry,
        tail=lambda summary: f"\n],\n{dump(log.run(summary))[1:-1]}}}]}}\n",
    )


@dataclass(slots=True)
class _Log:
    """The state of a log: the rules that its results refer to, which are written at its end; `empty` has no result."""

    rules: Rules = field(default_factory=Rules)
    empty: bool = True

    def entry(self, result: Result) -> str:
        """The results of one article, each on a line of its own."""
        made = ",\n".join(map(dump, self._results(result.row)))
        separated = ",\n" * bool(made and not self.empty) + made
        self.empty = self.empty and not made
        return separated

    def run(self, summary: Summary) -> Row:
        """The run without its results."""
        unread = f"{summary.unreadable} of {words.plural(summary.articles, 'article')} could not be read."
        driver = {"name": "mtdetect", "version": __version__, "semanticVersion": __version__}
        return {
            "tool": {"driver": driver | {"rules": self.rules.descriptors}},
            "columnKind": "unicodeCodePoints",
            "invocations": [
                {
                    "executionSuccessful": not summary.unreadable,
                    "toolExecutionNotifications": [{"level": "error", "message": {"text": unread}}]
                    * bool(summary.unreadable),
                }
            ],
            "properties": asdict(summary),
        }

    def _results(self, row: Row) -> Iterator[Row]:
        answer = article.answer(row)
        where = {"id": row["id"]}
        if answer == "unreadable":
            yield self._result(row, self.rules.of_articles(UNREADABLE), "error", where, None)
        elif answer == "translated":
            numbers = {key: row[key] for key in ("likelihood", "human_share", "words", "signature")}
            index = self.rules.of_articles(TRANSLATED)
            lead = article.first_tell(row)
            yield self._result(row, index, "warning", where | numbers, lead) | {"rank": 100 * row["likelihood"]}
        if origin := row.get("origin"):
            numbers = {key: origin[key] for key in ("relation", "likeness", "coverage", "origin_coverage")}
            named = {"origin": {"id": origin["id"], "path": origin["path"]}}
            made = self._result(row, self.rules.of_articles(ORIGIN), "warning", where | named | numbers, None)
            yield made | {"message": _message(f"L{match.origin_sentence(row)[1:]}.")}
        for tell in article.findings(row):
            made = self._result(row, self.rules.of_tell(tell), tell["severity"], where, tell)
            yield made | {
                "message": _message(_tell_text(tell, row)),
                "partialFingerprints": _fingerprints(tell["fingerprint"], row),
            }

    def _result(self, row: Row, rule: int, level: str, properties: Row, tell: Row | None) -> Row:
        code = self.rules.descriptors[rule]["id"]
        sentence = article.sentence(row)
        return {
            "ruleId": code,
            "ruleIndex": rule,
            "level": level,
            "message": _message(f"{sentence[0].upper()}{sentence[1:]}."),
            "locations": [location(row, tell)],
            "partialFingerprints": _fingerprints(_digest(f"{code} {row['path']} {row['id']}"), row),
            "properties": properties,
        }


def _tell_text(tell: Row, row: Row) -> str:
    """The message and hint of a tell; with its place and evidence where the file has no positions of the text."""
    text = f"{tell['message']} {tell['hint']}"
    if article.has_file_positions(row) or not tell["evidence"]:
        return text
    return f"{text} Line {tell['line']}, column {tell['column']} of the article's text: “{tell['evidence']}”"


def _message(text: str) -> Row:
    """A message with escapes for placeholders and links (SARIF 3.11.5 and 3.11.6)."""
    shown = safe(text).replace("{", "{{").replace("}", "}}")
    return {"text": shown.replace("[", "\\[")}


def _fingerprints(digest: str, row: Row) -> Row:
    """The partial fingerprints of a result. GitHub compares the first key alone, within a file, in the form of its own.

    One file may hold many articles that share a sentence: then the id is part of that value.
    """
    within = digest if row["path"] in (None, row["id"]) else _digest(f"{digest} {row['id']}")
    return {"primaryLocationLineHash": f"{within}:1", "mtdetect/v1": digest}


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
