"""Files that are sent as they are: rows as the command line writes them, bounds, and nothing from the disk."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from mtdetect.results.row import FIELDS
from tests.served import BYTES, JSON, ROOT, Server, serve
from tests.test_web_server import ARTICLES, as_lines, command

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serve() as started:
        yield started


@pytest.mark.parametrize("name", ["bees.pt-quotes.txt", "bees.html", "rows.csv", "rows.jsonl.gz", "archive"])
def test_rows_of_a_file_are_those_of_the_command_line(server: Server, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    table = "id,text\r\n" + "".join(
        f'{one["id"]},"{one["text"].replace(chr(34), chr(34) * 2)}"\r\n' for one in ARTICLES[:3]
    )
    file.write_bytes(
        {
            "bees.pt-quotes.txt": (ROOT / "seeds" / "articles" / name).read_bytes() if name.endswith("s.txt") else b"",
            "bees.html": f"<!DOCTYPE html><article><p>{ARTICLES[0]['text']}</p></article>".encode(),
            "rows.csv": table.encode(),
            "rows.jsonl.gz": gzip.compress(as_lines(ARTICLES[:3]).encode()),
            "archive": as_lines(ARTICLES[:2]).encode(),
        }[name]
    )

    answered = server.ask("POST", f"/v1/file?name={name}", file.read_bytes(), {"Content-Type": BYTES})

    lines = command("score", name, "--format", "jsonl", folder=tmp_path).splitlines()
    assert [json.loads(line) for line in lines] == answered.json["rows"]


def test_a_file_may_only_be_read(server: Server) -> None:
    answered = server.ask(
        "POST", "/v1/file?name=a.jsonl&read=true", b'{"id": 1, "text": "One."}\n{}', {"Content-Type": BYTES}
    )

    first, second = answered.json["documents"]
    assert ({"id": "1", "text": "One.", "notes": []}, "a.jsonl:2") == (first, second["id"])
    assert "text" in second["error"]["message"]


@pytest.mark.parametrize("name", ["/etc/passwd", "../../pyproject.toml", "a.pdf", "a.parquet", "nul%00.xyz", "-"])
def test_no_name_of_a_file_leads_to_the_disk(server: Server, name: str) -> None:
    answered = server.ask("POST", f"/v1/file?name={name}&read=true", b"What was sent.", {"Content-Type": BYTES})

    [found] = answered.json["documents"]
    assert (200, True) == (
        answered.status,
        found.get("text") == "What was sent." or found["error"]["kind"] == "unsupported",
    )


def test_a_file_has_bounds(server: Server) -> None:
    many = gzip.compress(b'{"text": "a"}\n' * 1001)
    large = gzip.compress(b"".join(b'{"text": "%s"}\n' % (b"a " * 400_000) for _ in range(14)))

    found = [
        server.ask("POST", f"/v1/file?name={name}.jsonl.gz", data, {"Content-Type": BYTES})
        for name, data in (("many", many), ("large", large))
    ]

    causes = ("many.jsonl.gz: holds more than 1,000 articles", "large.jsonl.gz: holds more than 10,000,000 characters")
    assert [413, 413] == [one.status for one in found]
    assert [True, True] == [
        one.json["error"]["message"].startswith(cause) for one, cause in zip(found, causes, strict=True)
    ]


@pytest.mark.parametrize("path", ["/v1/score?fields=zz", "/v1/file?name=a.txt&fields=zz"])
def test_a_field_that_there_is_not_is_answered_with_those_that_there_are(server: Server, path: str) -> None:
    answered = server.ask("POST", path, b"One.", {"Content-Type": BYTES if "file" in path else JSON})

    message = f"fields: unknown field 'zz': known are {', '.join(sorted(FIELDS))}"
    assert (422, message) == (answered.status, answered.json["error"]["message"])


def test_what_a_file_lacks_is_said_with_the_parameters_of_the_request(server: Server) -> None:
    asked = {
        "rows.jsonl": b'{"body": "One."}',
        "rows.txt": b'{"text": "One."}\n{"text": "Two."}',
        "table": b"id,body\n1,One\n2,Two\n",
    }

    found = [
        server.ask("POST", f"/v1/file?name={name}", data, {"Content-Type": BYTES}).json["rows"][0]["error"]["message"]
        for name, data in asked.items()
    ]

    assert [
        "has no string under 'text' but the keys 'body': name the right one by text_key",
        "is named as text but begins as json: say input_format json, or txt",
        "looks like a table with the columns 'id, body' and none 'text': name one by text_key, or say input_format txt",
    ] == found


@pytest.mark.parametrize(
    ("name", "texts"), [("rows.txt", ["One.", "Two."]), ("rows.xyz", ["One.", "Two."]), ("rows.parquet", [None])]
)
def test_what_a_file_is_can_be_said_but_not_of_parquet(server: Server, name: str, texts: list[str | None]) -> None:
    rows = b'{"text": "One."}\n{"text": "Two."}'

    answered = server.ask("POST", f"/v1/file?name={name}&read=true&input_format=jsonl", rows, {"Content-Type": BYTES})

    assert texts == [one.get("text") for one in answered.json["documents"]]


def test_documents_of_files_are_candidates_as_they_are(server: Server) -> None:
    articles = {one["id"]: one for one in ARTICLES}
    page = f"<!DOCTYPE html><article><p>{articles['bees.pt']['text']}</p></article>".encode()
    archive = gzip.compress(as_lines([articles[name] for name in ("levee", "bees", "organ")]).encode())
    suspect, origins = (
        server.ask("POST", f"/v1/file?read=true&name={name}", data, {"Content-Type": BYTES}).json["documents"]
        for name, data in (("a.html", page), ("b.jsonl.gz", archive))
    )

    answered = server.post("/v1/match", {"text": suspect[0]["text"], "candidates": origins})

    assert (answered.status, answered.json["origin"]["id"]) == (200, "bees")
