"""Where a result of SARIF is: the file, and the region in it."""

import posixpath
import re
from urllib.parse import quote

from mtdetect.report import article
from mtdetect.report.excerpt import line_and_column
from mtdetect.results.row import Row

_DRIVE = re.compile(r"[A-Za-z]:/")
_BEGINNING = {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1}
_ROOT = "%SRCROOT%"  # where viewers look for relative paths


def site_location(name: str) -> Row:
    """The place of a site: no file is its own, and GitHub takes no result without one, so its name stands for it."""
    return {
        "physicalLocation": {"artifactLocation": _artifact(name), "region": _BEGINNING},
        "logicalLocations": [{"fullyQualifiedName": name}],
    }


def location(row: Row, tell: Row | None) -> Row:
    """The file, and the region of a tell where the file has the positions of the text; else the beginning of the file.

    GitHub takes no location without a file and a region.
    """
    has_region = tell and tell["start"] < tell["end"] and article.has_file_positions(row)
    region = _region(tell) if tell and has_region else _BEGINNING
    made: Row = {"physicalLocation": {"artifactLocation": _artifact(row["path"] or row["id"]), "region": region}}
    if row["path"] != row["id"]:
        made["logicalLocations"] = [{"fullyQualifiedName": row["id"]}]
    return made


def _artifact(path: str) -> Row:
    plain = posixpath.normpath(path)
    if _DRIVE.match(plain):
        return {"uri": f"file:///{_quote(plain[:2], ':')}{_quote(plain[2:])}"}
    return {"uri": f"file://{_quote(plain)}"} if plain.startswith("/") else {"uri": _quote(plain), "uriBaseId": _ROOT}


def _quote(path: str, also: str = "") -> str:
    return quote(path, safe="/" + also, errors="replace")


def _region(tell: Row) -> Row:
    """Lines and columns from 1, the end column after the last character."""
    evidence = tell["evidence"]
    down, column = line_and_column(evidence, len(evidence))
    return {
        "startLine": tell["line"],
        "startColumn": tell["column"],
        "endLine": tell["line"] + down - 1,
        "endColumn": column + (tell["column"] - 1) * (down == 1),
        "snippet": {"text": evidence},
    }
