"""The documents that benchmarks measure on, and the reference that speeds are compared with."""

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

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


def spread_rows(files: Sequence[Path], count: int, offset: int = 0, characters: int = 0) -> Iterator[dict[str, Any]]:
    """Rows with at least so many characters, spread evenly over all files; those of two offsets share no row."""
    wanted = [row for file in files for row in _rows(file) if len(row["text"]) >= characters]
    step = max(len(wanted) // count, offset + 1)
    return islice(wanted[offset::step], count)


def write_rows(rows: Iterable[dict[str, Any]], target: Path, characters: int | None = None) -> None:
    """Write rows as JSON Lines, the texts cut to so many characters."""
    with target.open("w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps({**row, "text": row["text"][:characters]}, ensure_ascii=False) + "\n")


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def count_tokens(text: str) -> Counter[str]:
    """The reference: the tokens that one regular expression finds, in lower case, counted."""
    return Counter(_TOKEN.findall(text.lower()))
