"""The baseline: the findings of an earlier run, known by their content, so that only new ones count."""

import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mtdetect.config.files import display_path, read_text
from mtdetect.errors import UsageError
from mtdetect.excuses.content import Sentence

BASELINE_FILE = ".mtdetectbaseline.json"
SCHEMA = 1
_SAME = 0.5  # share of an article's words in known sentences; below that it is another article
_KEYS = {"content": re.compile("[0-9a-f]{16}"), "name": re.compile("(?s).*")}
_SENTENCE = re.compile("[0-9a-f]{8}|[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class KnownArticle:
    """An article of a baseline: the key of its content, a name for people, and the keys of its sentences."""

    content: str
    name: str
    sentences: frozenset[str]


@dataclass(frozen=True, slots=True)
class Baseline:
    """The known articles of a file. `holders` lists, by the key of a sentence, the numbers of the articles with it."""

    source: str
    articles: tuple[KnownArticle, ...]
    holders: dict[str, list[int]]

    def find(self, sentences: list[Sentence]) -> int | None:
        """The number of the article that has most of a text's words in its sentences; None if none has half of them."""
        words: Counter[int] = Counter()
        for sentence in sentences:
            for number in self.holders.get(sentence.key, ()):
                words[number] += sentence.words
        total = sum(sentence.words for sentence in sentences)
        if not words:
            return None
        number, most = max(words.items(), key=lambda pair: (pair[1], -pair[0]))
        return number if most >= _SAME * total else None


def read_baseline(file: Path) -> Baseline:
    """The baseline of a file; raises UsageError if it is none."""
    name = display_path(file)
    try:
        content = json.loads(read_text(file))
        if content["schema"] != SCHEMA:
            raise ValueError(f"schema {content['schema']!r}, not {SCHEMA}")
        articles = tuple(map(_article, content["articles"]))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        if isinstance(error, KeyError):
            cause = f"something has no {error}"
        else:
            cause = "something is of another type" if isinstance(error, TypeError | AttributeError) else str(error)
        raise UsageError(f"{name}: is no baseline ({cause}): write it anew with 'mtdetect baseline'") from error
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number, article in enumerate(articles):
        for key in article.sentences:
            holders[key].append(number)
    return Baseline(name, articles, dict(holders))


def _article(entry: Any) -> KnownArticle:
    if not all(expression.fullmatch(entry[key]) for key, expression in _KEYS.items()):
        raise ValueError("an article without its content or its name")
    if not all(_SENTENCE.fullmatch(key) for key in entry["sentences"]):
        raise ValueError("a sentence that is no fingerprint")
    return KnownArticle(entry["content"], entry["name"], frozenset(entry["sentences"]))
