"""A rule may only be left out where it finds nothing: in plain Python, and by Hyperscan."""

import gzip
import json
import os
import random
import re
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import islice
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]  # the parsed tree has no public door
from re import _parser as parser  # type: ignore[attr-defined]  # likewise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtdetect.tells.engine import TellEngine
from mtdetect.tells.flow.wording_balance import BARS, weigh
from mtdetect.tells.flow.wording_table import table
from mtdetect.tells.pages import load_page
from mtdetect.tells.prefilter import Portable, condition, expressions
from mtdetect.tells.registry import RULES
from mtdetect.tells.rule import LONGEST_MATCH, AfterOthers, Both, InTexts, Regex, Rule, regex
from mtdetect.text.batch import TextBatch, analyse
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text
from tests.golden import PROSE, documents

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
WINDOW = 4_096  # characters of the windows in which the fast engine searches a text of more than four of them
LONG = 4 * WINDOW
_EDGES = 4  # examples in one long text
FILLER = "".join(f"On day {day}, {' '.join(PROSE.split())}\n\n" for day in range(150))  # no two lines begin alike
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
@settings(deadline=None, max_examples=300)
def test_every_expression_that_matches_is_named(matching: Matching, raw: str) -> None:
    batch = analyse([raw])

    [named] = matching(batch)

    folded = batch.texts[0].folded
    wanted = [asked not in NARROWED or not isinstance(matching, Portable) for asked in EXPRESSIONS]
    matched = {at for at, asked in enumerate(EXPRESSIONS) if wanted[at] and asked.pattern.search(folded)}
    assert [EXPRESSIONS[number].expression for number in matched - set(named)] == []


@given(st.lists(TEXTS, max_size=5))
@settings(deadline=None, max_examples=50)
def test_expressions_look_at_each_text_by_itself(matching: Matching, raws: list[str]) -> None:
    assert list(map(sorted, matching(analyse(raws)))) == [sorted(matching(analyse([raw]))[0]) for raw in raws]


@pytest.mark.parametrize(
    "frame", ["{}", "{}\n", "\n{}", "It was late. {} They left.", "“{}”", "İK ΑΣ {} été", "{0} {0}"]
)
def test_no_example_is_missed(engine: TellEngine, frame: str) -> None:
    raws = [frame.format(example) for example in EXAMPLES]

    assert differing(engine, raws) == []


@given(st.lists(TEXTS, min_size=1, max_size=3))
@settings(deadline=None, max_examples=200)
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


def long_texts() -> list[str]:
    """Golden texts, glued to three that are searched in windows; those with page after page of one kind come apart."""
    raws = [document.text for document in documents()]
    random.Random(3).shuffle(raws)
    return ["\n\n".join(raws[at::3]) for at in range(3)]


def texts_with_evidence_across_edges() -> list[str]:
    """Texts with an example at each edge of a window, whose evidence begins before the edge and ends behind it.

    Four examples a text, so that no text is one of an engine's or a typist's habits alone.
    """
    flags = [load_page(rule.code).flags[0] for rule in RULES]
    made = []
    for first in range(0, len(flags), _EDGES):
        text = ""
        for edge, example in enumerate(flags[first : first + _EDGES], 1):
            evidence = example.evidence or example.text
            before = example.text.index(evidence) + 1 + 7 * (first + edge) % max(1, len(evidence) - 1)
            text += FILLER[len(text) : edge * WINDOW - before - 2] + "\n\n" + example.text + "\n\n"
        made.append(text + FILLER[len(text) : (_EDGES + 1) * WINDOW])
    return made


@pytest.mark.slow
def test_no_tell_of_a_long_text_is_missed(engine: TellEngine) -> None:
    raws = long_texts()

    assert min(map(len, raws)) > 5 * LONG
    assert differing(engine, raws) == []


@pytest.mark.slow
def test_no_tell_at_the_edge_of_a_window_is_missed(engine: TellEngine) -> None:
    raws = texts_with_evidence_across_edges()

    spans = [span for hits in found(engine, raws) for _, span in hits]
    across = [span for span in spans if span[0] // WINDOW < (span[1] - 1) // WINDOW]
    assert (min(map(len, raws)) > LONG, len(across) > 100) == (True, True)
    assert differing(engine, raws) == []


@given(st.lists(TEXTS, min_size=1, max_size=6), st.integers(0, 2**32))
@settings(deadline=None, max_examples=15)
def test_no_tell_of_any_long_text_is_missed(engine: TellEngine, raws: list[str], seed: int) -> None:
    """What is looked for stands at random places near edges."""
    chance = random.Random(seed)
    text = ""
    for raw in raws:
        edge = (len(text) // WINDOW + 1) * WINDOW
        text += FILLER[len(text) : edge - chance.randrange(len(raw) + 2)] + raw
    text += FILLER[len(text) : LONG + 1]

    assert differing(engine, [text]) == []


@pytest.mark.parametrize("size", [LONG, LONG + 1, 3 * LONG])
def test_the_windows_of_a_long_text_hold_the_starts_of_all_matches(size: int) -> None:
    text = f"{EXAMPLES[0]} {FILLER}"[: size - 900] + "\n\n"
    [held] = (batch := analyse([text + " ".join(EXAMPLES)[: size - len(text)]])).texts

    [named] = fast_matching(EXPRESSIONS)(batch)

    known = {asked: held.windows[asked] for asked in EXPRESSIONS if asked in held.windows}
    starts = {asked: [match.start() for match in asked.pattern.finditer(held.folded)] for asked in EXPRESSIONS}
    outside = [
        (asked.expression, start)
        for asked, windows in known.items()
        for start in starts[asked]
        if not any(first <= start < end for first, end in windows)
    ]
    assert (len(held.folded), outside) == (size, [])
    assert (len(known), sum(len(places) > 0 for places in starts.values()) > 2) == (len(named) * (size > LONG), True)
    assert size <= LONG or any(end - first < size for windows in known.values() for first, end in windows)


@pytest.mark.parametrize("length", [3, 500, LONGEST_MATCH])
@pytest.mark.parametrize("behind", ["", "?"])
def test_a_match_of_any_allowed_length_is_found_wherever_it_begins(length: int, behind: str) -> None:
    """With `behind`, the last character is only looked ahead for."""
    asked = regex(rf"<[^<>]{{{length - 2}}}(?=>)" if behind else rf"<[^<>]{{{length - 2}}}>")
    look = fast_matching([asked])
    starts = sorted(
        {edge + step for edge in (WINDOW, 2 * WINDOW, 5 * WINDOW) for step in (-length, -length + 1, -1, 0)}
    )
    raws = ["." * start + "<" + "a" * (length - 2) + ">" + "." * (6 * WINDOW) for start in starts]

    found_spans = []
    for raw in raws:
        batch = analyse([raw])
        look(batch)
        [windows] = batch.texts[0].windows.values()
        found_spans.append((list(asked(batch.texts[0])), len(windows), windows[0][1] - windows[0][0] <= 2 * WINDOW))

    assert found_spans == [([(start, start + length - bool(behind))], 1, True) for start in starts]


def test_matches_that_follow_one_another_over_edges_are_those_of_the_whole_text() -> None:
    asked = regex(r"ab?(?:[a-z]{3}){1,9}")
    batch = analyse(["." * 100 + "abcdefgh" * (3 * WINDOW // 4) + "." * 9 * WINDOW])
    fast_matching([asked])(batch)
    [text] = batch.texts

    spans = list(asked(text))

    assert [end - start for start, end in text.windows[asked]] == [7 * WINDOW]
    assert spans == [match.span() for match in asked.pattern.finditer(text.folded)]


def test_windows_are_those_in_which_something_stands_and_no_others() -> None:
    asked = regex(r"\bcat\b")
    raw = "." * (7 * WINDOW // 2) + "cat" + "." * (5 * WINDOW) + "cat" + "." * WINDOW
    batch = analyse([raw, raw[:LONG], "." * 2 * LONG, "cat"])

    named = fast_matching([asked])(batch)

    expected = [{asked: [(at * WINDOW, (at + 1) * WINDOW) for at in (3, 8)]}, {}, {}, {}]
    assert [text.windows for text in batch.texts] == expected
    assert named == [[0], [0], [], [0]]


def test_what_stands_before_a_window_is_seen_from_it() -> None:
    asked = regex(r"\b=(?<=a=)x")
    batch = analyse(["." * (2 * WINDOW - 1) + "a=x" + "." * LONG])

    fast_matching([asked])(batch)

    assert list(asked(batch.texts[0])) == [(2 * WINDOW, 2 * WINDOW + 2)]


@pytest.mark.parametrize(
    ("windows", "expected"),
    [
        ([(0, 12)], [(0, 4), (4, 8), (8, 12)]),
        ([(0, 1), (1, 5), (5, 12)], [(0, 4), (4, 8), (8, 12)]),
        ([(0, 1)], [(0, 4)]),
        ([(4, 8)], [(4, 8)]),
        ([(0, 1), (8, 9)], [(0, 4), (8, 12)]),
        ([], []),
    ],
)
def test_an_expression_is_matched_where_matches_begin(windows: list[Span], expected: list[Span]) -> None:
    asked = regex("a.{0,3}")
    [text] = analyse(["a" * 12]).texts
    text.windows[asked] = windows

    assert list(asked(text)) == expected


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


@pytest.mark.parametrize("asked", EXPRESSIONS, ids=lambda asked: asked.expression)
def test_no_condition_looks_further_than_a_window_is_widened(asked: Regex) -> None:
    assert farthest(parser.parse(asked.expression, asked.flags)) <= LONGEST_MATCH


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("abc", 3),
        (r"[abc]\d.", 3),
        ("a(?:bc|d){2,5}", 11),
        ("a(?:b{0,3}|(?:c|de)f)?", 4),
        ("a{2,9}?b{1,4}+(?>c|dd)", 15),
        ("ab(?=cde)", 5),
        ("ab(?!cde|f)g", 6),
        (r"ab\b", 3),
        ("(?<=abc)d(?<!efgh)", 8),
        (r"(?i)a{1,700}(?=b{400})", 1_100),
    ],
)
def test_how_far_an_expression_looks(expression: str, expected: int) -> None:
    assert farthest(parser.parse(expression)) == expected


def farthest(tree: Any) -> int:
    """The most characters that a match can take, with all that is looked ahead and back for, one after the other."""
    return sum(reach(code, arguments) for code, arguments in tree)


def reach(code: Any, arguments: Any) -> int:
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        return int(arguments[1]) * farthest(arguments[2])
    return max(map(farthest, parts_of(arguments)), default=1)


CONDITIONS = sorted({asked.expression for asked in EXPRESSIONS})


@pytest.mark.parametrize("expression", CONDITIONS)
def test_no_condition_excludes_what_a_character_beyond_ascii_may_become(expression: str) -> None:
    flags = next(asked.flags for asked in EXPRESSIONS if asked.expression == expression)

    assert list(excluded(parser.parse(expression, flags))) == []


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (r"[^a-z]b", ["[^a-z]"]),
        (r"[^5]", ["5"]),
        (r"(?:x|(?:[^\w.,K]){2})", ["K"]),
        (r"a(?:b|[^é])", ["é"]),
        (r"[^ ]", [" "]),
        (r"[^~]", ["~"]),
        (r"[^!-@]", ["!-@"]),
        (r"[^\w.'-][^<>\n\"][^\W_][^\W\d_]\D\S", []),
        (r"(?<![a-z])a(?![^a-z])(?=[^a])", []),
        (r"[a-z][^.]", []),
    ],
)
def test_the_walk_finds_what_is_excluded(expression: str, expected: list[str]) -> None:
    assert [shown.strip("[^]") for shown in excluded(parser.parse(expression))] == [
        shown.strip("[^]") for shown in expected
    ]


def excluded(tree: Any) -> Iterable[str]:
    """What classes exclude by name and a character beyond ASCII may become, outside of what is looked around for."""
    for code, arguments in tree:
        if code in (codes.ASSERT, codes.ASSERT_NOT):
            continue
        if code is codes.NOT_LITERAL and may_stand_for_others(arguments, arguments):
            yield chr(arguments)
        if code is codes.IN and arguments[0] == (codes.NEGATE, None):
            yield from (named for member in arguments[1:] for named in named_by(member))
        yield from (name for part in parts_of(arguments) for name in excluded(part))


def named_by(member: tuple[Any, Any]) -> Iterable[str]:
    code, value = member
    if code is codes.LITERAL and may_stand_for_others(value, value):
        yield chr(value)
    if code is codes.RANGE and may_stand_for_others(*value):
        yield "-".join(map(chr, value))


def may_stand_for_others(low: int, high: int) -> bool:
    """Whether any of these characters is a letter, a figure, a space, a tilde, or beyond ASCII itself."""
    return any(char.isalnum() or char in " ~" or not char.isascii() for char in map(chr, range(low, high + 1)))


def parts_of(arguments: Any) -> Iterable[Any]:
    stack = [arguments]
    while stack:
        part = stack.pop()
        if isinstance(part, parser.SubPattern):
            yield part
        elif isinstance(part, list | tuple):
            stack.extend(part)
