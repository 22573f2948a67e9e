"""Which group, such as a site, an input belongs to: by one of its columns, its file, its folder or its address."""

import posixpath
import re
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import urlsplit

from mtdetect.readers.columns import Fields, find

DOMAIN, PATH, FOLDER = "domain", "path", "folder"
_URLS = ("url", "metadata.url")  # where crawls and datatrove keep it
_HOST = re.compile(r"(?i)(?:[\w-]{1,63}\.){1,9}[a-z][\w-]{1,62}")
_LONGEST = 200  # characters of a group's name
_LONGEST_START = 300  # characters of a URL before its path, of those that are remembered
_REMEMBERED = 1 << 12  # hosts

NameOf = Callable[[str, str | None, Fields | None], str | None]
"""The group of an input by its id, its path and the columns that were kept; None where it has none."""


def group_columns(group_by: str | None) -> tuple[str, ...]:
    """The columns of its row that a document must keep, so that its group can be found; none without groups."""
    if not group_by:
        return ()
    kind, _, key = group_by.partition(":")
    if kind != DOMAIN:
        return (group_by,)
    return (key,) if key else (DOMAIN, *_URLS)


def namer(group_by: str) -> NameOf:
    """A function that returns the group of an input.

    `group_by` is the name of a column, `path` for the file, `folder` for the folder that it lies in, `domain` for
    the host of its URL (the columns `url` and `metadata.url`, else the id or the folders of the path), or
    `domain:COLUMN`. Hosts lose `www.` and their capitals. A column that is called `path`, `folder` or `domain` itself
    comes first.
    """
    kind, _, key = group_by.partition(":")
    if kind != DOMAIN:
        return lambda _name, path, fields: _column_or_path(path, fields, group_by)
    if key:
        return lambda _name, _path, fields: _host(text_of(fields, key))
    return _domain


def text_of(fields: Fields | None, key: str) -> str | None:
    """The value of a column as the name of a group; None for a value that is neither text nor a number."""
    value = find(fields or {}, key)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).strip()[:_LONGEST] or None


def _column_or_path(path: str | None, fields: Fields | None, key: str) -> str | None:
    value = text_of(fields, key)
    if value is None and path is not None and key in (PATH, FOLDER):
        return path if key == PATH else posixpath.dirname(path) or "."
    return value


def _domain(name: str, path: str | None, fields: Fields | None) -> str | None:
    if own := text_of(fields, DOMAIN):
        return _site(own) if _HOST.fullmatch(own) else own
    urls = [*(text_of(fields, key) for key in _URLS), name if "://" in name else None]
    return next(filter(None, map(_host, urls)), None) or _folder(path or "")


def _host(url: str | None) -> str | None:
    """The host of a URL, with or without its scheme."""
    if not url:
        return None
    slashes = url.find("//")
    path = url.find("/", slashes + 2) if slashes >= 0 else url.find("/")
    start = url[: path if path >= 0 else None]
    return _known_host(start) if len(start) <= _LONGEST_START else _host_of_start(start)


def _host_of_start(url: str) -> str | None:
    """The same of a URL without its path."""
    if "//" not in url and not _HOST.match(url):
        return None
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return None
    return _site(host) or None


_known_host = lru_cache(maxsize=_REMEMBERED)(_host_of_start)  # of the pages of a site, it is asked for again and again


def _folder(path: str) -> str | None:
    """The outermost folder whose name is a host, as tools that mirror sites name their folders."""
    hosts = (part for part in path.split("/")[:-1] if _HOST.fullmatch(part))
    return next(map(_site, hosts), None)


def _site(host: str) -> str:
    return host.lower().rstrip(".").removeprefix("www.")
