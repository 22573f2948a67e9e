"""The compiled expressions in the cache folder: used where they are whole, made anew where not, and never needed."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from mtdetect.tells.engine import TellEngine
from mtdetect.tells.registry import RULES
from mtdetect.text.batch import analyse

pytest.importorskip("hyperscan")

import hyperscan

from mtdetect.tells.fast_engine import FastEngine, Source
from mtdetect.tells.prefilter import expressions
from mtdetect.tells.rule import Regex, regex

ROOT = Path(__file__).resolve().parents[1]
FEW = (regex("cat"), regex(r"dogs?\b"), regex(r"(?i)cow"))
RAWS = ["A cat.", "A dog and a Cow.", "", "Nothing."]
FOUND = [[0], [1, 2], [], []]

# Rows of texts of all kinds, by the way that the second argument names.
SCORE = """
import sys
way = sys.argv[1]
if way == "absent":
    sys.modules["hyperscan"] = None
elif way == "broken":
    sys.modules["mtdetect.tells.fast_engine"] = None
from dataclasses import replace
import mtdetect
from mtdetect.results.row import dump, row
from tests.golden import documents
detector = mtdetect.load()
if way == "prepared":
    detector.engine.prepare()
given = list(documents())[::3]
print(detector.engine.is_fast)
for document, verdict in zip(given, detector.score_many(given)):
    print(ascii(dump(row(document, verdict))))
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache folder of this project, which is not there yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "mtdetect"


def made(asked: Sequence[Regex]) -> FastEngine:
    source = Source(asked)
    return FastEngine(asked, source.load() or source.compile())


def cached(folder: Path) -> Path:
    """The one file in the cache, as it is when the expressions have been compiled."""
    made(FEW)
    [file] = folder.iterdir()
    return file


def look() -> list[list[int]]:
    return [sorted(numbers) for numbers in made(FEW)(analyse(RAWS))]


def test_compiled_expressions_are_kept(folder: Path) -> None:
    before = Source(FEW).file.is_file()

    file = cached(folder)

    assert (before, Source(FEW).file.is_file()) == (False, True)
    assert file.name.startswith("rules-")


def test_what_is_cached_is_loaded_and_not_written_again(folder: Path) -> None:
    file = cached(folder)
    os.utime(file, (1, 1))

    actual = look()

    assert (actual, file.stat().st_mtime) == (FOUND, 1)


def test_other_expressions_and_flags_have_a_file_of_their_own(folder: Path) -> None:
    cached(folder)

    known = [Source(asked).file.is_file() for asked in (FEW, FEW[:2], FEW[::-1], (*FEW[:2], regex("(?i)cow", flags=2)))]

    assert known == [True, False, False, False]


@pytest.mark.parametrize("kind", ["empty", "noise", "cut", "one byte", "header", "of a stream"])
def test_a_damaged_or_foreign_file_is_not_used_and_written_anew(folder: Path, kind: str) -> None:
    file = cached(folder)
    whole = file.read_bytes()
    middle = len(whole) // 2
    streamed = hyperscan.Database(mode=hyperscan.HS_MODE_STREAM)
    streamed.compile(expressions=[b"cat"], ids=[0], elements=1, flags=[0])
    file.write_bytes(
        {
            "empty": b"",
            "noise": b"rules " * 500,
            "cut": whole[:middle],
            "one byte": whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :],
            "header": bytes([whole[0]]) + b"\xff" * 15 + whole[16:],
            "of a stream": hyperscan.dumpb(streamed),
        }[kind]
    )

    actual = look()

    assert actual == FOUND
    assert look() == FOUND
    assert len(file.read_bytes()) == len(whole)
    assert list(folder.iterdir()) == [file]


def test_a_folder_in_the_place_of_the_file_does_no_harm(folder: Path) -> None:
    file = cached(folder)
    file.unlink()
    file.mkdir()

    assert look() == FOUND


def test_a_cache_that_cannot_be_written_does_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))

    assert look() == FOUND
    assert not Source(FEW).file.is_file()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_cache_without_leave_to_write_does_no_harm(folder: Path) -> None:
    folder.mkdir(mode=0o500)

    assert look() == FOUND


@pytest.mark.usefixtures("folder")
def test_an_engine_is_fast_at_once_where_the_rules_are_cached() -> None:
    first = TellEngine(RULES)
    before = first.is_fast
    first.prepare()

    second = TellEngine(RULES)

    assert (before, first.is_fast, second.is_fast) == (False, True, True)
    assert Source(expressions(RULES)).file.is_file()


def test_rows_are_the_same_without_a_cache_with_one_and_without_hyperscan(tmp_path: Path) -> None:
    ways = ("plain", "prepared", "plain", "absent", "broken")

    printed = [scored(way, tmp_path) for way in ways]

    assert [lines[0] for lines in printed] == ["False", "True", "True", "False", "False"]
    assert [lines[1:] for lines in printed] == [printed[0][1:]] * len(ways)
    assert len(printed[0]) > 100


def scored(way: str, cache: Path) -> list[str]:
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", SCORE, way]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    ).stdout.splitlines()


@pytest.mark.parametrize("which", ["file", "folder"])
def test_a_cache_that_others_may_write_is_not_loaded_but_written_anew(folder: Path, which: str) -> None:
    file = cached(folder)
    (file if which == "file" else folder).chmod(0o777)

    loaded, found = Source(FEW).load(), look()

    assert (None, FOUND) == (loaded, found)
    assert Source(FEW).load() is not None
