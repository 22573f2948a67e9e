"""Processor time to find the words of texts with their places: ours, the standard library, a compiled library.

`python -m bench.tokens [--corpora PATH] [--documents N]`. The best of five, over the first 1.6 kB of longer texts.
`tokenizers` is measured where it is installed (`pip install tokenizers`); mtdetect does not need it.
"""

import argparse
import importlib.util
import re
from collections.abc import Callable, Iterator
from functools import partial
from time import process_time
from typing import TypeVar

from bench.documents import corpora_files, sample_texts
from mtdetect.text.batch import analyse

Item = TypeVar("Item")

_CHARACTERS = 1_600
_BATCH = 96
_RUNS = 5
_WORD = r"[^\W_]+(?:['\u2019][^\W_]+)*"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", help="the corpora's folder (default: MTDETECT_CORPORA, or ../shared/corpora)")
    parser.add_argument("--documents", type=int, default=3000, help="how many to read (default: %(default)s)")
    options = parser.parse_args()
    files = corpora_files(options.corpora)
    texts = [text for file in files for text in sample_texts(file, options.documents // len(files))]
    texts = [text[:_CHARACTERS] for text in texts if len(text) >= _CHARACTERS]
    print(f"{len(texts)} texts of {_CHARACTERS} characters, microseconds of one core a text")
    for name, step in _steps(texts):
        print(f"{name:60} {min(_timed(step) for _ in range(_RUNS)) / len(texts) * 1e6:6.0f}")


def _steps(texts: list[str]) -> Iterator[tuple[str, Callable[[], object]]]:
    word = re.compile(_WORD)
    parts = [texts[at : at + _BATCH] for at in range(0, len(texts), _BATCH)]
    yield (
        "re.finditer: spans of words",
        partial(_map, lambda text: [match.span() for match in word.finditer(text)], texts),
    )
    yield "re.findall: words", partial(_map, word.findall, texts)
    yield (
        "mtdetect: paragraphs, quotation marks, masks, tokens, keys",
        partial(_map, lambda part: analyse(part).tokens, parts),
    )
    if importlib.util.find_spec("tokenizers"):
        yield from _of_tokenizers(texts)


def _of_tokenizers(texts: list[str]) -> Iterator[tuple[str, Callable[[], object]]]:
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers  # type: ignore[import-not-found]  # in no extra

    whitespace = pre_tokenizers.Whitespace()
    splits = {
        "Split by the same expression": pre_tokenizers.Split(Regex(_WORD), "isolated"),
        "Whitespace": whitespace,
        "WhitespaceSplit": pre_tokenizers.WhitespaceSplit(),
    }
    for name, split in splits.items():
        yield f"tokenizers: {name}", partial(_map, split.pre_tokenize_str, texts)
    whole = Tokenizer(models.WordLevel({"[UNK]": 0}, unk_token="[UNK]"))
    whole.normalizer, whole.pre_tokenizer = normalizers.Lowercase(), whitespace
    yield "tokenizers: encode, offsets read", partial(_map, lambda text: whole.encode(text).offsets, texts)


def _map(find: Callable[[Item], object], items: list[Item]) -> None:
    """Find words in each and keep nothing: what is kept costs the garbage collector time."""
    for item in items:
        find(item)


def _timed(step: Callable[[], object]) -> float:
    started = process_time()
    step()
    return process_time() - started


if __name__ == "__main__":
    main()
