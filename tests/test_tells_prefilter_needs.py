"""Rules rest unless a text holds what they need; resting must never cost a tell."""

import gzip
import json
import os
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from mtdetect.tells.repeats import runs_on
from mtdetect.tells.waking import gate

from mtdetect.tells.pages import load_page
from mtdetect.tells.registry import RULES
from mtdetect.tells.rule import Regex
from mtdetect.text.batch import parse
from mtdetect.text.text import Text

CORPORA = Path(os.environ.get("MTDETECT_CORPORA", Path(__file__).parents[2] / "shared" / "corpora"))
needs_corpora = pytest.mark.skipif(not CORPORA.is_dir(), reason=f"no corpora at {CORPORA} (set MTDETECT_CORPORA)")
EVERY, AT_MOST = 61, 15


def finders() -> dict[str, Regex]:
    """The expressions of the rules that rest in plain Python."""
    found = {rule.code: asked for rule in RULES if isinstance(asked := gate(rule), Regex)}
    return {code: asked for code, asked in found.items() if asked.grams or asked.gap or asked.signs or asked.needs}


FINDERS = finders()
EXAMPLES = [example.text for rule in RULES for example in load_page(rule.code).flags]


def missed(text: Text) -> list[str]:
    """The rules that rest although their expression matches."""
    return [code for code, finder in FINDERS.items() if any(finder(text)) and not finder.may_match(text)]


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
    "text", ["a a", "It is. is it", "Été, été", "\u212ag kg", "ΑΣ ας ΑΣ", "don't don't", "x' 'x", "ẞ ß"]
)
def test_a_word_that_comes_again_echoes(text: str) -> None:
    assert parse(text).echoes


def test_an_echo_is_a_word_that_comes_again() -> None:
    found = [parse(text).repeats for text in ("the boat, boat left", "the boat and boat left", "one two three")]

    assert found == [(((4, 8), (10, 14)),), (), ()]


def test_spoken_words_stand_between_single_spaces() -> None:
    found = [parse(text).spoken for text in ("'It's\n the  crew's' –one_2!", "Den''t", "", "Été – “a”")]

    assert found == [b" it's the crew's one_2 ", b" den t ", b" ", b" \x81t\x81 a "]


@pytest.mark.parametrize(
    ("periods", "times", "expected"), [([2], 3, True), ([2], 4, False), ([1, 2], 3, True), ([9], 1, False)]
)
def test_a_run_is_as_long_as_asked(periods: list[int], times: int, expected: bool) -> None:
    codes = np.frombuffer(b"xababay", np.uint8)

    assert runs_on(codes, periods, times) is expected


def test_grams_are_words_and_pairs_whatever_stands_between() -> None:
    grams = parse("The boat's crew, who left. Été").grams

    assert {"boat", "s", ("boat", "s"), ("crew", "who"), ("left", "été")} <= grams
    assert ("boat", "crew") not in grams


def test_gaps_are_what_stands_between_letters_each_once() -> None:
    gaps = parse("In 1999, we left, 3.5 km off. We left, she said").gaps

    assert gaps == "a 1999, a, 3.5 a. a, a"
