"""Articles per second of `--deep` on one core, as a ratio to counting tokens. `python -m bench.deep [--corpora PATH]`.

Processor time of one process over whole articles spread evenly over the corpora, as they are; loading is not counted.
"""

import argparse
from collections.abc import Callable
from time import process_time

import mtdetect
from bench.documents import corpora_files, count_tokens, sample_texts
from mtdetect.errors import MtdetectError

_BOUND = 1.0  # articles a second


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", help="the corpora's folder (default: MTDETECT_CORPORA, or ../shared/corpora)")
    parser.add_argument("--documents", type=int, default=60, help="how many to score (default: %(default)s)")
    options = parser.parse_args()
    try:
        files = corpora_files(options.corpora)
        detectors = mtdetect.load(deep="never"), mtdetect.load(deep="always")
    except MtdetectError as error:
        parser.error(str(error))
    documents = [text for file in files for text in sample_texts(file, max(1, options.documents // len(files)))]
    words = sum(len(text.split()) for text in documents) / len(documents)
    print(f"{len(documents)} articles of {words:.0f} words on average")
    tokens = _speed(documents, count_tokens)
    plain, deep = (_speed(documents, detector.score) for detector in detectors)
    print(f"{'step':24} {'articles/s':>10} {'of reference':>12}")
    for name, speed in (("re: tokens, counted", tokens), ("score", plain), ("score, deep", deep)):
        print(f"{name:24} {speed:10.1f} {speed / tokens:12.2g}x")
    print(f"at least {_BOUND:.0f} article/s a core: {'met' if deep >= _BOUND else 'NOT MET'}")


def _speed(documents: list[str], step: Callable[[str], object]) -> float:
    """Documents per second."""
    start = process_time()
    for text in documents:
        step(text)
    return len(documents) / (process_time() - start)


if __name__ == "__main__":
    main()
