"""Documents per second and peak memory of `mtdetect score`, next to a TF-IDF model on the same documents.

`python -m bench.speed [--corpora PATH] [--documents N]`. Whole commands are timed, from start to exit, with imports,
loading, reading and writing rows; training the yardstick (`bench.reference`) is not. Runs alternate, so that a change
of the machine's speed meets all commands alike, and the best of each command's runs counts.
"""

import argparse
import gzip
import json
import os
import platform
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Cost, python, run

_CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"
_TRAINED_ON = 4000  # documents: a vocabulary of a usual size


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, default=Path(os.environ.get("MTDETECT_CORPORA", _CORPORA)))
    parser.add_argument("--documents", type=int, default=2000, help="how many to score (default: %(default)s)")
    parser.add_argument("--runs", type=int, default=3, help="runs of each command (default: %(default)s)")
    options = parser.parse_args()
    files = sorted(options.corpora.glob("*/*.jsonl.gz"))
    if not files:
        parser.error(f"{options.corpora}: no corpora there; name their folder with --corpora or MTDETECT_CORPORA")

    with tempfile.TemporaryDirectory() as folder:
        costs = _measure(files, Path(folder), options.documents, options.runs)
    _print_table(costs, options.documents)


def _measure(files: list[Path], folder: Path, documents: int, runs: int) -> dict[str, Cost]:
    scored, learnt, model = folder / "scored.jsonl", folder / "learnt.jsonl", folder / "reference.joblib"
    megabytes = _write_sample(files, scored, documents, offset=0) / 1e6
    _write_sample(files, learnt, _TRAINED_ON, offset=1)
    run(python("-m", "bench.reference", "train", str(learnt), str(model)), Path(os.devnull))
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores"
    print(f"{documents} documents, {megabytes:.1f} MB of JSON Lines; {machine}")
    score = python("-m", "mtdetect", "score", str(scored), "--format", "jsonl", "--jobs")
    commands = {
        "TF-IDF 1-2 + logistic regression": python("-m", "bench.reference", "score", str(scored), str(model)),
        "mtdetect score --jobs 1": [*score, "1"],
        "mtdetect score --jobs 2": [*score, "2"],
    }
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            costs[name].append(run(command, folder / "rows.jsonl"))
            _check_rows(folder / "rows.jsonl", documents, name)
    return {
        name: Cost(min(cost.seconds for cost in found), max(cost.peak_mb for cost in found))
        for name, found in costs.items()
    }


def _write_sample(files: list[Path], target: Path, count: int, offset: int) -> int:
    """Write rows spread evenly over all files; two offsets share no row. Returns the size in bytes."""
    total = sum(1 for _ in _lines(files))
    step = max(total // count, offset + 1)
    chosen = [line for number, line in enumerate(_lines(files)) if number % step == offset][:count]
    if len(chosen) < count:
        raise SystemExit(f"{count} documents asked for, and the corpora have {total}: ask for fewer with --documents")
    return target.write_bytes("".join(chosen).encode())


def _lines(files: list[Path]) -> Iterator[str]:
    for file in files:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            yield from lines


def _check_rows(rows: Path, documents: int, name: str) -> None:
    """A command that skipped documents, or could not read some, was not faster."""
    found = [json.loads(line) for line in rows.open(encoding="utf-8")]
    good = sum("error" not in row for row in found)
    if good != documents:
        raise SystemExit(f"{name}: scored {good} of {documents} documents; its speed says nothing")


def _print_table(costs: dict[str, Cost], documents: int) -> None:
    base = next(iter(costs.values()))
    print(f"{'command':34} {'documents/s':>11} {'of reference':>12} {'peak MB':>8} {'of reference':>12}")
    for name, cost in costs.items():
        speed, memory = base.seconds / cost.seconds, cost.peak_mb / base.peak_mb
        print(f"{name:34} {documents / cost.seconds:11.0f} {speed:11.2f}x {cost.peak_mb:8.0f} {memory:11.2f}x")


if __name__ == "__main__":
    main()
