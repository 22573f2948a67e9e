"""Applying excuses to results: excused findings move to `suppressed`, and the uses of each excuse are counted."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from mtdetect.excuses.active import Excuses
from mtdetect.excuses.content import article_key, sentence_key, sentences
from mtdetect.excuses.entries import Excuse
from mtdetect.excuses.suppress import is_finding, move_to_suppressed, weight_left
from mtdetect.results.groups import GroupOf
from mtdetect.results.row import Result, Row
from mtdetect.verdict import READER

_IN_BASELINE = "known when the baseline was written"
_BY_TELLS = "would not be likely translated without the excused tells"


class Judge(Protocol):
    """What is needed of a detector."""

    def judge(
        self, raw: float, words: int, *, read: bool = False, house: str | None = None
    ) -> tuple[str, float, float]:
        """Verdict, likelihood and human share of a raw score in log-odds; `read` if the reader has a part in it.

        `house` is the one whose human texts the article is judged against, None for those of all.
        """


@dataclass(slots=True)
class Excuser:
    """Excuses the findings of results as they pass: of articles translated, or above a likelihood (0-1) of `fail_over`.

    `load` returns the detector of the run. It is called once, when a score must be calibrated without excused tells.
    With `site_of`, which tells the site of an article, an article that an entry fits is excused whatever is found in
    it: it counts for no site. Without it no entry that names a site fits.
    """

    excuses: Excuses
    load: Callable[[], Judge]
    fail_over: float | None = None
    site_of: GroupOf | None = None
    _uses: Counter[str] = field(default_factory=Counter)
    _matched: set[int] = field(default_factory=set)
    _judge: Judge | None = None

    def apply(self, results: Iterable[Result]) -> Iterator[Result]:
        """The same results, with the excused findings moved in their rows."""
        return map(self._excuse, results) if self.excuses else iter(results)

    @property
    def unused_entries(self) -> list[Excuse]:
        """The entries that have excused nothing so far, and could have."""
        passed = {*self._uses, *(entry.source for entry in self.undecided_entries)}
        return [entry for entry in self.excuses.entries if entry.source not in passed]

    @property
    def undecided_entries(self) -> list[Excuse]:
        """The entries that name a site where sites are not known."""
        return [] if self.site_of else [entry for entry in self.excuses.entries if entry.site is not None]

    @property
    def unmatched_articles(self) -> list[str]:
        """The names of the articles of the baseline that have excused nothing so far."""
        articles = self.excuses.baseline.articles if self.excuses.baseline else ()
        return sorted(article.name for number, article in enumerate(articles) if number not in self._matched)

    def _excuse(self, result: Result) -> Result:
        row = result.row
        if "error" in row:
            return result
        content = article_key(result.text) if self._uses_content and result.text is not None else None
        site = self.site_of(result) if self.site_of else None
        fitting = [entry for entry in self.excuses.entries if entry.fits(row, content, site, result.fields)]
        is_counted = is_finding(row["verdict"], row["likelihood"], self.fail_over)
        whole = next((entry for entry in fitting if not entry.is_of_tells), None)
        if whole and not is_counted and self.site_of:
            self._cause(whole)
            result = replace(result, excused=True)
        whole = whole if is_counted else None
        causes: list[Row | None] = [self._of_tell(tell, fitting) for tell in row["tells"]]
        verdict = None
        if whole:  # excuses the verdict and all tells
            verdict = self._cause(whole)
            causes = [cause or verdict for cause in causes]
        elif is_counted:
            verdict = self._by_baseline(result, causes) or self._by_tells(row, causes)
        return replace(result, row=move_to_suppressed(row, verdict, causes)) if verdict or any(causes) else result

    @property
    def _uses_content(self) -> bool:
        return any(entry.content for entry in self.excuses.entries)

    def _of_tell(self, tell: Row, fitting: Sequence[Excuse]) -> Row | None:
        entry = next((entry for entry in fitting if entry.is_of_tells and entry.fits_tell(tell)), None)
        return self._cause(entry) if entry else None

    def _cause(self, entry: Excuse) -> Row:
        self._uses[entry.source] += 1
        return {"reason": entry.reason, "source": entry.source}

    def _by_baseline(self, result: Result, causes: list[Row | None]) -> Row | None:
        """The cause for a verdict whose article is in the baseline; `causes` get it for tells of known sentences."""
        baseline = self.excuses.baseline
        if baseline is None or result.text is None:
            return None
        text_sentences = sentences(result.text)
        number = baseline.find(text_sentences)
        if number is None:
            return None
        self._matched.add(number)
        known = baseline.articles[number].sentences
        cause: Row = {"reason": _IN_BASELINE, "source": baseline.source}
        for at, tell in enumerate(result.row["tells"]):
            if sentence_key(tell, text_sentences) in known:
                causes[at] = causes[at] or cause
        return cause

    def _by_tells(self, row: Row, causes: Sequence[Row | None]) -> Row | None:
        """The cause for an article that would be no finding without the weight of its excused tells."""
        first = next(filter(None, causes), None)
        if first is None:
            return None
        raw = row["base"] + sum(weight_left(reason, row, causes) for reason in row["reasons"])
        self._judge = self._judge or self.load()
        read = any(reason["name"] == READER for reason in row["reasons"])
        verdict, likelihood, _ = self._judge.judge(raw, row["words"], read=read, house=row.get("house", {}).get("name"))
        return (
            None
            if is_finding(verdict, likelihood, self.fail_over)
            else {"reason": _BY_TELLS, "source": first["source"]}
        )
