"""Passages of another language inside an English text: no rule looks at them."""

import tomllib
from importlib.resources import files

import pytest

from mtdetect.tells.engine import find_tells
from mtdetect.text import passages
from mtdetect.text.batch import analyse, parse
from mtdetect.text.passages import in_another_language

ENGLISH = "The ferry was late again, and nobody on the quay seemed to mind that she had lost a propeller in May."
FOREIGN = {
    "Italian": "La licenza vale dalla data dell'acquisto e il titolare dell'opera può ritirarla : si veda oltre.",
    "French": "Le quai est fermé jusqu'au printemps : la commune attend lorsqu'elle peut, et ne dit rien de plus .",
    "Spanish": "El barco salió el 5 de de mayo , y los vecinos que lo esperaban no tenían noticias de la tripulación .",
    "German": "Der Hafen ist im Winter zu , und die Leute, die dort mit mit den Booten leben, warten auf Mai .",
    "Russian": "Порт закрыт до весны, и экипаж ждет, пока сойдет лед .",
}
TELLS = ("dell'opera", "jusqu'au", "de de", "mit mit", "лед .")


def rules_of(text: str) -> list[str]:
    return [tell.rule for tell in find_tells(parse(text))]


@pytest.mark.parametrize("language", FOREIGN)
def test_no_rule_reports_in_a_passage_of_another_language(language: str) -> None:
    assert [] == rules_of(f"{ENGLISH}\n\n{FOREIGN[language]}\n\n{ENGLISH}")


@pytest.mark.parametrize("words", TELLS)
def test_the_same_words_in_an_english_sentence_are_reported(words: str) -> None:
    assert [] != rules_of(
        f"{ENGLISH}\n\nThe crew of the boat went to the {words} at noon, and it was cold.\n\n{ENGLISH}"
    )


def test_a_piece_of_another_language_inside_an_english_paragraph_does_not_hide_its_tells() -> None:
    assert "MT612" in rules_of(f"{ENGLISH} It is closed jusqu'at the end of May, dans la ville et sur le port.")


def test_a_heading_belongs_to_the_passage_below_it() -> None:
    found = parse(f"{ENGLISH}\n\nLicenza d'uso dell'opera\n\n{FOREIGN['Italian']}\n\nWalk, swim")

    assert [False, True, True, True] == [in_another_language(found, start) for start, _ in found.paragraphs]


def test_each_text_of_a_batch_has_its_own_passages() -> None:
    batch = analyse([FOREIGN["French"], ENGLISH, f"{ENGLISH}\n{FOREIGN['German']}"])

    assert [[True], [False], [False, True]] == [
        [in_another_language(text, start) for start, _ in text.paragraphs] for text in batch.texts
    ]


@pytest.mark.parametrize(
    "line",
    [
        "J Laharrague; A Rougerie, Y Jauzion, D Traille, C Dominici; Y Delaigue, D Yachvili, O Milloud",
        "Republic of Ireland v Cyprus; France v Israel; Switzerland v Faroe Islands; Norway v Italy",
        "The mayors of Rio de Janeiro, Las Palmas de Gran Canaria and Los Angeles met in The Hague with Van den Berg.",
        "",
        "\ud800 \x00",
    ],
)
def test_names_make_no_passage(line: str) -> None:
    found = parse(f"{ENGLISH}\n\n{line}\n\n{ENGLISH}")

    assert [False] * len(found.paragraphs) == [in_another_language(found, start) for start, _ in found.paragraphs]


def test_no_function_word_of_another_language_is_an_english_one() -> None:
    lists = [files(passages.__package__) / "data" / name for name in ("function_words.toml", "word_groups.toml")]
    others, english = (tomllib.loads(file.read_text(encoding="utf-8")) for file in lists)

    assert set() == {*" ".join(others.values()).split()} & {*english["common"].split()}
