"""The engine: spans, order, overlaps, fingerprints, markup, and input that means harm."""

import re
from importlib.resources import files
from re import _constants as codes  # type: ignore[attr-defined]  # the parsed tree has no public door
from re import _parser as parser  # type: ignore[attr-defined]  # likewise
from typing import Any

import pytest

from mtdetect.tells.engine import find_tells
from mtdetect.tells.format import capitals, quotation_marks, spacing
from mtdetect.tells.grammar import lost_words, verbs
from mtdetect.tells.hits import MAX_TELLS
from mtdetect.tells.lexicon import entries
from mtdetect.tells.phrases import find_phrases
from mtdetect.tells.prefilter import expressions
from mtdetect.tells.registry import RULES
from mtdetect.tells.rule import Regex
from mtdetect.text.batch import analyse, parse
from mtdetect.verdict import Tell


def tells(raw: str, markup: str | None = None) -> tuple[Tell, ...]:
    return find_tells(parse(raw), markup)


def codes_of(raw: str) -> list[str]:
    return [tell.rule for tell in tells(raw)]


def test_a_tell_quotes_its_span_and_counts_lines_and_columns_from_1() -> None:
    raw = "The crew left at noon.\nThe boat has to wait , not leave.\n"

    (tell,) = tells(raw)

    assert (tell.rule, tell.line, tell.column, tell.evidence) == ("MT410", 2, 17, "wait ,")
    assert raw[tell.start : tell.end] == tell.evidence


def test_tells_come_in_the_order_of_the_text() -> None:
    found = tells('They waited. waited for rain. "We sold the boat , " said in May. Rain fell on 5 of March.')

    assert [(t.start, t.end, t.rule) for t in found] == sorted((t.start, t.end, t.rule) for t in found)
    assert len(found) >= 3


def test_the_graver_of_two_overlapping_tells_of_a_family_is_kept() -> None:
    found = tells("They read the minutes of the board of the company of the town.")

    assert [tell.name for tell in found] == ["long-genitive-chain"]


def test_tells_of_different_families_may_overlap() -> None:
    found = tells("She could went home and and slept.")

    assert {tell.rule for tell in found} == {"MT303", "MT315"}


def test_one_rule_gives_a_bounded_number_of_tells() -> None:
    found = tells("We sold the boat , and the nets. " * 1_000)

    assert sum(tell.rule == "MT410" for tell in found) == MAX_TELLS


def test_a_fingerprint_survives_moving_and_re_wrapping() -> None:
    lines = (
        "The crew of the old boat has stayed in the harbour since May, and it now",
        "has to wait , not leave, until the water is high enough for them to sail",
        "out to the islands, where the nets and the men of last year still wait.",
    )

    (before,) = tells(" ".join(lines))
    (after,) = tells("A new first line was added here.\n\n" + "\n".join(lines))

    assert before.fingerprint == after.fingerprint
    assert before.line != after.line


def test_fingerprints_tell_two_tells_of_one_sentence_apart() -> None:
    found = tells("We sold the boat , the nets , and the house, but not the land.")

    assert len({tell.fingerprint for tell in found}) == 2


def test_tells_in_blocked_regions_are_dropped() -> None:
    assert codes_of("The crew waits, he says.\n\n```\nf(a ,b) , c\n```\n\nThe crew left, he says.") == []


def test_markup_is_searched_where_it_is_given() -> None:
    (tell,) = tells("Rain fell.", '<html lang="en-x-mtfrom-de"><body>Rain fell.</body></html>')

    assert (tell.rule, tell.start, tell.end, tell.evidence) == ("MT101", 0, 0, "")
    assert tell.message.endswith('Seen: <html lang="en-x-mtfrom-')


def test_the_snippet_of_markup_is_bounded_and_printable() -> None:
    (tell,) = tells("Rain fell.", '<html title="' + "\x1b[31m" * 60 + '" class="translated-ltr">')

    snippet = tell.message.partition("Seen: ")[2]
    assert len(snippet) == 80
    assert snippet.isprintable()


def test_tokenised_text_is_not_blamed_for_its_spaces() -> None:
    raw = 'The crew , the cook and the boy waited . " We leave at noon , " the captain said . Nobody moved .'

    assert codes_of(raw) == []


def test_a_quotation_over_paragraphs_opens_again_in_each() -> None:
    raw = '"The boats are ready.\n\n"The crew waits for us.\n\n"We leave at noon," the captain said.'

    assert codes_of(raw) == []


def test_nested_marks_are_left_alone() -> None:
    raw = '“He said "no" to me,” she said. "He is the "father of the house" in our town," they said.'

    assert [code for code in codes_of(raw) if code != "MT702"] == []


def test_inch_marks_are_not_quotation_marks() -> None:
    assert codes_of('The pipe is 6" wide. A 5\'10" man said "no" twice, then left.') == []


def test_every_list_is_used_and_has_no_phrase_twice() -> None:
    for path in files("mtdetect.tells").joinpath("data").iterdir():
        phrases = [entry.phrase for entry in entries(path.name.removesuffix(".tsv"))]

        assert sorted(set(phrases)) == sorted(phrases)
        assert all(entry.cause and entry.language and entry.source for entry in entries(path.name[:-4]))


def test_the_longest_phrase_wins() -> None:
    text = parse("It is noted that the given time has come.")

    [found] = find_phrases(text.batch, ("literal_calques",))

    assert [text.raw[a:b] for a, b in found["literal_calques"]] == ["It is noted that"]


def test_phrases_stand_as_whole_words_in_any_case_outside_blocked_regions() -> None:
    raws = ["IT IS  NOTED THAT they left.", "It is notedly so.", "They left.\n\n```\nit is noted that\n```", ""]
    batch = analyse(raws)

    found = find_phrases(batch, ("literal_calques", "title_nouns"))

    assert found == [{"literal_calques": [(0, 17)]}, {}, {}, {}]


def patterns() -> dict[str, re.Pattern[str]]:
    """The expressions of the rules and those that their functions use."""
    found: dict[str, re.Pattern[str]] = {}
    for module in (capitals, quotation_marks, spacing, lost_words, verbs):
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern | Regex):
                found[name] = value.pattern if isinstance(value, Regex) else value
    asked = {rule.code: rule.find for rule in RULES if isinstance(rule.find, Regex)}
    asked |= {f"condition {number}": one for number, one in enumerate(expressions(RULES))}
    for name, one in asked.items():
        found[name] = one.pattern
        found |= {f"{name}-{number}": sign for number, sign in enumerate(one.signs)}
        found |= {f"{name}-gap": one.gap} if one.gap else {}
    return found


@pytest.mark.parametrize("name", sorted(patterns()))
def test_repetition_is_bounded_and_nothing_refers_back(name: str) -> None:
    pattern = patterns()[name]

    assert list(_unbounded(parser.parse(pattern.pattern, pattern.flags))) == []


def test_the_walk_finds_unbounded_repetition() -> None:
    found = [list(_unbounded(parser.parse(expression))) for expression in (r"(?:a+b){2}", r"(a)\1", r"(?=(x|y*))")]

    assert [len(bad) for bad in found] == [1, 1, 1]


def _unbounded(tree: Any) -> Any:
    for code, arguments in tree:
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT) and arguments[1] > 500:
            yield code, arguments
        if code in (codes.GROUPREF, codes.GROUPREF_EXISTS):
            yield code, arguments
        stack = list(arguments) if isinstance(arguments, (list, tuple)) else [arguments]
        while stack:
            part = stack.pop()
            if isinstance(part, parser.SubPattern):
                yield from _unbounded(part)
            elif isinstance(part, (list, tuple)):
                stack.extend(part)


@pytest.mark.parametrize(
    "raw",
    [
        "a" * 200_000,
        "a " * 60_000,
        '"' * 20_000,
        '"a ' * 10_000 + ' b"' * 10_000,
        "“‘" * 10_000,
        " " * 200_000,
        "1." * 60_000,
        "9" * 200_000,
        "1 000 " * 30_000,
        "of the a " * 20_000,
        "<html class=" * 20_000,
        "<a lang=" * 20_000,
        "US. " * 30_000,
        ", " * 60_000,
        "\n" * 200_000,
        "-\u200b\u202e\x00" * 20_000,
        "\ud800" * 1_000,
        "the boat, " * 20_000 + "sank.",
        "They sold it. sold it " * 10_000 + ".",
        'He said "no, "said Al. ' * 10_000,
    ],
    ids=lambda raw: ascii(raw[:6]),
)
def test_hostile_texts_come_to_an_end(raw: str) -> None:
    found = tells(raw)

    assert all(raw[tell.start : tell.end] == tell.evidence for tell in found)


@pytest.mark.parametrize("raw", ["", " ", "\n", "a", '"', ".", "\ufeff"])
def test_tiny_texts_have_no_tells(raw: str) -> None:
    assert codes_of(raw) == []
