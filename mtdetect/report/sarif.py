"""SARIF 2.1.0, for code scanning: a result for each article and each site that is likely translated, and for each tell.

An article that could not be read is a result as well, so that its absence is not taken for a pass. Excused findings
are left out: viewers that do not know suppressions would show them as open. What is too much for code scanning is left
out too (`mtdetect.report.sarif_limits`), and a notification and a line on standard error say so.
Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from mtdetect.report import article, match, site, words
from mtdetect.report.base import Report, Style
from mtdetect.report.excerpt import safe
from mtdetect.report.messages import print_message
from mtdetect.report.sarif_fingerprints import digest, fingerprints
from mtdetect.report.sarif_limits import ARTICLE, Room
from mtdetect.report.sarif_locations import location, site_location
from mtdetect.report.sarif_rules import ORIGIN, SITE, TRANSLATED, UNREADABLE, Rules
from mtdetect.report.summary import Summary
from mtdetect.results.row import Result, Row, dump, is_site
from mtdetect.version import __version__

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_OF_SITE = ("site", "articles", "judged", "likelihood", "human_share", "share", "recurring", "rare_tells", "signature")


def report(_style: Style) -> Report:
    """The format `sarif`."""
    log = _Log()
    return Report(
        head=f'{{"$schema": "{_SCHEMA}", "version": "2.1.0", "runs": [{{"results": [\n',
        entry=log.entry,
        tail=log.end,
    )


@dataclass(slots=True)
class _Log:
    """The state of a log: the rules that its results refer to, which are written at its end, and the room left."""

    rules: Rules = field(default_factory=Rules)
    room: Room = field(default_factory=Room)

    def entry(self, result: Result) -> str:
        """The results of one article, each on a line of its own, or that of a site."""
        begun = self.room.results > 0
        results = self._of_site if is_site(result.row) else self._results
        lines = ((kind, dump(made)) for kind, made in results(result.row))
        made = ",\n".join([line for kind, line in lines if self.room.takes(kind, line)])
        return ",\n" * bool(made and begun) + made

    def end(self, summary: Summary) -> str:
        """What stands behind the results; says on standard error what was left out."""
        if cut := self.room.cut_text():
            print_message("warning", f"sarif: {cut}")
        return f"\n],\n{dump(self.run(summary))[1:-1]}}}]}}\n"

    def run(self, summary: Summary) -> Row:
        """The run without its results."""
        unread = f"{summary.unreadable} of {words.plural(summary.articles, 'article')} could not be read."
        notifications = [{"level": "error", "message": {"text": unread}}] * bool(summary.unreadable)
        if cut := self.room.cut_text():
            notifications.append({"level": "warning", "message": {"text": f"{cut}."}})
        driver = {"name": "mtdetect", "version": __version__, "semanticVersion": __version__}
        return {
            "tool": {"driver": driver | {"rules": self.rules.descriptors}},
            "columnKind": "unicodeCodePoints",
            "invocations": [
                {"executionSuccessful": not summary.unreadable, "toolExecutionNotifications": notifications}
            ],
            "properties": summary.as_json(),
        }

    def _results(self, row: Row) -> Iterator[tuple[str, Row]]:
        """The results of an article, each with its kind: `ARTICLE`, or the severity of a tell."""
        answer = article.answer(row)
        where = {"id": row["id"]}
        if answer == "unreadable":
            yield ARTICLE, self._result(row, self.rules.of_articles(UNREADABLE), "error", where, None)
        elif answer == "translated":
            numbers = {key: row[key] for key in ("likelihood", "human_share", "words", "signature")}
            numbers |= {"house": row["house"]} if "house" in row else {}
            index = self.rules.of_articles(TRANSLATED)
            lead = article.first_tell(row)
            made = self._result(row, index, "warning", where | numbers, lead)
            yield ARTICLE, made | {"rank": 100 * row["likelihood"]}
        if origin := row.get("origin"):
            numbers = {key: origin[key] for key in ("relation", "likeness", "coverage", "origin_coverage")}
            named = {"origin": {"id": origin["id"], "path": origin["path"]}}
            made = self._result(row, self.rules.of_articles(ORIGIN), "warning", where | named | numbers, None)
            yield ARTICLE, made | {"message": _message(f"L{match.origin_sentence(row)[1:]}.")}
        for tell in article.findings(row):
            made = self._result(row, self.rules.of_tell(tell), tell["severity"], where, tell)
            message, prints = _message(_tell_text(tell, row)), fingerprints(tell["fingerprint"], row)
            yield tell["severity"], made | {"message": message, "partialFingerprints": prints}

    def _of_site(self, row: Row) -> Iterator[tuple[str, Row]]:
        """The result of a site that is likely translated, with its kind."""
        if article.answer(row) == "translated":
            text = " ".join(
                (f"Site {row['site']}: {site.sentence(row)}.", *(f"{line}." for line in site.recurring(row)))
            )
            yield (
                ARTICLE,
                {
                    "ruleId": SITE,
                    "ruleIndex": self.rules.of_articles(SITE),
                    "level": "warning",
                    "message": _message(text),
                    "locations": [site_location(row["site"])],
                    "partialFingerprints": {"mtdetect/v1": digest(f"{SITE} {row['site']}")},
                    "properties": {key: row[key] for key in _OF_SITE if key in row},
                    "rank": 100 * row["likelihood"],
                },
            )

    def _result(self, row: Row, rule: int, level: str, properties: Row, tell: Row | None) -> Row:
        code = self.rules.descriptors[rule]["id"]
        sentence = article.sentence(row)
        return {
            "ruleId": code,
            "ruleIndex": rule,
            "level": level,
            "message": _message(f"{sentence[0].upper()}{sentence[1:]}."),
            "locations": [location(row, tell)],
            "partialFingerprints": fingerprints(digest(f"{code} {row['path']} {row['id']}"), row),
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
