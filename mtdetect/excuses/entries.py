"""The excuses that a user writes in `.mtdetectignore.toml`, each with a reason."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mtdetect.config.files import display_path, read_toml, refuse_unknown, suggestion
from mtdetect.errors import UsageError
from mtdetect.readers.columns import find
from mtdetect.results.row import Row

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

IGNORE_FILE = ".mtdetectignore.toml"
_CRITERIA = ("id", "path", "content", "rule", "site")
_FIELDS = "fields"
_KEYS = (*_CRITERIA, _FIELDS, "reason", "expires")
_CONTENT = re.compile(r"[0-9a-f]{12}|[0-9a-f]{16}")
_TELL = 12  # digits of a tell's fingerprint


@dataclass(frozen=True, slots=True)
class Excuse:
    """One excuse: it fits what agrees with all of `id`, `path`, `content`, `rule`, `site` and `fields` that are given.

    `site` is the name of the article's group (`mtdetect.readers.groups`), and `fields` are the values of columns of its
    input row, by name or path. `path` is a pattern of .gitignore for paths relative to `folder`, and `spec` matches it.
    `source` names the excuse in messages, `expires` is the last day on which it holds. With a `rule` (a code), or the
    `content` of a tell, it excuses tells, else verdicts.
    """

    source: str
    reason: str
    folder: str
    id: str | None = None
    path: str | None = None
    spec: "GitIgnoreSpec | None" = None
    content: str | None = None
    rule: str | None = None
    site: str | None = None
    fields: tuple[tuple[str, str], ...] = ()
    expires: date | None = None

    @property
    def is_of_tells(self) -> bool:
        """Whether it excuses tells, not verdicts."""
        return self.rule is not None or self._is_of_tell

    @property
    def criteria(self) -> str:
        """What it fits, in words: `path "news/*", rule "MT401", section "es"`."""
        named = [(key, value) for key in _CRITERIA if (value := getattr(self, key)) is not None]
        return ", ".join(f'{key} "{value}"' for key, value in (*named, *self.fields))

    @property
    def _is_of_tell(self) -> bool:
        return self.content is not None and len(self.content) == _TELL

    def fits(
        self, row: Row, content: str | None, site: str | None = None, fields: Mapping[str, object] | None = None
    ) -> bool:
        """Whether it fits an article.

        `content` is the key of its content, None if its text is not at hand; `site` is its group, and `fields` are its
        columns, None where they are not known.
        """
        return (
            (self.id is None or self.id == row["id"])
            and (self.site is None or self.site == site)
            and all(_as_text(find(fields or {}, key)) == value for key, value in self.fields)
            and (self.spec is None or _matches(self.spec, row["path"], self.folder))
            and (self.content is None or self._is_of_tell or self.content == content)
        )

    def fits_tell(self, tell: Row) -> bool:
        """Whether it fits a tell of an article that it fits."""
        return self.rule in (None, tell["rule"]) and (not self._is_of_tell or self.content == tell["fingerprint"])


def read_excuses(file: Path) -> list[Excuse]:
    """The excuses of a file, in its order. Raises UsageError, with number and key, for an entry that is no excuse."""
    content = read_toml(file)
    name = display_path(file)
    refuse_unknown(name, content, ("excuse",))
    tables = content.get("excuse", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise UsageError(f"{name}: excuse is no list of tables: begin each with [[excuse]]")
    folder = os.path.realpath(file.parent)
    return [_excuse(table, f"{name}, excuse {number}", folder) for number, table in enumerate(tables, 1)]


def _excuse(table: Mapping[str, Any], source: str, folder: str) -> Excuse:
    refuse_unknown(source, table, _KEYS)
    for key in ("reason", *_CRITERIA):
        if key in table and not isinstance(table[key], str):
            raise UsageError(f"{source}: {key} is no text: write it in quotation marks")
        if key in table and not table[key].strip():
            raise UsageError(f"{source}: {key} is empty: write it between the quotation marks")
    if "reason" not in table:
        raise UsageError(f"{source}: has no reason: say why it is excused")
    if not any(key in table for key in (*_CRITERIA, _FIELDS)):
        raise UsageError(f"{source}: would excuse everything: name an id, a path, a content, a rule, a site or fields")
    return Excuse(
        source,
        table["reason"],
        folder,
        id=table.get("id"),
        path=table.get("path"),
        spec=_spec(table["path"], source) if "path" in table else None,
        content=_content(table["content"], source) if "content" in table else None,
        rule=_code(table["rule"], source) if "rule" in table else None,
        site=table["site"].strip() if "site" in table else None,
        fields=tuple(_fields(table[_FIELDS], source)) if _FIELDS in table else (),
        expires=_expires(table["expires"], source) if "expires" in table else None,
    )


def _spec(pattern: str, source: str) -> "GitIgnoreSpec":
    if pattern.startswith(("!", "#")):
        raise UsageError(
            f"{source}: path {pattern!r} begins with {pattern[0]!r}: name what is excused; "
            f"a file that is called so is path = '\\{pattern}'"
        )
    from pathspec import GitIgnoreSpec

    try:
        return GitIgnoreSpec.from_lines([pattern])
    except ValueError as error:
        raise UsageError(f"{source}: path {pattern!r} is no pattern of .gitignore: mend it") from error


def _fields(table: object, source: str, inside: str = "") -> Iterator[tuple[str, str]]:
    """The columns that a table names, with their values: `meta.section` may be written as a table within."""
    if not isinstance(table, dict) or not table:
        raise UsageError(f'{source}: fields is no table: write the columns as {{ section = "es" }}')
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _fields(value, source, f"{inside}{key}.")
        elif (text := _as_text(value)) is None:
            raise UsageError(
                f"{source}: fields: {inside}{key} is neither text nor a number: give the value of a column"
            )
        else:
            yield inside + key, text


def _as_text(value: object) -> str | None:
    """The value of a column as it is compared; None for one that is neither text, nor a number, nor true or false."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value).strip() or None if isinstance(value, str | int | float) else None


def _content(content: str, source: str) -> str:
    if not _CONTENT.fullmatch(content):
        what = "the 16 digits of an article's content, or the 12 of a tell's fingerprint"
        raise UsageError(f"{source}: content {content!r} is no fingerprint: give {what}")
    return content


def _code(rule: str, source: str) -> str:
    from mtdetect.tells.registry import RULES

    codes = {name: known.code for known in RULES for name in (known.code, known.name)}
    if rule not in codes:
        raise UsageError(f"{source}: unknown rule {rule!r}: {_suggestion(rule, codes)}")
    return codes[rule]


def _suggestion(rule: str, codes: Mapping[str, str]) -> str:
    text = suggestion(rule, codes)
    return text if text.endswith("?") else "'mtdetect rules' lists them"


def _expires(expires: object, source: str) -> date:
    if isinstance(expires, datetime) or not isinstance(expires, date):
        raise UsageError(f"{source}: expires is no date: write one such as 2027-06-30, without quotation marks")
    return expires


def _matches(pattern: "GitIgnoreSpec", path: str | None, folder: str) -> bool:
    """Whether a pattern matches a path, taken as relative to the folder; never for standard input."""
    if path is None or path == "-":
        return False
    place = Path(path)
    relative = os.path.relpath(place.parent.resolve() / place.name, folder).replace(os.sep, "/")
    return not relative.startswith("../") and pattern.match_file(relative)
