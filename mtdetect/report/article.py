"""What every format says of one article, in the same words: its name, its answer, its reasons, its findings."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from mtdetect.report import words
from mtdetect.report.excerpt import safe
from mtdetect.results.row import Row, excuse
from mtdetect.results.row import answer as answer  # for all formats

_PLAIN_TEXT = (".txt", ".md")  # read as they stand: extraction, decompression and rows move lines


def name(row: Row) -> str:
    """The path, with the id behind it where that says more; safe to print, also in the log of a CI system."""
    path, own = row["path"], row["id"]
    return no_command(safe(own if path in (None, own) else f"{path} [{own}]"))


def headline(row: Row) -> str:
    """The answer in words; safe to print."""
    if "error" not in row:
        excused = excuse(row)
        return words.verdict(row) + (f", excused: {safe(excused['reason'])}" if excused else "")
    did = "judged" if row["error"]["kind"] == "internal" else "read"
    return f"could not be {did}: {safe(row['error']['message'])}"


def odds(row: Row) -> str:
    """The two numbers of a judged article in words."""
    likelihood = f"likelihood of machine translation {words.percent(row['likelihood'])}"
    return f"{likelihood}; {words.how_often(row['human_share'])} ({words.plural(row['words'], 'word')})"


def sentence(row: Row) -> str:
    """The answer and, of a judged article, the two numbers; safe to print."""
    return headline(row) if answer(row) in ("abstained", "unreadable") else f"{headline(row)}; {odds(row)}"


def findings(row: Row) -> list[Row]:
    """The tells that a report of problems lists: those of an article that is likely translated, if not excused.

    Human articles have tells as well, which prove nothing; `json`, `jsonl` and `text` hold them all. An article that
    is excused as it was known may have new ones.
    """
    return list(row["tells"]) if answer(row) in ("translated", "excused") else []


def heaviest(row: Row, most: int, least: float = 0.05) -> list[Row]:
    """The reasons that weigh most, of at least so many log-odds on either side: less would be printed as 0.0."""
    weighty = (reason for reason in row["reasons"] if abs(reason["log_odds"]) >= least)
    return sorted(weighty, key=lambda reason: -abs(reason["log_odds"]))[:most]


def tells_of(reason: Row, row: Row) -> list[Row]:
    """The tells that a reason rests on."""
    return [row["tells"][number] for number in reason["tells"]]


def about(reason: Row, row: Row) -> str:
    """What a reason says, and for whom if it is for a human; safe to print."""
    side = "speaks for a human: " if reason["log_odds"] < 0 else ""
    tells = tells_of(reason, row)
    return side + brief(reason, row) + (safe(f": {tells[0]['message']} {tells[0]['hint']}") if tells else "")


def brief(reason: Row, row: Row) -> str:
    """What a reason is about, in a few words: `MT403 space after opening quote ×8`; safe to print."""
    name, tells = reason["name"], tells_of(reason, row)
    if not tells:
        code = name.removeprefix("tell:")
        return safe(f"{code}, excused" if code != name else words.describe(name))
    count = f" ×{len(tells)}" if len(tells) > 1 else ""
    return safe(f"{tells[0]['rule']} {words.describe(tells[0]['name'])}{count}")


def lead(row: Row) -> Row | None:
    """The tell to look at first: of the heaviest reason for a machine, the first that has a place in the text."""
    found: Iterator[Row] = (
        tell
        for reason in heaviest(row, len(row["reasons"]))
        if reason["log_odds"] > 0
        for tell in tells_of(reason, row)
        if tell["start"] < tell["end"]
    )
    return next(found, None)


def stands_in_file(row: Row) -> bool:
    """Whether line and column of a tell are those of the file at `path`: it is plain text, and all of the article."""
    return row["path"] == row["id"] and PurePosixPath(row["path"].lower()).suffix in _PLAIN_TEXT


def no_command(shown: str) -> str:
    """Without what GitHub's runner obeys in a log: `::` at the beginning of a line, and `##[` anywhere."""
    shown = shown.replace("##[", "#\\x23[")
    return shown.replace("::", "\\x3a:", 1) if shown.lstrip().startswith("::") else shown
