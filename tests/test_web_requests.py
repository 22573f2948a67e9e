"""What requests may hold: checked without a server."""

import asyncio
import json
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import pytest

from mtdetect.results.row import FIELDS
from mtdetect.web.bodies import check_media_type
from mtdetect.web.fields import field_names, listed_fields
from mtdetect.web.parsing import parse_body
from mtdetect.web.problems import RequestError
from mtdetect.web.requests import ScoreRequest, as_share
from mtdetect.web.stream import read_lines

T = TypeVar("T")


def run(work: Coroutine[Any, Any, T]) -> T:
    """What a coroutine gives, in a thread: the loop of tests in a browser may run in this one."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(asyncio.run, work).result()


def refused(body: bytes) -> str:
    with pytest.raises(RequestError) as caught:
        run(parse_body(body, ScoreRequest))
    assert (422, "invalid") == (caught.value.status, caught.value.kind)
    return caught.value.message


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b'{"documents": [{"text": 3}]}', "documents[0].text: input should be a valid string: see openapi.json"),
        (b'{"documents": [{"text": "a", "id": true}]}', "documents[0].id: input should be a valid string: "),
        (b'{"documents": [{}]}', "documents[0].text: field required: see openapi.json"),
        (b'{"documents": {}}', "documents: input should be a valid list: see openapi.json"),
        (b'{"documents": [], "feilds": []}', "feilds: unknown key: did you mean 'fields'?"),
        (b'{"documents": [], "prior": 0}', "prior: input should be greater than 0: see openapi.json"),
        (b'{"documents": [], "fpr": "1"}', "fpr: is no share that is taken here: give one such as 0.01 or '1%'"),
        (b'{"documents": [], "prior": "0%"}', "prior: is no share that is taken here: give one such as 0.01 or '1%'"),
        (b'{"documents": [], "explain": "yes"}', "explain: input should be a valid boolean: see openapi.json"),
        (b'{"documents": [{"text": "\\ud83d"}]}', "the body holds half of a surrogate pair, which is no text: "),
        (b'{"documents": [{"text": "a", "own": "\\uDFFF"}]}', "the body holds half of a surrogate pair, "),
        (b'{"documents": [{"text": "\xff"}]}', "the body is not UTF-8 at byte 25: encode it so"),
        (b"", "the body is not JSON (expecting value at line 1 column 1): mend it"),
        (b"\x00", "the body is not JSON (expecting value at line 1 column 1): mend it"),
        (b"[" * 100_000, "the body is nested too deeply: send documents as objects with a text"),
        (b'{"documents": [], "prior": NaN}', "the body holds no JSON that can be read (NaN is no number of JSON): "),
        (b'{"documents": [], "prior": 1' + b"0" * 5000 + b"}", "the body holds no JSON that can be read "),
        (b"null", "the body: is no object: see openapi.json"),
    ],
)
def test_what_is_wrong_is_one_line_that_names_the_place(body: bytes, message: str) -> None:
    found = refused(body)

    assert (True, 1) == (found.startswith(message), len(found.splitlines()))


@pytest.mark.parametrize("text", ["\\u0000", "\\ud83d\\ude00", "\\u202e\\u200b", "<script>"])
def test_odd_texts_are_texts(text: str) -> None:
    body = f'{{"documents": [{{"text": "{text}", "own": {"[" * 300}{"]" * 300}}}]}}'

    wanted, given = run(parse_body(body.encode(), ScoreRequest))

    assert json.loads(f'"{text}"') == wanted.documents[0].text == given["documents"][0]["text"]


def test_a_message_that_quotes_a_request_is_safe_and_short() -> None:
    problem = RequestError(422, "invalid", "\x1b[2J\ud800\u2028" + "x" * 10_000)

    message = json.loads(problem.body())["error"]["message"]

    assert ("\\x1b[2J\\ud800\\u2028xxx", 500) == (message[:22], len(message))


@pytest.mark.parametrize(("given", "expected"), [(None, None), (0.25, 0.25), ("1%", 0.01), ("0.5%", 0.005)])
def test_shares_may_be_in_percent(given: float | str | None, expected: float | None) -> None:
    assert expected == as_share(given)


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["verdct"], "fields: unknown field 'verdct': did you mean 'verdict'?"),
        (["id", "id"], "fields: id is named twice"),
    ],
)
def test_fields_must_be_known_and_named_once(names: list[str], message: str) -> None:
    with pytest.raises(RequestError, match=message.replace("?", r"\?")):
        field_names(names)


@pytest.mark.parametrize("listed", ["zz", "", "id,", "id,zz", ","])
def test_fields_of_a_query_that_are_none_are_answered_with_those_that_there_are(listed: str) -> None:
    with pytest.raises(RequestError) as caught:
        listed_fields(listed)

    wrong = "zz" if "zz" in listed else ""
    assert f"fields: unknown field {wrong!r}: known are {', '.join(sorted(FIELDS))}" == caught.value.message


@pytest.mark.parametrize("given", [None, "", "text/plain", "application/x-www-form-urlencoded", "application/jsonp"])
def test_bodies_that_a_page_of_another_site_could_send_are_refused(given: str | None) -> None:
    with pytest.raises(RequestError) as caught:
        check_media_type(given, ("application/json",))

    assert (415, "media_type") == (caught.value.status, caught.value.kind)


@pytest.mark.parametrize("given", ["application/json", "Application/JSON; charset=utf-8"])
def test_the_type_of_a_body_may_have_a_parameter(given: str) -> None:
    assert "application/json" == check_media_type(given, ("application/json",))


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
def test_lines_are_the_same_however_a_body_comes(size: int) -> None:
    body = "\ufeff{1}\n\n  \r\n{22}\r\n123456789\n{é}".encode()
    pieces = [body[at : at + size] for at in range(0, len(body), size)]

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": pieces.pop(0), "more_body": bool(pieces)}

    async def collect() -> list[bytes | None]:
        return [line async for lines in read_lines(receive, 8, 1.0) for line in lines]

    assert [b"{1}", b"", b"", b"{22}\r", None, "{é}".encode()] == run(collect())
