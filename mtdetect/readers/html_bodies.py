"""The bodies of an HTML page: trafilatura reads one, so the others are put behind the first before it reads.

A page may hold several articles, or an article in blocks with something between them. Bodies are of one make: the same
tags and classes on the way from the root of the page. So comments, teasers and boxes are none, which lie elsewhere.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_FEWEST_WORDS = 30  # in paragraphs of a further body, and twice as many as in links: teasers have fewer
_FEWEST_PARAGRAPHS = {"article": 1, "section": 2, "div": 2, "main": 2}  # of a body: one alone may be a wrapper
_FIGURES = re.compile(r"\d+")
_ASIDE_TAGS = frozenset(("nav", "aside", "footer", "header", "form", "dialog", "template", "noscript", "button"))
_ASIDE_NAMES = re.compile(
    r"(?i)comment|disqus|related|recommend|teaser|cookie|consent|gdpr|banner|footer|sidebar|widget|promo|newsletter"
    r"|subscribe|\bnav|menu|modal|popup|advert|\bads?\b"
)


def join_bodies(tree: "HtmlElement") -> int:
    """Move the content of further bodies of a page to the end of the first of their make; returns how many moved."""
    found: dict[tuple[tuple[str, str], ...], list[HtmlElement]] = {}
    for element in _elements(tree):
        if _is_body(element):
            found.setdefault(_path(element), []).append(element)
    for first, *others in found.values():
        for other in others:
            if other.text and other.text.strip():
                _append_text(first, other.text)
            first.extend(list(other))
    return sum(len(bodies) - 1 for bodies in found.values())


def count_words(tree: "HtmlElement") -> int:
    """The words in paragraphs of a page, without what stands beside its articles, such as comments and menus."""
    return sum(_words(element) for element in _elements(tree) if element.tag == "p")


def _elements(tree: "HtmlElement") -> "Iterator[HtmlElement]":
    """The elements of a page in order, without those beside its articles and all in them."""
    stack = [tree]
    while stack:
        element = stack.pop()
        if isinstance(element.tag, str) and element.tag not in _ASIDE_TAGS and not _is_aside(element):
            yield element
            stack.extend(reversed(element))


def _path(element: "HtmlElement") -> tuple[tuple[str, str], ...]:
    """The tags and classes from an element to the root, without figures, by which pages count."""
    ways = (element, *element.iterancestors())
    return tuple((str(way.tag), _FIGURES.sub("", way.get("class", ""))) for way in ways)


def _is_aside(element: "HtmlElement") -> bool:
    if element.tag in ("html", "body", "main"):
        return False
    return _ASIDE_NAMES.search(f"{element.get('class', '')} {element.get('id', '')}") is not None


def _is_body(element: "HtmlElement") -> bool:
    """Whether an element holds paragraphs itself, with words enough and few links."""
    if element.tag not in _FEWEST_PARAGRAPHS or len(element.findall("p")) < _FEWEST_PARAGRAPHS[element.tag]:
        return False
    words = sum(_words(paragraph) for paragraph in element.findall("p"))
    return words >= _FEWEST_WORDS and words >= 2 * sum(_words(link) for link in element.iter("a"))


def _words(element: "HtmlElement") -> int:
    return sum(len(piece.split()) for piece in element.itertext(with_tail=False))


def _append_text(element: "HtmlElement", text: str) -> None:
    if len(element):
        element[-1].tail = f"{element[-1].tail or ''}\n{text}"
    else:
        element.text = f"{element.text or ''}\n{text}"
