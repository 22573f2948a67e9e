"""The addresses of the API: each reads a request, has it answered by the service, and writes the answer."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from mtdetect.document import Document
from mtdetect.readers.paths import STDIN
from mtdetect.results.row import SCHEMA, dump
from mtdetect.web import examples
from mtdetect.web.bodies import BYTES, JSON, NDJSON, check_media_type
from mtdetect.web.exchange import (
    answer,
    check_documents,
    document_json,
    read_bytes,
    read_request,
    rows_answer,
    unless_left,
)
from mtdetect.web.fields import field_names, listed_fields
from mtdetect.web.files import SentFile
from mtdetect.web.openapi import answers, body, file_body, row_answer
from mtdetect.web.problems import invalid
from mtdetect.web.requests import EstimateRequest, FileOptions, MatchRequest, ScoreOptions, ScoreRequest, as_share
from mtdetect.web.state import state_of
from mtdetect.web.steps import Asked
from mtdetect.web.stream import RowStream

router = APIRouter()


@router.post(
    "/v1/score",
    summary="Score documents",
    openapi_extra=body(ScoreRequest, examples.SCORE, examples.SCORE_STREAM),
    responses=answers("The rows, in the order of the documents", row_answer(rows=True), stream=True),
    response_class=Response,
)
async def score(request: Request, options: Annotated[ScoreOptions, Query()]) -> Any:
    """Likely machine-translated, or human? A row for each document, as `mtdetect score` writes it.

    As NDJSON (`Content-Type: application/x-ndjson`, a document a line), rows come as a stream while documents are
    still sent, in any number; a line that cannot be read gets a row with an `error`. The query holds the options.
    """
    state = state_of(request)
    service = state.service
    asked = Asked(options.fpr, options.prior, options.explain, listed_fields(options.fields))
    if check_media_type(request.headers.get("content-type"), (JSON, NDJSON)) == NDJSON:
        return RowStream(service, asked, state.streams)
    async with read_request(request, ScoreRequest) as (wanted, given):
        check_documents(given["documents"], "documents", service)
        asked = Asked(
            options.fpr if wanted.fpr is None else as_share(wanted.fpr),
            options.prior if wanted.prior is None else as_share(wanted.prior),
            wanted.explain or options.explain,
            field_names(wanted.fields) if wanted.fields else asked.fields,
            wanted.view,
        )
        lines = await unless_left(request, service.score(given["documents"], asked, wanted.group_by))
    return rows_answer(lines, service)


@router.post(
    "/v1/file",
    summary="Score a file",
    openapi_extra=file_body(examples.FILE),
    responses=answers("The rows of what the file holds, or its documents", {"type": "object"}),
    response_class=Response,
)
async def file(request: Request, options: Annotated[FileOptions, Query()]) -> Response:
    """The rows of a file that is sent as it is (`Content-Type: application/octet-stream`), as `mtdetect score NAME`.

    Its name says what it is. With `read`, it is only read: the answer has its `documents`, for another request.
    """
    service = state_of(request).service
    check_media_type(request.headers.get("content-type"), (BYTES,))
    names = listed_fields(options.fields)
    async with read_bytes(request) as data:
        sent = SentFile(options.name, data, options.text_key, options.id_key, options.input_format)
        if options.read:
            documents = [document_json(one) for one in await unless_left(request, service.read_file(sent))]
            return answer(dump({"schema": SCHEMA, "documents": documents}))
        asked = Asked(options.fpr, options.prior, options.explain, names, options.view)
        return rows_answer(await unless_left(request, service.score_file(sent, asked)), service)


@router.post(
    "/v1/match",
    summary="Find the origin of a text",
    openapi_extra=body(MatchRequest, examples.MATCH),
    responses=answers("The row of the text, with its origin", row_answer(rows=False)),
    response_class=Response,
)
async def match(request: Request) -> Response:
    """Which of the candidates was this text likely copied from, and which of the two is the copy?

    The row is that of `mtdetect match`: `origin` with the sentences of both side by side, and `candidates`.
    """
    service = state_of(request).service
    check_media_type(request.headers.get("content-type"), (JSON,))
    async with read_request(request, MatchRequest) as (wanted, given):
        check_documents([given], "", service)
        sent = wanted.candidates or []
        check_documents(given.get("candidates") or [], "candidates", service)
        candidates = [
            Document(_name(one.id, f"candidates:{number}"), one.text)
            for number, one in enumerate(sent, 1)
            if one.text.strip()
        ]
        if not candidates and (sent or not service.against):
            raise invalid("candidates: hold no text: send the articles that may be the origin")
        suspect = Document(_name(wanted.id, STDIN), wanted.text, STDIN)
        asked = Asked(as_share(wanted.fpr), as_share(wanted.prior), wanted.explain, view=wanted.view)
        return answer(await unless_left(request, service.match(suspect, candidates, asked)))


@router.post(
    "/v1/estimate",
    summary="Estimate the share of machine-translated documents",
    openapi_extra=body(EstimateRequest, examples.ESTIMATE),
    responses=answers("The estimates", {"type": "object", "required": ["groups", "all"]}),
    response_class=Response,
)
async def estimate(request: Request) -> Response:
    """The share of machine-translated documents in a corpus, with an interval; never a count of verdicts.

    The answer is that of `mtdetect estimate --format json`. Human texts of the same source make the interval narrower.
    """
    service = state_of(request).service
    check_media_type(request.headers.get("content-type"), (JSON,))
    async with read_request(request, EstimateRequest) as (wanted, given):
        check_documents(given["documents"], "documents", service)
        human = given.get("human")
        check_documents(human or (), "human", service)
        return answer(await unless_left(request, service.estimate(given["documents"], human, wanted.group_by)))


@router.get(
    "/v1/rules",
    summary="The rules",
    responses=answers("All rules, with cause, examples and rates", {"type": "object"}, problems=False),
    response_class=Response,
)
async def rules(request: Request) -> Response:
    """What is looked for: each rule with its cause, what it flags and clears, and its measured rates."""
    return answer(state_of(request).rules)


@router.get(
    "/v1/model",
    summary="The model in use",
    responses=answers("The model, its settings and figures, the limits", {"type": "object"}, problems=False),
    response_class=Response,
)
async def model(request: Request) -> Response:
    """The model with its measured figures, how human texts score, and the limits of this server."""
    return answer(state_of(request).model)


@router.get(
    "/healthz",
    summary="Whether the server answers",
    responses=answers("It does", {"type": "object", "required": ["status"]}, problems=False),
    response_class=Response,
)
async def healthz(request: Request) -> Response:
    """For whoever watches over the server."""
    return answer(state_of(request).health)


def _name(given: str | float | None, otherwise: str) -> str:
    return otherwise if given is None else str(given)
