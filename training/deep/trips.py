"""Round trips of a sample of the corpora through the surrogate, in a file of JSON Lines to which a later run can add.

A line has `set` and `id`, which name the text, `src` (its sentences as sent), `pt` (in the pivot language) and `back`
(in English again). All round trips take hours to make.
"""

import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from mtdetect.deep.surrogate import Surrogate, to_send
from mtdetect.errors import CorpusError
from mtdetect.report.progress import track
from mtdetect.text.batch import parse
from training.corpora import Row, stable_number

Trip = tuple[str, str]  # set and id
Sentences = list[tuple[str, str]]

# Of each kind of a set at most so many texts; in the two sets where engines can be told apart, of each engine's.
_EACH = 250
_OF_SET = {"german_roundtrip_google_deepl": 400, "essays_roundtrip_google": 300, "german_mt_vs_human_wmt18": 150}
# Human texts of sets that hold more than news.
_HUMAN = dict.fromkeys(("essays_roundtrip_google", "wmt21_into_english", "wmt22_into_english", "llm_into_english"), 500)
_BY_ENGINE = ("german", "essays")
_WITHOUT = ("portuguese_careless_pipelines",)  # the surrogate's own output; the other Portuguese set represents it


def sample(rows: Iterable[Row]) -> list[Row]:
    """The texts to translate, by the hash of their group: an original and its translations are drawn together."""
    parts: defaultdict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row.set not in _WITHOUT:
            engine = row.system if row.set.startswith(_BY_ENGINE) else ""
            parts[row.set, row.kind, engine].append(row)
    drawn: list[Row] = []
    for (name, _, _), of_part in sorted(parts.items()):
        most = _OF_SET.get(name, _EACH)
        if of_part[0].label == 0:
            most = _HUMAN.get(name, most)
        drawn += sorted(of_part, key=_group_hash)[:most]
    return drawn


def _group_hash(row: Row) -> str:
    return hashlib.md5(row.group.encode()).hexdigest()


def read_trips(file: Path) -> dict[Trip, Sentences]:
    """The trips by set and id, each as sentences before and after. Raises CorpusError."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    except (OSError, ValueError) as error:
        raise CorpusError(
            f"{file}: no round trips ({error}); make some: python -m training.deep --translate"
        ) from error
    whole = [line for line in lines if line.endswith("\n")]  # the last one of a run that was stopped may be cut short
    return dict(_trip(file, number, line) for number, line in enumerate(whole, 1))


def _trip(file: Path, number: int, line: str) -> tuple[Trip, Sentences]:
    try:
        row = json.loads(line)
        return (row["set"], row["id"]), list(zip(row["src"], row["back"], strict=True))
    except (ValueError, KeyError, TypeError) as error:
        raise CorpusError(f"{file}:{number}: not a round trip ({error!r}); remove the line") from error


def add_trips(file: Path, rows: Sequence[Row], surrogate: Surrogate) -> None:
    """Translate those of the rows that the file does not have, and add a line for each.

    Their order is by hash, so that a run which is stopped has some of each set.
    """
    there = read_trips(file) if file.exists() else {}
    _remove_cut_line(file)
    missing = sorted((row for row in rows if (row.set, row.id) not in there), key=lambda row: stable_number(row.id))
    with file.open("a", encoding="utf-8") as lines:
        for row in track(missing, sys.stderr, shared=False):
            sent = to_send(parse(row.text))
            trips = [surrogate.translate(sentence) for sentence in sent]
            line = {"set": row.set, "id": row.id, "src": sent, "pt": [pivot for pivot, _ in trips]}
            print(json.dumps(line | {"back": [back for _, back in trips]}), file=lines, flush=True)


def _remove_cut_line(file: Path) -> None:
    """Remove a last line that was cut short, of a run that was stopped."""
    if file.exists():
        content = file.read_bytes()
        file.write_bytes(content[: content.rfind(b"\n") + 1])
