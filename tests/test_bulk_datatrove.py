"""Pipelines of datatrove: blocks, and the script from WARC to kept and dropped JSON Lines."""

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

import mtdetect
from mtdetect.document import Document
from mtdetect.results.row import dump, row
from tests.test_readers_warc import response

pytestmark = pytest.mark.skipif(
    find_spec("datatrove") is None, reason="needs datatrove: pip install 'mtdetect[datatrove]'"
)
ROOT = Path(__file__).resolve().parents[1]
ARTICLES = {file.stem: file.read_text(encoding="utf-8") for file in (ROOT / "seeds" / "articles").glob("*.txt")}
TRANSLATED, HUMAN = ARTICLES["bees.pt-quotes"], ARTICLES["organ"]
COLUMNS = ("verdict", "row")


def trove_documents(*texts: str) -> list[Any]:
    from datatrove.data import Document as TroveDocument

    return [TroveDocument(text=text, id=str(number)) for number, text in enumerate(texts)]


def test_an_annotator_adds_the_columns_and_drops_nothing() -> None:
    from mtdetect.bulk.datatrove import TranslationAnnotator

    found = list(TranslationAnnotator(columns=COLUMNS).run(trove_documents(TRANSLATED, HUMAN, "Short.", "")))

    detector = mtdetect.load()
    expected = [
        dump(row(Document(str(number), text), detector.score(text)))
        for number, text in enumerate((TRANSLATED, HUMAN, "Short.", ""))
    ]
    assert ["translated", "human", "abstained", "abstained"] == [one.metadata["mtdetect_verdict"] for one in found]
    assert expected == [one.metadata["mtdetect_row"] for one in found]


def test_a_filter_keeps_what_is_not_likely_translated_and_writes_the_rest_with_the_reason(tmp_path: Path) -> None:
    from datatrove.pipeline.writers import JsonlWriter

    from mtdetect.bulk.datatrove import TranslationFilter

    block = TranslationFilter(JsonlWriter(str(tmp_path), compression=None))

    kept = [one.id for one in block.run(trove_documents(TRANSLATED, HUMAN, "Short.", TRANSLATED))]

    dropped = [json.loads(line) for line in (tmp_path / "00000.jsonl").read_text().splitlines()]
    assert ["1", "2"] == kept
    assert [("0", "likely_machine_translated"), ("3", "likely_machine_translated")] == [
        (one["id"], one["metadata"]["filter_reason"]) for one in dropped
    ]
    assert ["translated"] * 2 == [one["metadata"]["mtdetect_verdict"] for one in dropped]


def test_a_reader_hands_on_what_cannot_be_read_and_any_column_that_json_can_hold(tmp_path: Path) -> None:
    from datatrove.pipeline.writers import JsonlWriter

    from mtdetect.bulk.datatrove import ReadInputs, TranslationAnnotator

    lines = ['{"id": "a", "text": "One \\ud800.", "n\\ud801": ["\\udfff", 1e999]}', "{bad", '{"text": 5}', ""]
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.jsonl").write_text("\n".join(lines))
    (tmp_path / "in" / "notes.unknown").write_text("not read")
    stream: Any = None

    for block in (
        ReadInputs(str(tmp_path / "in")),
        TranslationAnnotator(columns=("error",)),
        JsonlWriter(str(tmp_path / "out"), compression=None),
    ):
        stream = block.run(stream)
    found = list(stream)

    written = [json.loads(line) for line in (tmp_path / "out" / "00000.jsonl").read_text().splitlines()]
    assert [None, "bad_json", "no_text"] == [one.metadata["mtdetect_error"] for one in found]
    assert {"n\ufffd": ["\ufffd", None]}.items() <= written[0]["metadata"].items()
    assert ["a", f"{tmp_path}/in/a.jsonl:2", f"{tmp_path}/in/a.jsonl:3"] == [one["id"] for one in written]


def test_a_task_that_has_another_model_than_the_job_fails_and_says_so() -> None:
    from mtdetect.bulk.datatrove import TranslationAnnotator

    block = TranslationAnnotator()
    block.scoring.signature = "model:other"

    with pytest.raises(mtdetect.ModelError, match=r"scores with model:base@.*, the job with model:other: "):
        list(block.run(trove_documents("Short.")))


def write_warc(file: Path, pages: Iterable[tuple[str, bytes]]) -> None:
    """A web archive of pages by address, and of an image."""
    image = response("https://a.example/logo.png", b"\x89PNG", kind="image/png")
    made = [response(address, content, kind="text/html; charset=utf-8") for address, content in pages]
    file.write_bytes(b"".join(map(gzip.compress, [*made, image])))


def page(text: str) -> bytes:
    paragraphs = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
    return f"<html><head><title>News</title></head><body><article>{paragraphs}</article></body></html>".encode()


def crawl(folder: Path, files: int, pages: int) -> None:
    folder.mkdir()
    names = sorted(ARTICLES)
    for at in range(files):
        numbers = range(at * pages, (at + 1) * pages)
        made = [(f"https://s{n % 3}.example/{n}", page(ARTICLES[names[n % len(names)]])) for n in numbers]
        write_warc(folder / f"{at:02}.warc.gz", [*made, (f"https://broken.example/{at}", b"\0\1binary\xff")])


def script(folder: Path, *arguments: object) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "mtdetect.bulk.datatrove", *map(str, arguments)]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(folder)}
    return subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True, start_new_session=True)


def records(folder: Path) -> list[dict[str, Any]]:
    return [
        json.loads(line)
        for file in sorted(folder.glob("*.jsonl.gz"))
        for line in gzip.decompress(file.read_bytes()).splitlines()
    ]


def command_line_verdicts(folder: Path) -> dict[str, str]:
    command = [sys.executable, "-m", "mtdetect", "score", str(folder), "--format", "jsonl", "--allow-unreadable"]
    done = subprocess.run(command, capture_output=True, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
    rows = map(json.loads, done.stdout.splitlines())
    return {row["id"]: "unreadable" if "error" in row else row["verdict"] for row in rows}


def wait_for(happened: Callable[[], bool], process: "subprocess.Popen[str]") -> None:
    while not happened() and process.poll() is None:
        time.sleep(0.05)


@pytest.mark.slow
def test_the_script_sorts_a_crawl_into_kept_and_dropped_and_goes_on_after_it_was_killed(tmp_path: Path) -> None:
    crawl(tmp_path / "in", files=4, pages=12)
    arguments = (tmp_path / "in", tmp_path / "out", "--tasks", 4, "--workers", 1, "--glob", "*.warc.gz")
    with script(tmp_path, *arguments) as process:
        wait_for(lambda: any((tmp_path / "out" / "logs" / "completions").glob("*")), process)
        os.killpg(process.pid, signal.SIGKILL)
    complete = len(list((tmp_path / "out" / "logs" / "completions").glob("*")))

    with script(tmp_path, *arguments) as process:
        errors = process.communicate()[1]

    assert (True, 0) == (1 <= complete < 4, process.returncode), errors[-2000:]
    found = {
        name: {one["id"]: one["metadata"]["mtdetect_verdict"] for one in records(tmp_path / "out" / name)}
        for name in ("kept", "dropped")
    }
    verdicts = command_line_verdicts(tmp_path / "in")
    assert 52 == len(verdicts) == sum(len(records(tmp_path / "out" / name)) for name in found)
    assert {"translated", "unreadable"} == set(found["dropped"].values())
    assert verdicts == found["kept"] | found["dropped"]
