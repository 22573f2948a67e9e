"""The reasons of one article for a terminal with colour: bars, and the numbers of the marks in its text."""

from collections import defaultdict
from collections.abc import Iterator

from mtdetect.report import article, words
from mtdetect.report.bars import bar, bar_width
from mtdetect.report.base import Style
from mtdetect.report.colours import QUIET, of_family, paint
from mtdetect.report.excerpt import safe, wrap
from mtdetect.report.families import family
from mtdetect.report.marks import evidence_of, number_marks
from mtdetect.results.row import Row

_PLACES = 12  # named for a reason at most


def draw_reasons(row: Row, style: Style) -> Iterator[str]:
    """The reasons as bars in the colours of their families, with the numbers of their marks; then all other marks."""
    found = evidence_of(row)
    marks = number_marks(found)
    reasons = article.heaviest(row, len(row["reasons"]), least=0)
    largest = max((abs(reason["log_odds"]) for reason in reasons), default=0) or 1
    width = bar_width(style)
    for reason in reasons:
        number = row["reasons"].index(reason)
        mine = [marks[span] for one in found if one.reason == number and (span := (one.start, one.end)) in marks]
        kind = family(reason["name"], article.tells_of(reason, row))
        about = "; ".join(filter(None, (kind, _marks(mine))))
        shown = f"{article.reason_text(reason, row)} ({about})" if about else article.reason_text(reason, row)
        weight = words.weight(reason["log_odds"], 2)
        against, for_machine = bar(reason["log_odds"], largest, width, blocks=style.blocks)
        code = of_family(kind)
        drawn = f"{paint(against, code)}{paint('│' if style.blocks else '|', QUIET)}{paint(for_machine, code)}  "
        indent = 2 + len(weight) + 2 + (2 * width + 3 if width else 0)
        first, *others = wrap(shown, style.width, indent)
        yield f"  {weight}  {drawn if width else ''}{first[indent:]}"
        yield from others
    if others_seen := _without_reason(row):
        yield from wrap(f"Marked without weight: {others_seen}.", style.width, 2)


def _without_reason(row: Row) -> str:
    """The marks of tells that no reason counts, by rule: `MT414 double space (marks 1, 4); ...`."""
    found = evidence_of(row)
    marks = number_marks(found)
    rules: defaultdict[str, list[int]] = defaultdict(list)
    for one in found:
        if one.reason is None and one.tell and (number := marks.get((one.start, one.end))):
            rules[safe(f"{one.tell['rule']} {words.describe(one.tell['name'])}")].append(number)
    return list_some([f"{rule} ({_marks(numbers)})" for rule, numbers in sorted(rules.items())], "; ")


def _marks(numbers: list[int]) -> str:
    if not numbers:
        return ""
    noun = "mark" if len(numbers) == 1 else "marks"
    return f"{noun} {list_some([str(number) for number in numbers])}"


def list_some(places: list[str], between: str = ", ") -> str:
    """Places with what stands between them; of many, how many more there are."""
    more = f" and {len(places) - _PLACES} more" if len(places) > _PLACES else ""
    return between.join(places[:_PLACES]) + more
