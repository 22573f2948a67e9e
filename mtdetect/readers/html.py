"""The article of an HTML page, extracted by trafilatura, which is imported only when there is a page to read."""

import logging
import re

from mtdetect.document import Document, Page, Unreadable
from mtdetect.readers.decoding import decode, replace_surrogates
from mtdetect.readers.errors import ReadError
from mtdetect.readers.html_bodies import count_words, join_bodies
from mtdetect.readers.html_code import fence_code
from mtdetect.readers.tables import unread

_HEAD_BYTES = 4096  # browsers look for the charset in the first 1,024
_CHARSET = re.compile(
    rb"(?i)<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})"
)
_PAGE = re.compile(r"(?i)<(?:html|body|head)\b")
_CONTROL = re.compile("[\x80-\x9f]")
_MAX_TAGS = 100_000  # above this, lists and line breaks take trafilatura seconds, and more than in proportion
_FEWEST_LEFT_OUT = 50  # words in paragraphs that are worth a note
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
    found, seen = _extract(_CONTROL.sub(_of_windows, page))
    text, replaced = replace_surrogates(found)
    if not text or text.isspace():
        if not _holds_text(page):
            raise ReadError("empty", "holds no text: leave it out")
        raise ReadError("no_text", "no article found in the page: save its text as .txt")
    return text, markup, notes + replaced + seen


def _of_windows(found: re.Match[str]) -> str:
    """The mark that Windows-1252 has for a control of Latin-1, which pages mean by it."""
    return found.group().encode("latin-1").decode("cp1252", "ignore")


def _extract(markup: str) -> tuple[str, tuple[str, ...]]:
    """The text of all bodies of a page, and notes on what was joined and what was left out."""
    for name in _LOGGERS:
        # Without a handler, Python prints their warnings; handlers that the calling program sets still get them.
        logging.getLogger(name).addHandler(_NO_OUTPUT)
    from trafilatura import extract, load_html

    try:
        tree = load_html(markup)
        if tree is None:
            return "", ()
        moved, words = join_bodies(tree), count_words(tree)
        fence_code(tree)
        text = extract(tree, favor_recall=True, include_comments=False) or ""
    except Exception as error:  # on a hostile page the parsers may raise anything
        raise ReadError("no_text", "the page could not be parsed: save its text as .txt") from error
    seen: tuple[str, ...] = (f"{moved + 1} articles or parts of one on the page read as one text",) if moved else ()
    left_out = words - len(text.split())
    if text and left_out >= _FEWEST_LEFT_OUT:
        seen += (f"about {left_out} words in other paragraphs of the page not read: save them as .txt to judge them",)
    return text, seen


def _holds_text(markup: str) -> bool:
    """Whether a page shows any text at all; one that cannot be parsed may."""
    from trafilatura import load_html

    tree = load_html(markup)
    return tree is None or bool(tree.xpath(_SHOWN_TEXT))
