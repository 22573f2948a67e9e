"""Long runs from end to end: killed for real, on disks that are full for real.

MTDETECT_KILLS says how often runs are killed at a random moment (3, to be quick).
"""

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from backports import zstd
from typer.testing import CliRunner, Result

import mtdetect
from mtdetect.cli.app import app

KILLS = int(os.environ.get("MTDETECT_KILLS", "3"))
ARTICLES = 150
COMMAND = (sys.executable, "-m", "mtdetect", "score")
LONG_RUN = ("many.jsonl.zst", "--format", "jsonl", "--jobs", "2", "--shards", "out", "--shard-rows", "10")
FULL = " be written (No space left on device): complete shards are kept; make room and go on with --resume"
SENTENCES = (
    "The ferry to the island was late again on Tuesday, and nobody on the quay seemed surprised.",
    "Mrs Okafor, who has sold tickets there since 1998, said the new engine had been a mistake.",
    "The council bought the boat second-hand three years ago for a little under £2m.",
    "Since then it has spent 141 days in dry dock, more than any other vessel in the fleet.",
    "Islanders have heard that before, and some of them have started rowing across instead.",
)


def article(number: int) -> str:
    """About 80 words, another for each number."""
    return " ".join(SENTENCES[number % 5 :] + SENTENCES[: number % 5]) + f" That was report number {number}.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with many articles in it, of which one cannot be read."""
    monkeypatch.setenv("PYTHONPATH", str(Path(mtdetect.__file__).parents[1]))
    monkeypatch.chdir(tmp_path)
    lines = [json.dumps({"id": f"n{n}", "text": article(n)}) for n in range(ARTICLES)]
    lines[77] = '{"id": "n77"}'
    lines[99] = "not a row"
    (tmp_path / "many.jsonl.zst").write_bytes(zstd.compress("\n".join(lines).encode()))
    return tmp_path


def score(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["score", *map(str, arguments)])


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def run(folder: Path, *arguments: str, kill_after: float | None = None, group: bool = False) -> tuple[int, bytes]:
    """The exit code and standard output of a real command, which may be killed: it alone, or with its workers."""
    with (folder / "rows.jsonl").open("wb") as out:
        process = subprocess.Popen(
            [*COMMAND, *arguments], cwd=folder, stdout=out, stderr=subprocess.DEVNULL, start_new_session=True
        )
        if kill_after is not None:
            time.sleep(kill_after)
            (os.killpg if group else os.kill)(process.pid, signal.SIGKILL)
        code = process.wait()
    return code, (folder / "rows.jsonl").read_bytes()


@pytest.fixture
def whole(folder: Path) -> tuple[bytes, dict[str, bytes], float]:
    """What a run gives that nobody disturbs, and how many seconds it took."""
    began = time.monotonic()
    code, printed = run(folder, *LONG_RUN)
    took = time.monotonic() - began
    assert code == 2  # for the two that cannot be read
    (folder / "out").rename(folder / "whole")
    return printed, files(folder / "whole"), took


@pytest.mark.slow
def test_killed_at_any_moment_and_run_again_the_output_is_the_same(
    folder: Path, whole: tuple[bytes, dict[str, bytes], float]
) -> None:
    printed, shards, took = whole
    chance = random.Random(5)
    outcomes = []
    for kill in range(KILLS):
        moment = took * (kill + chance.random()) / KILLS
        (folder / "out").exists() and (folder / "out").rename(folder / f"out{kill}")
        run(folder, *LONG_RUN, kill_after=moment, group=chance.random() < 0.5)
        resumed, again = run(folder, *LONG_RUN, "--resume")
        outcomes.append((resumed, again == printed, files(folder / "out") == shards))

    assert outcomes == [(2, True, True)] * KILLS


def test_a_killed_run_leaves_no_process(folder: Path) -> None:
    process = subprocess.Popen([*COMMAND, *LONG_RUN], cwd=folder, stdout=subprocess.PIPE, start_new_session=True)
    assert process.stdout is not None
    for _ in range(60):  # by then the workers are there
        process.stdout.readline()
    process.kill()
    process.wait()
    process.stdout.close()

    deadline = time.monotonic() + 30
    while session_of(process.pid) and time.monotonic() < deadline:
        time.sleep(0.1)

    assert session_of(process.pid) == []


def session_of(leader: int) -> list[str]:
    """The processes of a session that run."""
    if not Path("/proc/self/stat").exists():
        pytest.skip("no /proc to look into")
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, session = stat.read_text().rpartition(")")[2].split()[:4]
        except OSError:  # it has ended
            continue
        if session == str(leader) and state != "Z":
            found.append(stat.parent.name)
    return found


def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """A folder on a disk of its own, in memory."""
    disk = folder / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", disk], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("a disk can be mounted by root only")
    try:
        yield disk
    finally:
        subprocess.run(["umount", disk], check=True)


@pytest.mark.slow
def test_a_full_disk_ends_with_2_and_the_complete_shards_intact(
    folder: Path, whole: tuple[bytes, dict[str, bytes], float]
) -> None:
    for disk in small_disk(folder, "80k"):
        arguments = [str(disk / "out") if one == "out" else one for one in LONG_RUN]

        ran = subprocess.run([*COMMAND, *arguments], cwd=folder, capture_output=True, check=False)
        found = files(disk / "out")
        shards = [name for name in found if name.endswith(".zst")]
        subprocess.run(["mount", "-o", "remount,size=10m", disk], check=True)
        resumed = subprocess.run([*COMMAND, *arguments, "--resume"], cwd=folder, capture_output=True, check=False)

        assert (ran.returncode, ran.stderr.decode().splitlines()[-1].partition(": cannot")[2]) == (2, FULL), (
            ran.stderr.decode()
        )
        assert 0 < len(shards) < ARTICLES // 10
        assert {name: found[name] for name in shards} == {name: whole[1][name] for name in shards}
        assert (resumed.returncode, resumed.stdout == whole[0], files(disk / "out") == whole[1]) == (2, True, True)


def test_a_file_that_may_not_grow_ends_with_2(folder: Path) -> None:
    ran = subprocess.run(
        [*COMMAND, "many.jsonl.zst", "--jobs", "1", "--shards", "out"],
        cwd=folder,
        capture_output=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)),
    )

    assert ran.returncode == 2
    assert b"out/00000.jsonl.zst: cannot be written (File too large)" in ran.stderr
    assert b"Traceback" not in ran.stderr
    assert [name for name in files(folder / "out") if name.startswith("0")] == []


def test_a_full_standard_output_ends_with_2_and_the_shards_go_on_being_whole(folder: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full on this system")
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run([*COMMAND, *LONG_RUN], cwd=folder, stdout=full, stderr=subprocess.PIPE, check=False)

    code, _ = run(folder, *LONG_RUN, "--resume")

    assert (ran.returncode, ran.stderr.count(b"\n"), b"No space left on device" in ran.stderr) == (2, 1, True)
    assert code == 2
    assert len(list((folder / "out").glob("0*"))) == ARTICLES // 10


@pytest.mark.usefixtures("folder")
def test_with_shards_the_text_report_is_its_counts() -> None:
    ran = score("many.jsonl.zst", "--shards", "out", "--shard-rows", "100", "--allow-unreadable")

    assert ran.exit_code == 0
    assert ran.stdout.splitlines() == [f"{ARTICLES} articles: {ran.stdout.partition(': ')[2].strip()}"]


def test_shards_are_saved_rows(folder: Path) -> None:
    printed = score("many.jsonl.zst", "--shards", "out", "--format", "jsonl", "--shard-rows", "100").stdout

    shards = sorted(str(path) for path in (folder / "out").glob("*.jsonl.zst"))
    redrawn = CliRunner().invoke(app, ["report", *shards, "--format", "jsonl"])

    assert redrawn.stdout == printed


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--resume"], "--resume: goes on with the run in a folder: name it with --shards DIR"),
        (["--shards", "."], "--shards .: holds other files: name a new folder"),
        (
            ["--drop-translated"],
            "--drop-translated: is half of a pair: add --dropped FILE for the rows that are left out",
        ),
        (["--dropped", "a.jsonl"], "--dropped: is half of a pair: add --drop-translated"),
        (
            ["--drop-translated", "--dropped", "a.jsonl.zst"],
            "--dropped a.jsonl.zst: is written plain: leave the suffix .zst out",
        ),
        (
            ["--drop-translated", "--dropped", "-"],
            "--dropped -: standard output is what --format is for: name a file",
        ),
        (["--output", "json=-"], "--output -: standard output is what --format is for: name a file"),
        (
            ["--drop-translated", "--dropped", "many.jsonl"],
            "--dropped many.jsonl: is one of the inputs: name another file",
        ),
        (
            ["--drop-translated", "--dropped", "no/a.jsonl"],
            "--dropped no/a.jsonl: cannot be written, since no does not exist: make that folder first",
        ),
    ],
)
def test_flags_that_do_not_go_together(folder: Path, arguments: list[str], expected: str) -> None:
    (folder / "many.jsonl").write_text('{"text": "x"}')

    ran = score("many.jsonl", *arguments)

    assert (ran.exit_code, ran.stdout, ran.stderr) == (2, "", f"mtdetect: error: {expected}\n")


def test_shards_are_not_put_where_they_would_be_read(folder: Path) -> None:
    (folder / "in" / "deep").mkdir(parents=True)
    (folder / "in" / "a.txt").write_text("x")

    ran = score("in", "--shards", "in/deep/out")

    assert ran.stderr == "mtdetect: error: --shards in/deep/out: lies in in, which is read: name a folder elsewhere\n"
