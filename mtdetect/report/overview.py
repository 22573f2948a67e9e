"""The end of the text report on a terminal: how many articles got which answer, and those to look at first."""

from collections import Counter
from collections.abc import Iterator
from heapq import heappush, heappushpop

from mtdetect.report import article, words
from mtdetect.report.bars import share_bar
from mtdetect.report.base import Style
from mtdetect.report.colours import QUIET, VERDICTS, paint
from mtdetect.report.excerpt import cut_left, display_width
from mtdetect.results.row import Row

_NAMED = 10  # articles named at most
_BAR = 24  # cells at most
_COUNTS = 50  # cells of the counts beside their bars
_FEWEST = 2  # articles: one is its own overview
_HEADINGS = ("to look at first", "answer", "likelihood", "humans as high")
_ANSWER = 25  # cells
_OTHERS = 64  # cells of the table beside the names
_NARROW = 80  # cells; in fewer the likelihood is left out, and answers are short
_SHORT = {"translated": "likely translated", "unsure": "unsure"}
_SHORT_ANSWER = 17  # cells
_OTHERS_NARROW = 39  # cells
_SHORTEST = 20  # cells of a name, also in a terminal that is too narrow for it
_ANSWERS = {
    "translated": "likely machine-translated",
    "unsure": "unsure",
    "human": "likely human",
    "abstained": "not judged",
    "excused": "excused",
    "unreadable": "unreadable",
}


class Overview:
    """Counts articles as they pass, and remembers the few that score highest; memory stays the same."""

    def __init__(self, style: Style) -> None:
        self._style = style
        self._counts: Counter[str] = Counter()
        self._highest: list[tuple[float, int, Row]] = []

    def add(self, row: Row) -> None:
        """Count an article."""
        answer = article.answer(row)
        self._counts[answer] += 1
        if answer in ("translated", "unsure"):
            kept = {key: row[key] for key in ("id", "path", "verdict", "likelihood", "human_share")}
            # Of equals, the one that came first stays.
            entry = (-row["human_share"], -self._counts.total(), kept)
            if len(self._highest) < _NAMED:
                heappush(self._highest, entry)
            else:
                heappushpop(self._highest, entry)

    def lines(self) -> Iterator[str]:
        """The overview; nothing for a single article."""
        total = self._counts.total()
        if total < _FEWEST:
            return
        for answer, name in _ANSWERS.items():
            if count := self._counts[answer]:
                code, share = VERDICTS[answer], count / total
                bar = max(min(_BAR, self._style.width - _COUNTS), 0)
                drawn = paint(share_bar(share, bar, blocks=self._style.blocks), code)
                yield f"  {paint(f'{name:{_ANSWER}}', code)}  {count:>9,}  {drawn}  {words.percent(share):>8}"
        if self._highest:
            yield ""
            yield from self._named()

    def _named(self) -> Iterator[str]:
        """A table of the articles to look at first, those that human articles resemble least at its top."""
        rows = [row for _, _, row in sorted(self._highest, key=lambda one: one[:2], reverse=True)]
        narrow = self._style.width < _NARROW
        room = max(self._style.width - (_OTHERS_NARROW if narrow else _OTHERS), _SHORTEST)
        names = [cut_left(article.name(row), room) for row in rows]
        wide = max(map(display_width, [*names, _HEADINGS[0]]))
        answers, cells = (_SHORT, _SHORT_ANSWER) if narrow else (_ANSWERS, _ANSWER)
        likelihood = "" if narrow else f"{_HEADINGS[2]:>10}  "
        yield paint(f"  {_HEADINGS[0]:{wide}}  {_HEADINGS[1]:{cells}}  {likelihood}{_HEADINGS[3]}", QUIET)
        for name, row in zip(names, rows, strict=True):
            answer = paint(f"{answers[row['verdict']]:{cells}}", VERDICTS[row["verdict"]])
            padding = " " * (wide - display_width(name))
            odds = "" if narrow else f"{words.percent(row['likelihood']):>10}  "
            yield f"  {name}{padding}  {answer}  {odds}{words.frequency(row['human_share'])}"
