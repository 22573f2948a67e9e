"""Writes the seeds of the corpora, from the project's own articles: `python -m fuzz.seeds`.

What fuzzing has found lies beside them under other names, and is left alone.
"""

import gzip
import io
import json
import sys
import tempfile
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from fuzz.inputs import PARTING, join_texts
from fuzz.reading import OWN
from fuzz.targets import CORPUS, PACKED, SUFFIXES
from mtdetect.document import Document
from mtdetect.match.index_build import build
from mtdetect.match.index_file import save
from mtdetect.results.row import row

ROOT = Path(__file__).resolve().parents[1]
COPY = (ROOT / "seeds" / "articles" / "bees.pt-quotes.txt").read_text(encoding="utf-8")[:1500]
ORIGIN = (ROOT / "seeds" / "articles" / "bees.txt").read_text(encoding="utf-8")[:1500]
ZALGO = "T\u0336\u0310h\u0337\u0301e\u0335\u0306 t\u0334own r\u0338\u0344ained. " * 20
BIDI = "The \u202emayor\u202c said \u2067it\u2069 rained \u200f\u200e. " * 20
LOOKALIKES = "Thе mауоr sаid thаt it rаinеd оn thе tоwn. " * 20
BROKEN = "a\ud800b\udfff\x00\x07\x1b[31m\u2028\u2029\ufeff\uffff\U0010ffff "
PAGE = f"<!doctype html><title>A</title><article><p>{COPY}</p><p>{ORIGIN}</p></article>"


def seeds() -> Iterator[tuple[str, str, bytes]]:
    """Target, name and content of each seed."""
    texts = {"copy": COPY, "zalgo": ZALGO, "bidi": BIDI, "lookalikes": LOOKALIKES, "broken": BROKEN}
    for target in ("rules", "score", "normalise"):
        for name, text in texts.items():
            yield target, name, join_texts(text)
    yield "compare", "round-trip", join_texts(COPY, ORIGIN)
    yield "compare", "same", join_texts(COPY, COPY)
    yield "report", "broken", join_texts(BROKEN, "=cmd()\r\n::error::a", "]]><script>alert(1)</script>", ZALGO)
    yield "report", "plain", join_texts("a", "a.txt", "read as latin-1", COPY)
    rows = "".join(json.dumps({"id": name, "text": text}) + "\n" for name, text in texts.items()).encode()
    array = json.dumps([{"id": name, "text": text} for name, text in texts.items()], indent=1).encode()
    table = f'id,text\n1,"{ORIGIN.replace(chr(34), chr(34) * 2)}"\n2,short\n'.encode()
    files = {
        "html": PAGE.encode(),
        "jsonl": rows,
        "json": array,
        "csv": table,
        "warc": _archive(),
        "parquet": _parquet(),
    }
    for name, content in files.items():
        yield f"read-{name}", "plain", content
    yield "read-json", "deep", b"[" * 5000
    yield "read-jsonl", "deep", b'{"text": ' + b"[" * 5000
    named = files | {
        "txt": ORIGIN.encode(),
        "md": ORIGIN.encode(),
        "tsv": table.replace(b",", b"\t"),
        "wet": _archive(),
    }
    zeros = b"\0" * 3_000_000
    for number, suffix in enumerate(("", *SUFFIXES, *PACKED)):
        content = named.get(suffix.split(".")[1] if suffix else "txt", ORIGIN.encode())
        packed = {"gz": gzip.compress(content, mtime=0), "zst": _zstd().compress(content)}
        yield "read", f"named{suffix or '-nothing'}", bytes([number]) + packed.get(suffix.rpartition(".")[2], content)
        if suffix in (".txt.gz", ".csv.zst", ".jsonl.gz"):
            bomb = gzip.compress(zeros, mtime=0) if suffix.endswith("gz") else _zstd().compress(zeros)
            yield "read", f"bomb{suffix}", bytes([number]) + bomb
    verdict = _judged()
    yield "saved-rows", "rows", json.dumps(verdict).encode() + b'\n{"schema": 1, "id": "b", "path": "b", "error": {}}\n'
    yield "saved-rows", "deep", b'{"schema": ' + b"[" * 5000
    own = json.dumps(verdict | {"signature": OWN}).encode()
    yield "saved-estimate", "rows", own + b"\n" + json.dumps(_site() | {"signature": OWN}).encode() + b"\n"
    yield "saved-estimate", "deep", own + b'\n{"schema": 1, ' + b"[" * 5000
    yield from _requests(rows)
    yield "index", "two", _index()
    yield "settings", "excuses", b'[[excuse]]\npath = "news/*"\nrule = "MT401"\nreason = "seen"\nexpires = 2030-01-01\n'
    yield (
        "settings",
        "baseline",
        b'{"schema": 1, "articles": [{"content": "0123456789abcdef", "name": "a", "sentences": []}]}',
    )
    yield "settings", "settings", b'[tool.mtdetect]\nfpr = "1%"\n'
    yield (
        "model",
        "not-an-array",
        b"\x01\x93NUMPY\x01\x00v\x00{'descr': '<f4', 'fortran_order': False, 'shape': (9999999999,)}",
    )
    yield "model", "no-settings", b"\x02{}"
    yield "model", "deep-settings", b"\x02" + b"[" * 5000


def _requests(rows: bytes) -> Iterator[tuple[str, str, bytes]]:
    """A request to each address of the API, whose number is the first byte, and some that are none."""
    documents = [{"id": "a", "text": COPY[:700], "url": "https://a.test/b"}, {"text": "short"}]
    score = {"documents": documents, "fpr": "1%", "prior": 0.2, "view": True, "group_by": "domain"}
    bodies: dict[str, tuple[int, object]] = {
        "score": (0, score),
        "fields": (0, {"documents": documents, "fields": ["id", "likelihood"], "explain": True}),
        "match": (
            2,
            {"text": COPY[:700], "candidates": [{"text": ORIGIN[:700]}, {"id": 1, "text": "b"}], "view": True},
        ),
        "estimate": (3, {"documents": documents, "group_by": "domain"}),
    }
    for name, (number, body) in bodies.items():
        yield "api", name, bytes([number]) + PARTING + json.dumps(body).encode()
    yield "api", "stream", b"\1fpr=0.02&fields=id,verdict" + PARTING + rows + b"\n{}\n[1]\n"
    yield "api", "deep", b"\0" + PARTING + b'{"documents": ' + b"[" * 5000
    yield "api", "numbers", b"\0" + PARTING + b'{"documents": [{"text": "a", "id": 1e999}], "prior": NaN}'
    yield "api", "page", b"\4" + PARTING + b"index.html"
    yield "api", "path", b"\5" + PARTING + b"..%2f../etc/passwd"


def _site() -> dict[str, object]:
    from fuzz.reporting import detector
    from mtdetect.results.row import Result
    from mtdetect.runs.sites import with_sites

    document = Document("a", COPY, "news/a.txt")
    results = [Result(row(document, detector().score(COPY)), COPY)] * 6
    return dict([*with_sites(iter(results), "folder", fpr=0.01, prior=0.5)][-1].row)


def _zstd() -> Any:
    """The module of Python 3.14, or the one that stands in for it before."""
    return import_module("compression.zstd" if find_spec("compression") else "backports.zstd")


def _archive() -> bytes:
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE.encode()
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.test/\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body + b"\r\n\r\n"


def _parquet() -> bytes:
    import pyarrow
    from pyarrow import parquet

    out = io.BytesIO()
    parquet.write_table(pyarrow.table({"id": ["a", "b"], "text": [ORIGIN[:200], "short"]}), out, store_schema=False)
    return out.getvalue()


def _judged() -> dict[str, object]:
    from fuzz.reporting import detector

    return dict(row(Document("a", COPY, "a.txt"), detector().score(COPY)))


def _index() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "a.index"
        save(build([Document("a", ORIGIN[:300], "a.txt"), Document("b", COPY[:300], "b.txt")]).arrays, file)
        return file.read_bytes()


def main() -> int:
    for target, name, content in seeds():
        (CORPUS / target).mkdir(parents=True, exist_ok=True)
        (CORPUS / target / f"seed-{name}").write_bytes(content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
