"""Rules rest unless a text holds what they need; resting must never cost a tell."""

import dataclasses
import gzip
import json
import os
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from mtdetect.tells import RULES
from mtdetect.tells.echo import echoes, runs_on
from mtdetect.tells.pages import load_page
from mtdetect.tells.rule import Regex
from mtdetect.text import Text, parse

CORPORA = Path(os.environ.get("MTDETECT_CORPORA", Path(__file__).parents[2] / "shared" / "corpora"))
needs_corpora = pytest.mark.skipif(not CORPORA.is_dir(), reason=f"no corpora at {CORPORA} (set MTDETECT_CORPORA)")
EVERY, AT_MOST = 61, 15


def finders() -> dict[str, Regex]:
    """The expressions of the rules that rest."""
    found: dict[str, Regex] = {}
    for rule in RULES:
        finder: Any = rule.find
        while hasattr(finder, "finder"):
            finder = finder.finder
        if isinstance(finder, Regex) and (finder.grams or finder.gap or finder.signs):
            found[rule.code] = finder
    return found


FINDERS = finders()
EXAMPLES = [example.text for rule in RULES for example in load_page(rule.code).flags]


def missed(text: Text) -> list[str]:
    """The rules that find more when they do not rest."""
    awake = {
        code: dataclasses.replace(finder, grams=frozenset(), gap=None, signs=()) for code, finder in FINDERS.items()
    }
    return [code for code, finder in FINDERS.items() if list(finder(text)) != list(awake[code](text))]


def test_most_expressions_rest() -> None:
    assert len(FINDERS) >= 40


@pytest.mark.parametrize(
    "frame",
    [
        "{}",
        "{}\n",
        "\n{}",
        "It was late. {} They left.",
        "'{}'",
        "“{}”",
        "İstanbul ΑΣ {} été",
        "a@b.org {} `x`",
        "{0} {0}",
    ],
)
def test_no_rule_misses_an_example(frame: str) -> None:
    found = {example: missed(parse(frame.format(example))) for example in EXAMPLES}

    assert {example: codes for example, codes in found.items() if codes} == {}


@needs_corpora
@pytest.mark.corpora
@pytest.mark.parametrize("path", sorted(CORPORA.glob("*/*.jsonl.gz")), ids=lambda path: path.name.partition(".")[0])
def test_no_rule_misses_a_tell_of_a_real_text(path: Path) -> None:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        texts = [parse(json.loads(line)["text"]) for line in islice(lines, 0, EVERY * AT_MOST, EVERY)]

    assert [codes for text in texts if (codes := missed(text))] == []


@pytest.mark.parametrize(
    ("codes", "period", "expected"),
    [(b"", 1, []), (b"a", 1, []), (b"aab", 1, [0]), (b"abab", 2, [0, 1]), (b"aaaa", 1, [0, 1, 2]), (b"abc", 2, [])],
)
def test_echoes_are_where_a_byte_comes_again(codes: bytes, period: int, expected: list[int]) -> None:
    found = list(echoes(codes, period))

    assert found == expected


def test_a_run_is_as_long_as_asked() -> None:
    found = [runs_on(b"xababay", 2, times) for times in (1, 3, 4)]

    assert found == [True, True, False]


def test_grams_are_words_and_pairs_whatever_stands_between() -> None:
    grams = parse("The boat's crew, who left. Été").grams

    assert {"boat", "s", ("boat", "s"), ("crew", "who"), ("left", "été")} <= grams
    assert ("boat", "crew") not in grams


def test_gaps_are_what_stands_between_letters_each_once() -> None:
    gaps = parse("In 1999, we left, 3.5 km off. We left, she said").gaps

    assert gaps == "a 1999, a, 3.5 a. a, a"
