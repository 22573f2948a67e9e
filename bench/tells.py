"""Processor time of the analysis and of all rules, and how it grows on texts that mean harm.

`python -m bench.tells [--corpora PATH] [--documents N]`. Best of three runs over texts in batches; the reference
tokenises the same texts with one regular expression and counts their words. The digest is of all tells: two versions
with one digest find the same.
"""

import argparse
from collections.abc import Callable, Sequence
from functools import partial
from hashlib import blake2b
from time import process_time

from bench.documents import corpora_files, count_tokens, sample_texts
from mtdetect.tells.engine import engine
from mtdetect.tells.evidence import tells_of
from mtdetect.tells.registry import RULES
from mtdetect.text.batch import TextBatch, analyse
from mtdetect.text.batches import batches

_DOCUMENT = 2_500  # characters; speeds are given for documents of this size
_RUNS = 3
_SMALL, _LARGE = 100_000, 1_000_000  # characters
_MAX_GROWTH = 15  # times longer for ten times the text; what is quadratic takes a hundred times
_QUICK = 0.5  # seconds: what takes no more for a megabyte is not judged, since caches of the processor decide on it
_HOSTILE = (
    *("a", '"', "“", "9", " ", "\n", "-", "`", "|", "<", "@", "\u4e00"),
    *(". ", ", ", "a, ", "a ", "( ", "1.", "1 ", "a.", "a@", '"a ', "“a” ", "a\n", '"\n', "é ", "Aa "),
    *("USA. ", "said that ", "of the a ", "the boat, ", "1 000 ", "it it ", "abab", ", who is ", "to and to "),
)
_NESTED = 100_000  # quotations inside one another


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", help="the corpora's folder (default: MTDETECT_CORPORA, or ../shared/corpora)")
    parser.add_argument("--documents", type=int, default=3000, help="how many to read (default: %(default)s)")
    options = parser.parse_args()
    files = corpora_files(options.corpora)
    engine().prepare()
    _speeds([text for file in files for text in sample_texts(file, options.documents // len(files))])
    _growth()


def _speeds(documents: list[str]) -> None:
    characters = sum(map(len, documents))
    print(f"{len(documents)} documents of {characters / len(documents):.0f} characters on average, {len(RULES)} rules")
    print(f"Hyperscan: {'yes' if engine().is_fast else 'no'}")
    runs = list(batches(documents, len))
    reference = _best([partial(count_tokens, one) for one in documents])
    analysing = _best([partial(analyse, run) for run in runs])
    both = _best([partial(_find, run) for run in runs])
    print(f"{'step':32} {f'documents/s of {_DOCUMENT} characters':>34} {'of reference':>12}")
    for name, seconds in (("re: tokens, counted", reference), ("analyse", analysing), ("analyse and find", both)):
        print(f"{name:32} {characters / _DOCUMENT / seconds:34.0f} {reference / seconds:11.2f}x")
    print(f"digest of all tells: {_digest(map(analyse, runs))}")


def _find(raws: Sequence[str]) -> None:
    engine().find(analyse(raws))


def _best(steps: Sequence[Callable[[], object]]) -> float:
    """Processor seconds of all steps, the best of some runs."""
    return min(sum(_timed(step) for step in steps) for _ in range(_RUNS))


def _timed(step: Callable[[], object]) -> float:
    start = process_time()
    step()
    return process_time() - start


def _digest(runs: "map[TextBatch]") -> str:
    state = blake2b(digest_size=8)
    for batch in runs:
        for text, hits in zip(batch.texts, engine().find(batch), strict=True):
            for tell in tells_of(text, hits):
                place = f"{tell.rule} {tell.start} {tell.end} {tell.line} {tell.column} {tell.fingerprint}\n"
                state.update(place.encode())
            state.update(b"\n")
    return state.hexdigest()


def _growth() -> None:
    print(f"\n{'seconds for a text of one shape':36} {_SMALL:>9} {_LARGE:>9} {'growth':>7}")
    met = [
        _grows_slowly(repr(shape), *(shape * (size // len(shape)) for size in (_SMALL, _LARGE))) for shape in _HOSTILE
    ]
    nested = ("“a " * depth + "b” " * depth for depth in (_NESTED // 10, _NESTED))
    met.append(_grows_slowly(f"quotations {_NESTED // 10} and {_NESTED} deep", *nested))
    verdict = "met" if all(met) else "NOT MET"
    print(f"at most {_MAX_GROWTH} times longer for ten times the text, or {_QUICK} seconds: {verdict}")


def _grows_slowly(name: str, small: str, large: str) -> bool:
    shorter, longer = (_best([partial(_find, (raw,))]) for raw in (small, large))
    print(f"{name:36} {shorter:9.3f} {longer:9.3f} {longer / shorter:6.1f}x", flush=True)
    return longer <= _QUICK or longer / shorter <= _MAX_GROWTH


if __name__ == "__main__":
    main()
