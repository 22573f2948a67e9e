"""Trains the shipped model: `python -m training [--corpora PATH] [--output DIR]`."""

import argparse
import json
import sys
from pathlib import Path

from mtdetect.errors import MtdetectError
from mtdetect.model import DEFAULT
from training.corpora import block_folds, corpora_path, load_rows
from training.evaluate import flagged_figures, fresh_figures, inside_one_set, left_out_figures
from training.export import export
from training.train import train

_GERMAN = "german_roundtrip_google_deepl"
_FOLDS = 5
_FPR = 0.01


def main() -> None:
    """Train, measure and write a model, or only measure inside one set."""
    options = _options()
    corpora = corpora_path(options.corpora)
    rows = load_rows(corpora / "train")
    if options.inside:
        inside = [row for row in rows if row.set == options.inside]
        print(json.dumps(inside_one_set(inside, _FOLDS), indent=1))
        return
    folds = block_folds(rows)
    trained = train(rows, folds)
    metrics = {
        "left out": left_out_figures(trained, rows, folds),
        f"called translated at {_FPR:.0%}": flagged_figures(trained, rows, folds, _FPR),
        f"called translated at {_FPR:.0%}, sets never trained on": fresh_figures(
            trained, rows, load_rows(corpora / "dev"), _FPR
        ),
    }
    shown = json.dumps(metrics, indent=1) + "\n"
    export(options.output, trained.words, trained.phrasing, trained.stack, trained.calibration, shown)
    print(shown, end="")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--corpora", help="the corpora's folder (default: MTDETECT_CORPORA, or ../shared/corpora)")
    parser.add_argument("--output", type=Path, default=Path("models") / DEFAULT, help="the model's folder")
    parser.add_argument(
        "--inside", metavar="SET", nargs="?", const=_GERMAN, help="only measure five folds inside one set"
    )
    return parser.parse_args()


if __name__ == "__main__":
    try:
        main()
    except MtdetectError as error:
        sys.exit(f"training: error: {error}")
