"""Bodies of requests: read up to a limit, parsed, and checked against a model."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic

from starlette.requests import ClientDisconnect
from starlette.types import Message, Receive

from mtdetect.web.problems import RequestError, body_too_large, slow_body

JSON, NDJSON, BYTES = "application/json", "application/x-ndjson", "application/octet-stream"
_DRAINED = 64_000_000  # bytes of a refused body that are read, so that its sender comes to read the answer
_DRAIN_SECONDS = 5.0
_GRACE, _BODY_RATE, _STREAM_RATE = 10.0, 10_000, 100  # seconds, and bytes a second
_SMALL = 64_000  # bytes of a body that may be in memory beside others of its size


@dataclass(frozen=True, slots=True)
class Pace:
    """How slowly a body may come: `grace` seconds, and then `rate` bytes for each second that was waited for it.

    So a sender of a byte now and then holds no place for ever. Time in which nothing is read does not count.
    """

    grace: float
    rate: float

    def left(self, waited: float, size: int) -> float:
        """The seconds that may still be waited, after so many and so many bytes."""
        return self.grace + size / self.rate - waited


def body_pace(seconds: float) -> Pace:
    """The pace of a body that is taken as a whole and must have come within so many seconds."""
    return Pace(min(_GRACE, seconds), _BODY_RATE)


def stream_pace(seconds: float) -> Pace:
    """The pace of a stream, whose parts are answered as they come; it may rest for so many seconds."""
    return Pace(seconds, _STREAM_RATE)


async def read_pieces(receive: Receive, seconds: float, pace: Pace) -> AsyncIterator[bytes]:
    """The pieces of a body as they come. Raises RequestError where one takes longer, or all; and ClientDisconnect."""
    more, waited, size = True, 0.0, 0
    while more:
        allowed, began = min(seconds, pace.left(waited, size)), monotonic()
        try:
            async with asyncio.timeout(allowed):
                message = await receive()
        except TimeoutError as error:
            raise slow_body(round(waited + max(allowed, 0))) from error
        waited += monotonic() - began
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        more, piece = message.get("more_body", False), message.get("body", b"")
        size += len(piece)
        yield piece


async def read_body(receive: Receive, limit: int, seconds: float, hold: Callable[[int], Awaitable[None]]) -> bytes:
    """A whole body of at most `limit` bytes, for which so many seconds are waited.

    Of a large one, `hold` is awaited for the bytes that have come. Raises RequestError where it is larger or slower,
    and ClientDisconnect.
    """
    body, counted, pace = bytearray(), 0, body_pace(seconds)
    async for piece in read_pieces(receive, seconds, pace):
        body += piece
        if len(body) > limit:
            raise body_too_large(limit)
        if len(body) > _SMALL:
            await hold(len(body) - counted)
            counted = len(body)
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
