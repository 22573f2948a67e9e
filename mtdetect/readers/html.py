"""The article of an HTML page, extracted by trafilatura, which is imported only when there is a page to read."""

import logging
import re

from mtdetect.document import Document, Page, Unreadable
from mtdetect.readers.decoding import decode, replace_surrogates
from mtdetect.readers.errors import ReadError
from mtdetect.readers.tables import unread

_HEAD_BYTES = 4096  # browsers look for the charset in the first 1,024
_CHARSET = re.compile(
    rb"(?i)<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})"
)
_PAGE = re.compile(r"(?i)<(?:html|body|head)\b")
_MAX_TAGS = 100_000  # above this, lists and line breaks take trafilatura seconds, and more than in proportion
_HIDDEN = " or ".join(f"ancestor::{tag}" for tag in ("head", "script", "style", "noscript", "template"))
_SHOWN_TEXT = f"//text()[normalize-space() and not({_HIDDEN})]"
_LOGGERS = ("trafilatura", "htmldate", "courlan", "justext")
_NO_OUTPUT = logging.NullHandler()


def read_page(page: Page) -> Document | Unreadable:
    """The article of a page as text, one line for each paragraph."""
    try:
        text, markup, notes = _read(page.data, page.charset)
    except ReadError as failure:
        return unread(page.id, page.path, failure, page.fields)
    return Document(page.id, text, page.path, markup, notes, page.fields)


def _read(data: bytes, charset: str | None) -> tuple[str, str, tuple[str, ...]]:
    """The text, the decoded markup, and notes; the charset that the server named is preferred to the page's own."""
    named = None if charset else _CHARSET.search(data[:_HEAD_BYTES])
    markup, notes = decode(data, named.group(1).decode("ascii", "replace") if named else charset)
    if markup.count("<") > _MAX_TAGS:
        raise ReadError("too_large", f"has more than {_MAX_TAGS:,} tags: save the article's own part of the page")
    page = markup if _PAGE.search(markup) else f"<html><body>{markup}</body></html>"
    text, replaced = replace_surrogates(_extract(page))
    if not text or text.isspace():
        if not _holds_text(page):
            raise ReadError("empty", "holds no text: leave it out")
        raise ReadError("no_text", "no article found in the page: save its text as .txt")
    return text, markup, notes + replaced


def _extract(markup: str) -> str:
    for name in _LOGGERS:
        # Without a handler, Python prints their warnings; handlers that the calling program sets still get them.
        logging.getLogger(name).addHandler(_NO_OUTPUT)
    from trafilatura import extract

    try:
        return extract(markup, favor_recall=True, include_comments=False) or ""
    except Exception as error:  # on a hostile page the parsers may raise anything
        raise ReadError("no_text", "the page could not be parsed: save its text as .txt") from error


def _holds_text(markup: str) -> bool:
    """Whether a page shows any text at all; one that cannot be parsed may."""
    from trafilatura import load_html

    tree = load_html(markup)
    return tree is None or bool(tree.xpath(_SHOWN_TEXT))
