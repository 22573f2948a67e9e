"""The limits of the server: what is beyond them gets an answer that names the limit, and the next request is served."""

import json
import os
import re
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.served import JSON, NDJSON, ROOT, Server, members, needs_proc, serve

pytestmark = pytest.mark.slow
TEXT = (ROOT / "seeds" / "articles" / "bees.txt").read_text(encoding="utf-8")
SMALL = {"documents": [{"id": "a", "text": TEXT}]}


@pytest.fixture(scope="module")
def strict() -> Iterator[Server]:
    """A server that takes little."""
    with serve(
        *("--max-bytes", "4000", "--max-body", "20000", "--max-documents", "3", "--max-seconds", "2"),
        "--access-log",
    ) as started:
        yield started


@pytest.fixture(scope="module")
def single() -> Iterator[Server]:
    """A server that answers one request at once."""
    with serve("--max-requests", "1") as started:
        yield started


@contextmanager
def unfinished(server: Server, media_type: str = JSON, sent: bytes = b"{") -> Iterator[socket.socket]:
    """A request whose body does not end."""
    head = f"POST /v1/score HTTP/1.1\r\nHost: a\r\nContent-Type: {media_type}\r\nContent-Length: 9999\r\n\r\n"
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection:
        connection.sendall(head.encode() + sent)
        server.get("/healthz")  # it has come once another is answered
        yield connection


@pytest.mark.parametrize(
    ("body", "kind", "message"),
    [
        ({"documents": [{"text": "a"}, {"text": "é" * 2001}]}, "too_large", "documents[1].text: holds more than 4,000"),
        ({"documents": [{"text": "a"}] * 4}, "too_many_documents", "4 documents are more than 3"),
        ({"documents": [{"text": "a" * 20_000}]}, "too_large", "the body holds more than 20,000 bytes"),
        ({"documents": [{"text": "a" * 9_000_000}]}, "too_large", "the body holds more than 20,000 bytes"),
    ],
)
def test_what_is_too_large_is_refused_with_the_limit(strict: Server, body: object, kind: str, message: str) -> None:
    answered = strict.post("/v1/score", body)

    assert (413, kind, True) == (answered.status, answered.kind, answered.json["error"]["message"].startswith(message))


def test_a_body_without_a_length_is_limited_too(strict: Server) -> None:
    chunks = b"".join(b"1000\r\n%s\r\n" % (b" " * 0x1000) for _ in range(9)) + b"0\r\n\r\n"
    head = f"POST /v1/match HTTP/1.1\r\nHost: a\r\nContent-Type: {JSON}\r\nTransfer-Encoding: chunked\r\n\r\n"

    with socket.create_connection(("127.0.0.1", strict.port), timeout=30) as connection:
        connection.sendall(head.encode() + chunks)
        answered = connection.recv(1 << 16)

    assert b"HTTP/1.1 413 " == answered[:13]


def test_a_line_that_is_too_large_costs_itself_only(strict: Server) -> None:
    lines = [json.dumps({"id": one, "text": text}) for one, text in (("a", TEXT), ("b", TEXT * 9), ("c", TEXT))]

    answered = strict.post("/v1/score?fields=id,path", "\n".join(lines), NDJSON)

    rows = [json.loads(line) for line in answered.body.splitlines()]
    error = {"kind": "too_large", "message": "holds more than 4,000 bytes: raise --max-bytes, or split it"}
    assert [("a", None), ("-:2", error), ("c", None)] == [(row["id"], row.get("error")) for row in rows]


def test_one_stream_more_than_is_answered_at_once_is_told_to_come_again_and_takes_no_place_of_others(
    single: Server,
) -> None:
    with unfinished(single, NDJSON, b" "):
        stream = single.post("/v1/score", "{}", NDJSON)
        other = single.post("/v1/score", SMALL)

    found = (stream.status, stream.kind, stream.headers["retry-after"])
    assert ((503, "busy", "1"), 200) == (found, other.status)


def test_one_request_more_than_is_answered_at_once_is_told_to_come_again(single: Server) -> None:
    large, found = {"documents": [{"text": TEXT}] * 1000}, list[int]()
    asking = threading.Thread(target=lambda: found.append(single.post("/v1/score", large).status))

    asking.start()
    while asking.is_alive():
        found.append(single.post("/v1/score", SMALL).status)

    assert {200, 503} == set(found)


def test_one_request_more_of_a_client_is_told_to_wait() -> None:
    with serve("--max-requests-a-client", "1") as server, unfinished(server):
        answered = server.post("/v1/score", SMALL)

    assert (429, "too_many_requests", "1") == (answered.status, answered.kind, answered.headers["retry-after"])


def test_a_body_that_does_not_come_is_given_up(strict: Server) -> None:
    with unfinished(strict) as connection:
        answered = connection.recv(1 << 16)

    assert (b"HTTP/1.1 408 ", 200) == (answered[:13], strict.post("/v1/score", SMALL).status)


def test_rows_come_while_documents_are_still_sent_and_a_stream_that_stops_says_so(strict: Server) -> None:
    line = json.dumps({"id": "a", "text": TEXT}).encode() + b"\n"

    with unfinished(strict, NDJSON, line) as connection:
        received = b""
        while b'"id": "a"' not in received:
            received += connection.recv(1 << 16)
        connection.sendall(line.replace(b'"a"', b'"b"'))
        while b"slow_body" not in received:
            received += connection.recv(1 << 16)

    assert ["a", "b", "-:3"] == [name.decode() for name in re.findall(rb'"id": "(.*?)"', received)]


def test_the_log_holds_no_text_and_no_query(strict: Server) -> None:
    strict.post("/v1/score?fields=id", json.dumps({"text": "quite unheard of"}), NDJSON)
    strict.post("/v1/score", '{"quite unheard of": 1}')
    strict.get("/healthz")

    lines = strict.printed[1:]
    form = re.compile(r"127\.0\.0\.1 (GET|POST) /[\w/]* \d{3} \d+\.\d{3}s\n")
    assert [] == [line for line in lines if not form.fullmatch(line)]


def test_work_that_takes_too_long_is_ended_and_the_next_is_done() -> None:
    long = TEXT * 300
    with serve("--max-seconds", "2") as server:
        answered = server.post("/v1/match", {"text": long, "candidates": [{"text": long[at:]} for at in range(9)]})
        found = [server.post("/v1/score", SMALL).status]
        while found[-1] == 503 and len(found) < 60:  # until another process has loaded the model
            found.append(server.post("/v1/score", SMALL).status)

    assert ((503, "out_of_time"), 200) == ((answered.status, answered.kind), found[-1])


@needs_proc
def test_a_process_that_is_killed_costs_no_row() -> None:
    documents = [{"id": str(at), "text": TEXT * 5} for at in range(60)]
    with serve() as server:
        head = f"POST /v1/score HTTP/1.1\r\nHost: a\r\nContent-Type: {NDJSON}\r\nConnection: close\r\n"
        body = "".join(json.dumps(one) + "\n" for one in documents).encode()
        with socket.create_connection(("127.0.0.1", server.port), timeout=60) as connection:
            connection.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
            received = connection.recv(1 << 16)
            os.kill(members(server.process.pid)[-1], signal.SIGKILL)
            received += b"".join(iter(lambda: connection.recv(1 << 20), b""))

    names = [name.decode() for name in re.findall(rb'"schema": 1, "id": "(.*?)"', received)]
    assert ([one["id"] for one in documents], 0) == (names, received.count(b'"error"'))
