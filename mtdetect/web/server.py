"""Runs the server until it is told to stop."""

import ipaddress
import signal
import socket

import uvicorn

from mtdetect.bulk.pool import cores
from mtdetect.bulk.scoring import detector_loader
from mtdetect.config.web_settings import WebSettings
from mtdetect.errors import MtdetectError, UsageError
from mtdetect.report.messages import print_answer, print_fault, print_message
from mtdetect.results.row import dump
from mtdetect.version import __version__
from mtdetect.web.about import model, rules
from mtdetect.web.app import make_app
from mtdetect.web.indexes import count_candidates
from mtdetect.web.protocol import TimedProtocol
from mtdetect.web.service import Service
from mtdetect.web.state import make_state
from mtdetect.web.workers import Workers

_BACKLOG = 1024
_GRACE = 10  # seconds in which requests that are being answered may end
_HEADER_BYTES = 16_384


def run_server(settings: WebSettings) -> None:
    """Serve until SIGINT or SIGTERM, then answer what has been asked and return.

    Raises `mtdetect.errors.MtdetectError` for settings and models that cannot be used, and for an address that cannot
    be listened on.
    """
    _check(settings)
    count = count_candidates(settings.against)
    load = detector_loader(settings.detector)
    detector = load()
    listener = _listen(settings.host, settings.port)
    workers = Workers(load, settings.jobs or cores())
    state = make_state(
        Service(workers, load, settings.limits, detector.signature, settings.against),
        rules=dump(rules()).encode(),
        model=dump(model(detector, settings, count)).encode(),
        health=dump({"status": "ok", "version": __version__}).encode(),
    )
    del detector  # the processes have their own
    app = make_app(settings, state, note=print_answer if settings.access_log else None, fault=print_fault)
    config = uvicorn.Config(
        app,
        log_config=None,
        log_level="critical",  # its other messages may quote requests
        access_log=False,
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=_GRACE,
        http=TimedProtocol,
        h11_max_incomplete_event_size=_HEADER_BYTES,
        ws="none",
        lifespan="on",
    )
    # uvicorn takes both signals while it runs, and raises them again at its end, when all that was to do is done.
    before = {one: signal.signal(one, lambda *_: None) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        _announce(settings, listener)
        server = uvicorn.Server(config)
        server.run(sockets=[listener])
    finally:
        workers.close()
        listener.close()
        for number, handler in before.items():
            signal.signal(number, handler)
    if not server.started:
        raise MtdetectError("serve: its processes could not load the model: try again with fewer --jobs")


def _check(settings: WebSettings) -> None:
    path = settings.root_path
    if path and (not path.startswith("/") or path.endswith("/") or not path.isascii() or not path.isprintable()):
        raise UsageError(f"--root-path {path}: is no path such as /tools/mtdetect: begin with / and end without")
    if not settings.static.is_dir():
        raise UsageError(f"{settings.static}: the folder of the page is missing: install mtdetect anew")


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # also just after another server's end
            listener.bind(address)
            listener.listen(_BACKLOG)
        except OSError:
            listener.close()
            raise
    except (OSError, OverflowError, UnicodeError) as error:
        cause = getattr(error, "strerror", None) or str(error)
        raise UsageError(
            f"serve {host}:{port}: cannot be listened on ({cause}): name another --host or --port"
        ) from error
    return listener


def _announce(settings: WebSettings, listener: socket.socket) -> None:
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    print_message("note", f"serving at http://{shown}:{port}{settings.root_path}/ (Ctrl-C stops)")
    if not ipaddress.ip_address(host.partition("%")[0]).is_loopback:
        print_message("warning", f"{host}: others can reach this server, and it asks nobody for a password")
