"""Parquet to Parquet on a cluster of two executors: rows as from the command line, whatever is killed."""

import contextlib
import io
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from pyarrow import parquet

import mtdetect.bulk.spark
from mtdetect.cli.app import app
from tests.spark_engine import environment, executors, kill, kill_session, needs_spark, sorted_rows, write_documents

pytestmark = needs_spark
KILLS = min(int(os.environ.get("MTDETECT_KILLS", "1")), 5)
SPARK = find_spec("pyspark")
SUBMIT = Path(SPARK.origin or "").parent / "bin" / "spark-submit" if SPARK else None  # that of pyspark itself
SCRIPT = Path(mtdetect.bulk.spark.__file__).parent / "__main__.py"
CLUSTER = "local-cluster[2,1,1024]"
SMALL = {"spark.sql.files.maxPartitionBytes": "60k", "spark.sql.files.openCostInBytes": 0}  # many tasks
RETRIES = {"spark.task.maxFailures": 4 + KILLS}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages") / "in"
    write_documents(folder, 400, 8)
    return folder


@pytest.fixture(scope="module")
def lines(pages: Path) -> list[str]:
    """The rows of the command line, those of articles and then those of sites, which are sorted."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        app(
            ["score", str(pages), "--group-by", "domain", "--format", "jsonl", "--allow-unreadable"],
            standalone_mode=False,
        )
    rows = out.getvalue().splitlines()
    sites = [row for row in rows if '"kind": "site"' in row]
    return [*rows[: -len(sites)], *sorted(sites)]


@contextlib.contextmanager
def spark_run(
    tmp_path: Path, *arguments: object, master: str = CLUSTER, submit: bool = False
) -> Iterator["subprocess.Popen[str]"]:
    """A run in a session of its own, whose processes are all gone behind the block."""
    started_by = [sys.executable, "-W", "ignore", "-m", "mtdetect.bulk.spark"]
    if submit:
        flags = [part for name, value in SMALL.items() for part in ("--conf", f"{name}={value}")]
        started_by = [str(SUBMIT), "--master", master, *flags, str(SCRIPT)]
    command = [*started_by, *map(str, arguments)]
    env = environment(tmp_path, master, **SMALL, **RETRIES)
    with subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        try:
            yield process
        finally:
            kill_session(process.pid)


def wait_for(happened: Callable[[], bool], process: "subprocess.Popen[str]") -> None:
    while not happened() and process.poll() is None:
        time.sleep(0.05)


def written(out: Path) -> list[str]:
    """The rows of a run, those of articles in the order of the input and those of sites, which are sorted."""
    sites = parquet.read_table(out / "sites").column("row").to_pylist()
    return [*(row["mtdetect_row"] for row in sorted_rows(out)), *sorted(sites)]


def test_an_executor_killed_in_the_middle_of_a_job_costs_no_row_and_doubles_none(
    tmp_path: Path, pages: Path, lines: list[str]
) -> None:
    out, killed, random_moment = tmp_path / "out", 0, random.Random(16)

    with spark_run(tmp_path, pages, out, "--group-by", "domain", "--files", 8) as process:
        wait_for(lambda: bool(list(out.glob("rows/shard=0/_temporary/**/task_*"))), process)
        while killed < KILLS and process.poll() is None and not (out / "rows/shard=0/_SUCCESS").exists():
            for executor in executors(process.pid)[:1]:
                kill(executor)
                killed += 1
            time.sleep(random_moment.uniform(1, 4) if killed < KILLS else 0)
        errors = process.communicate()[1]

    assert (KILLS, 0) == (killed, process.returncode), errors[-3000:]
    assert lines == written(out)
    assert 400 == json.loads((out / "summary.json").read_text())["documents"]


@pytest.mark.parametrize("submit", [False, True], ids=["python", "spark-submit"])
def test_a_run_that_is_killed_whole_goes_on_with_the_shards_that_are_not_complete(
    tmp_path: Path, pages: Path, lines: list[str], submit: bool
) -> None:
    out, arguments = tmp_path / "out", ("--group-by", "domain", "--files", 3)
    with spark_run(tmp_path, pages, out, *arguments, master="local[2]", submit=submit) as process:
        wait_for(lambda: (out / "rows/shard=1/_temporary").exists(), process)
        kill_session(process.pid)
    first = out / "rows/shard=0/_SUCCESS"
    before = (process.returncode, first.stat().st_mtime_ns, (out / "rows/shard=2").exists())

    with spark_run(tmp_path, pages, out, *arguments, master="local[2]", submit=submit) as process:
        errors = process.communicate()[1]

    assert 0 == process.returncode, errors[-3000:]
    assert (-9, first.stat().st_mtime_ns, False) == before
    assert lines == written(out)


def test_another_setting_or_file_than_the_run_began_with_is_refused_in_one_line(tmp_path: Path, pages: Path) -> None:
    out, texts = tmp_path / "out", []
    out.mkdir()
    (out / "inputs.jsonl").write_text("")
    (out / "run.json").write_text(json.dumps({"text": "body"}))

    with spark_run(tmp_path, pages, out, master="local[1]") as process:
        texts = process.communicate()[1].splitlines()

    assert 2 == process.returncode
    assert f"error: {out}: text was body, now it is text: repeat what it began with" in texts[-1]
