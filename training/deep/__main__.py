"""Trains the deep model: a probe of the reader beside the base model; `python -m training.deep`.

The base model's scores are those of the training run that made it: `python -m training --scores scores.jsonl`. What
takes long is kept in the folder `--cache`, and a run that was stopped goes on from there: the mean states of texts, an
hour. With `--adapt`, adapters of the reader are trained too: half an hour for the states that they begin with, an hour
for the five of all folds, and two hours for the mean states that they make, to which probes are fitted.
"""

import argparse
import sys
from pathlib import Path

from platformdirs import user_cache_path

from mtdetect.deep.weights import load_weights
from mtdetect.errors import MtdetectError
from training.corpora import corpora_path
from training.deep.card import redraw
from training.deep.export import export
from training.deep.figures import deep_figures
from training.deep.final import final_model
from training.deep.fit import cross_fit, reading_lines
from training.deep.frozen_probe import probe_all
from training.deep.frozen_states import make_states
from training.deep.plain import plain_scores, write_lines
from training.deep.texts import collect_texts
from training.docs.tables import redraw_card
from training.paths import DEEP_MODEL
from training.protocols.registry import as_json
from training.protocols.run import Run
from training.sample import sample

MOST = 250  # texts of a set and label that are read; with 500, both models together are no better


def main() -> None:
    """Read what is missing, train, measure and write."""
    options = _parse_options()
    run = Run(corpora_path(options.corpora))
    training_rows = sample(run.rows, MOST)
    rows = [*training_rows, *run.dev_rows]
    if options.adapt:
        from training.deep.readings import read_all

        make_states([row.text for row in rows], options.cache / "states")
        readings = read_all(training_rows, run.dev_rows, load_weights().blocks, options.cache)
    else:
        readings = probe_all(training_rows, run.dev_rows, options.cache)
    texts = collect_texts(rows, readings, plain_scores(run, options.scores), len(training_rows))
    parts = cross_fit(texts)
    if options.readings:
        write_lines(reading_lines(texts, parts), options.readings)
    model = final_model(texts, parts, readings.shipped)
    metrics = as_json(deep_figures(texts, parts, model))
    export(options.output, model, metrics)
    redraw_card(options.output, redraw)
    print(metrics, end="")


def _parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m training.deep", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    cache = user_cache_path("mtdetect", appauthor=False) / "training"
    parser.add_argument("--corpora", help="the corpora's folder (default: MTDETECT_CORPORA, or ../shared/corpora)")
    parser.add_argument(
        "--cache", type=Path, default=cache, help="where states and adapters are (default: %(default)s)"
    )
    parser.add_argument("--adapt", action="store_true", help="train adapters of the reader's last blocks, with torch")
    parser.add_argument("--scores", type=Path, metavar="FILE", help="the base model's scores (default: made anew)")
    parser.add_argument(
        "--readings",
        type=Path,
        metavar="FILE",
        help="also write the reader's scores there, for training.match",
    )
    parser.add_argument("--output", type=Path, default=DEEP_MODEL, help="the model's folder (default: the shipped one)")
    return parser.parse_args()


if __name__ == "__main__":
    try:
        main()
    except MtdetectError as error:
        sys.exit(f"training.deep: error: {error}")
