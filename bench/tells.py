"""Documents per second of parsing and of all rules together, and how time grows on texts that mean harm.

`python -m bench.tells [--corpora PATH] [--documents N]`. Processor time of one process, best of three runs; every run
parses anew, so that nothing which a text remembers is counted as free. Texts come and go one by one, as they do when
articles are scored, and the clock stands while a text is parsed for the rules: thousands that are kept alive would
slow down the collector of garbage, and with it what is measured. The reference tokenises the same documents with
one regular expression and counts their words. The digest is of all tells: two versions with one digest find the same.
"""

import argparse
import gzip
import json
import os
from collections import Counter
from collections.abc import Callable, Iterator
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from re import compile as pattern
from time import process_time
from typing import TypeVar

from mtdetect.tells.waking import PAYS_AFTER

from mtdetect.tells.engine import find_tells
from mtdetect.tells.registry import RULES
from mtdetect.text.batch import parse
from mtdetect.text.text import Text

_CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"
_DOCUMENT = 2500  # characters; speeds are given for documents of this size
_BOUND = 1500  # documents a second through all rules
_RUNS = 3
_TOKEN = pattern(r"\w+|[^\w\s]")
_SMALL, _LARGE = 100_000, 1_000_000  # characters
_MAX_GROWTH = 15  # times longer for ten times the text; what is quadratic takes a hundred times
_HOSTILE = (
    *("a", '"', "“", "9", " ", "\n", "-", "`", "|", "<", "@", "\u4e00"),
    *(". ", ", ", "a, ", "a ", "( ", "1.", "1 ", "a.", "a@", '"a ', "“a” ", "a\n", '"\n'),
    *("USA. ", "said that ", "of the a ", "the boat, ", "1 000 ", "it it ", "abab", ", who is "),
)
_Given = TypeVar("_Given")
_NESTED = 10_000  # quotations inside one another


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, default=Path(os.environ.get("MTDETECT_CORPORA", _CORPORA)))
    parser.add_argument("--documents", type=int, default=3000, help="how many to read (default: %(default)s)")
    options = parser.parse_args()
    files = sorted(options.corpora.glob("*/*.jsonl.gz"))
    if files:
        _speeds([row for file in files for row in _sample(file, options.documents // len(files))])
    else:
        print(f"{options.corpora}: no corpora there, so no speeds; name their folder with --corpora")
    _growth()


def _sample(file: Path, count: int) -> list[str]:
    """The texts of up to `count` rows, evenly spread."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        rows = list(lines)
    step = -(-len(rows) // count)
    return [json.loads(row)["text"] for row in rows[::step]]


def _speeds(documents: list[str]) -> None:
    characters = sum(map(len, documents))
    print(f"{len(documents)} documents of {characters / len(documents):.0f} characters on average, {len(RULES)} rules")
    reference = _best(documents, str, lambda raw: Counter(_TOKEN.findall(raw.lower())))
    parsing = _best(documents, str, parse)
    finding = _best(documents, parse, find_tells)
    print(f"{'step':32} {f'documents/s of {_DOCUMENT} characters':>34} {'of reference':>12}")
    for name, seconds in (("re: tokens, counted", reference), ("parse", parsing), ("find_tells", finding)):
        print(f"{name:32} {characters / _DOCUMENT / seconds:34.0f} {reference / seconds:11.2f}x")
    verdict = "met" if characters / _DOCUMENT / finding >= _BOUND else "NOT MET"
    print(
        f"hyperscan, from text {PAYS_AFTER} of the first run on: {'yes' if find_spec('hyperscan') else 'not installed'}"
    )
    print(f"find_tells: at least {_BOUND} documents/s: {verdict}")
    print(f"digest of all tells: {_digest(map(parse, documents))}")


def _best(documents: list[str], prepare: Callable[[str], _Given], step: Callable[[_Given], object]) -> float:
    """Processor seconds of one step over all documents, without their preparation."""
    return min(sum(_timed(step, prepare(raw)) for raw in documents) for _ in range(_RUNS))


def _timed(step: Callable[[_Given], object], given: _Given) -> float:
    start = process_time()
    step(given)
    return process_time() - start


def _digest(texts: Iterator[Text]) -> str:
    state = blake2b(digest_size=8)
    for text in texts:
        for tell in find_tells(text):
            state.update(f"{tell.rule} {tell.start} {tell.end} {tell.line} {tell.column} {tell.fingerprint}\n".encode())
        state.update(b"\n")
    return state.hexdigest()


def _growth() -> None:
    print(f"\n{'seconds for a text of one shape':32} {_SMALL:>9} {_LARGE:>9} {'growth':>7}")
    worst = 0.0
    for shape in _HOSTILE:
        small, large = (_seconds((shape * (size // len(shape) + 1))[:size]) for size in (_SMALL, _LARGE))
        worst = max(worst, large / small)
        print(f"{shape!r:32} {small:9.3f} {large:9.3f} {large / small:6.1f}x")
    small, large = (_seconds("“a " * depth + "b” " * depth) for depth in (_NESTED // 10, _NESTED))
    worst = max(worst, large / small)
    print(f"{f'quotations {_NESTED // 10} and {_NESTED} deep':32} {small:9.3f} {large:9.3f} {large / small:6.1f}x")
    verdict = "met" if worst <= _MAX_GROWTH else "NOT MET"
    print(f"at most {_MAX_GROWTH} times longer for ten times the text: {verdict}")


def _seconds(raw: str) -> float:
    start = process_time()
    find_tells(parse(raw))
    return process_time() - start


if __name__ == "__main__":
    main()
