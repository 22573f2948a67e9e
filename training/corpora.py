"""The corpora: rows with their provenance, and the folds in which nothing that belongs together is parted."""

import gzip
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from mtdetect.errors import CorpusError
from training.paths import CORPORA

# Sets that share an engine, a maker or originals are left out together: to hold on one of them while training on
# another says nothing of unseen text. The native news are originals of the generated Portuguese round trips.
BLOCKS = {
    "german_roundtrip_google_deepl": "german",
    "essays_roundtrip_google": "essays",
    "portuguese_roundtrip_mozilla": "portuguese",
    "portuguese_careless_pipelines": "portuguese",
    "rule_based_roundtrip_apertium": "apertium",
    "wmt21_into_english": "wmt",
    "wmt22_into_english": "wmt",
    "llm_into_english": "wmt",
    "native_bbc": "portuguese",
    "native_masakhane_eng": "portuguese",
    "native_abc_australia": "portuguese",
    "native_gum_genres": "gum",
}
MADE_BLOCK = BLOCKS["portuguese_roundtrip_mozilla"]
_NOT_ARTICLES = ("essay", "learner")  # domains
_NEEDED = ("id", "text", "label", "kind", "group")


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled document: `label` is 1 for machine-translated; `set` is the file's name without its endings.

    `made` rows are round trips that training makes of others: they teach, and are never tested on.
    """

    id: str
    text: str
    label: int
    kind: str
    system: str
    lang: str
    group: str
    domain: str
    set: str
    source: str = ""
    made: bool = False

    @property
    def article(self) -> bool:
        """Whether it is a native article or a machine's: no human translation, no pupil's or learner's text."""
        return self.kind != "human_translation" and self.domain not in _NOT_ARTICLES

    @property
    def block(self) -> str:
        """The sets that are left out together with this row's; what was made goes with what its engine made."""
        return MADE_BLOCK if self.made else self.of_sets

    @property
    def of_sets(self) -> str:
        """The block of the set that the row, or the row that it was made of, is in."""
        return BLOCKS.get(self.set, self.set)


def corpora_path(given: str | None = None) -> Path:
    """The corpora's folder: as given, else `MTDETECT_CORPORA`, else `../shared/corpora` beside the project."""
    named = given or os.environ.get("MTDETECT_CORPORA")
    return Path(named) if named else CORPORA


def load_rows(folder: Path) -> list[Row]:
    """All rows of a folder's `.jsonl.gz` files, in the order of names and lines. Raises CorpusError."""
    files = sorted(folder.glob("*.jsonl.gz"))
    if not files:
        raise CorpusError(f"{folder}: no .jsonl.gz corpora there; name their folder with --corpora or MTDETECT_CORPORA")
    return [row for file in files for row in _read(file)]


def _read(file: Path) -> Iterator[Row]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                fields = json.loads(line)
                missing = [name for name in _NEEDED if fields.get(name) is None]
            except (ValueError, AttributeError) as error:
                raise CorpusError(f"{file}:{number}: not a JSON object ({error}); mend or remove the line") from error
            if missing:
                raise CorpusError(f"{file}:{number}: no {', '.join(missing)}; see the corpora's README for the fields")
            yield Row(
                id=fields["id"],
                text=fields["text"],
                label=int(fields["label"]),
                kind=fields["kind"],
                system=fields.get("system") or "",
                lang=fields.get("lang") or "",
                group=str(fields["group"]),
                domain=fields.get("domain") or "",
                set=file.name.removesuffix(".jsonl.gz"),
                source=fields.get("source") or "",
            )


def block_folds(rows: Sequence[Row]) -> list[str]:
    """The fold of each row when whole blocks are left out."""
    return [row.block for row in rows]


def group_folds(rows: Sequence[Row], folds: int) -> list[str]:
    """The fold of each row when groups are dealt out to a number of folds by their hash."""
    return [str(stable_number(row.group) % folds) for row in rows]


def outside(rows: Sequence[Row], folds: Sequence[str], fold: str) -> list[int]:
    """The indexes of the rows that may train what is tested on `fold`: not in it, and of no group that is in it.

    What was made is not tested, so its groups are not in the fold.
    """
    groups = {row.group for row, of in zip(rows, folds, strict=True) if of == fold and not row.made}
    return [at for at, (row, of) in enumerate(zip(rows, folds, strict=True)) if of != fold and row.group not in groups]


def stable_number(text: str) -> int:
    """A number that depends on the text alone, the same in every run."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


def systems(rows: Iterable[Row]) -> list[tuple[str, int, str, str]]:
    """What each row is balanced by: its block, label, engine and language; what was made of a block is apart."""
    return [(row.of_sets + "+" * row.made, row.label, row.system, row.lang) for row in rows]
