"""Many documents as a stream: lines of NDJSON in, rows out as they are scored, in memory that stays the same."""

import asyncio
from collections.abc import AsyncIterator, Awaitable

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from mtdetect.document import Unreadable
from mtdetect.readers.paths import STDIN
from mtdetect.results.row import dump, error_row
from mtdetect.web.bodies import NDJSON, read_pieces, stream_pace
from mtdetect.web.places import Places
from mtdetect.web.problems import RequestError
from mtdetect.web.service import Service
from mtdetect.web.steps import Asked, Numbered

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_Rows = Awaitable[list[str]]


class RowStream(Response):
    """An answer that begins before the request ends.

    Reads ahead of the processes by one part each. Once it has begun, what goes wrong is a row with an error: a line
    that is no document, and the end where no more comes or nobody reads for as long as the limits say.
    """

    def __init__(self, service: Service, asked: Asked, places: Places) -> None:
        super().__init__(media_type=NDJSON)
        self._places = places
        self._service = service
        self._asked = asked
        self._limits = service.limits

    async def __call__(self, _scope: Scope, receive: Receive, send: Send) -> None:
        """Answer.

        Raises RequestError where no place is free, and ClientDisconnect where the sender leaves or does not read.
        """
        with self._places.take():
            await self._answer(receive, send)

    async def _answer(self, receive: Receive, send: Send) -> None:
        parts: asyncio.Queue[_Rows | None] = asyncio.Queue(self._service.workers.count)
        headers = [(name, value) for name, value in self.raw_headers if name != b"content-length"]
        await send({"type": "http.response.start", "status": self.status_code, "headers": headers})
        reading = asyncio.create_task(self._read(receive, parts))
        try:
            while (rows := await parts.get()) is not None:
                lines = await rows
                body = "".join(f"{line}\n" for line in lines).encode()
                await send({"type": "http.response.body", "body": body, "more_body": True})
            await reading
            await send({"type": "http.response.body", "body": b""})
        finally:
            reading.cancel()
            while not parts.empty():
                if isinstance(left := parts.get_nowait(), asyncio.Task):
                    left.cancel()

    async def _read(self, receive: Receive, parts: "asyncio.Queue[_Rows | None]") -> None:
        """Put the rows of each part of the body on the queue, to be waited for; at the end None."""
        number = 0
        try:
            async for lines in read_lines(receive, self._limits.document_bytes, self._limits.seconds):
                items: list[Numbered] = [(number + at, line) for at, line in enumerate(lines, 1) if line != b""]
                number += len(lines)
                for chunk in self._service.chunks(items):
                    await parts.put(asyncio.create_task(self._score(chunk)))
        except RequestError as problem:
            await parts.put(_done([_error_line(number + 1, problem)]))
        finally:
            await parts.put(None)

    async def _score(self, chunk: list[Numbered]) -> list[str]:
        try:
            return await self._service.score_chunk(self._asked, chunk)
        except RequestError as problem:
            return [_error_line(number, problem) for number, _ in chunk]


async def read_lines(receive: Receive, limit: int, seconds: float) -> AsyncIterator[list[bytes | None]]:
    """The lines of a body as they come, some at a time: None for one of more than `limit` bytes, b"" for a blank one.

    Raises RequestError where nothing comes for so many seconds.
    """
    rest, size, is_first = bytearray(), 0, True
    async for piece in read_pieces(receive, seconds, stream_pace(seconds)):
        *whole, last = piece.split(b"\n")
        lines = list[bytes | None]()
        for end in whole:
            size += len(end)
            line = bytes(rest + end) if size <= limit else None
            rest, size = bytearray(), 0
            if line is not None:
                line = line.removeprefix(_BYTE_ORDER_MARK) if is_first else line
                line = b"" if line.isspace() else line
            is_first = False
            lines.append(line)
        size += len(last)
        rest = rest + last if size <= limit else bytearray()
        if lines:
            yield lines
    if size:
        line = bytes(rest).removeprefix(_BYTE_ORDER_MARK) if is_first else bytes(rest)
        yield [(b"" if line.isspace() else line) if size <= limit else None]


def _error_line(number: int, problem: RequestError) -> str:
    return dump(error_row(Unreadable(f"{STDIN}:{number}", STDIN, problem.kind, problem.message)))


async def _done_rows(lines: list[str]) -> list[str]:
    return lines


def _done(lines: list[str]) -> _Rows:
    return asyncio.ensure_future(_done_rows(lines))
