"""The share of the documents of some sets, by system, in which any of some rules finds something.

    python -m training.rules.shares careless_us_outlets native_us_outlets [--rules CODE...] [--corpora PATH]

Without `--rules` those of abbreviations that a segmenter cut. They were written on the groups whose SHA-256 is even, so
both halves are printed: the texts of the odd one were not read. Beside them the share with any warning or error.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from hashlib import sha256

from mtdetect.errors import MtdetectError
from training.corpora import Row, corpora_path, load_rows
from training.rules.measure import AT_LEAST, RowRules, find_rules

ABBREVIATIONS = (
    *("MT330", "MT331", "MT332", "MT333", "MT421", "MT423", "MT480", "MT481", "MT482", "MT501", "MT502", "MT503"),
    *("MT506", "MT514", "MT515", "MT516", "MT517", "MT620", "MT621"),
)


def main() -> None:
    """Count and print."""
    summary, _, details = (__doc__ or "").partition("\n\n")
    parser = argparse.ArgumentParser(
        prog="python -m training.rules.shares",
        description=summary,
        epilog=details,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("sets", nargs="+", metavar="SET")
    parser.add_argument("--rules", nargs="+", default=ABBREVIATIONS, metavar="CODE")
    parser.add_argument("--corpora", metavar="PATH", help="the corpora's folder")
    options = parser.parse_args()
    rows = [row for row in load_rows(corpora_path(options.corpora) / "train") if row.set in options.sets]
    if missing := sorted({*options.sets} - {row.set for row in rows}):
        raise MtdetectError(f"{missing[0]}: no set of that name is in the corpora")
    for line in table(list(find_rules(rows)), options.rules):
        print(line)


def table(documents: Sequence[RowRules], codes: Collection[str]) -> Iterator[str]:
    """The lines of the table: a set and system, its half, documents, and the shares of them with a tell."""
    wanted = {"of these": frozenset(codes), **{f"{level}+": AT_LEAST[level] for level in ("warning", "error")}}
    parts: defaultdict[tuple[str, str], list[RowRules]] = defaultdict(list)
    for document in documents:
        row = document.row
        parts[f"{row.set} {row.kind} {row.system.split('/')[-1]}", half(row)].append(document)
    yield f"{'documents of':80}{'half':>6}{'number':>8}" + "".join(f"{name:>10}" for name in wanted)
    for (name, part), found in sorted(parts.items()):
        shares = [sum(bool(one.codes & rules) for one in found) / len(found) for rules in wanted.values()]
        yield f"{name[:79]:80}{part:>6}{len(found):8}" + "".join(f"{share:10.1%}" for share in shares)


def half(row: Row) -> str:
    """`even` or `odd`, by the SHA-256 of the row's group."""
    return ("even", "odd")[int(sha256(row.group.encode()).hexdigest(), 16) % 2]


if __name__ == "__main__":
    try:
        main()
    except MtdetectError as error:
        sys.exit(f"training.rules.shares: error: {error}")
