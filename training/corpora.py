"""The corpora: labelled rows with where they come from, and folds that keep together what belongs together."""

import gzip
import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from mtdetect.errors import CorpusError
from training.paths import CORPORA

# Sets that share an engine, a maker or sources are one block and are left out together: a good result on one of them by
# a model that was trained on another says nothing of unseen text. A set that is not here is a block by itself.
BLOCKS = {
    "german_roundtrip_google_deepl": "german",
    "essays_roundtrip_google": "essays",
    "rule_based_roundtrip_apertium": "apertium",
    "fiction_roundtrip_google": "fiction",
    "reviews_bing_deepl_google": "reviews",
    "literary_into_english": "literary",
    "encyclopedic_58_languages": "encyclopedic",
    "human_english_africa_voices": "africa",
    "native_us_outlets": "american",
    "native_gum_genres": "gum",
    # one engine; the native news are originals of its round trips
    "portuguese_roundtrip_mozilla": "portuguese",
    "portuguese_careless_pipelines": "portuguese",
    "portuguese_roundtrip_many_sets": "portuguese",
    "careless_us_outlets": "portuguese",
    "native_bbc": "portuguese",
    "native_masakhane_eng": "portuguese",
    "native_abc_australia": "portuguese",
    # the articles of one series of campaigns, put into English by many systems
    "wmt13_into_english": "wmt",
    "wmt17_into_english": "wmt",
    "wmt21_into_english": "wmt",
    "wmt22_into_english": "wmt",
    "wmt22_llms_into_english": "wmt",
    "llm_into_english": "wmt",
    "news_eight_engines": "wmt",
    "talks_eight_engines": "talks",
    "talks_wmt21_systems": "talks",
    # OPUS-MT and FAIR's engine made all of these, and Google some
    "paragraphs_roundtrip_google_opus_fair": "paragraphs",
    "questions_roundtrip_opus": "paragraphs",
    "reviews_roundtrip_fair": "paragraphs",
}
_NOT_ARTICLES = ("essay", "learner")  # domains
_NEEDED = ("id", "text", "label", "kind", "group")


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled document: `label` is 1 for machine-translated; `set` is the file's name without its endings.

    Rows with one `group` share content, in whichever set they are: never let a group cross a split.
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

    @property
    def article(self) -> bool:
        """Whether it is a native article or a machine's: no human translation, no pupil's or learner's text."""
        return self.kind != "human_translation" and self.domain not in _NOT_ARTICLES

    @property
    def block(self) -> str:
        """The name of the sets that are left out together with this row's set."""
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
    """The fold of each row when each block of sets is a fold."""
    return [row.block for row in rows]


def group_folds(rows: Sequence[Row], folds: int) -> list[str]:
    """The fold of each row when groups are dealt out to a number of folds by their hash."""
    return [str(stable_number(row.group) % folds) for row in rows]


def outside(rows: Sequence[Row], folds: Sequence[str], fold: str) -> list[int]:
    """The indexes of the rows that a model may be trained on which is tested on `fold`.

    They are the rows of other folds, less those of a group that has a row in the fold.
    """
    groups = {row.group for row, of in zip(rows, folds, strict=True) if of == fold}
    return [at for at, (row, of) in enumerate(zip(rows, folds, strict=True)) if of != fold and row.group not in groups]


def stable_number(text: str) -> int:
    """A number of 64 bits that depends on the text alone, the same in every run."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
