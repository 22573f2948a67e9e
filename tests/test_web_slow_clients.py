"""Clients that send slowly, by real sockets: none holds a place for ever, and others are answered meanwhile."""

import json
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.served import JSON, NDJSON, ROOT, Server, serve

pytestmark = pytest.mark.slow
TEXT = (ROOT / "seeds" / "articles" / "bees.txt").read_text(encoding="utf-8")
BODY = json.dumps({"documents": [{"id": "a", "text": TEXT}], "fields": ["id"]}).encode()
CLIENTS = 200
HEAD = b"POST /v1/score HTTP/1.1\r\nHost: a\r\nContent-Type: "
BEGUN = HEAD + JSON.encode() + b"\r\nContent-Length: 9999\r\n\r\n{"
STREAM = HEAD + NDJSON.encode() + b"\r\nTransfer-Encoding: chunked\r\n\r\n"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serve("--max-seconds", "30") as started:
        yield started


def connect(server: Server, source: str = "127.0.0.1") -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), timeout=60, source_address=(source, 0))


def ask(server: Server, source: str) -> bytes:
    """The status of a request that is sent at once, from an address of this machine."""
    with connect(server, source) as connection:
        connection.sendall(HEAD + JSON.encode() + b"\r\nContent-Length: %d\r\n\r\n" % len(BODY) + BODY)
        return connection.recv(1 << 16)[9:12]


def dribble(connection: socket.socket, piece: bytes = b" ") -> bytes:
    """What is answered to a client that sends a piece now and then."""
    connection.settimeout(0.5)
    while True:
        try:
            connection.sendall(piece)
            return connection.recv(1 << 16)
        except TimeoutError:
            continue
        except ConnectionError:
            return b""


def whole_answer(connection: socket.socket) -> bytes:
    """An answer with its body, which may come in pieces; that of `/healthz` is one JSON object."""
    received = b""
    while not received.endswith(b"}"):
        received += connection.recv(1 << 16)
    return received


@pytest.mark.parametrize("begun", [b"", b"G", b"GET / HTTP/1.1\r\nHost: a\r\nX-Slow: "])
def test_headers_that_do_not_come_are_given_up(server: Server, begun: bytes) -> None:
    with connect(server) as connection:
        connection.sendall(begun)

        answered = connection.recv(1 << 16)

    assert (b"HTTP/1.1 408", True) == (answered[:12], b"slow_head" in answered) if begun else answered == b""


def test_headers_that_come_a_byte_at_a_time_are_given_up(server: Server) -> None:
    with connect(server) as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\nX-Slow: ")

        answered = dribble(connection, b"x")

    assert b"HTTP/1.1 408" == answered[:12]


def test_a_second_request_on_a_connection_must_come_in_time_too(server: Server) -> None:
    with connect(server) as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\nGET /hea")
        first = whole_answer(connection)

        second = dribble(connection, b"x")

    assert (b"HTTP/1.1 200", b"HTTP/1.1 408") == (first[:12], second[:12])


def test_a_body_that_comes_a_byte_at_a_time_is_given_up(server: Server) -> None:
    with connect(server) as connection:
        connection.sendall(BEGUN)

        answered = dribble(connection)

    assert (b"HTTP/1.1 408", True) == (answered[:12], b"slow_body" in answered)


def test_a_stream_that_comes_a_byte_at_a_time_is_given_up() -> None:
    with serve("--max-seconds", "3") as server, connect(server) as connection:
        connection.sendall(STREAM)
        received = b""
        while b"slow_body" not in received:
            received += dribble(connection, b"1\r\n \r\n")

        assert 200 == server.post("/v1/score", BODY).status


def test_a_body_that_nobody_wants_holds_no_connection(server: Server) -> None:
    with connect(server) as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n")
        answered = whole_answer(connection)

        rest = dribble(connection)

    assert (b"HTTP/1.1 200", b"") == (answered[:12], rest)


def test_a_fast_client_is_answered_among_many_that_send_headers_slowly(server: Server) -> None:
    with ExitStack() as stack:
        slow = [stack.enter_context(connect(server)) for _ in range(CLIENTS)]
        for one in slow:
            one.sendall(b"POST /v1/score HTTP/1.1\r\nHost:")

        answered = ask(server, "127.0.0.1")

        assert (b"200", {b"408"}) == (answered, {one.recv(1 << 16)[9:12] for one in slow})


def test_a_fast_client_is_answered_among_many_that_send_bodies_slowly(server: Server) -> None:
    """Another address, since one has a bound of its own; later also from theirs."""
    with ExitStack() as stack:
        slow = [stack.enter_context(connect(server)) for _ in range(CLIENTS)]
        for one in slow:
            one.sendall(BEGUN)
        time.sleep(1)  # until they hold their places

        answered = ask(server, "127.0.0.2")

        assert (b"200", {b"408", b"429"}) == (answered, {one.recv(1 << 16)[9:12] for one in slow})
        assert b"200" == ask(server, "127.0.0.1")
