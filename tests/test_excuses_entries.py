"""`.mtdetectignore.toml`: what it takes, what it refuses by name, and what each excuse is for."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mtdetect.errors import UsageError
from mtdetect.excuses.active import excuses_on
from mtdetect.excuses.entries import Excuse, read_excuses

TELL = {"rule": "MT401", "fingerprint": "0123456789ab"}


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / ".mtdetectignore.toml"


def excuse(file: Path, criteria: str) -> Excuse:
    file.write_text(f'[[excuse]]\nreason = "known"\n{criteria}\n', encoding="utf-8")
    [made] = read_excuses(file)
    return made


def fits(made: Excuse, path: str | None = "a.txt", name: str = "a", content: str | None = None) -> bool:
    row: dict[str, Any] = {"id": name, "path": path}
    return made.fits(row, content)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[[excuse]]\nid = 'a'", ", excuse 1: has no reason: say why it is excused"),
        ("[[excuse]]\nid = 'a'\nreason = ' '", ", excuse 1: reason is empty: write it between the quotation marks"),
        ("[[excuse]]\nid = 'a'\nreason = 7", ", excuse 1: reason is no text: write it in quotation marks"),
        ("[[excuse]]\nid = 7\nreason = 'b'", ", excuse 1: id is no text: write it in quotation marks"),
        ("[[excuse]]\nreason = 'b'", ", excuse 1: would excuse everything: name an id, a path, a content, a rule"),
        ("[[excuse]]\nfields = 'a'\nreason = 'b'", ", excuse 1: fields is no table: write the columns as { section"),
        ("[[excuse]]\nfields = {}\nreason = 'b'", ", excuse 1: fields is no table"),
        ("[[excuse]]\nfields = { a = [1] }\nreason = 'b'", ", excuse 1: fields: a is neither text nor a number: give"),
        ("[[excuse]]\nsite = 7\nreason = 'b'", ", excuse 1: site is no text: write it in quotation marks"),
        ("[[excuse]]\nresaon = 'b'", ", excuse 1: unknown key 'resaon': did you mean 'reason'?"),
        ("[[excuses]]\nid = 'a'", ": unknown key 'excuses': did you mean 'excuse'?"),
        ("excuse = 1", ": excuse is no list of tables: begin each with [[excuse]]"),
        ("[[excuse]]\nrule = 'MT4011'\nreason = 'b'", ", excuse 1: unknown rule 'MT4011': did you mean 'MT411'?"),
        ("[[excuse]]\nrule = '?'\nreason = 'b'", ", excuse 1: unknown rule '?': 'mtdetect rules' lists them"),
        ("[[excuse]]\ncontent = 'abc'\nreason = 'b'", ", excuse 1: content 'abc' is no fingerprint: give the 16"),
        ("[[excuse]]\npath = '!a'\nreason = 'b'", ", excuse 1: path '!a' begins with '!': "),
        ("[[excuse]]\nid = 'a'\nreason = 'b'\nexpires = '2030-01-01'", ", excuse 1: expires is no date: write one"),
        ("[[excuse]]\nid = 'a'\nreason = 'b'\nexpires = 2030-01-01T00:00:00", ", excuse 1: expires is no date"),
        ("[[excuse]", ": is not TOML ("),
    ],
)
def test_what_is_no_excuse_is_refused_by_name(file: Path, text: str, complaint: str) -> None:
    file.write_text(text, encoding="utf-8")

    with pytest.raises(UsageError) as refused:
        read_excuses(file)

    assert str(refused.value).startswith(f".mtdetectignore.toml{complaint}")
    assert "\n" not in str(refused.value)


def test_a_file_that_is_not_utf8_is_refused(file: Path) -> None:
    file.write_bytes(b"[[excuse]]\nid = '\xff'")

    with pytest.raises(UsageError, match="is not UTF-8"):
        read_excuses(file)


def test_an_empty_file_excuses_nothing(file: Path) -> None:
    file.touch()

    assert read_excuses(file) == []


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("news/**", "news/2020/a.txt", True),
        ("news/*.txt", "./news/a.txt", True),
        ("/news/*.txt", "old/news/a.txt", False),
        ("a.txt", "news/a.txt", True),
        ("news/", "news/a.txt", True),
        ("*.md", "a.txt", False),
        ("a.txt", "../a.txt", False),
        ("**", "../a.txt", False),
        ("*", "-", False),
        ("*", None, False),
    ],
)
def test_a_path_is_a_pattern_below_the_folder_of_the_file(
    file: Path, pattern: str, path: str | None, expected: bool
) -> None:
    assert fits(excuse(file, f"path = '{pattern}'"), path) is expected


def test_a_path_is_the_same_from_another_folder(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = excuse(file, "path = 'news/*.txt'")
    (file.parent / "news").mkdir()
    monkeypatch.chdir(file.parent / "news")

    named = [fits(made, path) for path in ("a.txt", str(file.parent / "news" / "a.txt"), "../a.txt")]

    assert named == [True, True, False]


def test_an_id_must_be_the_same(file: Path) -> None:
    made = excuse(file, "id = 'a*'")

    assert [fits(made, name=name) for name in ("a*", "ab")] == [True, False]


def test_a_content_must_be_the_same(file: Path) -> None:
    made = excuse(file, "content = '0123456789abcdef'")

    assert [fits(made, content=content) for content in ("0123456789abcdef", "f" * 16, None)] == [True, False, False]
    assert not made.is_of_tells


def test_all_that_is_asked_must_be_so(file: Path) -> None:
    made = excuse(file, "id = 'a'\npath = 'a.*'\nrule = 'MT401'")

    assert [fits(made), fits(made, "b.txt"), fits(made, name="b")] == [True, False, False]
    assert made.criteria == 'id "a", path "a.*", rule "MT401"'


@pytest.mark.parametrize("name", ["MT401", "space-before-closing-quote"])
def test_a_rule_is_named_by_its_code_or_its_name(file: Path, name: str) -> None:
    made = excuse(file, f"rule = '{name}'")

    assert [made.fits_tell(TELL), made.fits_tell(TELL | {"rule": "MT403"})] == [True, False]
    assert made.is_of_tells


def test_the_fingerprint_of_a_tell_is_for_that_alone(file: Path) -> None:
    made = excuse(file, "content = '0123456789ab'")

    assert [made.fits_tell(TELL), made.fits_tell(TELL | {"fingerprint": "0" * 12})] == [True, False]
    assert made.is_of_tells


@pytest.mark.parametrize(("today", "holds"), [(date(2027, 6, 30), True), (date(2027, 7, 1), False)])
def test_an_excuse_holds_on_its_last_day(file: Path, today: date, holds: bool) -> None:
    made = excuse(file, "id = 'a'\nexpires = 2027-06-30")

    found = excuses_on([made], None, today)

    assert (found.entries, found.expired) == (((made,), ()) if holds else ((), (made,)))


def test_a_site_is_named_exactly(file: Path) -> None:
    made = excuse(file, "site = 'farm.example'")

    sites = ("farm.example", "other.example", None)
    assert [True, False, False] == [made.fits({"id": "a", "path": None}, None, site) for site in sites]
    assert 'site "farm.example"' == made.criteria


@pytest.mark.parametrize(
    ("criteria", "fields", "expected"),
    [
        ("fields = { section = 'es' }", {"section": "es"}, True),
        ("fields = { section = 'es' }", {"section": " es "}, True),
        ("fields = { section = 'es' }", {"section": "ES"}, False),
        ("fields = { section = 'es' }", {}, False),
        ("fields = { section = 'es' }", None, False),
        ("fields = { 'meta.section' = 'es' }", {"meta": {"section": "es"}}, True),
        ("fields = { meta.section = 'es' }", {"meta.section": "es"}, True),
        ("fields = { year = 2020 }", {"year": "2020"}, True),
        ("fields = { translated = true }", {"translated": True}, True),
        ("fields = { translated = true }", {"translated": 1}, False),
        ("fields = { section = 'es', year = 2020 }", {"section": "es", "year": 2021}, False),
        ("fields = { section = 'es' }", {"section": ["es"]}, False),
    ],
)
def test_fields_are_columns_of_the_input_row(
    file: Path, criteria: str, fields: dict[str, object] | None, expected: bool
) -> None:
    made = excuse(file, criteria)

    assert expected == made.fits({"id": "a", "path": None}, None, None, fields)
