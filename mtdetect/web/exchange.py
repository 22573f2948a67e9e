"""From a request to what it holds, with the limits, and back to an answer."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from fastapi import Request, Response
from pydantic import BaseModel
from starlette.requests import ClientDisconnect

from mtdetect.document import Document, Unreadable
from mtdetect.results.row import dump
from mtdetect.web.bodies import JSON, read_body
from mtdetect.web.parsing import parse_body
from mtdetect.web.problems import document_too_large, too_busy, too_many_documents
from mtdetect.web.service import Service
from mtdetect.web.state import state_of

_Made = TypeVar("_Made")
_Model = TypeVar("_Model", bound=BaseModel)


@asynccontextmanager
async def read_bytes(request: Request) -> AsyncIterator[bytes]:
    """The body of a request as it is; in memory while the block runs.

    The request has one of the places from when all of it has come. Raises RequestError, and ClientDisconnect.
    """
    state = state_of(request)
    limits, held = state.service.limits, 0

    async def hold(size: int) -> None:
        nonlocal held
        try:
            async with asyncio.timeout(limits.seconds):
                await state.memory.take(size)
        except TimeoutError as error:
            raise too_busy(limits.requests) from error
        held += size

    try:
        body = await read_body(request.receive, limits.body_bytes, limits.seconds, hold)
        with state.places.take():
            yield body
    finally:
        state.memory.give(held)


@asynccontextmanager
async def read_request(request: Request, model: type[_Model]) -> AsyncIterator[tuple[_Model, dict[str, Any]]]:
    """The body of a request as a model, and as the object that it was made from; in memory while the block runs.

    Raises RequestError, and ClientDisconnect.
    """
    async with read_bytes(request) as body:
        yield await parse_body(body, model)


def check_documents(documents: Sequence[Mapping[str, Any]], where: str, service: Service) -> None:
    """Raise RequestError for more documents, or a longer text, than the server takes; `where` names their list."""
    limits = service.limits
    if len(documents) > limits.documents:
        raise too_many_documents(len(documents), limits.documents)
    for number, document in enumerate(documents):
        text: str = document["text"]
        size = len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))
        if size > limits.document_bytes:
            raise document_too_large(f"{where}[{number}].text" if where else "text", limits.document_bytes)


async def unless_left(request: Request, work: Coroutine[Any, Any, _Made]) -> _Made:
    """What the work makes, which ends when whoever asked has left: then raises ClientDisconnect."""
    working, leaving = asyncio.create_task(work), asyncio.create_task(_wait_until_left(request))
    try:
        await asyncio.wait((working, leaving), return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise ClientDisconnect
        return await working
    finally:
        working.cancel()
        leaving.cancel()


async def _wait_until_left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def answer(content: str | bytes) -> Response:
    """An answer of JSON."""
    return Response(content, media_type=JSON)


def rows_answer(lines: Sequence[str], service: Service) -> Response:
    """An answer with rows, which are lines of JSON."""
    signature = dump({"signature": service.signature})[1:]
    return answer(f'{{"schema": 1, "rows": [{", ".join(lines)}], {signature}')


def document_json(found: Document | Unreadable) -> dict[str, object]:
    """A document that was read, or what is wrong with it, as an object for another request."""
    if isinstance(found, Unreadable):
        return {"id": found.id, "error": {"kind": found.kind, "message": found.message}}
    return {"id": found.id, "text": found.text, "notes": list(found.notes)}
