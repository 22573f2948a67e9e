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
from mtdetect.match.index_arrays import arrays_by_name, checksum
from mtdetect.match.index_file import load
from mtdetect.report.formats import Format

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
        (["index", "remove", "none.index", "a"], "does not exist"),
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


@pytest.mark.parametrize("form", list(Format))
def test_every_format_names_the_origin_also_of_an_article_that_looks_human(
    form: Format, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ARTICLES)
    suspects = ["bees.pt.txt", "organ.txt"]

    result = run("match", *suspects, "--against", "bees.txt", "--format", form, "--fpr", "0%", "--jobs", "1")

    said = " ".join(result.stdout.split()).replace("\\", "")
    assert result.exit_code == 0
    assert "bees.txt" in said.replace("bees.pt.txt", "")
    assert "organ.txt" in said or form in (Format.SARIF, Format.GITHUB)


@pytest.mark.slow
def test_several_processes_give_the_same_rows(tmp_path: Path) -> None:
    suspects = tmp_path / "suspects.jsonl"
    texts = [(ARTICLES / name).read_text(encoding="utf-8") for name in ("bees.pt.txt", "organ.txt")] * 20
    suspects.write_text("".join(f"{json.dumps({'text': text})}\n" for text in texts), encoding="utf-8")
    args: tuple[str | Path, ...] = ("match", suspects, "--against", *ORIGINALS[:2], "--format", "jsonl", "--jobs")

    assert run(*args, "2").stdout == run(*args, "1").stdout


@pytest.mark.slow
def test_several_processes_build_the_same_index(tmp_path: Path) -> None:
    archive = tmp_path / "archive.jsonl"
    archive.write_text("".join(f'{{"text": "The boat number {n} left."}}\n' for n in range(99)), encoding="utf-8")

    for jobs in (1, 2):
        run("index", "build", archive, "-o", tmp_path / f"{jobs}.index", "--jobs", str(jobs))

    one, two = (arrays_by_name(load(tmp_path / f"{jobs}.index")) for jobs in (1, 2))
    assert checksum(one) == checksum(two)


def test_an_index_is_described(archive: Path) -> None:
    result = run("index", "info", archive)

    size = archive.stat().st_size
    texts = sum(len(Path(name).read_bytes()) for name in ORIGINALS)
    assert result.stdout == (
        f"{archive}: a valid index\ncandidates: {len(ORIGINALS)}\n"
        f"size: {size:,} bytes, {texts:,} of them texts\nversion: 1\n"
    )


@pytest.mark.parametrize("damage", [b"", b"no index", None])
def test_an_index_that_is_not_valid_is_said_to_be_none(archive: Path, damage: bytes | None) -> None:
    whole = archive.read_bytes()
    archive.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]) if damage is None else damage)

    result = run("index", "info", archive)

    assert (2, "") == (result.exit_code, result.stdout)
    assert result.stderr.endswith("build it anew\n")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("candidates", [["none.txt"], [ORIGINALS[0], "none.txt"], ["empty.txt"]])
def test_an_index_that_cannot_be_built_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, candidates: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty.txt").touch()

    result = run("index", "build", *candidates, "-o", "new/a.index")
    other = run("index", "build", *candidates, "-o", "a.index")

    assert (2, 2) == (result.exit_code, other.exit_code)
    assert "is not written" in other.stderr
    assert ["empty.txt"] == [file.name for file in tmp_path.iterdir()]


def test_an_index_stays_as_it_is_when_a_candidate_cannot_be_read(archive: Path, tmp_path: Path) -> None:
    before = archive.read_bytes()

    appended = run("index", "append", archive, ARTICLES / "bees.pt.txt", tmp_path / "none.txt")
    built = run("index", "build", ARTICLES / "bees.pt.txt", tmp_path / "none.txt", "-o", archive)
    same = archive.read_bytes() == before
    allowed = run("index", "append", archive, ARTICLES / "bees.pt.txt", tmp_path / "none.txt", "--allow-unreadable")

    assert (2, 2, True, 0) == (appended.exit_code, built.exit_code, same, allowed.exit_code)


def test_settings_reach_match_and_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = (ARTICLES / "bees.txt").read_text(encoding="utf-8")
    (tmp_path / "a.jsonl").write_text(json.dumps({"body": text}), encoding="utf-8")
    (tmp_path / "mtdetect.toml").write_text('text-key = "body"\nformat = "jsonl"\noutput = ["json=b.json"]', "utf-8")
    monkeypatch.setenv("MTDETECT_FPR", "100%")

    built = run("index", "build", "a.jsonl", "-o", "a.index")
    matched = run("match", "a.jsonl", "--against", "a.index")

    assert (0, 0) == (built.exit_code, matched.exit_code)
    assert ["translated"] == [row["verdict"] for row in rows(matched)]
    assert (tmp_path / "b.json").exists()
