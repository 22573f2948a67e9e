"""The article in an HTML page, by trafilatura, which is imported only when there is a page to read."""

import logging
import re

from mtdetect.readers.decoding import decode, mend
from mtdetect.readers.failures import ReadError

_HEAD_BYTES = 4096  # browsers look no further than 1,024 for the charset
_CHARSET = re.compile(
    rb"(?i)<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})"
)
_PAGE = re.compile(r"(?i)<(?:html|body|head)\b")
_MAX_TAGS = 100_000  # lists and line breaks cost trafilatura seconds from here on, and more than in proportion
_NOISY = ("trafilatura", "htmldate", "courlan", "justext")
_QUIET = logging.NullHandler()


def read_page(data: bytes) -> tuple[str, str, tuple[str, ...]]:
    """The article's text (a paragraph a line), the markup as read, and notes.

    Raises ReadError (no_text, too_large and those of `decode`).
    """
    charset = _CHARSET.search(data[:_HEAD_BYTES])
    markup, notes = decode(data, charset and charset.group(1).decode("ascii", "replace"))
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
