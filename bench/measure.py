"""Runs a whole command and says what it cost."""

import os
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

_TO_MB = 1 / (1 << 20 if sys.platform == "darwin" else 1 << 10)  # ru_maxrss is in bytes there, in KiB elsewhere


@dataclass(frozen=True, slots=True)
class Cost:
    """Wall time in seconds from start to exit, and the peak resident memory in MB of the command's largest process."""

    seconds: float
    peak_mb: float


def run(command: Sequence[str], output: Path = Path(os.devnull)) -> Cost:
    """Run a command to its end, its stdout going to a file.

    Raises `subprocess.CalledProcessError` when it fails: a failed run has no speed.
    """
    with output.open("wb") as sink:
        start = perf_counter()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=sink)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(seconds, usage.ru_maxrss * _TO_MB)


def median_seconds(command: Sequence[str], runs: int = 7) -> float:
    """The median wall time after one run that fills the disk cache."""
    run(command)
    return statistics.median(run(command).seconds for _ in range(runs))


def python(*arguments: str) -> list[str]:
    """A command line for the interpreter that runs this."""
    return [sys.executable, *arguments]
