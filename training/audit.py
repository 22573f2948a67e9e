"""How often each rule speaks: the share of documents with its tell, for each set of the corpora.

    python -m training.audit [FOLDER] [MOST]

prints tab-separated percentages, a rule a line, of at most MOST documents a set (default 400, the first by hash),
and two last lines for any warning and any error. A rule's severity follows from these rates on native news.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from mtdetect.tells import RULES
from mtdetect.tells.engine import find_tells
from mtdetect.text import parse
from training.corpora import Row, corpora_path, load_rows, stable_number

_KINDS = {"native": "native", "human_translation": "person", "machine_translation": "machine", "round_trip": "trip"}


def rates(rows: Sequence[Row]) -> dict[str, float]:
    """Percent of the rows with a tell of each code, and of the severities `warning` and `error`."""
    found: Counter[str] = Counter()
    for row in rows:
        tells = find_tells(parse(row.text))
        found.update({tell.rule for tell in tells} | {tell.severity for tell in tells})
    return {name: 100 * count / len(rows) for name, count in found.items()}


def main(arguments: Sequence[str]) -> None:
    """Print the table."""
    folder, most = (*arguments, "", "")[:2]
    sets: defaultdict[str, list[Row]] = defaultdict(list)
    for row in load_rows(Path(folder) if folder else corpora_path() / "train"):
        variant = row.system.partition("/")[2]
        sets[" ".join(filter(None, (row.set, _KINDS.get(row.kind, row.kind), variant)))].append(row)
    chosen = {
        name: sorted(rows, key=lambda row: stable_number(row.id))[: int(most or 400)] for name, rows in sets.items()
    }
    table = {name: rates(rows) for name, rows in sorted(chosen.items())}
    print("rule", "severity", *table, sep="\t")
    for rule in RULES:
        print(rule.code, rule.severity, *(f"{found.get(rule.code, 0):.1f}" for found in table.values()), sep="\t")
    for severity in ("warning", "error"):
        print("any", severity, *(f"{found.get(severity, 0):.1f}" for found in table.values()), sep="\t")


if __name__ == "__main__":
    main(sys.argv[1:])
