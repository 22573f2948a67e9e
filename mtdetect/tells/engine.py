"""Runs the rules over texts."""

from collections.abc import Iterable, Sequence
from functools import cache

from mtdetect.tells.evidence import tells_of
from mtdetect.tells.hits import Hit, find_hits
from mtdetect.tells.phrases import Phrases, find_phrases
from mtdetect.tells.prefilter import Portable, Prefilter, condition, expressions
from mtdetect.tells.registry import RULES
from mtdetect.tells.rule import Rule
from mtdetect.text.batch import TextBatch
from mtdetect.text.text import Text
from mtdetect.verdict import Tell

PREPARE_AFTER = 300  # texts: then it pays to prepare Hyperscan for those to come


class TellEngine:
    """Finds the tells of texts. What finds them is the same with and without Hyperscan, which is only faster.

    It begins with Hyperscan where that is installed and its expressions are there compiled (`tells.fast_engine`), else
    without; `prepare` compiles them, which takes about a second. With `portable` it never uses Hyperscan.
    """

    def __init__(self, rules: Sequence[Rule], *, portable: bool = False) -> None:
        self._rules = rules
        self._lists = tuple(sorted({asked.name for asked in map(condition, rules) if isinstance(asked, Phrases)}))
        self._expressions = expressions(rules)
        self._portable = portable
        self._is_fast = False
        self._prefilter = Prefilter(rules, Portable(self._expressions))
        self._use_hyperscan(compile_anew=False)

    @property
    def is_fast(self) -> bool:
        """Whether Hyperscan chooses the rules."""
        return self._is_fast

    def prepare(self) -> None:
        """Compile the expressions for Hyperscan, where it is installed and knows the processor."""
        if not self._is_fast:
            self._use_hyperscan(compile_anew=True)

    def _use_hyperscan(self, *, compile_anew: bool) -> None:
        if self._portable:
            return
        try:
            import hyperscan

            from mtdetect.tells.fast_engine import FastEngine, Source
        except ImportError:
            return
        source = Source(self._expressions)
        try:
            database = source.load() or (source.compile() if compile_anew else None)
        except hyperscan.error:  # it does not know the processor
            return
        if database is not None:
            self._prefilter = Prefilter(self._rules, FastEngine(self._expressions, database))
            self._is_fast = True

    def find(self, batch: TextBatch, texts: Iterable[int] | None = None) -> list[list[Hit]]:
        """The rules that find something in each text of a batch, with the spans, by start, end and code.

        At most `MAX_TELLS` a rule. Where tells of one family (`MT4xx`) overlap, error beats warning beats note, then
        the earlier start wins, then the longer. Only the texts of the numbers `texts` are searched, where given.
        """
        phrases = find_phrases(batch, self._lists)
        chosen = self._prefilter(batch, phrases)
        wanted = range(len(batch.texts)) if texts is None else texts
        found: list[list[Hit]] = [[] for _ in batch.texts]
        for number in wanted:
            found[number] = find_hits(batch.texts[number], chosen[number], phrases[number])
        return found


@cache
def engine() -> TellEngine:
    """The engine of all rules."""
    return TellEngine(RULES)


def find_tells(text: Text, markup: str | None = None) -> tuple[Tell, ...]:
    """The tells of a text that is a batch of one (`mtdetect.text.batch.parse`), and of a page's markup."""
    return tells_of(text, engine().find(text.batch)[text.number], markup)
