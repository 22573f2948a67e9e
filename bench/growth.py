"""How cost grows: with the length of texts, with documents, with processes, and with partitions of Spark.

`python -m bench.growth [--corpora PATH] [--characters N] [--documents N] [--parts NAME ...]`. Each row is whole
commands on texts of the corpora, joined and cut to the length; start-up, measured on the least input, is taken off.
Times are of processors, but for what processes save, which is wall time and says little on a machine that others use.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, cycle, islice
from pathlib import Path

import pyarrow
from pyarrow import parquet

from bench.documents import corpora_files, sample_texts
from bench.measure import processor_seconds_of_session, python, run

_LENGTHS = (100, 1_000, 10_000, 100_000, 1_000_000)
_PROCESSES, _PARTITIONS = (1, 2), (1, 4, 16)
_SCORE = ("-m", "mtdetect", "score", "{}", "--jobs")
_VERDICTS = ("--fields", "id,verdict,human_share")
_SPARK = "--master local[1] --conf spark.ui.enabled=false --conf spark.sql.shuffle.partitions=2"


def main() -> None:
    """Measure and print tables in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", help="the corpora's folder (default: MTDETECT_CORPORA, or ../shared/corpora)")
    parser.add_argument("--characters", type=int, default=2_000_000, help="of each length, in all (%(default)s)")
    parser.add_argument("--documents", type=int, default=250, help="for all but the lengths (%(default)s)")
    parser.add_argument("--parts", nargs="+", choices=list(_PARTS), default=list(_PARTS))
    options = parser.parse_args()
    texts = [*chain.from_iterable(sample_texts(file, 40) for file in corpora_files(options.corpora))]
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_CACHE_HOME"] = str(Path(name) / "cache")
        for part in options.parts:
            for line in _PARTS[part](Path(name), texts, options):
                print(line, flush=True)


def _lengths(folder: Path, texts: Sequence[str], options: argparse.Namespace) -> Iterator[str]:
    yield "\n| characters of a text | a document, ms of a core | 1,000 characters, ms of a core |\n|---|---|---|"
    for length in _LENGTHS:
        few, many = (_write_lines(folder, texts, length, count) for count in (1, max(4, options.characters // length)))
        rows = sum(1 for _ in many.open("rb"))
        seconds = run(_command(many, 1), folder / "out").processor_seconds - _start(_command(few, 1), folder)
        each = 1000 * seconds / (rows - 1)
        yield f"| {length:,} | {each:,.2f} | {each / length * 1000:.2f} |"


def _documents(folder: Path, texts: Sequence[str], options: argparse.Namespace) -> Iterator[str]:
    yield "\n| documents | s of a core | ms a document beyond the first | memory, MB |\n|---|---|---|---|"
    start = _start(_command(_write_lines(folder, texts, 1_600, 1), 1), folder)
    for count in (options.documents, 4 * options.documents, 16 * options.documents):
        command = _command(_write_lines(folder, texts, 1_600, count), 1)
        found = run(command, folder / "out")
        each = 1000 * (found.processor_seconds - start) / (count - 1)
        yield f"| {count:,} | {found.processor_seconds:.2f} | {each:.2f} | {found.peak_mb:.0f} |"


def _processes(folder: Path, texts: Sequence[str], options: argparse.Namespace) -> Iterator[str]:
    yield "\n| processes | s of all cores | s from start to end | memory, MB |\n|---|---|---|---|"
    file = _write_lines(folder, texts, 1_600, 4 * options.documents)
    for count in _PROCESSES:
        found = run(_command(file, count), folder / "out")
        seconds = sum(one.seconds for one in found.processes)
        yield f"| {count} | {seconds:.2f} | {found.seconds:.2f} | {found.peak_mb:.0f} |"


def _partitions(folder: Path, texts: Sequence[str], options: argparse.Namespace) -> Iterator[str]:
    yield "\n| partitions | s of a core, Spark and all |\n|---|---|"
    os.environ.update(SPARK_LOCAL_IP="127.0.0.1", PYSPARK_PYTHON=sys.executable)
    (folder / "pages").mkdir()
    rows = [{"id": str(at), "text": text} for at, text in enumerate(_cut(texts, 1_600, options.documents))]
    for count in _PARTITIONS:
        for at in range(count):
            table = pyarrow.Table.from_pylist(rows[at::count])
            parquet.write_table(table, folder / "pages" / f"{at}.parquet")
        one_each = "--conf spark.sql.files.openCostInBytes=134217728 pyspark-shell"
        os.environ["PYSPARK_SUBMIT_ARGS"] = f"{_SPARK} {one_each}"
        command = python(
            "-m", "mtdetect.bulk.spark", str(folder / "pages"), str(folder / f"out{count}"), "--no-details"
        )
        yield f"| {count} | {processor_seconds_of_session(command, folder / 'out'):.1f} |"


_PARTS: dict[str, Callable[[Path, Sequence[str], argparse.Namespace], Iterator[str]]] = {
    "lengths": _lengths,
    "documents": _documents,
    "processes": _processes,
    "partitions": _partitions,
}


def _command(file: Path, jobs: int) -> list[str]:
    return python(*(str(file) if part == "{}" else part for part in _SCORE), str(jobs), *_VERDICTS)


def _start(command: Sequence[str], folder: Path) -> float:
    """The processor seconds of a command on one document, the less of two runs: the first fills caches."""
    return min(run(command, folder / "out").processor_seconds for _ in range(2))


def _write_lines(folder: Path, texts: Sequence[str], length: int, count: int) -> Path:
    file = folder / f"{length}-{count}.jsonl"
    rows = (json.dumps({"id": str(at), "text": text}) + "\n" for at, text in enumerate(_cut(texts, length, count)))
    file.write_text("".join(rows), encoding="utf-8")
    return file


def _cut(texts: Sequence[str], length: int, count: int) -> Iterator[str]:
    """So many texts of so many characters, each made of others in a row."""
    return (_joined(texts[at % len(texts) :], length) for at in islice(cycle(range(len(texts))), count))


def _joined(texts: Sequence[str], length: int) -> str:
    parts, size = [], 0
    for text in cycle(texts):
        parts.append(text)
        size += len(text) + 2
        if size >= length:
            return "\n\n".join(parts)[:length]
    return ""


if __name__ == "__main__":
    main()
