"""What the packages must do in each environment: the commands of users, on the project's own articles."""

import csv
import gzip
import html
import io
import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from release.environment import Environment, clean_variables

NAMES = ("bees", "bees.pt-quotes", "quota", "levee.pt-stops")
FORMATS = ("text", "concise", "json", "csv", "sarif", "github", "junit", "html")
PACK = """
import json, sys
import pyarrow, pyarrow.parquet
try:
    from compression import zstd
except ImportError:
    from backports import zstd
lines = open("inputs/a.jsonl", "rb").read()
open("inputs/a.jsonl.zst", "wb").write(zstd.compress(lines))
rows = [json.loads(line) for line in lines.splitlines()]
pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), "inputs/a.parquet")
"""
IN_PYTHON = """
import sys
import mtdetect
detector = mtdetect.load()
for name in sys.argv[1:]:
    verdict = detector.score(open(name, encoding="utf-8").read())
    print(name, verdict.verdict, verdict.likelihood, verdict.human_share)
"""


@dataclass(frozen=True, slots=True)
class Done:
    """A job that has run: its exit code, and what it wrote to standard output."""

    name: str
    code: int
    out: bytes
    errors: bytes


def run_all(environment: Environment, articles: Path, folder: Path) -> Iterator[Done]:
    """Runs each job in a folder of its own articles, so that paths in the output are the same everywhere.

    Args:
        articles: the folder of articles in this checkout; they are copied.
        folder: an empty folder.
    """
    news = folder / "news"
    news.mkdir()
    for file in sorted(articles.glob("*.txt")):
        (news / file.name).write_bytes(file.read_bytes())
    python, command = str(environment.bin / "python"), str(environment.bin / "mtdetect")
    few = [f"news/{name}.txt" for name in NAMES]

    def run(name: str, *arguments: str) -> Done:
        done = subprocess.run(arguments, cwd=folder, capture_output=True, env=clean_variables(), check=False)
        return Done(name, done.returncode, done.stdout, done.stderr)

    make_inputs(news, folder / "inputs")
    yield run("pack", python, "-c", PACK)
    yield (rows := run("score", command, "score", "--isolated", "--format", "jsonl", "--jobs", "2", "news"))
    (folder / "rows.jsonl").write_bytes(rows.out)
    yield run("readers", command, "score", "--isolated", "--format", "jsonl", "--jobs", "1", "inputs")
    outputs = [f"--output={form}=report.{form}" for form in FORMATS]
    drawn = run("report", command, "report", "--isolated", "--format", "text", *outputs, "rows.jsonl")
    files = [(folder / f"report.{form}").read_bytes() for form in FORMATS if drawn.code == 0]
    yield replace(drawn, out=b"".join([drawn.out, *files]))
    yield run("sites", command, "score", "--isolated", "--group-by", "folder", "--format", "jsonl", "inputs/a.jsonl")
    yield run("python", python, "-c", IN_PYTHON, *few)
    yield run("explain", command, "explain", few[1])
    yield run("rules", command, "rules", "MT401")
    yield run("model", command, "model")
    yield run("estimate", command, "estimate", "--isolated", "rows.jsonl")
    yield run("index", command, "index", "build", "news", "-o", "news.index")
    yield run("match", command, "match", "--isolated", few[1], "--against", "news.index", "--format", "jsonl")


def make_inputs(news: Path, folder: Path) -> None:
    """The same few articles as a page, Markdown, JSON Lines, CSV and a web archive."""
    folder.mkdir()
    texts = {name: (news / f"{name}.txt").read_text(encoding="utf-8") for name in NAMES}
    lines = "".join(json.dumps({"id": name, "text": text}) + "\n" for name, text in texts.items())
    (folder / "a.jsonl").write_text(lines, encoding="utf-8")
    (folder / "a.jsonl.gz").write_bytes(gzip.compress(lines.encode(), mtime=0))
    (folder / "a.md").write_text(texts["bees"], encoding="utf-8")
    (folder / "a.html").write_text(_page(texts["bees"]), encoding="utf-8")
    table = io.StringIO()
    csv.writer(table).writerows([("id", "text"), *texts.items()])
    (folder / "a.csv").write_text(table.getvalue(), encoding="utf-8")
    records = [_record(f"http://news.test/{name}", _page(text).encode()) for name, text in texts.items()]
    (folder / "a.warc").write_bytes(b"".join(records))


def _page(text: str) -> str:
    paragraphs = "".join(f"<p>{html.escape(line)}</p>\n" for line in text.splitlines() if line.strip())
    return f"<!doctype html><html><head><title>A</title></head><body><article>{paragraphs}</article></body></html>"


def _record(address: str, page: bytes) -> bytes:
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2026-01-01T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"
