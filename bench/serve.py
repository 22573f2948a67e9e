"""A server under many clients at once: what it answers, how soon, and memory that does not grow.

`python -m bench.serve [--clients 200] [--rounds 5] [--requests 5] [--jobs N] [--all]`. In each round that many clients
begin at once and send requests one after another: the project's own articles, one or eight in a body, and every tenth
as a stream of 40. `--all` lets all of them in, where the usual bounds (`--max-requests`) send most away. Bounds: no
answer but 200, 429 and 503, no broken connection, and at the end at most 5 % more memory than after the first round.
"""

import argparse
import http.client
import json
import os
import platform
import re
import statistics
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from threading import Barrier, Thread
from time import perf_counter, sleep

ROOT = Path(__file__).resolve().parents[1]
_MOST_GROWTH = 1.05
_PATIENCE = 300  # seconds
_SETTLE = 2.0  # seconds after a round, before memory is read

Timed = tuple[str, float]
"""A status, or how a connection failed, and the seconds that the answer took."""


def main() -> None:
    """Measure, print and compare with the bounds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clients", type=int, default=200, help="(default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=5, help="(default: %(default)s)")
    parser.add_argument("--requests", type=int, default=5, help="of a client in a round (default: %(default)s)")
    parser.add_argument("--jobs", type=int, default=2, help="processes (default: %(default)s)")
    parser.add_argument("--all", action="store_true", help="let all clients in")
    options = parser.parse_args()
    bounds = ["--max-requests", str(options.clients), "--max-requests-a-client", str(options.clients)]
    command = [sys.executable, "-m", "mtdetect", "serve", "--isolated", "--port", "0", "--jobs", str(options.jobs)]
    process = subprocess.Popen(
        [*command, *(bounds if options.all else [])],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stderr is not None
    try:
        found = re.search(r"http://\S+:(\d+)/", process.stderr.readline())
        if not found:
            sys.exit("the server did not start")
        print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
        _measure(int(found[1]), process.pid, options.clients, options.rounds, options.requests)
    finally:
        process.terminate()
        process.wait(_PATIENCE)


def _measure(port: int, group: int, clients: int, rounds: int, requests: int) -> None:
    print(f"{'round':>5} {'seconds':>8} {'median s':>9} {'95 % s':>8} {'server MB':>10} {'all MB':>7}  answers")
    seen, sizes = Counter[str](), list[float]()
    for number in range(rounds + 1):
        begin = perf_counter()
        timed = run_round(port, clients, requests)
        seconds = perf_counter() - begin
        sleep(_SETTLE)
        server, everything = read_memory(group)
        answered = sorted(spent for status, spent in timed if status == "200") or [0.0]
        late = answered[int(0.95 * (len(answered) - 1))]
        counts = Counter(status for status, _ in timed)
        shown = ", ".join(f"{status} {count:,}" for status, count in sorted(counts.items()))
        name = str(number) if number else "warm"
        middle = statistics.median(answered)
        print(
            f"{name:>5} {seconds:8.1f} {middle:9.2f} {late:8.2f} {server:10.0f} {everything:7.0f}  {shown}", flush=True
        )
        seen += counts
        sizes.append(everything)
    bad = sorted(seen.keys() - {"200", "429", "503"})
    growth = sizes[-1] / sizes[1]
    print(f"answers beside 200, 429 and 503: {', '.join(bad) or 'none'}")
    print(f"memory after the last round: {growth:.3f} of that after the first (at most {_MOST_GROWTH})")
    if bad or growth > _MOST_GROWTH:
        sys.exit(1)


def run_round(port: int, clients: int, requests: int) -> list[Timed]:
    """What so many clients are answered that begin at once and send so many requests each, one after another."""
    found: list[Timed] = []
    barrier = Barrier(clients)
    bodies = _bodies()
    threads = [
        Thread(
            target=_client, args=(port, barrier, [bodies[(one + at) % len(bodies)] for at in range(requests)], found)
        )
        for one in range(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def _bodies() -> list[tuple[str, bytes]]:
    """Media types and bodies: three of one document, six of eight, one stream of forty."""
    files = sorted((ROOT / "seeds" / "articles").glob("*.txt"))
    articles = [{"id": file.stem, "text": file.read_text(encoding="utf-8")} for file in files]
    made = [("application/json", json.dumps({"documents": articles[:count]}).encode()) for count in (1, 8, 1, 8, 1)]
    made += [("application/json", json.dumps({"documents": articles[-8:]}).encode())] * 4
    lines = "".join(f"{json.dumps(article)}\n" for article in (articles * 4)[:40])
    return [*made, ("application/x-ndjson", lines.encode())]


def _client(port: int, barrier: Barrier, bodies: Sequence[tuple[str, bytes]], found: list[Timed]) -> None:
    barrier.wait()
    for media_type, body in bodies:
        begin = perf_counter()
        try:
            status = _ask(port, media_type, body)
        except (OSError, http.client.HTTPException) as error:
            status = type(error).__name__
        found.append((status, perf_counter() - begin))


def _ask(port: int, media_type: str, body: bytes) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
    try:
        connection.request("POST", "/v1/score", body, {"Content-Type": media_type})
        answer = connection.getresponse()
        answer.read()
        return str(answer.status)
    finally:
        connection.close()


def read_memory(group: int) -> tuple[float, float]:
    """The resident memory in MB of the server's first process, and of all its processes; what they share counts once.

    Zero where there is no `/proc` that tells.
    """
    sizes = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text(errors="replace").rpartition(") ")[2].split()
            if int(fields[2]) == group:
                rollup = (folder / "smaps_rollup").read_text()
                sizes[int(folder.name)] = int(re.findall(r"^Pss:\s+(\d+)", rollup, re.M)[0]) / 1024
        except (OSError, IndexError):
            continue
    return sizes.get(group, 0.0), sum(sizes.values())


if __name__ == "__main__":
    main()
