"""Bodies of requests: read up to a limit, parsed, and checked against a model."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

from starlette.requests import ClientDisconnect
from starlette.types import Message, Receive

from mtdetect.web.problems import RequestError, body_too_large, slow_body

JSON, NDJSON, BYTES = "application/json", "application/x-ndjson", "application/octet-stream"
_DRAINED = 64_000_000  # bytes of a refused body that are read, so that its sender comes to read the answer
_DRAIN_SECONDS = 5.0


async def read_pieces(receive: Receive, seconds: float) -> AsyncIterator[bytes]:
    """The pieces of a body as they come. Raises RequestError where one takes longer, and ClientDisconnect."""
    more = True
    while more:
        try:
            async with asyncio.timeout(seconds):
                message = await receive()
        except TimeoutError as error:
            raise slow_body(seconds) from error
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        more = message.get("more_body", False)
        yield message.get("body", b"")


async def read_body(receive: Receive, limit: int, seconds: float) -> bytes:
    """A whole body of at most `limit` bytes, which must come within so many seconds.

    Raises RequestError where it is larger or slower, and ClientDisconnect.
    """
    body = bytearray()
    try:
        async with asyncio.timeout(seconds):
            async for piece in read_pieces(receive, seconds):
                body += piece
                if len(body) > limit:
                    raise body_too_large(limit)
    except TimeoutError as error:
        raise slow_body(seconds) from error
    return bytes(body)


class Body:
    """Receives the body of a request, and knows whether it is at its end."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._is_read = False

    async def __call__(self) -> Message:
        """The next message, as ASGI defines them."""
        message = await self._receive()
        self._is_read = self._is_read or not message.get("more_body", False)
        return message

    async def drain(self) -> bool:
        """Read the rest without keeping it; whether it came to its end within bounds.

        Many clients read no answer before they have sent all.
        """
        size = 0
        with suppress(TimeoutError):
            async with asyncio.timeout(_DRAIN_SECONDS):
                while not self._is_read and size < _DRAINED:
                    size += len((await self()).get("body", b""))
        return self._is_read


def check_media_type(content_type: str | None, allowed: tuple[str, ...]) -> str:
    """The media type of a body, if it is among those allowed. Raises RequestError.

    A page of another site can send no such type unasked, so that it cannot use the server of whoever reads it.
    """
    media_type = (content_type or "").partition(";")[0].strip().lower()
    if media_type not in allowed:
        wanted = " or ".join(allowed)
        raise RequestError(
            415, "media_type", f"the body is {media_type[:80] or 'of no type'}: send Content-Type: {wanted}"
        )
    return media_type
