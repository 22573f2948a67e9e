"""What all formats say about one article, in the same words: its name, answer, reasons and findings."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from mtdetect.report import match, words
from mtdetect.report.excerpt import escape_commands, safe
from mtdetect.report.house import human_share_text
from mtdetect.results.row import Row, excuse
from mtdetect.results.row import answer as answer  # all formats use it as `article.answer`

_PLAIN_TEXT = (".txt", ".md")  # the text of other files has lines of its own, not those of the file


def name(row: Row) -> str:
    """The path, and the id in brackets where it differs; safe to print, also in the log of a CI system."""
    path, own = row["path"], row["id"]
    return escape_commands(safe(own if path in (None, own) else f"{path} [{own}]"))


def headline(row: Row) -> str:
    """The answer in words; safe to print."""
    if "error" not in row:
        excused = excuse(row)
        return words.verdict(row) + (f", excused: {safe(excused['reason'])}" if excused else "")
    did = "judged" if row["error"]["kind"] == "internal" else "read"
    return f"could not be {did}: {safe(row['error']['message'])}"


def likelihood_text(row: Row) -> str:
    """The likelihood and the human share of a judged article in words."""
    likelihood = f"likelihood of machine translation {words.percent(row['likelihood'])}"
    return f"{likelihood}; {human_share_text(row)} ({words.plural(row['words'], 'word')})"


def sentence(row: Row) -> str:
    """The answer and, of a judged article, the likelihood and the human share in words; safe to print.

    Where an origin was looked for, the origin as well.
    """
    parts = [headline(row)]
    if answer(row) not in ("abstained", "unreadable"):
        parts.append(likelihood_text(row))
    if match.is_matched(row):
        parts.append(match.origin_sentence(row))
    return "; ".join(parts)


def findings(row: Row) -> list[Row]:
    """The tells that `concise`, `sarif`, `github` and `junit` list: those of an article that is likely translated.

    Human articles have tells as well, which prove nothing; `json`, `jsonl` and `text` have them all. An excused article
    has findings too: the tells in it that no excuse covers.
    """
    return list(row["tells"]) if answer(row) in ("translated", "excused") else []


def heaviest(row: Row, most: int, least: float = 0.05) -> list[Row]:
    """The `most` heaviest reasons, heaviest first; without those under `least` log-odds, which print as 0.0."""
    enough = (reason for reason in row["reasons"] if abs(reason["log_odds"]) >= least)
    return sorted(enough, key=lambda reason: -abs(reason["log_odds"]))[:most]


def tells_of(reason: Row, row: Row) -> list[Row]:
    """The tells that a reason rests on."""
    return [row["tells"][number] for number in reason["tells"]]


def reason_text(reason: Row, row: Row) -> str:
    """A reason with the message of its first tell; says so where it speaks for a human; safe to print."""
    side = "speaks for a human: " if reason["log_odds"] < 0 else ""
    tells = tells_of(reason, row)
    return side + short_reason(reason, row) + (safe(f": {tells[0]['message']} {tells[0]['hint']}") if tells else "")


def short_reason(reason: Row, row: Row) -> str:
    """A reason in a few words: `MT403 space after opening quote ×8`; safe to print."""
    name, tells = reason["name"], tells_of(reason, row)
    if not tells:
        code = name.removeprefix("tell:")
        return safe(f"{code}, excused" if code != name else words.describe(name))
    count = f" ×{len(tells)}" if len(tells) > 1 else ""
    return safe(f"{tells[0]['rule']} {words.describe(tells[0]['name'])}{count}")


def first_tell(row: Row) -> Row | None:
    """The tell to show first: of the heaviest reason for a machine that has one, the first with a place in the text."""
    found: Iterator[Row] = (
        tell
        for reason in heaviest(row, len(row["reasons"]))
        if reason["log_odds"] > 0
        for tell in tells_of(reason, row)
        if tell["start"] < tell["end"]
    )
    return next(found, None)


def has_file_positions(row: Row) -> bool:
    """Whether the line and column of a tell are those of the file at `path`: a plain text file that is one article."""
    return row["path"] == row["id"] and PurePosixPath(row["path"].lower()).suffix in _PLAIN_TEXT
