"""The HTML report as tests read it: what it holds of each article and site, as its script reads it."""

import json
from typing import Any

from lxml import etree
from lxml import html as parser


def tree(page: str) -> etree._Element:
    """The page as a tree."""
    return parser.document_fromstring(page)


def facts_of(page: str, kind: str = "article") -> list[dict[str, Any]]:
    """The facts of each article, or with `site` of each site."""
    return [json.loads(facts) for facts in tree(page).xpath(f"//*[@id='results']/p/@data-{kind}")]


def views_of(page: str) -> list[dict[str, Any]]:
    """The view of each article."""
    return [json.loads(script.text) for script in tree(page).xpath("//script[@type='application/json']")]


def text_of(view: dict[str, Any]) -> str:
    """The text of a view, of all its pieces."""
    return "".join(piece for piece, _, _ in view["pieces"])
