"""Blocks of code on an HTML page: set between fences, as in Markdown, so that they are known in the text."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_FENCE = "```"


def fence_code(tree: "HtmlElement") -> None:
    """Put a fence before and behind each `<pre>` that holds nothing but one `<code>`.

    A `<pre>` without it may be a poem, a letter or the whole article.
    """
    for block in tree.iter("pre"):
        if len(block) == 1 and block[0].tag == "code" and not _has_words(block.text) and not _has_words(block[0].tail):
            block.text = f"{_FENCE}\n"
            block[0].tail = f"\n{_FENCE}"


def _has_words(text: str | None) -> bool:
    return bool(text and text.strip())
