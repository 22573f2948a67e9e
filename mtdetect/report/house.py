"""What all formats say about the house that an article was judged against, in the same words."""

from mtdetect.report import words
from mtdetect.report.excerpt import escape_commands, safe
from mtdetect.results.row import Row

_LEAST_LEVEL = 0.05  # log-odds: less prints as 0.0


def human_share_text(row: Row) -> str:
    """The human share of a judged article in words, of its house's articles where it was judged against those."""
    house = escape_commands(safe(row["house"]["name"])) if "house" in row else None
    return words.human_share_text(row["human_share"], house)


def house_text(row: Row) -> str | None:
    """Against which house's human articles an article was judged, in words; None for none. Safe to print.

    `Judged against 640 human articles of news.example, which score 0.8 lower than others (log-odds)`.
    """
    if "house" not in row:
        return None
    house = row["house"]
    own = f"Judged against {words.plural(house['texts'], 'human article')} of {escape_commands(safe(house['name']))}"
    level = house.get("level", 0.0)  # rows that were saved before have none
    if abs(level) < _LEAST_LEVEL:
        return f"{own}, which score like others"
    return f"{own}, which score {abs(level):.1f} {'higher' if level > 0 else 'lower'} than others (log-odds)"
