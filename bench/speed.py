"""Processor time a document, without start-up, beside what a user would write instead.

`python -m bench.speed [--corpora PATH] [--documents N] [--runs N]`. Each figure is of whole commands on one core: the
processor time of N documents less that of one, over N - 1, the best of five. The documents are the first 1.6 kB of
longer texts, from all corpora that have some. The yardsticks (`bench.reference`) run in turn with mtdetect's commands:
scikit-learn's TF-IDF of word 1-2-grams with logistic regression, warm and in batches, and decoding the JSON and
splitting the words by one compiled expression. "portable" is without Hyperscan.
"""

import argparse
import json
import os
import platform
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bench.documents import spread_rows, write_rows
from bench.measure import Cost, median_seconds, processor_seconds, python, run, run_at_once

_CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"
_CHARACTERS = 1_600  # of a document
_TRAINED_ON = 5_000
_LONG, _SHORT = 1_000_000, 10_000  # characters of the texts whose time a byte is compared
_TIMES, _FEW = 3, 300  # of all documents, and single ones, for the two runs that tell what a second process is worth
_TURNS = 2  # of those runs
_FIELDS = "id,likelihood,human_share,verdict"
_PORTABLE = "import sys; sys.modules['hyperscan'] = None; from mtdetect.cli.app import main; main()"
_TFIDF, _SPLIT = "TF-IDF 1-2 + logistic regression", "JSON decoded, words split"
_MAIN = ("-m", "mtdetect")
_JSONL, _VERDICTS = ("--format", "jsonl"), ("--fields", _FIELDS)


@dataclass(frozen=True, slots=True)
class _Bound:
    """A command that must do at least `least` times the documents a second of a yardstick."""

    name: str
    yardstick: str
    least: float


_BOUNDS = (
    _Bound("with tells and reasons", _TFIDF, 0.5),
    _Bound("with tells and reasons, portable", _TFIDF, 0.25),
    _Bound("verdict only", _TFIDF, 1.0),
    _Bound("verdict only, portable", _TFIDF, 0.5),
    _Bound("verdict only", _SPLIT, 1 / 8),
)


def main() -> None:
    """Measure, print and compare with the bounds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, default=Path(os.environ.get("MTDETECT_CORPORA", _CORPORA)))
    parser.add_argument("--documents", type=int, default=6000, help="how many to score (default: %(default)s)")
    parser.add_argument("--runs", type=int, default=5, help="runs of each command (default: %(default)s)")
    options = parser.parse_args()
    files = sorted(options.corpora.glob("*/*.jsonl.gz"))
    if not files:
        parser.error(f"{options.corpora}: no corpora there; name their folder with --corpora or MTDETECT_CORPORA")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = str(Path(folder) / "cache")
        _measure(files, Path(folder), options.documents, options.runs)


def _measure(files: list[Path], folder: Path, documents: int, runs: int) -> None:
    scored, learnt, model = folder / "scored.jsonl", folder / "learnt.jsonl", folder / "reference.joblib"
    write_rows(spread_rows(files, documents, 0, _CHARACTERS), scored, _CHARACTERS)
    write_rows(spread_rows(files, _TRAINED_ON, 1), learnt)
    run(python("-m", "bench.reference", "train", str(learnt), str(model)), Path(os.devnull))
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    print(f"{machine}; {documents} texts of {_CHARACTERS} characters")
    commands = {
        _TFIDF: ("-m", "bench.reference", "score", "{}", str(model)),
        _SPLIT: ("-m", "bench.reference", "split", "{}"),
        "with tells and reasons": (*_MAIN, "score", "{}", "--jobs", "1", *_JSONL),
        "verdict only": (*_MAIN, "score", "{}", "--jobs", "1", *_VERDICTS),
        "with tells and reasons, portable": ("-c", _PORTABLE, "score", "{}", "--jobs", "1", *_JSONL),
        "verdict only, portable": ("-c", _PORTABLE, "score", "{}", "--jobs", "1", *_VERDICTS),
    }
    costs = _per_document(commands, scored, folder, runs)
    for name, seconds in costs.items():
        print(f"{name:34} {seconds * 1e6:8.0f} us a document {1 / seconds:8.0f} documents/s")
    for bound in _BOUNDS:
        ratio = costs[bound.yardstick] / costs[bound.name]
        met = "met" if ratio >= bound.least else "NOT MET"
        print(f"{bound.name:34} {ratio:6.2f} of {bound.yardstick}, at least {bound.least:.2f}: {met}")
    _memory_and_jobs(scored, folder)
    _growth(files, folder, runs)


def _per_document(commands: dict[str, tuple[str, ...]], scored: Path, folder: Path, runs: int) -> dict[str, float]:
    """The processor seconds a document of each command, the best of some runs; the commands take turns."""
    lines = scored.read_bytes().splitlines(keepends=True)
    single = folder / "single.jsonl"
    single.write_bytes(lines[0])
    best: dict[tuple[str, Path], float] = {}
    for number in range(runs + 1):
        for name, command in commands.items():
            for file, rows in ((single, 1), (scored, len(lines))):
                out = folder / "rows"
                seconds = processor_seconds(python(*(str(file) if part == "{}" else part for part in command)), out)
                _check(out, rows, name)
                if number:  # the first run fills caches
                    best[name, file] = min(best.get((name, file), seconds), seconds)
    return {name: (best[name, scored] - best[name, single]) / (len(lines) - 1) for name in commands}


def _memory_and_jobs(scored: Path, folder: Path) -> None:
    """What a second process is worth, by the clock, and the memory of the largest process.

    Start-up is taken off as the time of few documents, but enough to start the second process.
    """
    lines = scored.read_bytes().splitlines(keepends=True)
    many, few = folder / "many.jsonl", folder / "few.jsonl"
    many.write_bytes(b"".join(lines * _TIMES))
    few.write_bytes(b"".join(lines[:_FEW]))
    for name, rows in (("with tells and reasons", _JSONL), ("verdict only", _VERDICTS)):
        costs: dict[tuple[str, Path], list[Cost]] = {(jobs, file): [] for jobs in ("1", "2") for file in (few, many)}
        apart: dict[Path, list[float]] = {few: [], many: []}
        for _ in range(_TURNS):
            for (jobs, file), made in costs.items():
                made.append(run([*python(*_MAIN, "score"), *rows, "--jobs", jobs, str(file)], folder / "rows"))
            for file, times in apart.items():
                command = [*python(*_MAIN, "score"), *rows, "--jobs", "1", str(file)]
                times.append(run_at_once(command, 2, folder / "rows"))
        best = {key: min(made, key=lambda cost: cost.seconds) for key, made in costs.items()}
        seconds = {}
        for jobs in ("1", "2"):
            long = best[jobs, many]
            seconds[jobs] = long.seconds - best[jobs, few].seconds
            largest = max((one.peak_mb for one in long.processes), default=long.peak_mb)
            texts = len(lines) * _TIMES - _FEW
            print(f"{name}, {texts} texts, {jobs} processes: {seconds[jobs]:.1f} s, largest process {largest:.0f} MB")
        bound = 2 * seconds["1"] / (min(apart[many]) - min(apart[few]))
        print(
            f"{name}: two processes do {seconds['1'] / seconds['2']:.2f} times what one does (at least 1.9);"
            f" two separate runs at once {bound:.2f} times"
        )
    yardstick = median_seconds(python("-c", "import sklearn.linear_model"))
    article = str(next(iter(sorted((Path(__file__).parents[1] / "seeds" / "articles").glob("*.txt")))))
    cold = median_seconds(python(*_MAIN, "score", article))
    print(f"one article from cold: {cold:.3f} s, {cold / yardstick:.2f} of import sklearn.linear_model (at most 0.35)")


def _growth(files: list[Path], folder: Path, runs: int) -> None:
    """The processor time a character of one long text, over that of many shorter ones."""
    text = "\n\n".join(row["text"] for row in spread_rows(files, 800, 2))
    while len(text) < _LONG:
        text += f"\n\n{text}"
    files = [folder / "single.jsonl"]
    for size in (_SHORT, _LONG):
        pieces = [text[at : at + size] for at in range(0, _LONG, size)]
        files.append(folder / f"{size}.jsonl")
        files[-1].write_text("".join(json.dumps({"id": str(at), "text": one}) + "\n" for at, one in enumerate(pieces)))
    best = dict.fromkeys(files, float("inf"))
    for _ in range(runs):  # in turn, so that a slow minute of the machine is not one size's alone
        for file in files:
            command = python(*_MAIN, "score", str(file), "--jobs", "1", *_VERDICTS)
            best[file] = min(best[file], processor_seconds(command, folder / "rows"))
    alone, short, long = best.values()
    print(f"time a byte of a text of 1 MB over that of 10 kB: {(long - alone) / (short - alone):.2f} (at most 1.2)")


def _check(rows: Path, count: int, name: str) -> None:
    """A command that skipped documents, or could not read some, was not faster."""
    good = sum('"error": {' not in line for line in rows.open(encoding="utf-8"))
    if good != count:
        raise SystemExit(f"{name}: scored {good} of {count} documents; its speed says nothing")


if __name__ == "__main__":
    main()
