"""What stands before all answers: safe headers, a bound on requests at once, and an answer whatever happens."""

import asyncio
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from time import monotonic

from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from mtdetect.config.web_settings import WebSettings
from mtdetect.web.bodies import JSON, Body
from mtdetect.web.headers import Answer
from mtdetect.web.parsing import check_query
from mtdetect.web.problems import (
    RequestError,
    body_too_large,
    fault_of_program,
    nothing_there,
    too_busy,
    too_many_of_client,
)

BODY = "mtdetect.body"  # where the scope of a request holds its `Body`
_COMING = 16  # times as many requests as are answered at once may be on their way
Note = Callable[[str, str, str, int, float], None]
"""Notes an answer: client, method, path, status, seconds."""


class Guard:
    """Wraps an application. `note` is called with each answer, `fault` with an exception that nobody foresaw.

    The path of a request may begin with the settings' `root_path`, or come without it from a proxy that takes it off.
    """

    def __init__(
        self, app: ASGIApp, settings: WebSettings, note: Note | None, fault: Callable[[Exception], None]
    ) -> None:
        self._app = app
        self._limits = settings.limits
        self._root_path = settings.root_path
        self._note = note
        self._fault = fault
        self._of_client: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; all but HTTP is passed on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope["root_path"] = self._root_path
        began, answer = monotonic(), Answer(send, self._limits.seconds)
        with suppress(ClientDisconnect):
            await self._answer(scope, receive, answer)
        if self._note:
            self._note(_client(scope), scope["method"], scope["path"], answer.status, monotonic() - began)

    async def _answer(self, scope: Scope, receive: Receive, answer: "Answer") -> None:
        body = scope[BODY] = Body(receive)
        try:
            if "\0" in scope["path"]:  # older versions of Starlette ask the system for such a file
                raise nothing_there()
            check_query(scope["query_string"])
            if scope["method"] != "POST":
                await self._app(scope, body, answer)
                return
            self._admit(scope)
            client = _client(scope)
            self._of_client[client] += 1
            try:
                await self._app(scope, body, answer)
            finally:
                self._of_client[client] -= 1
                if not self._of_client[client]:
                    del self._of_client[client]
        except RequestError as problem:
            await (await refusal(problem, body))(scope, body, answer)
        except (ClientDisconnect, asyncio.CancelledError):
            raise
        except Exception as error:
            self._fault(error)
            if answer.status:  # it has begun: all that can be said is that it ends here
                raise ClientDisconnect from error
            await (await refusal(fault_of_program(), body))(scope, body, answer)

    def _admit(self, scope: Scope) -> None:
        """Raise RequestError for one request more than may be on their way, and for a body that is too large.

        Of those whose body has come, fewer are answered at once (`mtdetect.web.places`).
        """
        most = _COMING * self._limits.requests
        if self._of_client.total() >= most:
            raise too_busy(most)
        if self._of_client[_client(scope)] >= self._limits.requests_a_client:
            raise too_many_of_client(self._limits.requests_a_client)
        headers = dict(scope["headers"])
        length = headers.get(b"content-length", b"0")
        is_stream = headers.get(b"content-type", b"").startswith(b"application/x-ndjson")
        if not is_stream and length.isdigit() and len(length) < 20 and int(length) > self._limits.body_bytes:
            raise body_too_large(self._limits.body_bytes)


async def refusal(problem: RequestError, body: Body) -> Response:
    """The answer of a problem, once the rest of the body is out of the way."""
    headers = problem.headers()
    if not await body.drain():
        headers["connection"] = "close"
    return Response(problem.body(), problem.status, headers, media_type=JSON)


def _client(scope: Scope) -> str:
    """The address of whoever asks; a proxy on this machine may name another."""
    return scope["client"][0] if scope.get("client") else ""
