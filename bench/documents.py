"""The documents that benchmarks measure on, and the reference that speeds are compared with."""

import gzip
import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from mtdetect.errors import CorpusError
from training.corpora import corpora_path

_TOKEN = re.compile(r"\w+|[^\w\s]")


def corpora_files(given: str | None) -> Sequence[Path]:
    """All sets of the corpora, those of `train` and of `dev`; `given` is as in `corpora_path`. Raises CorpusError."""
    folder = corpora_path(given)
    if not (files := sorted(folder.glob("*/*.jsonl.gz"))):
        raise CorpusError(f"{folder}: no corpora there; name their folder with --corpora or MTDETECT_CORPORA")
    return files


def sample_texts(file: Path, count: int) -> list[str]:
    """The texts of at most `count` rows of a set, evenly spread over it."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        rows = list(lines)
    step = -(-len(rows) // count)
    return [json.loads(row)["text"] for row in rows[::step]]


def count_tokens(text: str) -> Counter[str]:
    """The reference: the tokens that one regular expression finds, in lower case, counted."""
    return Counter(_TOKEN.findall(text.lower()))
