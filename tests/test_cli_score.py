"""`mtdetect score` from end to end, with the shipped model."""

import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import mtdetect
from mtdetect.cli.app import app
from mtdetect.document import Document
from mtdetect.results.row import dump, row

COMMAND = (sys.executable, "-m", "mtdetect", "score")
SENTENCES = (
    "The ferry to the island was late again on Tuesday, and nobody on the quay seemed surprised.",
    "Mrs Okafor, who has sold tickets there since 1998, said the new engine had been a mistake.",
    "“It coughs when it's cold,” she said. “And it's always cold.”",
    "The council bought the boat second-hand three years ago for a little under £2m.",
    "Since then it has spent 141 days in dry dock, more than any other vessel in the fleet.",
    "A spokesman didn't dispute the figure but pointed out that two of those winters were bad ones.",
    "Islanders have heard that before, and some of them have started rowing across instead.",
    "Next month councillors will vote on whether to lease a replacement from Norway.",
    "If they don't, the school run will again depend on a fishing boat and its patient skipper.",
    "He charges nothing, he says, because the children sing and the gulls pay attention.",
)


def article(number: int) -> str:
    """About 80 words, another for each number."""
    turned = SENTENCES[number % 10 :] + SENTENCES[: number % 10]
    return " ".join(turned[: 5 + number % 3]) + f" That was report number {number}.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with one article in it."""
    monkeypatch.setenv("PYTHONPATH", str(Path(mtdetect.__file__).parents[1]))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ferry.txt").write_text(article(0), encoding="utf-8")
    return tmp_path


@pytest.fixture
def many(folder: Path) -> Path:
    """100 articles as JSON Lines, more than are scored in one process."""
    lines = [json.dumps({"id": f"n{number}", "text": article(number)}) for number in range(100)]
    (folder / "many.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder / "many.jsonl"


def score(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, ["score", *map(str, arguments)], input=stdin)


def rows(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.usefixtures("folder")
def test_the_text_report_ends_with_the_counts() -> None:
    ran = score("ferry.txt")

    assert ran.exit_code == 0
    assert ran.stderr == ""
    assert ran.stdout.startswith("ferry.txt: ")
    assert ran.stdout.splitlines()[-1].startswith("1 article: ")


@pytest.mark.usefixtures("folder")
def test_a_row_is_the_same_from_python_and_from_the_command_line() -> None:
    document = Document("ferry.txt", article(0), "ferry.txt")

    expected = dump(row(document, mtdetect.load().score(document))) + "\n"

    assert score("ferry.txt", "--format", "jsonl").stdout == expected


def test_rows_are_the_same_for_any_number_of_jobs(many: Path) -> None:
    alone, together = (
        subprocess.run([*COMMAND, many, "--format", "jsonl", "--jobs", jobs], capture_output=True, check=True).stdout
        for jobs in ("1", "2")
    )

    assert together == alone
    assert [json.loads(line)["id"] for line in together.splitlines()] == [f"n{number}" for number in range(100)]


@pytest.mark.usefixtures("folder")
def test_standard_input_is_read() -> None:
    ran = score("-", "--format", "jsonl", stdin=article(3))

    assert [(made["id"], made["verdict"] is not None) for made in rows(ran)] == [("-", True)]


def test_the_keys_of_json_lines_can_be_named(folder: Path) -> None:
    (folder / "a.jsonl").write_text(json.dumps({"url": "u7", "body": article(1)}), encoding="utf-8")

    ran = score("a.jsonl", "--text-key", "body", "--id-key", "url", "--format", "jsonl")

    assert [(made["id"], made["path"], "error" in made) for made in rows(ran)] == [("u7", "a.jsonl", False)]


def test_what_cannot_be_read_keeps_its_place_and_exits_with_2(folder: Path) -> None:
    (folder / "binary.txt").write_bytes(b"\0")

    ran = score("binary.txt", "ferry.txt", "--format", "jsonl")

    assert ran.exit_code == 2
    assert [(made["id"], "error" in made) for made in rows(ran)] == [("binary.txt", True), ("ferry.txt", False)]
    assert ran.stderr == "mtdetect: error: 1 of 2 unreadable (--allow-unreadable makes this a warning)\n"


def test_unreadable_inputs_can_be_allowed(folder: Path) -> None:
    (folder / "binary.txt").write_bytes(b"\0")

    ran = score("binary.txt", "ferry.txt", "--allow-unreadable")

    assert ran.exit_code == 0
    assert "binary.txt: could not be read: " in ran.stdout
    assert ran.stderr == "mtdetect: warning: 1 of 2 unreadable\n"


@pytest.mark.usefixtures("folder")
def test_a_missing_model_is_one_line_and_exits_with_2() -> None:
    ran = score("ferry.txt", "--model", "nowhere")

    assert ran.exit_code == 2
    assert ran.stdout == ""
    assert ran.stderr.startswith("mtdetect: error: ")
    assert ran.stderr.count("\n") == 1


def test_results_can_be_written_to_files_too(folder: Path) -> None:
    ran = score("ferry.txt", "--format", "jsonl", "--output", "jsonl=a.jsonl", "--output", "json=a.json")

    assert (folder / "a.jsonl").read_text("utf-8") == ran.stdout
    assert json.loads((folder / "a.json").read_text("utf-8"))["rows"] == rows(ran)


def test_an_input_is_not_overwritten(folder: Path) -> None:
    ran = score("ferry.txt", "--output", "jsonl=ferry.txt")

    assert ran.exit_code == 2
    assert (folder / "ferry.txt").read_text("utf-8") == article(0)


def test_a_reader_that_leaves_ends_it_quietly(many: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, many, "--format", "jsonl"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        complaints = process.stderr.read()

    assert (process.returncode, complaints) == (128 + signal.SIGPIPE, b"")


@pytest.mark.parametrize(("signalled", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.usefixtures("folder")
def test_a_signal_ends_it_quietly(signalled: signal.Signals, code: int) -> None:
    with subprocess.Popen(
        [*COMMAND, "-", "--format", "jsonl", "--jobs", "1"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(json.dumps({"text": article(0)}).encode() + b"\n")
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signalled)
        complaints = process.stderr.read()

    assert (process.returncode, complaints) == (code, b"")


@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
@pytest.mark.usefixtures("folder")
def test_colour_is_for_terminals_and_can_be_refused(no_color: str, coloured: bool) -> None:
    environment = {**os.environ, "NO_COLOR": no_color, "TERM": "xterm"}
    ours, theirs = pty.openpty()

    subprocess.run([*COMMAND, "ferry.txt"], stdout=theirs, env=environment, check=True)
    page = os.read(ours, 1 << 16)
    os.close(theirs)
    os.close(ours)

    assert (b"\x1b[" in page) is coloured


def test_the_model_in_use_is_shown_with_its_figures() -> None:
    detector = mtdetect.load()

    shown = CliRunner().invoke(app, ["model"]).stdout.splitlines()

    assert shown[:2] == [f"name       {detector.model.name}", f"signature  {detector.signature}"]
    assert any(line.strip().startswith("AUC round_trip against native: 0.") for line in shown)


@pytest.mark.parametrize(
    ("data", "options", "ids"),
    [
        (json.dumps([{"id": "x", "text": "One."}, {"id": "y", "text": "Two."}]), (), ["x", "y"]),
        ("id;text\nx;One.\n", (), ["x"]),
        ("id,body\nx,One.\n", ("--text-key", "body"), ["x"]),
        ("id,body\nx,One.\n", ("--input-format", "txt"), ["-"]),
        ("id,body\nx,One.\n", ("--input-format", "csv", "--text-key", "body"), ["x"]),
    ],
)
def test_structured_standard_input_is_read_as_rows(data: str, options: tuple[str, ...], ids: list[str]) -> None:
    ran = score("-", "--format", "jsonl", *options, stdin=data)

    assert (ran.exit_code, [made["id"] for made in rows(ran)]) == (0, ids)


def test_a_table_that_is_not_understood_is_refused_in_one_line() -> None:
    ran = score("-", "--format", "jsonl", stdin="id,body\nx,One.\ny,Two.\n")

    [made] = rows(ran)
    assert ran.exit_code == 2
    assert made["error"] == {
        "kind": "unclear",
        "message": "looks like a table with the columns 'id, body' and none 'text': name one by --text-key, "
        "or say --input-format txt",
    }


@pytest.mark.parametrize(
    "arguments",
    [
        ("score", "none.dat"),
        ("score", "none/"),
        ("score", "a.txt", "--model", "none"),
        ("score", "a.txt", "--deep", "auto", "--reader", "none"),
        ("score", "a.txt", "--config", "none.toml"),
        ("score", "a.txt", "--excuses", "none.toml"),
        ("score", "a.txt", "--output", "json=none/a.json"),
        ("explain", "none.txt"),
        ("baseline", "none.txt"),
        ("match", "a.txt", "--against", "none.txt"),
        ("index", "info", "none.index"),
        ("index", "build", "none.txt", "-o", "a.index"),
        ("report", "none.jsonl"),
        ("evaluate", "none.jsonl"),
    ],
)
def test_what_does_not_exist_is_called_that(folder: Path, arguments: tuple[str, ...]) -> None:
    (folder / "a.txt").write_text(article(0), encoding="utf-8")

    ran = CliRunner().invoke(app, arguments)

    assert ran.exit_code == 2
    assert " does not exist: " in ran.output


CASES = Path(os.environ.get("MTDETECT_CASES", Path(__file__).parents[2] / "shared" / "cases"))


@pytest.mark.skipif(not CASES.is_dir(), reason=f"no cases in {CASES}: set MTDETECT_CASES")
@pytest.mark.parametrize(
    ("name", "count"),
    [("c4-array.json", 2), ("c4-array-as.jsonl", 1), ("c4-pretty.jsonl", 1), ("b7-bom.csv", 2), ("b7-sep.csv", 2)],
)
def test_structured_cases_give_the_same_rows_by_name_and_piped(name: str, count: int) -> None:
    file = CASES / name

    named = rows(score(str(file), "--format", "jsonl"))
    piped = rows(score("-", "--format", "jsonl", stdin=file.read_text("utf-8")))

    verdicts = [made["verdict"] for made in named]
    assert len(verdicts) == count
    assert [made["verdict"] for made in piped] == verdicts
