"""A rule may only rest where it finds nothing: in plain Python, and by the shadows of its expressions."""

import gzip
import json
import os
import re
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mtdetect.tells.shadow import NoShadowError, shadow
from mtdetect.tells.waking import Awake, Plain, Waker, fast_or_none, gate

from mtdetect.tells import engine, waking
from mtdetect.tells.engine import find_tells
from mtdetect.tells.pages import load_page
from mtdetect.tells.registry import RULES
from mtdetect.tells.rule import Both, Regex, Rule, regex
from mtdetect.text.batch import parse
from mtdetect.text.hashing import EDGE
from mtdetect.text.text import Text
from mtdetect.verdict import Tell

CORPORA = Path(os.environ.get("MTDETECT_CORPORA", Path(__file__).parents[2] / "shared" / "corpora"))
needs_corpora = pytest.mark.skipif(not CORPORA.is_dir(), reason=f"no corpora at {CORPORA} (set MTDETECT_CORPORA)")
EVERY, AT_MOST = 61, 15
FAST = fast_or_none(RULES)
WAYS = [pytest.param(Plain(RULES), id="plain")]
if FAST:
    WAYS.append(pytest.param(FAST, id="hyperscan"))
GATES = {rule.code: asked for rule in RULES if isinstance(asked := gate(rule), Regex)} | {
    f"{rule.code} {at}": asked
    for rule in RULES
    if isinstance(several := gate(rule), tuple)
    for at, asked in enumerate(asked for both in several for asked in (both.one, both.other))
}
SHADOWS = {code: re.compile(shadow(asked.pattern).encode()) for code, asked in GATES.items()}
EXAMPLES = [example.text for rule in RULES for example in load_page(rule.code).flags]
PIECES = st.one_of(
    st.sampled_from([word for example in EXAMPLES for word in re.findall(r"\S+|\s+", example)]),
    st.sampled_from(EXAMPLES),
    st.sampled_from(
        [*"\"'“”«-–.,:;?!()[]{}%€°/\\ \n\t\u2028\u212aKkİıſ\x00\x7f\x80éÉßẞ\ud800中。Яσς", "` x `", "http://a.b"]
    ),
    st.text(max_size=4),
)
TEXTS = st.lists(PIECES, max_size=12).map(" ".join) | st.lists(PIECES, max_size=12).map("".join)


def everything(text: Text) -> Awake:
    """Wakes all rules."""
    return RULES, Plain(RULES)(text)[1]


def tells_of(way: Callable[[Text], Awake], raw: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Tell, ...]:
    with monkeypatch.context() as patch:
        patch.setattr(engine, "_wake", way)
        return find_tells(parse(raw))


def test_the_fast_way_is_there_wherever_hyperscan_is() -> None:
    pytest.importorskip("hyperscan")

    assert FAST is not None


def test_every_expression_has_a_shadow() -> None:
    assert set(SHADOWS) == set(GATES)


def test_few_rules_are_always_awake() -> None:
    awake = {rule.code for rule in RULES if gate(rule) is None}

    assert len(awake) <= 0.25 * len(RULES)


@given(TEXTS)
@settings(deadline=None, max_examples=300)
def test_a_shadow_matches_wherever_its_expression_does(raw: str) -> None:
    text = parse(raw)
    seen = bytes([EDGE]) + text.image + bytes([EDGE])

    missed = [
        code for code, asked in GATES.items() if asked.pattern.search(text.folded) and not SHADOWS[code].search(seen)
    ]

    assert missed == []


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "frame", ["{}", "{}\n", "\n{}", "It was late. {} They left.", "“{}”", "İK ΑΣ {} été", "{0} {0}"]
)
def test_no_example_is_missed(way: Callable[[Text], Awake], frame: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for example in EXAMPLES:
        raw = frame.format(example)

        assert tells_of(way, raw, monkeypatch) == tells_of(everything, raw, monkeypatch)


@pytest.mark.parametrize("way", WAYS)
def test_no_tell_of_any_text_is_missed(way: Callable[[Text], Awake]) -> None:
    @given(TEXTS)
    @settings(deadline=None, max_examples=200)
    def check(raw: str) -> None:
        with pytest.MonkeyPatch.context() as patch:
            assert tells_of(way, raw, patch) == tells_of(everything, raw, patch)

    check()


@needs_corpora
@pytest.mark.corpora
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("path", sorted(CORPORA.glob("*/*.jsonl.gz")), ids=lambda path: path.name.partition(".")[0])
def test_no_tell_of_a_real_text_is_missed(
    way: Callable[[Text], Awake], path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        raws = [json.loads(line)["text"] for line in islice(lines, 0, EVERY * AT_MOST, EVERY)]

    for raw in raws:
        assert tells_of(way, raw, monkeypatch) == tells_of(everything, raw, monkeypatch)


@pytest.mark.skipif(FAST is None, reason="hyperscan is not installed")
def test_threads_may_look_at_once() -> None:
    texts = [parse(f"{example} " * 50) for example in EXAMPLES]
    assert FAST is not None
    one_by_one = [FAST(text) for text in texts]

    with ThreadPoolExecutor(4) as threads:
        at_once = list(threads.map(FAST, [parse(text.raw) for text in texts]))

    assert one_by_one == at_once


def test_a_waker_changes_its_way_after_some_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waking, "fast_or_none", lambda rules: lambda _text: ("fast", len(rules)))
    waker = Waker(RULES, pays_after=2)

    found = [waker(parse("It rained.")) for _ in range(4)]

    assert [len(rules) == 4 for rules, _ in found] == [False, False, True, True]


@pytest.mark.parametrize("module", ["hyperscan", "mtdetect.tells.fast"])
def test_without_hyperscan_the_plain_way_stays(monkeypatch: pytest.MonkeyPatch, module: str) -> None:
    monkeypatch.setitem(sys.modules, module, None)

    assert fast_or_none(RULES) is None


@pytest.mark.parametrize("name", ["plain", "hyperscan"])
def test_a_rule_that_needs_both_rests_where_one_is_missing(name: str) -> None:
    rule = Rule(
        "MT000", "name", "note", "", "", lambda _text: (), when=(Both(regex("cat", "cat"), regex("dog", "dog")),)
    )
    way = Plain([rule]) if name == "plain" else fast_or_none([rule])
    if way is None:
        pytest.skip("hyperscan is not installed")

    found = [len(way(parse(raw))[0]) for raw in ("A cat.", "A dog.", "A cat and a dog.")]

    assert [0, 0, 1] == found


@pytest.mark.parametrize(
    ("expression", "texts", "others"),
    [
        (r"\bcat\b", ["cat", "a cat.", "é cat…"], ["cats", "a_cat"]),
        (r"\. (?<=[a-z]{2}\. )[A-Z]", ["ab. A"], ["a. A", "ab. a"]),
        (r"\d(?<![\w.]\d)\d{0,2}%", ["5%", " 100%"], ["a5%"]),
        (r"a(?!b)", ["a", "ac", "cba"], ["ab"]),
        (r"x(?=y|$)", ["x", "x\n", "xy"], ["xz"]),
        (r"(?i)kelvin", ["KELVIN", "\u212aelvın", "kelvin"], ["kevin"]),
        (r"[а-я]{3}", ["это", "мир"], ["éÿé", "abc"]),
        (r"(?:^|(?<=\n))[,;]", [",", "\n;"], ["a,"]),
    ],
)
def test_shadows_by_hand(expression: str, texts: list[str], others: list[str]) -> None:
    seen = re.compile(shadow(re.compile(expression)).encode())
    edge = bytes([EDGE])

    found = [seen.search(edge + parse(text).image + edge) is not None for text in (*texts, *others)]

    assert found == [True] * len(texts) + [False] * len(others)


@pytest.mark.parametrize("expression", ["a?", r"(a)\1", "(?=a)", ""])
def test_some_expressions_have_no_shadow(expression: str) -> None:
    with pytest.raises(NoShadowError):
        shadow(re.compile(expression))
