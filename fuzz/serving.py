"""The target that asks a server: any path, query, media type and body, in pieces, without a socket between."""

import asyncio
import json
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, TypeVar

from fuzz.inputs import PARTING, text_of
from fuzz.reporting import detector
from mtdetect.bulk.loader import DetectorLoader
from mtdetect.config.web_settings import WebLimits, WebSettings
from mtdetect.web.app import make_app
from mtdetect.web.guard import Guard
from mtdetect.web.service import Service
from mtdetect.web.state import make_state
from mtdetect.web.workers import Workers

_Made = TypeVar("_Made")
_JSON, _ROWS = b"application/json", b"application/x-ndjson"
ADDRESSES = (
    ("POST", "/v1/score", _JSON),
    ("POST", "/v1/score", _ROWS),
    ("POST", "/v1/match", _JSON),
    ("POST", "/v1/estimate", _JSON),
    ("GET", "", b""),
    ("POST", "", _JSON),
)
"""Method, path (without one, the input says it) and media type, by the first byte of an input."""
_ANSWERED = {200, 307, 400, 404, 405, 406, 408, 411, 413, 415, 422, 429}
_LIMITS = WebLimits(document_bytes=20_000, body_bytes=60_000, documents=20)


class _HereAndNow(Workers):
    """Does the work in this process, where the fuzzer sees which branches it takes."""

    def __init__(self, load: DetectorLoader) -> None:
        super().__init__(load, 0)
        self.count = 1
        self._load = load

    async def run(self, seconds: float, step: Callable[..., _Made], *arguments: object) -> _Made:
        del seconds
        return step(self._load, *arguments)


def ask(data: bytes) -> None:
    """An answer has a status that is foreseen, is JSON in UTF-8 and has a row for each document."""
    method, path, kind = ADDRESSES[data[0] % len(ADDRESSES)] if data else ADDRESSES[0]
    query, _, body = data[1:].partition(PARTING)
    asked = path or "/" + text_of(body[:200])

    status, answer = asyncio.run(_answer(method, asked, kind, query, body))

    assert status in _ANSWERED, f"answered with {status}: {answer[:300]!r}"
    if not path:
        return
    if status != 200:
        problem = json.loads(answer)["error"]
        assert len(problem["message"].splitlines()) == 1, problem
    elif kind == _ROWS:
        rows = [json.loads(line) for line in answer.decode().split("\n") if line]
        lines = body.removeprefix(b"\xef\xbb\xbf").split(b"\n")
        assert len(rows) == sum(line != b"" and not line.isspace() for line in lines), "a row for each line"
    elif path == "/v1/score":
        rows = [row for row in json.loads(answer)["rows"] if row.get("kind") != "site"]
        assert len(rows) == len(json.loads(body)["documents"]), "a row for each document"
    else:
        json.loads(answer)


async def _answer(method: str, path: str, kind: bytes, query: bytes, body: bytes) -> tuple[int, bytes]:
    """The status and body of an answer; the body is sent in pieces of 1,000 bytes."""
    pieces = _pieces(body)
    status, parts = 0, []

    async def receive() -> dict[str, Any]:
        if piece := next(pieces, None):
            return piece
        await asyncio.Event().wait()  # whoever asked waits for the answer
        raise AssertionError

    async def send(message: Any) -> None:
        nonlocal status
        if message["type"] == "http.response.start":
            status = message["status"]
        else:
            parts.append(message.get("body", b""))

    headers = [(b"content-type", kind), (b"host", b"a.test")]
    scope = {"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http"}
    place = {"path": path, "raw_path": path.encode("utf-8", "replace"), "root_path": "", "query_string": query}
    await _app()(
        scope | place | {"headers": headers, "client": ("127.0.0.1", 1), "server": ("a.test", 80)}, receive, send
    )
    return status, b"".join(parts)


def _pieces(body: bytes) -> Iterator[dict[str, Any]]:
    for at in range(0, len(body), 1000):
        yield {"type": "http.request", "body": body[at : at + 1000], "more_body": True}
    yield {"type": "http.request", "body": b"", "more_body": False}


def _app() -> Guard:
    """A new application for each input, since its locks belong to one loop; the model is loaded once."""
    load, limits = _load(), _LIMITS
    service = Service(_HereAndNow(load), load, limits, detector().signature)
    state = make_state(service, rules=b"{}", model=b"{}", health=b"{}")
    return make_app(WebSettings(limits=limits), state, note=None, fault=_raise)


@cache
def _load() -> DetectorLoader:
    return DetectorLoader()


def _raise(fault: BaseException) -> None:
    raise fault
