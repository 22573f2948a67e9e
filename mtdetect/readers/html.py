"""The article in an HTML page, by trafilatura, which is imported only when there is a page to read."""

import logging
import re

from mtdetect.document import Document, Page, Unreadable
from mtdetect.readers.decoding import decode, mend
from mtdetect.readers.errors import ReadError

_HEAD_BYTES = 4096  # browsers look no further than 1,024 for the charset
_CHARSET = re.compile(
    rb"(?i)<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})"
)
_PAGE = re.compile(r"(?i)<(?:html|body|head)\b")
_MAX_TAGS = 100_000  # lists and line breaks cost trafilatura seconds from here on, and more than in proportion
_NOISY = ("trafilatura", "htmldate", "courlan", "justext")
_QUIET = logging.NullHandler()


def read_page(page: Page) -> Document | Unreadable:
    """The article of a page, a paragraph a line."""
    try:
        text, markup, notes = _read(page.data, page.charset)
    except ReadError as failure:
        return Unreadable(page.id, page.path, failure.kind, failure.message, page.fields)
    return Document(page.id, text, page.path, markup, notes, page.fields)


def _read(data: bytes, charset: str | None) -> tuple[str, str, tuple[str, ...]]:
    """The text, the markup as read, and notes; what the server says of the charset goes before what the page says."""
    named = None if charset else _CHARSET.search(data[:_HEAD_BYTES])
    markup, notes = decode(data, named.group(1).decode("ascii", "replace") if named else charset)
    if markup.count("<") > _MAX_TAGS:
        raise ReadError("too_large", f"has more than {_MAX_TAGS:,} tags: save the article's own part of the page")
    text, mended = mend(_extract(markup if _PAGE.search(markup) else f"<html><body>{markup}</body></html>"))
    if not text or text.isspace():
        raise ReadError("no_text", "no article found in the page: save its text as .txt")
    return text, markup, notes + mended


def _extract(markup: str) -> str:
    for name in _NOISY:
        # Their complaints about a page are of no use to its reader; a handler that the program sets still gets them.
        logging.getLogger(name).addHandler(_QUIET)
    from trafilatura import extract

    try:
        return extract(markup, favor_recall=True, include_comments=False) or ""
    except Exception as error:  # parsers of hostile pages fail in ways that cannot be listed
        raise ReadError("no_text", "the page could not be parsed: save its text as .txt") from error
