"""Long runs: memory that does not grow with the input, and what a second process is worth.

`python -m bench.bulk [--corpora PATH] [--documents N ...] [--jobs N]`. The corpora, repeated as often as need be, are
written as one `.jsonl.zst` for each number of documents, and scored by whole commands into shards. Bounds: no process
has more than 400 MB at its peak, the longest run at most 5 % more than the shortest, and two processes do at least 1.7
times what one does. That is given by the clock, and, for a machine with other work to do, by the processor time of all
processes: what the clock would say if each had a core to itself.
"""

import argparse
import gzip
import json
import os
import platform
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import chain, islice, repeat
from pathlib import Path

from bench.documents import corpora_files
from bench.measure import Cost, python, run
from mtdetect.errors import CorpusError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_MOST_MB = 400
_MOST_GROWTH = 1.05
_LEAST_GAIN = 1.7


def main() -> None:
    """Measure, print and compare with the bounds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", help="the corpora's folder (default: MTDETECT_CORPORA, or ../shared/corpora)")
    parser.add_argument("--documents", type=int, nargs="+", default=[10_000, 100_000], help="(default: %(default)s)")
    parser.add_argument("--jobs", type=int, default=2, help="processes (default: %(default)s)")
    options = parser.parse_args()
    try:
        files = corpora_files(options.corpora)
    except CorpusError as error:
        parser.error(str(error))

    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print(f"{'documents':>10} {'jobs':>5} {'seconds':>8} {'rows/s':>7} {'processor s':>12} {'largest MB':>11}  each")
    sizes = sorted(options.documents)
    with tempfile.TemporaryDirectory() as folder:
        costs = [_measure(files, Path(folder), count, options.jobs) for count in sizes]
        alone = _measure(files, Path(folder), sizes[-1], 1)
    _judge([_largest(cost) for cost in costs], costs[-1], alone)


def _measure(files: Sequence[Path], folder: Path, count: int, jobs: int) -> Cost:
    """Score so many documents and print a line; a run that lost a row counts for nothing."""
    made, shards = folder / f"{count}.jsonl.zst", folder / f"{count}-{jobs}"
    if not made.exists():
        _write(files, made, count)
    command = python("-m", "mtdetect", "score", str(made), "--shards", str(shards), "--jobs", str(jobs))
    cost = run([*command, "--allow-unreadable"], folder / "totals")
    rows = json.loads((shards / "completed" / "all.json").read_bytes())["rows"]
    if rows != count:
        raise SystemExit(f"{count:,} documents gave {rows:,} rows: its speed says nothing")
    each = ", ".join(f"{one.seconds:.1f} s {one.peak_mb:.0f} MB" for one in cost.processes if one.seconds >= 1)
    processor, rate = _processor(cost), count / cost.seconds
    print(
        f"{count:10,} {jobs:5} {cost.seconds:8.1f} {rate:7.0f} {processor:12.1f} {_largest(cost):11.0f}  {each}",
        flush=True,
    )
    return cost


def _write(files: Sequence[Path], target: Path, count: int) -> None:
    """So many rows of the corpora, begun anew when they end, each time under other ids."""
    with zstd.open(target, "wt", encoding="utf-8") as out:
        for number, row in enumerate(islice(_rows(files), count)):
            out.write(json.dumps({**row, "id": f"{number}/{row.get('id')}"}, ensure_ascii=False) + "\n")


def _rows(files: Sequence[Path]) -> Iterator[dict[str, object]]:
    for file in chain.from_iterable(repeat(files)):
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def _largest(cost: Cost) -> float:
    return max((one.peak_mb for one in cost.processes), default=cost.peak_mb)


def _processor(cost: Cost) -> float:
    return sum(one.seconds for one in cost.processes)


def _judge(peaks: list[float], together: Cost, alone: Cost) -> None:
    growth = max(peaks) / peaks[0]
    print(f"memory of the largest process: {max(peaks):.0f} MB, at most {_MOST_MB}: {_met(max(peaks) <= _MOST_MB)}")
    print(f"the longest run over the shortest: {growth:.3f}, at most {_MOST_GROWTH}: {_met(growth <= _MOST_GROWTH)}")
    gain = alone.seconds / together.seconds
    print(f"together over alone, by the clock: {gain:.2f}, at least {_LEAST_GAIN}: {_met(gain >= _LEAST_GAIN)}")
    if together.processes:
        busiest = max(*(one.seconds for one in together.processes), _processor(together) / (os.cpu_count() or 1))
        print(f"together over alone, by processor time: {_processor(alone) / busiest:.2f}")


def _met(kept: bool) -> str:
    return "met" if kept else "NOT MET"


if __name__ == "__main__":
    main()
