"""The sites on the HTML page: a list that opens, in an order to choose; no script."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

from mtdetect.report import article, site
from mtdetect.results.row import Row

_LINKS = 200  # to articles of a site, at most
_ORDERS = (("likelihood", "likelihood"), ("share", "share translated"), ("articles", "number of articles"))
_LARGEST = 10**9


@dataclass(slots=True)
class SiteList:
    """The sites of a page, and the first articles of each, collected as they pass."""

    _articles: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    _sites: list[Row] = field(default_factory=list)

    def add_article(self, row: Row, key: str) -> None:
        """Remember an article, if it is of a site; `key` is the id of its heading."""
        if (name := row.get("site")) is not None:
            listed = self._articles.setdefault(name, [])
            if len(listed) < _LINKS:
                listed.append((key, f"{article.name(row)}: {article.headline(row)}"))

    def add_site(self, row: Row) -> str:
        """Remember a site, whose text stands at the top of the page."""
        self._sites.append(row)
        return ""

    def section(self) -> Iterator[str]:
        """The sites; nothing where there are none."""
        if not self._sites:
            return
        yield '<section class="sites" aria-labelledby="sites">'
        yield '<h2 id="sites">Sites</h2>'
        yield "<fieldset><legend>In the order of</legend>"
        for number, (key, label) in enumerate(_ORDERS):
            checked = " checked" * (number == 0)
            yield f'<label><input type="radio" name="order" id="by-{key}"{checked}> {label}</label>'
        yield "</fieldset>"
        yield '<div class="list">'
        for row in sorted(self._sites, key=lambda row: (-(row["likelihood"] or 0), row["site"])):
            yield from self._site(row)
        yield "</div></section>"

    def _site(self, row: Row) -> Iterator[str]:
        orders = ((row["likelihood"] or 0) * 1e6, (row["share"] or {}).get("estimate", 0) * 1e6, row["articles"])
        style = ";".join(
            f"--{key}:{-min(int(value), _LARGEST)}" for (key, _), value in zip(_ORDERS, orders, strict=True)
        )
        yield f'<details style="{style}">'
        sentence = f"{site.name(row)}: {site.sentence(row)}."
        yield f'<summary class="{article.answer(row)}">{escape(sentence)}</summary>'
        if row["recurring"]:
            yield "<p>What recurs:</p><ul>"
            yield from (f"<li>{escape(line)}</li>" for line in site.recurring(row))
            yield "</ul>"
        listed = self._articles.get(row["site"], [])
        if listed:
            yield "<p>Its articles:</p><ul>"
            yield from (f'<li><a href="#{key}">{escape(line)}</a></li>' for key, line in listed)
            yield "</ul>"
        if row["articles"] > len(listed):
            yield f"<p>and {row['articles'] - len(listed):,} more</p>"
        yield "</details>"
