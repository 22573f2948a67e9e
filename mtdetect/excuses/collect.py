"""Writing a baseline: the findings of a run by content, without line numbers or dates."""

import json
from collections.abc import Iterable, Iterator

from mtdetect.excuses.apply import is_finding
from mtdetect.excuses.baseline import SCHEMA, Known
from mtdetect.excuses.content import article_key, sentence_of, sentences
from mtdetect.results.row import Result, answer


class Collector:
    """Collects what there is to know of results as they go by: memory grows with the findings."""

    def __init__(self, fail_over: float | None) -> None:
        self._fail_over = fail_over
        self._articles: dict[str, Known] = {}
        self.tells = 0

    def watch(self, results: Iterable[Result]) -> Iterator[Result]:
        """The same results; those with a finding that nothing excuses are kept in mind."""
        for result in results:
            if answer(result.row) in ("translated", "unsure", "human") and is_finding(
                result.row["verdict"], result.row["likelihood"], self._fail_over
            ):
                self._add(result)
            yield result

    @property
    def articles(self) -> int:
        """How many different articles were found."""
        return len(self._articles)

    def as_json(self) -> str:
        """The file: the same for the same articles, in whatever order they came; a line for each."""
        lines = ",\n".join(_entry(article) for _, article in sorted(self._articles.items()))
        return f'{{"schema": {SCHEMA}, "articles": [\n{lines}\n]}}\n'

    def _add(self, result: Result) -> None:
        article = _known(result)
        self.tells += len(result.row["tells"])
        other = self._articles.get(article.content, article)
        name = min(article.name, other.name)  # whatever came first
        self._articles[article.content] = Known(article.content, name, article.sentences | other.sentences)


def _known(result: Result) -> Known:
    text, row = result.text or "", result.row
    found = sentences(text)
    keys = {sentence.key for sentence in found} | {sentence_of(tell, found) for tell in row["tells"]}
    return Known(article_key(text), row["id"], frozenset(keys))


def _entry(article: Known) -> str:
    return json.dumps({"content": article.content, "name": article.name, "sentences": sorted(article.sentences)})
