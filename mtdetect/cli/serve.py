"""The command that serves: parse and call. Heavy imports are inside the command, as in `app.py`."""

from typing import Annotated

import typer

from mtdetect.cli import options as option


def serve(
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen; others reach 0.0.0.0.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="The port; 0 for any that is free.")] = 8000,
    root_path: Annotated[
        str, typer.Option(metavar="PATH", help="The path under which a proxy offers the server: /tools/mtdetect.")
    ] = "",
    fpr: option.Fpr = 0.01,
    prior: option.Prior = 0.5,
    model: option.Model = None,
    deep: option.Deep = "auto",
    reader: option.Reader = None,
    jobs: option.Jobs = 0,
    max_bytes: option.MaxBytes = 1_000_000,
    max_body: Annotated[
        int, typer.Option(metavar="BYTES", min=1, help="The largest body of a request, but for a stream.")
    ] = 10_000_000,
    max_documents: Annotated[
        int, typer.Option(metavar="N", min=1, help="The most documents of a request, but for a stream.")
    ] = 1000,
    max_seconds: Annotated[
        float, typer.Option(metavar="SECONDS", min=0.1, help="The longest that a part of a request may take.")
    ] = 60,
    max_requests: Annotated[
        int, typer.Option(metavar="N", min=1, help="The most requests that are answered, or wait, at once.")
    ] = 64,
    max_requests_a_client: Annotated[
        int, typer.Option(metavar="N", min=1, help="The most of these from one address.")
    ] = 32,
    access_log: Annotated[
        bool, typer.Option("--access-log/--no-access-log", help="Print a line for each answer on standard error.")
    ] = False,
    _config: option.Config = None,
    _isolated: option.Isolated = False,
    _show_settings: option.ShowSettings = False,
) -> None:
    """Serve a page to paste texts into, and an HTTP API.

    On this machine alone, unless --host says otherwise. Nothing is stored, fetched or sent on, and no text is logged.
    Needs pip install 'mtdetect[web]'.

    Exits with 0 when it is stopped, by Ctrl-C or SIGTERM.

    \b
    Examples:
      mtdetect serve
      mtdetect serve --port 9000 --max-requests 16 --access-log
      curl -s http://127.0.0.1:8000/v1/score --json '{"documents": [{"id": "a", "text": "..."}]}'
      curl -sT pages.jsonl -X POST -H 'Content-Type: application/x-ndjson' http://127.0.0.1:8000/v1/score
    """
    from mtdetect.config.score_settings import DetectorSettings
    from mtdetect.config.web_settings import WebLimits, WebSettings
    from mtdetect.web.installed import require_web

    require_web()
    from mtdetect.web.server import run_server

    run_server(
        WebSettings(
            host=host,
            port=port,
            root_path=root_path,
            detector=DetectorSettings(model, fpr, prior, deep, reader),
            limits=WebLimits(max_bytes, max_body, max_documents, max_seconds, max_requests, max_requests_a_client),
            jobs=jobs,
            access_log=access_log,
        )
    )
