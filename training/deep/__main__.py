"""Trains the deep model on round trips that a file holds, and on the plain model's left-out scores.

    python -m training.deep --cache trips.jsonl --translate    # hours; can be stopped
    python -m training.deep --cache trips.jsonl --scores scores.jsonl

The plain scores take a whole training run: `python -m training --scores scores.jsonl` keeps those of the run that makes
the shipped model. Without such a file they are made here, and kept where --scores says.
"""

import argparse
import sys
from pathlib import Path

from mtdetect.deep.surrogate import load_surrogate

from mtdetect.deep.shipping import digest
from mtdetect.errors import MtdetectError
from mtdetect.model.additive import load_model
from training.corpora import corpora_path
from training.deep.card import redraw
from training.deep.export import export
from training.deep.figures import deep_figures
from training.deep.fit import cross_fit, fit_final, own_scores
from training.deep.plain import plain_scores
from training.deep.texts import collect_texts, training_texts
from training.deep.trips import add_trips, read_trips, sample
from training.docs.tables import redraw_card
from training.paths import DEEP_MODEL
from training.progress import step
from training.protocols.registry import as_json
from training.protocols.run import Run

_CACHE = Path("deep-trips.jsonl")


def main() -> None:
    """Translate what is missing if asked to, train, measure and write."""
    options = _parse_options()
    run = Run(corpora_path(options.corpora))
    if options.translate:
        add_trips(options.cache, sample([*run.rows, *run.dev_rows]), load_surrogate())
    trips = read_trips(options.cache)
    plain = plain_scores(run, options.scores)
    with step(f"statistics of {len(trips)} round trips"):
        texts = collect_texts([*run.rows, *run.dev_rows], trips, plain)
    with step("weights, each block left out"):
        indexes = training_texts(texts, run.rows)
        parts = cross_fit(texts, indexes)
        own = own_scores(parts, texts)
        model = fit_final(texts, indexes, own)
    with step("figures"):
        metrics = as_json(deep_figures(texts, parts, own, model))
    export(options.output, model, metrics)
    if options.output == DEEP_MODEL:
        redraw_card(options.output, redraw)
    print(metrics, end="")
    if plain.digest != digest(load_model()):
        print(f"{options.scores}: of another model than models/base: remove it, and train anew", file=sys.stderr)


def _parse_options() -> argparse.Namespace:
    summary, _, details = (__doc__ or "").partition("\n\n")
    parser = argparse.ArgumentParser(
        "python -m training.deep",
        description=summary,
        epilog=details,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--corpora", help="the corpora's folder (default: MTDETECT_CORPORA, or ../shared/corpora)")
    parser.add_argument("--cache", type=Path, default=_CACHE, help="the file of round trips (default: %(default)s)")
    parser.add_argument("--translate", action="store_true", help="make the round trips that the file does not have")
    parser.add_argument("--scores", type=Path, metavar="FILE", help="the plain model's left-out scores")
    parser.add_argument("--output", type=Path, default=DEEP_MODEL, help="the model's folder")
    return parser.parse_args()


if __name__ == "__main__":
    try:
        main()
    except MtdetectError as error:
        sys.exit(f"training.deep: error: {error}")
