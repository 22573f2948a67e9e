"""Bodies of requests: read up to a limit, parsed, and checked against a model."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from starlette.requests import ClientDisconnect
from starlette.types import Message, Receive

from mtdetect.config.files import suggestion
from mtdetect.web.problems import RequestError, body_too_large, invalid, slow_body

JSON, NDJSON = "application/json", "application/x-ndjson"
_SMALL = 100_000  # bytes that are parsed at once; more, in a thread, so that others are answered meanwhile
_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")
_BRANCHES = ("str", "int", "float", "function-", "constrained-")  # of unions, as pydantic calls them
_DRAINED = 64_000_000  # bytes of a refused body that are read, so that its sender comes to read the answer
_DRAIN_SECONDS = 5.0
_Model = TypeVar("_Model", bound=BaseModel)


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


async def parse_body(body: bytes, model: type[_Model]) -> tuple[_Model, dict[str, Any]]:
    """A body as a model, and as the object that it was made from. Raises RequestError."""
    if len(body) <= _SMALL:
        return _parse(body, model)
    return await asyncio.to_thread(_parse, body, model)


def _parse(body: bytes, model: type[_Model]) -> tuple[_Model, dict[str, Any]]:
    try:
        given = json.loads(body.decode("utf-8"), parse_constant=_refuse_constant)
        if _SURROGATE.search(body):
            json.dumps(given, ensure_ascii=False).encode("utf-8")  # raises where one stands alone
        return model.model_validate(given), given
    except ValidationError as error:
        raise invalid(first_fault(error.errors(include_url=False, include_context=False), model)) from error
    except UnicodeEncodeError as error:
        cause = "holds half of a surrogate pair, which is no text"
        raise invalid(f"the body {cause}: mend it, or send NDJSON, where U+FFFD takes its place") from error
    except UnicodeDecodeError as error:
        raise invalid(f"the body is not UTF-8 at byte {error.start}: encode it so") from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno} column {error.colno}"
        raise invalid(f"the body is not JSON ({error.msg.lower()} at {where}): mend it") from error
    except RecursionError as error:
        raise invalid("the body is nested too deeply: send documents as objects with a text") from error
    except ValueError as error:  # a number of thousands of digits
        raise invalid(f"the body holds no JSON that can be read ({str(error)[:80]}): mend it") from error


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is no number of JSON")


def first_fault(faults: list[Any], model: type[BaseModel] | None = None) -> str:
    """The first of the faults that validation found, in one line: where, what, and what to do.

    Of a value that may be of several types, the fault by the type that it is of.
    """
    fault: Mapping[str, Any] = next((one for one in faults if not one["type"].endswith("_type")), faults[0])
    where = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in _place(fault["loc"])).lstrip(".")
    if fault["type"] == "extra_forbidden":
        known = list(model.model_fields) if model else []
        return f"{where}: unknown key: {suggestion(str(fault['loc'][-1]), known) if known else 'leave it out'}"
    if fault["type"] == "model_type":
        return f"{where or 'the body'}: is no object: see openapi.json"
    return f"{where}: {fault['msg'][:1].lower()}{fault['msg'][1:]}: see openapi.json"


def _place(location: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The keys and numbers that lead to a value, without the name that pydantic gives to the branch of a union."""
    last = location[-1] if location else 0
    is_branch = isinstance(last, str) and len(location) > 1 and (last in _BRANCHES or last.startswith(_BRANCHES))
    return location[:-1] if is_branch else location


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
