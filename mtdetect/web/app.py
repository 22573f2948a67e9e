"""The application: the API, the page, and what both do where something is wrong."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from mtdetect.config.web_settings import WebSettings
from mtdetect.version import __version__
from mtdetect.web.bodies import JSON
from mtdetect.web.guard import BODY, Guard, Note, refusal
from mtdetect.web.openapi import DESCRIPTION, add_schemas
from mtdetect.web.parsing import first_fault
from mtdetect.web.problems import RequestError, fault_of_program, invalid, nothing_there
from mtdetect.web.routes import router
from mtdetect.web.state import State

Fault = Callable[[BaseException], None]


def make_app(settings: WebSettings, state: State, *, note: Note | None, fault: Fault) -> Guard:
    """The application. `note` is called with each answer, `fault` with each exception that nobody foresaw."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _loop, context: _note_fault(context, fault))
        await state.service.workers.wait_until_ready()
        try:
            yield
        finally:
            state.service.workers.close()

    app = FastAPI(
        title="mtdetect",
        version=__version__,
        description=DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,  # these pages load their parts from elsewhere
        redoc_url=None,
        swagger_ui_oauth2_redirect_url=None,
        exception_handlers={
            RequestError: _answer_problem,
            RequestValidationError: _answer_invalid,
            HTTPException: _answer_http,
            Exception: _answer_fault,
        },
    )
    app.state.mtdetect = state
    app.include_router(router)
    _describe(app)
    app.mount("/", StaticFiles(directory=settings.static, html=True), name="page")
    return Guard(app, settings, note, fault)


def _describe(app: FastAPI) -> None:
    """Add the schemas of requests and rows to the OpenAPI document."""
    made = app.openapi

    def openapi() -> dict[str, Any]:
        document = made()
        return document if "Row" in document.get("components", {}).get("schemas", {}) else add_schemas(document)

    app.openapi = openapi  # type: ignore[method-assign]


def _note_fault(context: dict[str, Any], fault: Fault) -> None:
    if error := context.get("exception"):
        fault(error)


async def _answer_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestError)
    return await refusal(error, request.scope[BODY])


async def _answer_fault(_request: Request, _error: Exception) -> Response:
    """The answer to a fault of the program, which `Guard` notes."""
    problem = fault_of_program()
    return Response(problem.body(), problem.status, media_type=JSON)


async def _answer_invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return await refusal(invalid(first_fault(list(error.errors()))), request.scope[BODY])


async def _answer_http(request: Request, error: Exception) -> Response:
    """The answer where there is no such address, or none for this method."""
    assert isinstance(error, HTTPException)
    path = request.scope["path"].removeprefix(request.scope.get("root_path", ""))
    own = (route for route in router.routes if isinstance(route, APIRoute) and route.path == path)
    if methods := sorted({method for route in own for method in route.methods or ()}):
        problem = RequestError(405, "method", f"this address takes {', '.join(methods)}: see openapi.json")
    elif error.status_code == 404:
        problem = nothing_there()
    else:
        problem = RequestError(error.status_code, "http", f"{error.detail}: see openapi.json")
    response = await refusal(problem, request.scope[BODY])
    if methods:
        response.headers["allow"] = ", ".join(methods)
    return response
