"""The targets by name; each takes any bytes and raises where what it promises does not hold."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from fuzz import analysis, reading, reporting, serving

Target = Callable[[bytes], None]
CORPUS = Path(__file__).parent / "corpus"

SUFFIXES = (".txt", ".md", ".html", ".jsonl", ".json", ".csv", ".tsv", ".warc", ".wet", ".parquet", ".gz", ".zst")
PACKED = (".txt.gz", ".jsonl.gz", ".csv.zst", ".warc.gz", ".html.zst")


def read_by_suffix(data: bytes) -> None:
    """The first byte chooses a name; the rest is what the file holds."""
    names = ("", *SUFFIXES, *PACKED)
    reading.read_any(data[1:], names[data[0] % len(names)] if data else ".txt")


TARGETS: Mapping[str, Target] = {
    "read": read_by_suffix,
    **{f"read-{name}": partial(reading.read_any, suffix=f".{name}") for name in ("html", "jsonl", "json", "csv")},
    **{f"read-{name}": partial(reading.read_any, suffix=f".{name}") for name in ("warc", "parquet")},
    "normalise": analysis.normalise,
    "rules": analysis.find_all_tells,
    "score": analysis.score,
    "compare": analysis.compare_texts,
    "report": reporting.report_rows,
    "saved-rows": reading.read_saved_rows,
    "saved-estimate": reading.estimate_saved_rows,
    "api": serving.ask,
    "index": reading.read_index,
    "model": reading.read_model,
    "settings": reading.read_settings,
}


def inputs_of(name: str) -> list[Path]:
    """The corpus of a target: seeds, and what has been found, in the order of their names."""
    return sorted(path for path in (CORPUS / name).glob("*") if path.is_file())
