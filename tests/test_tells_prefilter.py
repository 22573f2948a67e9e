"""A rule may only be left out where it finds nothing: in plain Python, and by Hyperscan."""

import gzip
import json
import os
import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mtdetect.tells.engine import TellEngine
from mtdetect.tells.flow.wording_balance import BARS, weigh
from mtdetect.tells.flow.wording_table import table
from mtdetect.tells.pages import load_page
from mtdetect.tells.prefilter import Portable, condition, expressions
from mtdetect.tells.registry import RULES
from mtdetect.tells.rule import AfterOthers, Both, InTexts, Regex, Rule, regex
from mtdetect.text.batch import TextBatch, analyse
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text

CORPORA = Path(os.environ.get("MTDETECT_CORPORA", Path(__file__).parents[2] / "shared" / "corpora"))
needs_corpora = pytest.mark.skipif(not CORPORA.is_dir(), reason=f"no corpora at {CORPORA} (set MTDETECT_CORPORA)")
EVERY, AT_MOST = 61, 15
EXPRESSIONS = expressions(RULES)
EXAMPLES = [example.text for rule in RULES for example in load_page(rule.code).flags]
PIECES = st.one_of(
    st.sampled_from([word for example in EXAMPLES for word in re.findall(r"\S+|\s+", example)]),
    st.sampled_from(EXAMPLES),
    st.sampled_from(
        [*"\"'“”«-–.,:;?!()[]{}%€°/\\ \n\t\u2028\u212aKkİıſ\x00\x1c\x7f\x80éÉßẞ\ud800中。Яσς²½٣", "` x `", "http://a.b"]
    ),
    st.text(max_size=4),
)
TEXTS = st.lists(PIECES, max_size=12).map(" ".join) | st.lists(PIECES, max_size=12).map("".join)
EVERYWHERE = InTexts(lambda batch: range(len(batch.texts)))
Matching = Callable[[TextBatch], list[list[int]]]
Found = list[list[tuple[str, Span]]]


def unfiltered(rule: Rule) -> Rule:
    """The rule, to run in every text."""
    if isinstance(rule.find, AfterOthers):
        return replace(rule, when=EVERYWHERE)
    finder = rule.find
    if rule.code == "MT703":  # the one rule whose condition is not implied by what its finder finds
        return replace(rule, find=lambda text: finder(text) if has_translated_wording(text) else (), when=EVERYWHERE)
    return replace(rule, find=lambda text: finder(text), when=EVERYWHERE)


def has_translated_wording(text: Text) -> bool:
    return weigh(text.batch, table())[text.number].tells(BARS)


EVERYTHING = TellEngine([unfiltered(rule) for rule in RULES], portable=True)


def found(engine: TellEngine, raws: Sequence[str]) -> Found:
    return [[(rule.code, span) for rule, span in hits] for hits in engine.find(analyse(raws))]


def fast_engine(rules: Sequence[Rule] = RULES) -> TellEngine:
    engine = TellEngine(rules)
    engine.prepare()
    if not engine.is_fast:
        pytest.skip("hyperscan is not installed")
    return engine


def fast_matching(asked: Sequence[Regex]) -> Matching:
    pytest.importorskip("hyperscan")
    from mtdetect.tells.fast_engine import FastEngine, Source

    return FastEngine(asked, Source(asked).compile())


@pytest.fixture(scope="module", params=["portable", "hyperscan"])
def engine(request: pytest.FixtureRequest) -> TellEngine:
    return TellEngine(RULES, portable=True) if request.param == "portable" else fast_engine()


@pytest.fixture(scope="module", params=["portable", "hyperscan"])
def matching(request: pytest.FixtureRequest) -> Matching:
    """Says for each text which of all expressions may match."""
    return Portable(EXPRESSIONS) if request.param == "portable" else fast_matching(EXPRESSIONS)


# In plain Python, what a match must come with may be what the rule's finder asks for beyond the expression.
NARROWED = {rule.when for rule in RULES if isinstance(rule.when, Regex)}


def test_the_fast_way_is_there_wherever_hyperscan_is() -> None:
    pytest.importorskip("hyperscan")

    assert fast_engine().is_fast


def test_the_portable_way_is_asked_for_by_name() -> None:
    assert not TellEngine(RULES, portable=True).is_fast


def test_few_rules_always_run() -> None:
    always = {rule.code for rule in RULES if condition(rule) is None}

    assert len(always) <= 0.1 * len(RULES)


@given(TEXTS)
@settings(max_examples=300)
def test_every_expression_that_matches_is_named(matching: Matching, raw: str) -> None:
    batch = analyse([raw])

    [named] = matching(batch)

    folded = batch.texts[0].folded
    wanted = [asked not in NARROWED or not isinstance(matching, Portable) for asked in EXPRESSIONS]
    matched = {at for at, asked in enumerate(EXPRESSIONS) if wanted[at] and asked.pattern.search(folded)}
    assert [EXPRESSIONS[number].expression for number in matched - set(named)] == []


@given(st.lists(TEXTS, max_size=5))
@settings(max_examples=50)
def test_expressions_look_at_each_text_by_itself(matching: Matching, raws: list[str]) -> None:
    assert list(map(sorted, matching(analyse(raws)))) == [sorted(matching(analyse([raw]))[0]) for raw in raws]


@pytest.mark.parametrize(
    "frame", ["{}", "{}\n", "\n{}", "It was late. {} They left.", "“{}”", "İK ΑΣ {} été", "{0} {0}"]
)
def test_no_example_is_missed(engine: TellEngine, frame: str) -> None:
    raws = [frame.format(example) for example in EXAMPLES]

    assert differing(engine, raws) == []


@given(st.lists(TEXTS, min_size=1, max_size=3))
@example(["It fell.éShe wrote home.He rode until his legs ached. He drank what he had left. He gave her shade."])
@settings(max_examples=200)
def test_no_tell_of_any_text_is_missed(engine: TellEngine, raws: list[str]) -> None:
    assert differing(engine, raws) == []


LONE = "She left. She ran. She sat. She won. She was here. She was there."


@pytest.mark.parametrize(
    "raw",
    [
        f"{LONE} They met. He slept.",
        f"{LONE} They met. He or anyone slept.",
        f"{LONE} They met. She or he slept. He slept.",
        f"```\n{LONE}\n```\n\nThey met. He slept.",
        f"{LONE} They met.\n\n```\nHe slept. He sat. He ran.\n```",
    ],
)
def test_no_pronoun_is_missed_whatever_stands_in_blocked_regions(engine: TellEngine, raw: str) -> None:
    assert differing(engine, [raw]) == []


@needs_corpora
@pytest.mark.corpora
@pytest.mark.parametrize("path", sorted(CORPORA.glob("*/*.jsonl.gz")), ids=lambda path: path.name.partition(".")[0])
def test_no_tell_of_a_real_text_is_missed(engine: TellEngine, path: Path) -> None:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        raws = [json.loads(line)["text"] for line in islice(lines, 0, EVERY * AT_MOST, EVERY)]

    assert differing(engine, raws) == []


def differing(engine: TellEngine, raws: Sequence[str]) -> list[object]:
    """The texts for which the engine does not find just what all rules find, with both."""
    compared = zip(raws, found(engine, raws), found(EVERYTHING, raws), strict=True)
    return [(raw, mine, others) for raw, mine, others in compared if mine != others]


def test_threads_may_look_at_once() -> None:
    look = fast_matching(EXPRESSIONS)
    raws = [f"{example} " * 50 for example in EXAMPLES]
    one_by_one = [look(analyse([raw])) for raw in raws]

    with ThreadPoolExecutor(4) as threads:
        at_once = list(threads.map(look, [analyse([raw]) for raw in raws]))

    assert one_by_one == at_once


@pytest.mark.parametrize("name", ["portable", "hyperscan"])
def test_a_rule_that_needs_both_is_left_out_where_one_is_missing(name: str) -> None:
    both = (Both(regex("cat", "cat"), regex("dog", "dog")), Both(regex("cow", "cow"), regex("cow", "cow")))
    rules = [Rule("MT000", "name", "note", "", "", lambda text: [(0, len(text.raw))], skip=0, when=both)]
    engine = TellEngine(rules, portable=True) if name == "portable" else fast_engine(rules)

    hits = engine.find(analyse(["A cat.", "A dog.", "A cat and a dog.", "A cow.", "A cow and a cat.", ""]))

    assert [len(of_text) for of_text in hits] == [0, 0, 1, 1, 1, 0]


@pytest.mark.parametrize(
    ("expression", "texts", "others"),
    [
        (r"\bcat\b", ["cat", "a cat.", "é cat…", "中 cat", "cat²"[:3]], ["cats", "a_cat", "écat", "cat中", "cat²"]),
        (r"\. (?<=[a-z]{2}\. )[A-Z]", ["ab. A", "ab. É"[:4] + "A"], ["ab, A"]),
        (r"\d(?<![\w.]\d)\d{0,2}%", ["5%", " 100%", "٣%"], ["²%", "%"]),
        (r"a(?!b)", ["a", "ac", "cba"], ["cb"]),
        (r"x(?=y|$)", ["x", "x\n", "xy"], ["y"]),
        (r"(?i)kelvin", ["KELVIN", "\u212aelvın", "kelvin"], ["kevin"]),
        (r"(?i)sail", ["ſail", "SAİL", "saıl"], ["sale"]),
        (r"[а-я]{3}", ["это", "мир"], ["a-b-c", "  "]),
        (r"(?:^|(?<=\n))[,;]", [",", "\n;"], ["a."]),
        (r"caf\u00e9 [€£]\d", ["café €5", "café £9"], ["cafe €x", "caf €5"]),
        (r"[^\w\s]{2}", ["…!", "😀😀", "a--"], ["é é", "  ", "中a"]),
        (r"\w\W\w", ["é é", "a\u2028b", "a😀b"], ["éé", "a"]),
        (r"\s\S", ["\x1cx", "\x85x", "\u3000é"], ["éx", "x "]),
        (r"end\Z", ["the end"], ["the end."]),
        (r"(?>ab|a)c", ["abc", "ac"], ["ab"]),
    ],
)
def test_expressions_in_ascii_by_hand(expression: str, texts: list[str], others: list[str]) -> None:
    asked = regex(expression)

    named = fast_matching([asked])(analyse([*texts, *others]))

    assert all(asked.pattern.search(text.folded) for text in analyse(texts).texts)
    assert named == [[0]] * len(texts) + [[]] * len(others)


@pytest.mark.parametrize("expression", ["a?", "(?=a)", ""])
def test_with_expressions_that_hyperscan_refuses_the_portable_way_stays(expression: str) -> None:
    rules = [Rule("MT000", "name", "note", "", "", regex("b"), when=regex(expression))]
    engine = TellEngine(rules)

    engine.prepare()

    assert not engine.is_fast
    assert found(engine, ["It may be so.", "It was not."]) == [[("MT000", (7, 8))], []]
