"""One scorer everywhere: the command line, Python, Spark and datatrove write the same rows, byte for byte."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from itertools import chain, count, cycle, islice
from pathlib import Path

import pyarrow
import pytest
from pyarrow import parquet

import mtdetect
from bench.documents import sample_texts
from mtdetect.document import Document, Unreadable
from mtdetect.readers import read
from mtdetect.results.row import dump, error_row, row
from tests.spark_engine import environment, needs_spark, sorted_rows

ROOT = Path(__file__).resolve().parents[1]
CORPORA = Path(os.environ.get("MTDETECT_CORPORA", ROOT.parent / "shared" / "corpora"))
MOST = 20_000  # bytes of a text
DOCUMENTS = int(os.environ.get("SAME_ROWS_DOCUMENTS", "5000"))
ODD: list[str | None] = [
    None,
    "",
    " \n\t ",
    "Too short to be judged.",
    "word " * MOST,
    "Der Rat der Stadt kam am Dienstag zusammen und sprach lange über den Hafen und die Kosten. " * 12,
    '"' + "The council met on Tuesday to hear what the harbour would cost, and nobody liked it. " * 12 + '"',
    "\x00\x07\x1b[2J \ufffd caf\u00e3\u00a9 " * 40,
    "| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * 90,
    "=cmd|' /C calc'!A0 <script>alert(1)</script> \u202e\u2028 ::error::no " * 30,
]


def articles() -> Iterator[str]:
    """Texts of the corpora where they are at hand, else own articles, each with a line of its own."""
    files = sorted(CORPORA.glob("*/*.jsonl.gz"))
    if files:
        yield from chain.from_iterable(sample_texts(file, 1 + DOCUMENTS // len(files)) for file in files)
    own = [file.read_text("utf-8") for file in sorted((ROOT / "seeds" / "articles").glob("*.txt"))]
    for number, text in zip(count(), cycle(own)):
        yield f"{text}\n\nNumber {number} of the series came on day {number * 7 % 365}."


def _odd(number: int) -> str | None:
    return ODD[number // 10 % len(ODD)]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table of documents, every tenth of them odd; every fortieth has no id."""
    folder = tmp_path_factory.mktemp("same") / "in"
    folder.mkdir()
    rows = [
        {"id": None if number % 40 == 3 else f"d{number}", "text": _odd(number) if number % 10 == 7 else text}
        for number, text in enumerate(islice(articles(), DOCUMENTS))
    ]
    schema = pyarrow.schema([("id", pyarrow.string()), ("text", pyarrow.string())])
    parquet.write_table(pyarrow.Table.from_pylist(rows, schema), folder / "pages.parquet", row_group_size=700)
    return folder


def by_command_line(pages: Path, _out: Path) -> list[str]:
    command = [sys.executable, "-m", "mtdetect", "score", str(pages), "--format", "jsonl", "--allow-unreadable"]
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run([*command, "--max-bytes", str(MOST)], capture_output=True, check=True, env=environ, text=True)
    return ran.stdout.split("\n")[:-1]


def by_python(pages: Path, _out: Path) -> list[str]:
    inputs = list(read([pages], max_bytes=MOST))
    verdicts = mtdetect.load().score_many(one for one in inputs if isinstance(one, Document))
    return [dump(error_row(one) if isinstance(one, Unreadable) else row(one, next(verdicts))) for one in inputs]


def by_spark(pages: Path, out: Path) -> list[str]:
    env = environment(out.parent, "local[2]", **{"spark.sql.files.maxPartitionBytes": "1m"})
    command = [sys.executable, "-W", "ignore", "-m", "mtdetect.bulk.spark", str(pages), str(out)]
    subprocess.run([*command, "--max-bytes", str(MOST)], capture_output=True, check=True, env=env)
    return [record["mtdetect_row"] for record in sorted_rows(out)]


def by_datatrove(pages: Path, _out: Path) -> list[str]:
    from mtdetect.bulk.datatrove import ReadInputs, TranslationAnnotator

    read_block = ReadInputs(str(pages), max_bytes=MOST)
    return [one.metadata["mtdetect_row"] for one in TranslationAnnotator(columns=["row"]).run(read_block.run())]


@pytest.fixture(scope="module")
def expected(pages: Path) -> list[str]:
    return by_command_line(pages, pages)


@pytest.mark.slow
def test_the_documents_are_of_all_kinds(expected: list[str]) -> None:
    kinds = {"no_text", "too_large", "empty", "too_short", "not_english", "mostly_quoted", "no_prose"}
    verdicts = {f'"verdict": "{verdict}"' for verdict in ("translated", "unsure", "human")}

    found = {kind for kind in kinds if any(f'"{kind}"' in line for line in expected)}

    assert (DOCUMENTS, kinds) == (len(expected), found)
    assert verdicts == {verdict for verdict in verdicts if any(verdict in line for line in expected)}


@pytest.mark.slow
@pytest.mark.parametrize(
    "rows_by",
    [
        by_python,
        pytest.param(by_spark, marks=needs_spark),
        pytest.param(
            by_datatrove,
            marks=pytest.mark.skipif(find_spec("datatrove") is None, reason="needs datatrove: 'mtdetect[datatrove]'"),
        ),
    ],
)
def test_rows_are_the_same_byte_for_byte(
    rows_by: Callable[[Path, Path], list[str]], pages: Path, expected: list[str], tmp_path: Path
) -> None:
    rows = rows_by(pages, tmp_path / "out")

    assert len(expected) == len(rows)
    assert [] == [pair for pair in zip(expected, rows, strict=True) if pair[0] != pair[1]][:3]
