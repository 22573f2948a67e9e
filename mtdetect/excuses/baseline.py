"""The baseline: findings that were known at one time, by content, so that only new ones count."""

import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mtdetect.config.files import read_text, shown
from mtdetect.errors import UsageError
from mtdetect.excuses.content import Sentence

BASELINE_FILE = ".mtdetectbaseline.json"
SCHEMA = 1
_SAME = 0.5  # of its words stand in known sentences: below that it is another article
_KEYS = {"content": re.compile("[0-9a-f]{16}"), "name": re.compile("(?s).*")}
_SENTENCE = re.compile("[0-9a-f]{8}|[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Known:
    """An article of a baseline: the key of its content, a name for people, and the keys of its sentences."""

    content: str
    name: str
    sentences: frozenset[str]


@dataclass(frozen=True, slots=True)
class Baseline:
    """The known articles of a file. `holders` lists by sentence which of them have it."""

    source: str
    articles: tuple[Known, ...]
    holders: dict[str, list[int]]

    def find(self, found: list[Sentence]) -> int | None:
        """The number of the article that a text's sentences are mostly of, None where there is none."""
        words: Counter[int] = Counter()
        for sentence in found:
            for number in self.holders.get(sentence.key, ()):
                words[number] += sentence.words
        total = sum(sentence.words for sentence in found)
        if not words:
            return None
        number, most = max(words.items(), key=lambda pair: (pair[1], -pair[0]))
        return number if most >= _SAME * total else None


def read_baseline(file: Path) -> Baseline:
    """The baseline of a file. Raises UsageError where it is none."""
    name = shown(file)
    try:
        held = json.loads(read_text(file))
        if held["schema"] != SCHEMA:
            raise ValueError(f"schema {held['schema']!r}, not {SCHEMA}")
        articles = tuple(map(_known, held["articles"]))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise UsageError(f"{name}: is no baseline ({error}): write it anew with 'mtdetect baseline'") from error
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number, article in enumerate(articles):
        for key in article.sentences:
            holders[key].append(number)
    return Baseline(name, articles, dict(holders))


def _known(entry: Any) -> Known:
    if not all(expression.fullmatch(entry[key]) for key, expression in _KEYS.items()):
        raise ValueError("an article without its content or its name")
    if not all(_SENTENCE.fullmatch(key) for key in entry["sentences"]):
        raise ValueError("a sentence that is no fingerprint")
    return Known(entry["content"], entry["name"], frozenset(entry["sentences"]))
