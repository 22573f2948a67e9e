"""Collecting the findings of a run for a baseline: by content, without line numbers or dates."""

import json
from collections.abc import Iterable, Iterator

from mtdetect.excuses.baseline import SCHEMA, KnownArticle
from mtdetect.excuses.content import article_key, sentence_key, sentences
from mtdetect.excuses.suppress import is_finding
from mtdetect.results.row import Result, answer


class BaselineCollector:
    """Collects the findings of results as they pass: memory grows with the findings."""

    def __init__(self, fail_over: float | None) -> None:
        self._fail_over = fail_over
        self._articles: dict[str, KnownArticle] = {}
        self.tells = 0

    def collect(self, results: Iterable[Result]) -> Iterator[Result]:
        """The same results; those with a finding that is not excused are added to the baseline."""
        for result in results:
            if answer(result.row) in ("translated", "unsure", "human") and is_finding(
                result.row["verdict"], result.row["likelihood"], self._fail_over
            ):
                self._add(result)
            yield result

    @property
    def articles(self) -> int:
        """The number of different articles with a finding."""
        return len(self._articles)

    def as_json(self) -> str:
        """The content of the file: a line for each article, in an order that does not depend on that of the results."""
        lines = ",\n".join(_entry(article) for _, article in sorted(self._articles.items()))
        return f'{{"schema": {SCHEMA}, "articles": [\n{lines}\n]}}\n'

    def _add(self, result: Result) -> None:
        article = _article(result)
        self.tells += len(result.row["tells"])
        other = self._articles.get(article.content, article)
        name = min(article.name, other.name)  # of articles with the same content, whatever their order
        self._articles[article.content] = KnownArticle(article.content, name, article.sentences | other.sentences)


def _article(result: Result) -> KnownArticle:
    text, row = result.text or "", result.row
    text_sentences = sentences(text)
    keys = {sentence.key for sentence in text_sentences} | {sentence_key(tell, text_sentences) for tell in row["tells"]}
    return KnownArticle(article_key(text), row["id"], frozenset(keys))


def _entry(article: KnownArticle) -> str:
    return json.dumps({"content": article.content, "name": article.name, "sentences": sorted(article.sentences)})
