"""A real server for tests: a process of its own, on a port that is free."""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
JSON, NDJSON, BYTES = "application/json", "application/x-ndjson", "application/octet-stream"
_PATIENCE = 60  # seconds


@dataclass(frozen=True)
class Answer:
    """What a server answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def kind(self) -> str:
        """What kind of problem it names."""
        return str(self.json["error"]["kind"])


@dataclass
class Server:
    """A running server; `printed` is what it has printed on standard error."""

    process: "subprocess.Popen[str]"
    port: int
    printed: list[str] = field(default_factory=list)

    def ask(
        self, method: str, path: str, body: bytes | str | None = None, headers: dict[str, str] | None = None
    ) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        try:
            sent = body.encode() if isinstance(body, str) else body
            connection.request(method, path, sent, headers or {})
            found = connection.getresponse()
            return Answer(found.status, {name.lower(): value for name, value in found.getheaders()}, found.read())
        finally:
            connection.close()

    def post(self, path: str, body: Any, media_type: str = JSON) -> Answer:
        """Post an object as JSON, or text and bytes as they are."""
        sent = body if isinstance(body, str | bytes) else json.dumps(body)
        return self.ask("POST", path, sent, {"Content-Type": media_type})

    def get(self, path: str) -> Answer:
        return self.ask("GET", path)

    def stop(self, number: int = signal.SIGTERM) -> int:
        """End it by a signal; its exit code."""
        self.process.send_signal(number)
        return self.process.wait(_PATIENCE)


needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds processes under /proc")


def members(group: int) -> list[int]:
    """The processes of a group that are alive, oldest first."""
    found = []
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = file.read_text(encoding="utf-8", errors="replace").rpartition(") ")
        except OSError:  # it has just ended
            continue
        state, _parent, its_group, *others = rest.split()
        if int(its_group) == group and state != "Z":
            found.append((int(others[16]), int(name.split()[0])))
    return [process for _, process in sorted(found)]


@contextmanager
def serve(*options: str, **environment: str) -> Iterator[Server]:
    """`mtdetect serve` with these options, once it answers."""
    command = [sys.executable, "-m", "mtdetect", "serve", "--isolated", "--port", "0", "--jobs", "1", *options]
    process = subprocess.Popen(
        command, cwd=ROOT, stderr=subprocess.PIPE, text=True, env={**os.environ, **environment}, start_new_session=True
    )
    assert process.stderr is not None
    first = process.stderr.readline()
    found = re.search(r"http://\S+:(\d+)/", first)
    if not found:
        process.kill()
        raise AssertionError(first + process.stderr.read())
    server = Server(process, int(found[1]), [first])
    reader = threading.Thread(target=lambda: server.printed.extend(process.stderr or ()), daemon=True)
    reader.start()
    try:
        server.get("/healthz")
        yield server
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(_PATIENCE)
        reader.join(_PATIENCE)
        process.stderr.close()
