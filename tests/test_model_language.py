"""English prose is judged, however dry; other languages are not. The row says which language was seen."""

import tomllib
from functools import cache
from pathlib import Path

import pytest

import mtdetect
from mtdetect.document import Document
from mtdetect.model.language import languages
from mtdetect.results.row import row
from mtdetect.text.batch import analyse
from mtdetect.verdict import Language

TEXTS = tomllib.loads((Path(__file__).parent / "data" / "languages.toml").read_text(encoding="utf-8"))
ENGLISH, LISTS, FOREIGN = TEXTS["english"], TEXTS["lists"], TEXTS["foreign"]


@cache
def detector() -> mtdetect.Detector:
    """No fixture: where a test fails, all of the model would be printed."""
    return mtdetect.load()


def language_of(text: str) -> Language | None:
    return languages(analyse([text]))[0]


@pytest.mark.parametrize("kind", ENGLISH)
def test_dry_english_is_judged(kind: str) -> None:
    verdict = detector().score(ENGLISH[kind])

    assert (None, "en") == (verdict.abstained, verdict.language and verdict.language.code)


@pytest.mark.parametrize("kind", LISTS)
def test_lists_are_no_prose_rather_than_another_language(kind: str) -> None:
    assert "no_prose" == detector().score(LISTS[kind]).abstained


@pytest.mark.parametrize("code", FOREIGN)
def test_another_language_is_not_judged_and_named(code: str) -> None:
    verdict = detector().score(FOREIGN[code])

    assert verdict.language is not None
    assert ("not_english", code) == (verdict.abstained, verdict.language.code)
    assert verdict.language.likelihood > 0.9


def test_a_foreign_article_that_quotes_english_is_not_judged() -> None:
    quoted = "“We are all very happy to be here with you today, and we thank you for the food,”"

    verdict = detector().score(f"{FOREIGN['es']} {quoted} dijo Ida Lund, que había llegado de Ardle con su hermana.")

    assert "not_english" == verdict.abstained


def test_the_row_says_which_language_was_seen() -> None:
    document = Document("a", FOREIGN["nl"])

    made = row(document, detector().score(document))

    assert "nl" == made["language"]["code"]
    assert 0.9 < made["language"]["likelihood"] <= 1


def test_plain_english_is_sure() -> None:
    assert Language("en", 1.0) == language_of(
        "The boat came in early and all of the crew went home to sleep for a while. " * 2
    )


@pytest.mark.parametrize("text", ["", "Ardle, Lund & Co.", "https://example.org/" + "a" * 300, "\ud800\x00" * 9])
def test_too_little_prose_has_no_language(text: str) -> None:
    verdict = detector().score(text)

    assert verdict.language is None
    assert "language" not in row(Document("a", text), verdict)


def test_languages_do_not_depend_on_the_batch() -> None:
    texts = [*FOREIGN.values(), "", *ENGLISH.values()]

    assert [language_of(text) for text in texts] == languages(analyse(texts))
