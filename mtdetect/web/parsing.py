"""From the bytes of a body to a model that its content was checked against, or to what is wrong with it."""

import asyncio
import json
import re
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from mtdetect.config.files import suggestion
from mtdetect.web.problems import invalid

_SMALL = 100_000  # bytes that are parsed at once; more, in a thread, so that others are answered meanwhile
_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")
_BRANCHES = ("str", "int", "float", "function-", "constrained-")  # of unions, as pydantic calls them
_Model = TypeVar("_Model", bound=BaseModel)


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


def check_query(query: bytes) -> None:
    """Raise RequestError for a query that is no text: Starlette decodes it where it sends a client on to a folder."""
    try:
        query.decode()
    except UnicodeDecodeError as error:
        raise invalid(f"the query is not UTF-8 at byte {error.start}: write other bytes as %XX") from error
