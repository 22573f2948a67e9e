"""Long texts, which the fast engine searches in windows: what is found is what a search of the whole text finds."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtdetect.tells.engine import TellEngine
from mtdetect.tells.pages import load_page
from mtdetect.tells.registry import RULES
from mtdetect.tells.rule import LONGEST_MATCH, regex
from mtdetect.text.batch import analyse
from mtdetect.text.sentences import Span
from tests.golden import PROSE, documents
from tests.test_tells_prefilter import EXAMPLES, EXPRESSIONS, TEXTS, differing, fast_engine, fast_matching, found

WINDOW = 4_096  # characters of the windows in which the fast engine searches a text of more than four of them
LONG = 4 * WINDOW
_EDGES = 4  # examples in one long text
FILLER = "".join(f"On day {day}, {' '.join(PROSE.split())}\n\n" for day in range(150))  # no two lines begin alike


@pytest.fixture(scope="module", params=["portable", "hyperscan"])
def engine(request: pytest.FixtureRequest) -> TellEngine:
    return TellEngine(RULES, portable=True) if request.param == "portable" else fast_engine()


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
@settings(max_examples=15)
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
