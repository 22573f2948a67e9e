"""In plain Python, rules are left out unless a text holds what a match must come with; that must never cost a tell."""

import gzip
import json
import os
from itertools import islice
from pathlib import Path

import pytest

from mtdetect.tells.engine import engine, find_tells
from mtdetect.tells.pages import load_page
from mtdetect.tells.prefilter import Portable, condition
from mtdetect.tells.registry import RULES
from mtdetect.tells.rule import AfterOthers, Finder, Regex
from mtdetect.text.batch import analyse, parse
from mtdetect.text.text import Text

CORPORA = Path(os.environ.get("MTDETECT_CORPORA", Path(__file__).parents[2] / "shared" / "corpora"))
needs_corpora = pytest.mark.skipif(not CORPORA.is_dir(), reason=f"no corpora at {CORPORA} (set MTDETECT_CORPORA)")
EVERY, AT_MOST = 61, 15


def finders() -> dict[str, Regex]:
    """The expressions of the rules that are left out where something is missing, in plain Python."""
    found = {rule.code: asked for rule in RULES if isinstance(asked := condition(rule), Regex)}
    return {code: asked for code, asked in found.items() if asked.grams or asked.gap or asked.signs or asked.needs}


FINDERS = finders()
PORTABLE = Portable(tuple(FINDERS.values()))
EXAMPLES = [example.text for rule in RULES for example in load_page(rule.code).flags]


# What these rules find comes with more than the expression of their condition says.
NARROWED: dict[str, Finder] = {
    rule.code: rule.find
    for rule in RULES
    if rule.code in FINDERS and rule.when is FINDERS[rule.code] and not isinstance(rule.find, AfterOthers)
}


def missed(text: Text) -> list[str]:
    """The rules that are left out although their expression matches, or, where it is narrowed, although they find."""
    [named] = PORTABLE(text.batch)
    may_match = {code for number, code in enumerate(FINDERS) if number in named}
    wanted = FINDERS | NARROWED
    return [code for code, finder in wanted.items() if any(finder(text)) and code not in may_match]


def test_most_expressions_say_what_a_match_comes_with() -> None:
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
    ("raw", "expected"),
    [
        ("They came again. The men say the men say the men say it.", ["The men say the men say the men say"]),
        ("They said so. Very very very very long it was.", ["Very very very very"]),
        ("They said so. Very very very long it was, very very.", []),
        ("One two one two one three one two one two of them.", []),
        (
            "They sold salt, old nets, salt, old nets, salt, old nets of it.",
            ["salt, old nets, salt, old nets, salt, old nets"],
        ),
        ("They sold salt, old nets, salt, old nets, salt, old boats.", []),
        ("2 2 2 2 2 2 they said of it.", []),
        ("They said so. Ärger ÄRGER Ärger ärger it was.", ["Ärger ÄRGER Ärger ärger"]),
        ("They said “very very very very well” and left.", []),
    ],
)
def test_a_loop_is_as_long_as_asked(raw: str, expected: list[str]) -> None:
    assert evidence("MT602", raw) == expected


def test_a_loop_over_the_edge_of_two_texts_is_none() -> None:
    raws = ["They said it was very very", "very very long.", "The xaxbaxbaxb", "axbaxbaxb left.", "So it was."]

    found = engine().find(analyse(raws))

    assert [rule.code for hits in found for rule, _ in hits if rule.code in ("MT602", "MT608", "MT301", "MT303")] == []


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("xababababy", ["xababababy"]),
        ("xabababay", []),
        ("Ababababa", ["Ababababa"]),
        ("abcdabcdabcdabcd", ["abcd" * 4]),
    ],
)
def test_a_loop_in_a_word_comes_four_times(word: str, expected: list[str]) -> None:
    assert evidence("MT608", f"They said it was {word} there.") == expected


def evidence(code: str, raw: str) -> list[str]:
    return [tell.evidence for tell in find_tells(parse(raw)) if tell.rule == code]


def test_words_are_found_with_their_apostrophes_and_in_parts() -> None:
    raws = ["'It's\n the  crew's' –one_2!", "Den''t", "", "Été – “a”"]

    words = [[raw[a:b] for raw, text in [(raw, parse(raw))] for a, b in word_spans(text)] for raw in raws]
    parts = [[raw[a:b] for raw, text in [(raw, parse(raw))] for a, b in part_spans(text)] for raw in raws]

    assert words == [["It's", "the", "crew's", "one_2"], ["Den", "t"], [], ["Été", "a"]]
    assert parts == [["It", "s", "the", "crew", "s", "one_2"], ["Den", "t"], [], ["Été", "a"]]


def word_spans(text: Text) -> list[tuple[int, int]]:
    found = text.batch.all_tokens.where(text.batch.all_tokens.words)
    return list(zip(found.starts.tolist(), found.ends.tolist(), strict=True))


def part_spans(text: Text) -> list[tuple[int, int]]:
    return list(zip(text.batch.parts.starts.tolist(), text.batch.parts.ends.tolist(), strict=True))


def test_grams_are_words_and_pairs_whatever_stands_between() -> None:
    grams = parse("The boat's crew, who left. Été").grams

    assert {"boat", "s", ("boat", "s"), ("crew", "who"), ("left", "été")} <= grams
    assert ("boat", "crew") not in grams


def test_gaps_are_what_stands_between_letters_each_once() -> None:
    gaps = parse("In 1999, we left, 3.5 km off. We left, she said").gaps

    assert gaps == "a 1999, a, 3.5 a. a, a"
