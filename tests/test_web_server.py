"""The server as a process: rows as the command line writes them, limits, prefixes, and how it ends."""

import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mtdetect.web import examples
from tests.served import BYTES, JSON, NDJSON, ROOT, Server, members, needs_proc, serve

pytestmark = pytest.mark.slow
ARTICLES = [
    {"id": file.stem, "text": file.read_text(encoding="utf-8")}
    for file in sorted((ROOT / "seeds" / "articles").glob("*.txt"))
]
ODD: list[dict[str, Any]] = [
    {"text": "Too short."},
    {"id": 7, "text": ""},
    {"id": 1.5, "text": "NUL \x00, half an emoji is no text, a bell \x07 and \u202e a mark. " * 20},
    {"id": "<script>\u2028", "text": ARTICLES[0]["text"], "url": "https://a.example/", "lang": "en", "own": [1]},
]


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serve() as started:
        yield started


def command(*arguments: str, stdin: str = "", folder: Path = ROOT) -> bytes:
    ran = subprocess.run(
        [sys.executable, "-m", "mtdetect", *arguments, "--isolated"],
        cwd=folder,
        input=stdin.encode(),
        capture_output=True,
        check=False,
    )
    return ran.stdout


def as_lines(documents: list[dict[str, Any]]) -> str:
    return "".join(f"{json.dumps(document)}\n" for document in documents)


def test_rows_are_those_of_the_command_line_byte_for_byte(server: Server) -> None:
    documents = [*ARTICLES, *ODD]

    answered = server.post("/v1/score", {"documents": documents})

    lines = command("score", "-", "--input-format", "jsonl", "--format", "jsonl", stdin=as_lines(documents))
    signature = answered.json["signature"]
    rows = ", ".join(lines.decode().splitlines())
    assert f'{{"schema": 1, "rows": [{rows}], "signature": "{signature}"}}' == answered.body.decode()


def test_a_stream_of_rows_is_that_of_the_command_line_byte_for_byte(server: Server) -> None:
    lines = as_lines([*ARTICLES, *ODD]) + '\n{"id": "no text"}\nno JSON\n[1]\n{"text": "\\ud800 half"}\n' + "[" * 9999

    answered = server.post("/v1/score", lines, NDJSON)

    expected = command("score", "-", "--input-format", "jsonl", "--format", "jsonl", stdin=lines)
    assert (expected, NDJSON) == (answered.body, answered.headers["content-type"])


@pytest.mark.parametrize(
    ("asked", "query", "options"),
    [
        ({"fpr": "0.1%", "prior": 0.05}, "?fpr=0.001&prior=0.05", ["--fpr", "0.001", "--prior", "0.05"]),
        ({"fields": ["id", "verdict"]}, "?fields=id,verdict", ["--fields", "id,verdict"]),
        ({"fields": ["tells", "path"]}, "?fields=tells,path", ["--fields", "tells,path"]),
    ],
)
def test_settings_of_a_request_are_those_of_the_command_line(
    server: Server, asked: dict[str, Any], query: str, options: list[str]
) -> None:
    rows = server.post("/v1/score", {"documents": ARTICLES, **asked}).json["rows"]
    stream = server.post(f"/v1/score{query}", as_lines(ARTICLES), NDJSON).body

    lines = command("score", "-", "--input-format", "jsonl", "--format", "jsonl", *options, stdin=as_lines(ARTICLES))
    assert (lines, [json.loads(line) for line in lines.splitlines()]) == (stream, rows)


def test_an_explained_row_is_that_of_the_command_line(server: Server) -> None:
    [row] = server.post("/v1/score", {"documents": ARTICLES[:1], "explain": True}).json["rows"]

    expected = command("explain", "-", "--input-format", "jsonl", "--format", "json", stdin=as_lines(ARTICLES[:1]))
    assert json.loads(expected) == row


def test_rows_of_sites_are_those_of_the_command_line(server: Server) -> None:
    documents = [
        {**document, "url": f"https://{'one' if at % 2 else 'two'}.example/{at}"}
        for at, document in enumerate(ARTICLES)
    ]

    rows = server.post("/v1/score", {"documents": documents, "group_by": "domain"}).json["rows"]

    lines = command(
        *("score", "-", "--input-format", "jsonl", "--format", "jsonl", "--group-by", "domain"),
        stdin=as_lines(documents),
    )
    assert [json.loads(line) for line in lines.splitlines()] == rows


def test_a_match_is_that_of_the_command_line_but_for_the_file_of_candidates(server: Server, tmp_path: Path) -> None:
    texts = {article["id"]: article["text"] for article in ARTICLES}
    candidates = [{"id": name, "text": texts[name]} for name in ("bees", "organ", "quota")]
    file = tmp_path / "candidates.jsonl"
    file.write_text(as_lines(candidates), encoding="utf-8")

    row = server.post("/v1/match", {"text": texts["quota.pt"], "candidates": candidates}).json

    line = command(
        "match", "-", "--input-format", "txt", "--format", "jsonl", "--against", str(file), stdin=texts["quota.pt"]
    )
    expected = json.loads(line)
    for named in (expected["origin"], *expected["candidates"]):
        named["path"] = None
    assert ("quota", expected) == (row["origin"]["id"], row)


def test_the_origin_is_found_in_the_index_of_the_server(tmp_path: Path) -> None:
    texts, index = {article["id"]: article["text"] for article in ARTICLES}, str(tmp_path / "archive.index")
    folder = str(ROOT / "seeds" / "articles")
    command("index", "build", f"{folder}/bees.txt", f"{folder}/quota.txt", "-o", index)
    with serve("--against", index) as server:
        row = server.post("/v1/match", {"text": texts["quota.pt"]}).json
        both = server.post("/v1/match", {"text": texts["quota.pt"], "candidates": [{"id": "a", "text": "Else."}]}).json
        blank = server.post("/v1/match", {"text": texts["quota.pt"], "candidates": [{"text": " "}]})
        size = server.get("/v1/model").json["candidates"]

    line = command(
        "match", "-", "--input-format", "txt", "--format", "jsonl", "--against", index, stdin=texts["quota.pt"]
    )
    assert (json.loads(line), 422, 2) == (row, blank.status, size)
    assert row["origin"] == both["origin"]


def test_without_an_index_candidates_are_needed(server: Server) -> None:
    assert 422 == server.post("/v1/match", {"text": "A text."}).status


def test_an_estimate_is_that_of_the_command_line_byte_for_byte(server: Server) -> None:
    answered = server.post("/v1/estimate", {"documents": ARTICLES})

    expected = command("estimate", "-", "--input-format", "jsonl", "--format", "json", stdin=as_lines(ARTICLES))
    assert expected == answered.body


def test_every_example_of_the_description_runs(server: Server) -> None:
    described = server.get("/openapi.json").json
    asked = []
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            content = operation.get("requestBody", {}).get("content", {})
            shown = [(kind, one["value"]) for kind, held in content.items() for one in held["examples"].values()]
            asked += [(method, path, kind, value) for kind, value in shown or [(JSON, None)]]

    statuses = [
        (server.post(f"{path}?name=page.html", value, kind) if kind == BYTES else server.post(path, value, kind)).status
        if method == "post"
        else server.get(path).status
        for method, path, kind, value in asked
    ]

    assert (12, {200}) == (len(asked), set(statuses))


def test_the_examples_show_a_translation_and_its_origin(server: Server) -> None:
    row = server.post("/v1/match", examples.MATCH["origin"]["value"]).json

    assert "archive/harbour" == row["origin"]["id"]


def test_answers_may_not_be_stored_framed_or_taken_for_something_else(server: Server) -> None:
    answered = [server.get("/healthz"), server.get("/"), server.get("/nothing"), server.post("/v1/score", "{")]

    found = [(one.status, one.headers["cache-control"], one.headers["x-content-type-options"]) for one in answered]
    assert [(status, "no-store", "nosniff") for status in (200, 200, 404, 422)] == found
    policies = {one.headers["content-security-policy"] for one in answered}
    assert [True] == ["default-src 'none'" in policy and "unsafe" not in policy for policy in policies]


@pytest.mark.parametrize("asked", ["/../pyproject.toml", "/%2e%2e/web/app.py", "//etc/passwd", "/%00", "/..%2fapp.py"])
def test_nothing_outside_the_folder_of_the_page_is_served(server: Server, asked: str) -> None:
    assert 404 == server.get(asked).status


def test_under_a_prefix_it_answers_with_it_and_without() -> None:
    with serve("--root-path", "/tools/mt") as prefixed:
        answered = [prefixed.get(f"{prefix}/{path}") for prefix in ("/tools/mt", "") for path in ("", "healthz")]
        scored = prefixed.post("/tools/mt/v1/score", {"documents": ARTICLES[:1]})
        servers = prefixed.get("/tools/mt/openapi.json").json["servers"]

    assert ([200] * 4, 200, [{"url": "/tools/mt"}]) == ([one.status for one in answered], scored.status, servers)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly_and_answers_first_what_was_asked(number: int) -> None:
    with serve() as started:
        body = as_lines(ARTICLES * 30).encode()
        head = f"POST /v1/score HTTP/1.1\r\nHost: a\r\nContent-Type: {NDJSON}\r\nContent-Length: {len(body)}\r\n\r\n"
        with socket.create_connection(("127.0.0.1", started.port), timeout=60) as connection:
            connection.sendall(head.encode() + body)
            begun = connection.recv(100)
            started.process.send_signal(number)
            rest = b"".join(iter(lambda: connection.recv(1 << 16), b""))
        code = started.process.wait(60)
        printed = "".join(started.printed[1:])

    rows = (begun + rest).count(b'{"schema": 1, "id"')
    assert (0, len(ARTICLES) * 30, "") == (code, rows, printed)


@needs_proc
def test_a_killed_server_leaves_no_process_and_its_port_can_be_used_at_once() -> None:
    with serve() as first:
        group = first.process.pid
        server_port = str(first.port)
        first.stop(signal.SIGKILL)
    for _ in range(100):
        if not members(group):
            break
        time.sleep(0.1)
    left = members(group)

    with serve("--port", server_port) as second:
        status = second.post("/v1/score", {"documents": ARTICLES[:1]}).status

    assert ([], 200) == (left, status)


def test_a_port_in_use_is_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = subprocess.run(
            [sys.executable, "-m", "mtdetect", "serve", "--isolated", "--port", str(port)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )

    line = f"mtdetect: error: serve 127.0.0.1:{port}: cannot be listened on (Address already in use): "
    assert (2, f"{line}name another --host or --port\n") == (ran.returncode, ran.stderr)
