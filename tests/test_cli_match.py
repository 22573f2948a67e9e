"""`mtdetect match` and `mtdetect index` from end to end, with the shipped models."""

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import mtdetect
from mtdetect.cli.against import repeat_against
from mtdetect.cli.app import app
from mtdetect.document import Document

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = ROOT / "seeds" / "articles"
SEEDS = Path(os.environ.get("MTDETECT_SEEDS", ROOT.parent / "shared" / "seeds"))
ORIGINALS = sorted(str(file) for file in ARTICLES.glob("*.txt") if file.name.count(".") == 1)


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(app, [str(arg) for arg in args])


def rows(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    file = tmp_path / "archive.index"
    run("index", "build", *ORIGINALS, "-o", file)
    return file


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["a", "--against", "b", "c"], ["a", "--against", "b", "--against", "c"]),
        (["--against", "b", "c", "--prior", "0.1", "a"], ["--against", "b", "--against", "c", "--prior", "0.1", "a"]),
        (["--against", "b", "-", "--", "a"], ["--against", "b", "--against", "-", "--", "a"]),
        (["a", "--against=b", "c"], ["a", "--against=b", "c"]),
        (["a", "--against"], ["a", "--against"]),
    ],
)
def test_against_takes_all_that_follows(given: list[str], expected: list[str]) -> None:
    assert expected == repeat_against(given)


@pytest.mark.parametrize("name", ["bees.pt.txt", "levee.pt.txt", "quota.pt.txt"])
def test_the_origin_of_a_round_trip_is_named(name: str) -> None:
    result = run("match", ARTICLES / name, "--against", *ORIGINALS, "--format", "jsonl")

    [row] = rows(result)
    origin = row["origin"]
    assert isinstance(origin, dict)
    assert (0, str(ARTICLES / f"{name.split('.')[0]}.txt")) == (result.exit_code, origin["path"])
    assert ("round_trip", "suspect") == (origin["relation"], origin["direction"]["copy"])


def test_an_article_is_no_origin_of_itself(archive: Path) -> None:
    [row] = rows(run("match", ORIGINALS[0], "--against", archive, "--format", "jsonl"))

    assert (None, []) == (row["origin"], row["candidates"])


def test_an_index_gives_the_rows_of_its_files(archive: Path) -> None:
    suspect = ARTICLES / "bees.pt.txt"

    from_index = run("match", suspect, "--against", archive, "--format", "jsonl")

    assert run("match", suspect, "--against", *ORIGINALS, "--format", "jsonl").stdout == from_index.stdout


def test_python_gives_the_same_as_the_command(archive: Path) -> None:
    suspect = ARTICLES / "bees.pt.txt"
    [row] = rows(run("match", suspect, "--against", archive, "--format", "jsonl"))

    match = mtdetect.load_matcher([archive]).match(Document("bees", suspect.read_text(encoding="utf-8")))

    assert match.origin is not None
    assert row["origin"]["id"] == match.origin.candidate.id  # type: ignore[index]
    assert len(row["origin"]["pairs"]) == len(match.origin.comparison.alignment.pairs)  # type: ignore[index]


def test_spans_of_pairs_lead_into_both_texts(archive: Path) -> None:
    suspect = ARTICLES / "levee.pt.txt"
    [row] = rows(run("match", suspect, "--against", archive, "--format", "jsonl"))
    texts = {"suspect": suspect.read_text(encoding="utf-8"), "origin": (ARTICLES / "levee.txt").read_text("utf-8")}

    passages = [
        (side, pair[side])
        for pair in row["origin"]["pairs"]  # type: ignore[index]
        for side in texts
        if pair[side]
    ]

    assert [found["text"] for _, found in passages] == [
        texts[side][found["start"] : found["end"]] for side, found in passages
    ]


def test_the_text_report_names_the_origin_and_shows_pairs(archive: Path) -> None:
    result = run("match", ARTICLES / "bees.pt.txt", "--against", archive)

    said = " ".join(result.stdout.split())
    assert "Likely origin:" in said
    assert "This article is likely the copy" in said
    assert "[-" in said


def test_saved_rows_are_drawn_again(archive: Path, tmp_path: Path) -> None:
    saved = tmp_path / "rows.jsonl"
    made = run(
        "match", ARTICLES / "bees.pt.txt", "--against", archive, "--format", "jsonl", "--output", f"json={saved}"
    )
    saved.write_text(made.stdout, encoding="utf-8")

    again = run("report", saved, "--format", "jsonl")

    assert (0, made.stdout) == (again.exit_code, again.stdout)


def test_candidates_are_added_replaced_and_removed(archive: Path) -> None:
    count = len(ORIGINALS)

    added = run("index", "append", archive, ARTICLES / "bees.pt.txt", ORIGINALS[0])
    removed = run("index", "remove", archive, ORIGINALS[0])

    assert f"{archive}: {count + 1} candidates (2 added, 1 replaced)\n" == added.stdout
    assert f"{archive}: {count} candidates (1 removed)\n" == removed.stdout


def test_what_cannot_be_read_is_named_and_fails(tmp_path: Path) -> None:
    built = run("index", "build", ORIGINALS[0], tmp_path / "none.txt", "-o", tmp_path / "a.index")
    matched = run("match", ORIGINALS[1], "--against", ORIGINALS[0], tmp_path / "none.txt")
    allowed = run("match", ORIGINALS[1], "--against", ORIGINALS[0], tmp_path / "none.txt", "--allow-unreadable")

    assert (2, 2, 0) == (built.exit_code, matched.exit_code, allowed.exit_code)
    assert [True] * 3 == ["none.txt" in result.stderr for result in (built, matched, allowed)]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["match", ORIGINALS[0], "--against", "none.txt"], "holds no candidate"),
        (["index", "remove", "none.index", "a"], "cannot be read"),
        (["index", "append", ORIGINALS[0], ORIGINALS[1]], "is no index of mtdetect"),
        (["index", "build", ORIGINALS[0], "-o", "none/a.index"], "cannot be written"),
        (["index", "build", ORIGINALS[0], "-o", ORIGINALS[0]], "is there and is no index"),
        (["match", "-", "--against", "-"], "cannot be both suspect and candidate"),
    ],
)
def test_what_cannot_be_done_is_one_line(args: list[str], said: str) -> None:
    result = run(*args)

    assert 2 == result.exit_code
    assert said in result.stderr.splitlines()[-1]
    assert "Traceback" not in result.output


@pytest.mark.skipif(not SEEDS.is_dir(), reason=f"no seeds in {SEEDS}: set MTDETECT_SEEDS")
def test_the_seeds_are_told_apart() -> None:
    copy, rewrite = (next(SEEDS.glob(f"{name}*.txt")) for name in ("001", "003"))
    others = [next(SEEDS.glob(f"{name}*.txt")) for name in ("000", "003", "004")]

    [copied] = rows(run("match", copy, "--against", *others, "--format", "jsonl"))
    [written] = rows(run("match", rewrite, "--against", others[0], others[2], copy, "--format", "jsonl"))

    origin = copied["origin"]
    assert isinstance(origin, dict)
    assert (str(others[0]), "round_trip", "suspect") == (
        origin["path"],
        origin["relation"],
        origin["direction"]["copy"],
    )
    assert written["origin"] is None
