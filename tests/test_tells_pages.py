"""Every rule is held to its page in `seeds/rules`, both ways."""

import re

import pytest

from mtdetect.model.shipped import shipped
from mtdetect.tells.engine import find_tells
from mtdetect.tells.pages import RulePage, load_page
from mtdetect.tells.registry import RULES
from mtdetect.tells.rule import Rule
from mtdetect.text.batch import parse

CODES = [rule.code for rule in RULES]


def flagged(code: str, text: str) -> list[str]:
    return [tell.evidence for tell in find_tells(parse(text)) if tell.rule == code]


def test_codes_and_names_are_unique_sorted_and_well_formed() -> None:
    names = [rule.name for rule in RULES]

    assert sorted(set(CODES)) == CODES
    assert len(set(names)) == len(names)
    assert [code for code in CODES if not re.fullmatch(r"MT[1-8]\d\d", code)] == []
    assert [name for name in names if not re.fullmatch(r"[a-z]+(-[a-z]+)*", name)] == []


def test_each_rule_has_a_page_and_each_page_a_rule() -> None:
    assert sorted(path.stem for path in shipped("rules").glob("*.toml")) == CODES


@pytest.mark.parametrize("rule", RULES, ids=CODES)
def test_messages_are_single_sentences(rule: Rule) -> None:
    message, hint = rule.message, rule.hint

    assert message[0].isupper() or message.startswith("`")
    assert message.endswith(".")
    assert hint.endswith(".")
    assert "\n" not in message + hint


@pytest.mark.parametrize("code", CODES)
def test_a_rule_flags_and_clears_its_examples(code: str) -> None:
    page = load_page(code)

    missed = [e.text for e in page.flags if (e.evidence or flagged(code, e.text)[:1]) not in _answers(code, e.text)]
    wrong = [text for text in page.clears if flagged(code, text)]
    assert (missed, wrong) == ([], [])
    assert len(page.flags) >= 2
    assert len(page.clears) >= 2


def _answers(code: str, text: str) -> list[object]:
    """The evidence found, and, if any, the list of the first: what an example without evidence asks for."""
    found = flagged(code, text)
    return [*found, found[:1]] if found else []


@pytest.mark.parametrize("code", CODES)
def test_a_page_says_why_and_who_says_so(code: str) -> None:
    page = load_page(code)

    assert isinstance(page, RulePage)
    assert page.cause.endswith(".")
    assert len(page.source) > 10


def test_an_unknown_code_has_no_page() -> None:
    with pytest.raises(FileNotFoundError):
        load_page("MT999")
