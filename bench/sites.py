"""What verdicts on sites cost over plain scoring: processor time and memory.

`python -m bench.sites [--corpora PATH] [--documents N ...] [--sites N] [--rounds N]`. The first 1,600
characters of texts of the corpora are scored by whole commands, with and without `--group-by domain` by turns; of each
the least of some rounds counts, so that other work on the machine weighs little. Bounds: at most 3 % more processor
time, and memory that more articles do not raise by more than 5 %.
"""

import argparse
import os
import platform
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.documents import corpora_files, spread_rows, write_rows
from bench.measure import processor_seconds, python, run
from mtdetect.errors import CorpusError

_CHARACTERS = 1600
_MOST_TIME, _MOST_GROWTH = 1.03, 1.05


def main() -> None:
    """Measure, print and compare with the bounds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", help="the corpora's folder (default: MTDETECT_CORPORA, or ../shared/corpora)")
    parser.add_argument("--documents", type=int, nargs="+", default=[2_000, 10_000], help="(default: %(default)s)")
    parser.add_argument("--sites", type=int, default=50, help="(default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=5, help="(default: %(default)s)")
    options = parser.parse_args()
    try:
        files = corpora_files(options.corpora)
    except CorpusError as error:
        parser.error(str(error))

    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print(f"{'documents':>10} {'plain, s':>9} {'sites, s':>9} {'ratio':>6} {'sites, peak MB':>15}")
    rows = list(spread_rows(files, max(options.documents), characters=_CHARACTERS))
    with tempfile.TemporaryDirectory() as folder:
        peaks = [_measure(rows, Path(folder), count, options) for count in sorted(options.documents)]
    growth = peaks[-1] / peaks[0]
    print(f"memory of the longest run over that of the shortest: {growth:.3f}, at most {_MOST_GROWTH}: ", end="")
    print(_met(growth <= _MOST_GROWTH))


def _measure(of: Sequence[dict[str, Any]], folder: Path, count: int, options: argparse.Namespace) -> float:
    """Score so many documents in both ways and print a line; returns the peak memory in MB with sites."""
    made, rows = folder / f"{count}.jsonl", folder / "rows"
    chosen = of[:: len(of) // count][:count]
    sited = (
        {"id": str(at), "url": f"https://site{at % options.sites}.example/{at}", "text": row["text"]}
        for at, row in enumerate(chosen)
    )
    write_rows(sited, made, _CHARACTERS)
    plain = python("-m", "mtdetect", "score", str(made), "--jobs", "1", "--format", "jsonl")
    grouped = [*plain, "--group-by", "domain"]
    peak = run(grouped, rows).peak_mb
    pairs = [(processor_seconds(plain, rows), processor_seconds(grouped, rows)) for _ in range(options.rounds)]
    alone, together = map(min, zip(*pairs, strict=True))
    ratio = together / alone
    print(f"{len(chosen):10,} {alone:9.2f} {together:9.2f} {ratio:6.3f} {peak:15.0f}  ", end="")
    print(f"at most {_MOST_TIME}: {_met(ratio <= _MOST_TIME)}", flush=True)
    return peak


def _met(kept: bool) -> str:
    return "met" if kept else "NOT MET"


if __name__ == "__main__":
    main()
