"""The article of an HTML page, extracted by trafilatura, which is imported only when there is a page to read."""

import logging
import re

from mtdetect.document import Document, Page, Unreadable
from mtdetect.readers.decoding import decode, replace_surrogates
from mtdetect.readers.errors import ReadError

_HEAD_BYTES = 4096  # browsers look for the charset in the first 1,024
_CHARSET = re.compile(
    rb"(?i)<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})"
)
_PAGE = re.compile(r"(?i)<(?:html|body|head)\b")
_CONTROL = re.compile("[\x80-\x9f]")
_MAX_TAGS = 100_000  # above this, lists and line breaks take trafilatura seconds, and more than in proportion
_LOGGERS = ("trafilatura", "htmldate", "courlan", "justext")
_NO_OUTPUT = logging.NullHandler()


def read_page(page: Page) -> Document | Unreadable:
    """The article of a page as text, one line for each paragraph."""
    try:
        text, markup, notes = _read(page.data, page.charset)
    except ReadError as failure:
        return Unreadable(page.id, page.path, failure.kind, failure.message, page.fields)
    return Document(page.id, text, page.path, markup, notes, page.fields)


def _read(data: bytes, charset: str | None) -> tuple[str, str, tuple[str, ...]]:
    """The text, the decoded markup, and notes; the charset that the server named is preferred to the page's own."""
    named = None if charset else _CHARSET.search(data[:_HEAD_BYTES])
    markup, notes = decode(data, named.group(1).decode("ascii", "replace") if named else charset)
    if markup.count("<") > _MAX_TAGS:
        raise ReadError("too_large", f"has more than {_MAX_TAGS:,} tags: save the article's own part of the page")
    page = markup if _PAGE.search(markup) else f"<html><body>{markup}</body></html>"
    text, replaced = replace_surrogates(_extract(_CONTROL.sub(_of_windows, page)))
    if not text or text.isspace():
        raise ReadError("no_text", "no article found in the page: save its text as .txt")
    return text, markup, notes + replaced


def _of_windows(found: re.Match[str]) -> str:
    """The mark that Windows-1252 has for a control of Latin-1, which pages mean by it."""
    return found.group().encode("latin-1").decode("cp1252", "ignore")


def _extract(markup: str) -> str:
    for name in _LOGGERS:
        # Without a handler, Python prints their warnings; handlers that the calling program sets still get them.
        logging.getLogger(name).addHandler(_NO_OUTPUT)
    from trafilatura import extract

    try:
        return extract(markup, favor_recall=True, include_comments=False) or ""
    except Exception as error:  # on a hostile page the parsers may raise anything
        raise ReadError("no_text", "the page could not be parsed: save its text as .txt") from error
