"""The article in a page; the page's markup beside it."""

import logging
import subprocess
import sys
from pathlib import Path

import pytest

from mtdetect.document import Document, Unreadable
from mtdetect.readers import read

FIRST = "The ferry company said on Friday that its oldest boat would be sold before the winter timetable began."
SECOND = "Passengers at the pier were not surprised: the boat had broken down three times since the start of August."
BODY = f"<p>{FIRST}</p>\n<p>{SECOND}</p>"


def read_page(folder: Path, page: str | bytes) -> Document | Unreadable:
    (folder / "a.html").write_bytes(page if isinstance(page, bytes) else page.encode())
    (found,) = read([folder / "a.html"])
    return found


def text_of(found: Document | Unreadable) -> str:
    assert isinstance(found, Document), found
    return found.text


@pytest.mark.parametrize(
    "page",
    [
        f"<!DOCTYPE html><html><head><title>T</title></head><body>{BODY}</body></html>",
        f"<html><body><nav><a href='/'>Home</a></nav><article>{BODY}</article><footer>Copyright</footer></body></html>",
        f'<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><body>{BODY}</body></html>',
        BODY,
        f"<div>{FIRST}<br><br>{SECOND}</div>",
    ],
)
def test_paragraphs_are_lines_and_the_markup_is_kept(tmp_path: Path, page: str) -> None:
    actual = read_page(tmp_path, page)

    assert actual == Document(str(tmp_path / "a.html"), f"{FIRST}\n{SECOND}", str(tmp_path / "a.html"), page)


def test_single_short_paragraph(tmp_path: Path) -> None:
    actual = read_page(tmp_path, "<p>Too little for a page, yet it is text.</p>")

    assert text_of(actual) == "Too little for a page, yet it is text."


def test_page_saved_from_a_translating_browser(tmp_path: Path) -> None:
    font = '<font style="vertical-align: inherit;"><font style="vertical-align: inherit;">'
    body = BODY.replace("<p>", f"<p>{font}").replace("</p>", "</font></font></p>")

    actual = read_page(tmp_path, f'<html lang="en" class="translated-ltr"><body>{body}</body></html>')

    assert text_of(actual) == f"{FIRST}\n{SECOND}"


def test_marks_with_spaces_around_them_survive(tmp_path: Path) -> None:
    sentence = '" We are sorry , "the company said. " It will not happen happen again. "'

    actual = read_page(tmp_path, f"<html><body>{BODY}<p>{sentence}</p></body></html>")

    assert text_of(actual).endswith(sentence)


@pytest.mark.parametrize(
    "head",
    ['<meta charset="iso-8859-2">', '<meta http-equiv=Content-Type content="text/html; charset = ISO-8859-2">'],
)
def test_charset_of_the_page_is_honoured(tmp_path: Path, head: str) -> None:
    last = "Łódź has no ferry, as Józef Wąs noted in his reply to us."
    page = f"<html><head>{head}</head><body>{BODY}<p>{last}</p></body></html>"

    actual = read_page(tmp_path, page.encode("iso-8859-2"))

    assert text_of(actual).endswith(last)
    assert getattr(actual, "notes", ()) == ("decoded as iso8859-2",)


THIRD = (
    "The new boat is to be named after the first harbour master, who kept goats on the pier and wrote the tide tables "
    "by hand until he was ninety. His granddaughter will break the bottle on the first Sunday of May, if it is dry."
)
FOURTH = (
    "A second article on the page is about the ice plant. Its owners say that they will mend the old press once more, "
    "since a new one would cost more than the crews have paid them in the last four years. Nobody believes it."
)
BESIDE = (
    '<nav><a href="/">All the news of the coast</a></nav>'
    "<aside><p>Buy a boat today and pay for it in the spring of the year after next.</p></aside>"
)
COMMENT = (
    "I have sailed on that boat for thirty years and I do not believe a word of what the company says about it. They "
    "never mended the engine, they never paid the crew on time, and the tea was cold on every day of every winter."
)
AFTER = (
    f'<section id="comments"><h2>Comments</h2><article class="comment"><p>{COMMENT}</p></article></section>'
    '<div class="cookie-consent"><p>We use cookies to make the page better, as do our partners.</p></div>'
    '<div class="related"><ul><li><a href="/a">The old pier of Ardle is to be mended by autumn</a></li></ul></div>'
)


@pytest.mark.parametrize(
    "bodies",
    [
        '<div class="part"><div class="content">{}</div></div>{}<div class="part"><div class="content">{}</div></div>',
        "<article>{}</article>{}<article>{}</article>",
        '<section class="article-body" id="p1">{}</section>{}<section class="article-body" id="p2">{}</section>',
        '<div class="story-body part-1">{}</div>{}<div class="story-body part-2">{}</div>',
    ],
)
def test_all_bodies_of_a_page_are_read(tmp_path: Path, bodies: str) -> None:
    second = f"<p>{THIRD}</p><p>{FOURTH}</p>"
    page = f"<html><body><main>{bodies.format(BODY, BESIDE, second)}</main>{AFTER}</body></html>"

    actual = read_page(tmp_path, page)

    assert [FIRST, SECOND, THIRD, FOURTH] == text_of(actual).split("\n")
    assert ("2 articles or parts of one on the page read as one text",) == getattr(actual, "notes", None)


def test_articles_on_a_page_are_read_in_their_order(tmp_path: Path) -> None:
    articles = "".join(
        f"<article><h2>No. {at}</h2><p>{text}</p></article>" for at, text in enumerate((THIRD, FOURTH, COMMENT))
    )

    actual = read_page(tmp_path, f"<html><body><main>{articles}</main></body></html>")

    found = text_of(actual)
    assert sorted(map(found.index, (THIRD, FOURTH, COMMENT))) == [
        found.index(text) for text in (THIRD, FOURTH, COMMENT)
    ]
    assert ("3 articles or parts of one on the page read as one text",) == getattr(actual, "notes", None)


@pytest.mark.parametrize(
    "teaser",
    [
        '<article class="teaser"><h3><a href="/b">A seal</a></h3><p>It came back for the third year.</p></article>',
        f'<article><p><a href="/b">{FOURTH}</a></p></article>',
        "<article><h3>More</h3><p>A seal came back for the third year, and slept on the pier.</p></article>",
    ],
)
def test_teasers_are_no_further_articles(tmp_path: Path, teaser: str) -> None:
    main = f"<article>{BODY}<p>{THIRD}</p></article>{teaser * 5}"

    actual = read_page(tmp_path, f"<html><body><main>{main}</main>{AFTER}</body></html>")

    assert [FIRST, SECOND, THIRD] == text_of(actual).split("\n")
    assert not [note for note in getattr(actual, "notes", ()) if "articles" in note]


def test_paragraphs_that_are_not_read_are_noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trafilatura.extract", lambda *_, **__: f"{FIRST}\n{SECOND}")

    actual = read_page(tmp_path, f"<html><body>{BODY}<div><p>{THIRD}</p><p>{FOURTH}</p></div>{AFTER}</body></html>")

    lost = len(f"{THIRD} {FOURTH}".split())
    expected = f"about {lost} words in other paragraphs of the page not read: save them as .txt to judge them"
    assert (expected,) == getattr(actual, "notes", None)


@pytest.mark.parametrize("count", [3_000, 30_000])
@pytest.mark.parametrize("piece", ["<article><p>a</p></article>", "<article>", '<div class="content"><p>a'])
def test_many_bodies_do_no_harm(tmp_path: Path, piece: str, count: int) -> None:
    actual = read_page(tmp_path, f"<html><body>{piece * count}")

    assert getattr(actual, "kind", "no_text") in ("no_text", "too_large")


@pytest.mark.parametrize(
    "page",
    ["<html><body></body></html>", "<html><head><script>var a = 1</script></head></html>", "<!-- nothing -->", "<p>"],
)
def test_page_without_text(tmp_path: Path, page: str) -> None:
    actual = read_page(tmp_path, page)

    assert text_of(actual) == ""


@pytest.mark.parametrize("tag", ["div", "font", "table><tr><td", "ul><li", "blockquote", "b"])
@pytest.mark.parametrize("depth", [300, 30_000])
def test_deep_nesting_does_no_harm(tmp_path: Path, tag: str, depth: int) -> None:
    actual = read_page(tmp_path, f"<html><body>{BODY}{f'<{tag}>' * depth}deep")

    assert getattr(actual, "kind", "no_text") in ("no_text", "too_large")


def test_page_with_more_tags_than_can_be_parsed_in_good_time(tmp_path: Path) -> None:
    actual = read_page(tmp_path, "<html><body>" + "a<br>" * 100_000)

    assert getattr(actual, "kind", None) == "too_large"


def test_parser_that_fails_makes_an_error_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> str:
        raise RecursionError

    monkeypatch.setattr("trafilatura.extract", fail)
    actual = read_page(tmp_path, f"<html><body>{BODY}</body></html>")

    assert getattr(actual, "kind", None) == "no_text"


def test_character_references_to_surrogates(tmp_path: Path) -> None:
    actual = read_page(tmp_path, f"<html><body>{BODY}<p>And &#xD800; so &#0; on it went.</p></body></html>")

    text_of(actual).encode()


RUN = """
import sys
from mtdetect.readers import read
list(read(sys.argv[1:]))
print(sorted({name.partition(".")[0] for name in sys.modules}))
"""


def run(*paths: Path) -> tuple[str, str]:
    done = subprocess.run([sys.executable, "-c", RUN, *map(str, paths)], capture_output=True, text=True, check=True)
    return done.stdout, done.stderr


def test_a_page_that_upsets_the_parser_prints_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html><body></body></html>", encoding="utf-8")
    (tmp_path / "b.html").write_text("no markup at all", encoding="utf-8")

    actual = run(tmp_path / "a.html", tmp_path / "b.html")[1]

    assert actual == ""


def test_a_program_may_still_listen_to_the_parser(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        read_page(tmp_path, "<html><body></body></html>")

    assert [record.name for record in caplog.records if record.name.startswith("trafilatura")]


@pytest.mark.parametrize("name", ["trafilatura", "lxml", "charset_normalizer", "numpy", "sklearn"])
def test_plain_text_needs_no_heavy_import(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_text(FIRST, encoding="utf-8")
    (tmp_path / "a.jsonl").write_text('{"text": "One."}', encoding="utf-8")

    actual = run(tmp_path / "a.txt", tmp_path / "a.jsonl")[0]

    assert f"'{name}'" not in actual
