"""Runs a whole command and says what it cost."""

import os
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from time import perf_counter

_EVERY = 0.05  # seconds between two looks at the memory


@dataclass(frozen=True, slots=True)
class Process:
    """One process of a command: its processor time in seconds, and the most memory that it ever had, in MB (RSS)."""

    seconds: float
    peak_mb: float


@dataclass(frozen=True, slots=True)
class Cost:
    """Wall time in seconds from start to exit, and the peak memory in MB of all the command's processes together.

    Memory that processes share counts once. Where there is no `/proc` to look into, it is that of the largest process,
    and no `processes` are known; they were last looked at a moment before their end. `processor_seconds` is exact: that
    of the command and of all processes that it waited for.
    """

    seconds: float
    peak_mb: float
    processes: tuple[Process, ...] = ()
    processor_seconds: float = 0.0


def run(command: Sequence[str], output: Path) -> Cost:
    """Run a command to its end, its stdout going to a file.

    Raises `subprocess.CalledProcessError` when it fails: a failed run has no speed.
    """
    with output.open("wb") as sink:
        start = perf_counter()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=sink, start_new_session=True)
        over, seen = Event(), [0.0]
        processes: dict[str, Process] = {}
        watcher = Thread(target=_watch, args=(process.pid, over, seen, processes))
        watcher.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = perf_counter() - start
        over.set()
        watcher.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    largest = usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    used = usage.ru_utime + usage.ru_stime
    # The system's figure begins with what this process held when it started the command.
    return Cost(seconds, max(seen) or largest, tuple(processes.values()), used)


def run_at_once(command: Sequence[str], copies: int, output: Path) -> float:
    """The wall time in seconds of some copies of a command that run at once; stdout goes to one file a copy.

    Raises CalledProcessError as `run`.
    """
    start = perf_counter()
    processes = []
    for number in range(copies):
        with output.with_name(f"{output.name}-{number}").open("wb") as sink:
            processes.append(subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=sink))
    failed = [code for process in processes if (code := process.wait())]
    if failed:
        raise subprocess.CalledProcessError(failed[0], command)
    return perf_counter() - start


def processor_seconds(command: Sequence[str], output: Path) -> float:
    """The processor time of a command in seconds, its stdout going to a file. Raises CalledProcessError as `run`."""
    with output.open("wb") as sink:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=sink)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return usage.ru_utime + usage.ru_stime


def processor_seconds_of_session(command: Sequence[str], output: Path) -> float:
    """The same of all processes that the command starts and waits for, and those that it leaves to end by themselves.

    The second kind, as the engine that a Python program talks to, is last looked at a moment before its end.
    """
    cost = run(command, output)
    return sum(one.seconds for one in cost.processes)


def median_seconds(command: Sequence[str], runs: int = 7) -> float:
    """The median wall time after one run that fills the disk cache."""
    _seconds(command)
    return statistics.median(_seconds(command) for _ in range(runs))


def python(*arguments: str) -> list[str]:
    """A command line for the interpreter that runs this."""
    return [sys.executable, *arguments]


def _seconds(command: Sequence[str]) -> float:
    start = perf_counter()
    subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)
    return perf_counter() - start


def _watch(session: int, over: Event, seen: list[float], processes: dict[str, Process]) -> None:
    """Add the memory in MB of all processes of a session to `seen` until `over`. Workers may not be our children."""
    while Path("/proc/self/smaps_rollup").exists() and not over.wait(_EVERY):
        found = [process for process in Path("/proc").glob("[0-9]*") if _session(process) == session]
        seen.append(sum(map(_memory, found)))
        for process in found:
            if cost := _cost(process):
                processes[process.name] = cost


def _cost(process: Path) -> Process | None:
    try:
        user, system = (process / "stat").read_text().rpartition(")")[2].split()[11:13]
        peak = next(line for line in (process / "status").read_text().splitlines() if line.startswith("VmHWM:"))
    except (OSError, StopIteration):  # it has ended
        return None
    return Process((int(user) + int(system)) / os.sysconf("SC_CLK_TCK"), int(peak.split()[1]) / 1024)


def _session(process: Path) -> int:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[3])
    except OSError:  # it has ended
        return 0


def _memory(process: Path) -> float:
    try:
        rollup = (process / "smaps_rollup").read_text()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) / 1024
