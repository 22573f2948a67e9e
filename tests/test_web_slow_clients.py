"""Clients that send slowly, by real sockets: none holds a place for ever, and others are answered meanwhile."""

import http.client
import json
import select
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


def ask(server: Server, source: str, body: bytes = BODY) -> bytes:
    """The status of a request that is sent at once, from an address of this machine."""
    with connect(server, source) as connection:
        connection.sendall(HEAD + JSON.encode() + b"\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
        return connection.recv(1 << 16)[9:12]


def dribble(connection: socket.socket, piece: bytes = b" ") -> None:
    """Send a piece now and then, until something is answered or the connection has ended."""
    while not select.select([connection], [], [], 0.5)[0]:
        try:
            connection.sendall(piece)
        except ConnectionError:
            return


def read_answer(connection: socket.socket) -> tuple[int, str]:
    """The status and the body of an answer, which may come in pieces."""
    response = http.client.HTTPResponse(connection)
    response.begin()
    return response.status, response.read().decode()


def read_rest(connection: socket.socket) -> bytes:
    """What comes next; nothing if the connection has ended, by a reset too."""
    try:
        return connection.recv(1 << 16)
    except ConnectionError:
        return b""


@pytest.mark.parametrize("begun", [b"G", b"GET / HTTP/1.1\r\nHost: a\r\nX-Slow: "])
def test_headers_that_do_not_come_are_given_up(server: Server, begun: bytes) -> None:
    with connect(server) as connection:
        connection.sendall(begun)

        status, body = read_answer(connection)

    assert (408, True) == (status, "slow_head" in body)


def test_a_connection_on_which_nothing_comes_is_closed(server: Server) -> None:
    with connect(server) as connection:
        assert b"" == connection.recv(1 << 16)


def test_headers_that_come_a_byte_at_a_time_are_given_up(server: Server) -> None:
    with connect(server) as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\nX-Slow: ")
        dribble(connection, b"x")

        status, _ = read_answer(connection)

    assert 408 == status


def test_a_second_request_on_a_connection_must_come_in_time_too(server: Server) -> None:
    with connect(server) as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\nGET /hea")
        first, _ = read_answer(connection)
        dribble(connection, b"x")

        second, _ = read_answer(connection)

    assert (200, 408) == (first, second)


def test_a_body_that_comes_a_byte_at_a_time_is_given_up(server: Server) -> None:
    with connect(server) as connection:
        connection.sendall(BEGUN)
        dribble(connection)

        status, body = read_answer(connection)

    assert (408, True) == (status, "slow_body" in body)


def test_a_stream_that_comes_a_byte_at_a_time_is_given_up() -> None:
    with serve("--max-seconds", "3") as server, connect(server) as connection:
        connection.sendall(STREAM)
        received = b""
        while b"slow_body" not in received:
            dribble(connection, b"1\r\n \r\n")
            received += read_rest(connection) or pytest.fail("the stream ended without a word")

        assert 200 == server.post("/v1/score", BODY).status


def test_a_body_that_nobody_wants_holds_no_connection(server: Server) -> None:
    with connect(server) as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n")
        status, _ = read_answer(connection)
        dribble(connection)

        rest = read_rest(connection)

    assert (200, b"") == (status, rest)


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


@pytest.mark.parametrize(
    "begun",
    [
        BEGUN,
        HEAD + JSON.encode() + b"\r\nContent-Length: 9999999\r\n\r\n" + b" " * 100_000,
        STREAM + b"5\r\n{}\n{}\r\n",
    ],
    ids=["bodies", "large bodies", "streams"],
)
def test_slow_senders_from_many_addresses_take_no_place_of_others(begun: bytes) -> None:
    """As many addresses as large bodies may be in memory, and more than requests are answered at once."""
    large = BODY + b" " * 200_000
    with serve("--max-requests", "4") as server, ExitStack() as stack:
        for at in range(17):
            stack.enter_context(connect(server, f"127.0.0.{10 + at}")).sendall(begun)
        time.sleep(1)  # until they have come

        answered = ask(server, "127.0.0.2"), ask(server, "127.0.0.2", large)

    assert (b"200", b"200") == answered
