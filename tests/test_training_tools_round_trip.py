"""Round trips: how text is cut and carried, what is refused, and that the committed ones can be made anew."""

import shlex
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import pytest

from training.tools import round_trip as tool
from training.tools.round_trip import CUTS, Leg, main, round_trip

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = ROOT / "seeds" / "articles"
SOURCES = tomllib.loads((ARTICLES / "sources.toml").read_text(encoding="utf-8"))
LINE = 'The U.S. Navy paid $1.5 million. "It is late," she said. "Go."'


def brackets(text: str) -> str:
    return f"[{text}]"


@pytest.mark.parametrize(
    ("cut", "expected"),
    [
        ("sentences", '[The U.S. Navy paid $1.5 million.] ["It is late," she said.] ["Go."]'),
        ("stops", '[The U.S.] [Navy paid $1.5 million.] ["It is late," she said.] ["Go.] "'),
        ("quotes", '[The U.S. Navy paid $1.5 million.] " [It is late,] " [she said.] " [Go.] "'),
        ("lines", f"[{LINE}]"),
    ],
)
def test_cuts(cut: str, expected: str) -> None:
    actual = round_trip(LINE, [Leg("en", brackets)], CUTS[cut])

    assert actual == expected


def test_each_leg_cuts_what_it_gets() -> None:
    there = Leg("en", lambda text: text.replace("USA", "EE. UU."))

    actual = round_trip("The USA won.", [there, Leg("es", brackets)], CUTS["stops"])

    assert actual == "[The EE.] [UU.] [won.]"


def test_lines_keep_their_places() -> None:
    actual = round_trip("One.\n\n * * *\r\nTwo.\n", [Leg("en", brackets)], CUTS["lines"])

    assert actual == "[One.]\n\n* * *\n[Two.]\n"


def test_uncut_text_goes_in_whole() -> None:
    actual = round_trip("One.\n\nTwo.\n", [Leg("en", brackets), Leg("es", str.upper)], None)

    assert actual == "[ONE.\n\nTWO.\n]"


def test_no_piece_is_longer_than_the_engine_bears() -> None:
    pieces: list[str] = []

    def note(piece: str) -> str:
        pieces.append(piece)
        return piece

    line = "word " * 3_000 + "x" * 9_000

    actual = round_trip(line, [Leg("en", note)], CUTS["lines"])

    assert max(map(len, pieces)) <= 2_000
    assert actual.replace(" ", "") == line.replace(" ", "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--pivot", "fr"], "--pivot fr: mozilla has no such language: choose pt"),
        (["--pivot", "pt", "--engine", "apertium"], "--pivot pt: apertium has no such language: choose es or ca"),
        (["--pivot", "es", "--engine", "apertium", "--cut", "stops"], "--cut stops: apertium takes the text whole"),
    ],
)
def test_usage_errors(tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str) -> None:
    actual = main([*arguments, str(tmp_path / "in.txt"), str(tmp_path / "out.txt")])

    assert actual == 2
    assert capsys.readouterr().err.startswith(message)
    assert not (tmp_path / "out.txt").exists()


def test_input_that_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    actual = main(["--pivot", "pt", str(tmp_path / "in.txt"), str(tmp_path / "out.txt")])

    assert actual == 2
    assert capsys.readouterr().err == f"{tmp_path / 'in.txt'}: does not exist: check the path\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    (tmp_path / "in.txt").write_text("One.\n\nTwo.\n", encoding="utf-8")
    return tmp_path / "in.txt"


def install(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Put a shell script in place of Apertium."""
    (folder / "bin").mkdir()
    (folder / "bin" / "apertium").write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    (folder / "bin" / "apertium").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder / 'bin'}:/usr/bin:/bin")


def run_apertium(article: Path) -> int:
    return main(["--engine", "apertium", "--pivot", "ca", str(article), str(article.parent / "out.txt")])


def test_apertium_gets_the_text_on_stdin_in_both_directions(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(article.parent, monkeypatch, 'cat; echo "$*"')

    actual = run_apertium(article)

    assert actual == 0
    assert (article.parent / "out.txt").read_text(encoding="utf-8") == "One.\n\nTwo.\n-u eng-cat\n-u cat-eng\n"


def test_apertium_that_fails_is_quoted(
    article: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    install(article.parent, monkeypatch, 'echo "Mode not\nfound" >&2; exit 1')

    actual = run_apertium(article)

    assert actual == 2
    assert capsys.readouterr().err.endswith("failed (Mode not found): is the language pair installed?\n")


def test_apertium_that_hangs_is_stopped(
    article: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    install(article.parent, monkeypatch, "exec sleep 60")
    monkeypatch.setattr(tool, "APERTIUM_SECONDS", 0.2)

    actual = run_apertium(article)

    assert actual == 2
    assert capsys.readouterr().err == "apertium: took over 0.2 s: give it a shorter text\n"


def test_apertium_that_is_absent(
    article: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")

    actual = run_apertium(article)

    assert actual == 2
    assert "apt-get install apertium" in capsys.readouterr().err


def test_mozilla_that_is_absent(
    article: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "fxtranslate", None)

    actual = main(["--pivot", "pt", str(article), str(article.parent / "out.txt")])

    assert actual == 2
    assert "pip install 'mtdetect[roundtrip]'" in capsys.readouterr().err


def test_every_article_and_round_trip_has_its_source() -> None:
    listed = {*SOURCES["articles"], *(made["file"] for made in SOURCES["round_trips"])}

    actual = {path.name for path in ARTICLES.iterdir()}

    assert actual == listed | {"sources.toml"}
    assert {made["article"] for made in SOURCES["round_trips"]} == set(SOURCES["articles"])


def _skip_unless_installed(engine: dict[str, Any]) -> None:
    try:
        installed = {name: version(name) for name in engine["packages"]}
    except PackageNotFoundError as error:
        pytest.skip(f"needs {error.name}: {engine['install']}")
    if installed != engine["packages"] or engine["backend"] not in _processor():
        pytest.skip(f"needs {engine['packages']} on {engine['backend']}, to come out the same to the letter")


def _processor() -> str:
    """The processor's features, as Linux lists them."""
    info = Path("/proc/cpuinfo")
    return info.read_text(encoding="utf-8") if info.exists() else ""


@pytest.mark.parametrize(
    "made", [made for made in SOURCES["round_trips"] if made["engine"] == "mozilla"], ids=lambda made: str(made["file"])
)
def test_round_trip_is_as_the_engine_printed_it(
    made: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _skip_unless_installed(SOURCES["engines"]["mozilla"])
    monkeypatch.chdir(ROOT)
    arguments = shlex.split(made["command"])[3:-1]

    actual = main([*arguments, str(tmp_path / "out.txt")])

    assert actual == 0
    assert (tmp_path / "out.txt").read_bytes() == (ARTICLES / made["file"]).read_bytes()
