"""Trains and measures the shipped model: `python -m training [--corpora PATH] [--output DIR] [--only NAME]`."""

import argparse
import json
import sys
from pathlib import Path

from mtdetect.errors import MtdetectError
from training.corpora import corpora_path, load_rows
from training.protocols.left_out import inside_one_set
from training.protocols.registry import PROTOCOLS, measure, train_and_measure

_GERMAN = "german_roundtrip_google_deepl"
_FOLDS = 5


def main() -> None:
    """Train, measure and write a model; or only measure, in all or inside one set. Prints the figures as JSON."""
    options = _parse_options()
    only = options.only or ()
    if options.inside:
        rows = [row for row in load_rows(corpora_path(options.corpora) / "train") if row.set == options.inside]
        print(json.dumps(inside_one_set(rows, _FOLDS), indent=1))
    elif options.measure:
        print(measure(options.corpora, only), end="")
    else:
        print(train_and_measure(options.corpora, options.output, only, options.scores), end="")


def _parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--corpora", help="the corpora's folder (default: MTDETECT_CORPORA, or ../shared/corpora)")
    parser.add_argument("--output", type=Path, help="the model's folder (default: the shipped one)")
    parser.add_argument(
        "--scores", type=Path, metavar="FILE", help="also write scores there for python -m training.deep"
    )
    parser.add_argument("--only", nargs="+", metavar="NAME", help=f"of {', '.join(one.name for one in PROTOCOLS)}")
    parser.add_argument("--measure", action="store_true", help="only measure, write no model")
    parser.add_argument(
        "--inside", metavar="SET", nargs="?", const=_GERMAN, help="only measure five folds inside one set"
    )
    return parser.parse_args()


if __name__ == "__main__":
    try:
        main()
    except MtdetectError as error:
        sys.exit(f"training: error: {error}")
