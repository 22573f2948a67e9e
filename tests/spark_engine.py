"""What tests of Spark share: whether it is there, its environment, documents in Parquet, its processes."""

import contextlib
import os
import shutil
import signal
import sys
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = sorted((ROOT / "seeds" / "articles").glob("*.txt"))
EXECUTOR = "CoarseGrainedExecutorBackend"
needs_spark = [
    pytest.mark.skipif(find_spec("pyspark") is None, reason="needs pyspark: pip install 'mtdetect[spark]'"),
    pytest.mark.skipif(shutil.which("java") is None, reason="needs Java 17 or later (Debian: openjdk-17-jre-headless)"),
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
    pytest.mark.slow,
]


def environment(folder: Path, master: str, **settings: object) -> dict[str, str]:
    """The variables of a process that runs Spark on this machine alone, writing below `folder`."""
    conf = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.shuffle.partitions": 2,
        "spark.local.dir": folder / "local",
        **settings,
    }
    flags = " ".join(f"--conf {name}={value}" for name, value in conf.items())
    return {
        **os.environ,
        "JDK_JAVA_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",  # a short run spends most on compiling
        "PYSPARK_PYTHON": sys.executable,
        "PYSPARK_SUBMIT_ARGS": f"--master {master} {flags} pyspark-shell",
        "PYTHONPATH": str(ROOT),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_WORKER_DIR": str(folder / "work"),
    }


def write_documents(folder: Path, count: int, files: int) -> None:
    """Parquet files with articles of this project, each with a line of its own, and what is not judged or read."""
    import pyarrow
    from pyarrow import parquet

    texts = [file.read_text(encoding="utf-8") for file in ARTICLES]
    kinds = [("id", pyarrow.string()), ("text", pyarrow.string()), ("url", pyarrow.string())]
    rows = [_document(number, texts[number % len(texts)]) for number in range(count)]
    folder.mkdir()
    for at in range(files):
        some = rows[at * count // files : (at + 1) * count // files]
        parquet.write_table(pyarrow.Table.from_pylist(some, pyarrow.schema(kinds)), folder / f"{at:03}.parquet")


def _document(number: int, article: str) -> dict[str, str | None]:
    odd: dict[int, str | None] = {5: None, 9: "", 13: "Too short."}
    text = odd.get(number % 40, f"{article}\n\nNumber {number} of the series came on day {number * 7 % 365}.")
    own_id = None if number % 40 == 20 else f"d{number}"
    return {"id": own_id, "text": text, "url": f"https://www.s{number % 7}.example/{number}"}


def executors(session: int) -> list[int]:
    """The processes of executors in a session, whose number is that of the process that began it."""
    return [process for process, words in _processes(session) if any(EXECUTOR in word for word in words)]


def kill(process: int) -> None:
    """Kill a process that may be gone."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


def kill_session(session: int) -> None:
    """Kill all processes of a session."""
    for process, _ in _processes(session):
        kill(process)


def _processes(session: int) -> Iterator[tuple[int, list[str]]]:
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and os.getsid(int(entry.name)) == session:
                yield int(entry.name), (entry / "cmdline").read_text(errors="replace").split("\0")
        except OSError:  # it has ended meanwhile
            continue


def article_lines(lines: Iterable[str]) -> list[str]:
    """The lines of articles among those of rows."""
    return [line for line in lines if '"kind": "site"' not in line]


def sorted_rows(folder: Path) -> list[dict[str, Any]]:
    """The records that a run wrote, in the order of its input."""
    from pyarrow import parquet

    rows: list[dict[str, Any]] = parquet.read_table(folder / "rows").to_pylist()
    return sorted(rows, key=lambda row: (row["mtdetect_path"], row["mtdetect_number"]))
