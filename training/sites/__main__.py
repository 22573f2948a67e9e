"""Fits and measures the model of sites: `python -m training.sites --scores FILE [--corpora PATH] [--output DIR]`.

The scores are those of the training run that made the base model, `python -m training --scores FILE`: each text's by a
model that has not seen its block. It takes some twenty minutes of a core, nearly all for the figures.
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np

from mtdetect.errors import MtdetectError
from mtdetect.model.files import SETTINGS, write_checked
from mtdetect.sites.model import settings_of
from training.corpora import corpora_path
from training.deep.plain import plain_scores
from training.docs.tables import METRICS, redraw_card
from training.paths import SITE_MODEL
from training.progress import step
from training.protocols.registry import as_json
from training.protocols.run import Run
from training.sites.card import redraw
from training.sites.figures import measure_sites, site_pools
from training.sites.fit import fit_level, fit_mixture
from training.sites.known_engines import known_engine_scores
from training.sites.rates import human_rates
from training.sites.texts import collect_texts


def main() -> None:
    """Fit, measure and write the model; prints the figures as JSON."""
    options = _parse_options()
    run = Run(corpora_path(options.corpora))
    texts = collect_texts([*run.rows, *run.dev_rows], plain_scores(run, options.scores))
    with step("the model of sites"):
        known = site_pools(texts, np.ones(len(texts.rows), np.bool_))
        level = fit_level(known)
        mixture = fit_mixture(known, level)
        rates = human_rates(texts.rows, known.outlets)
    with step("sites left out"):
        figures = {f"{name}, engine never seen": table for name, table in measure_sites(texts).items()}
        if options.known_engines:
            of_known = collect_texts(run.rows, known_engine_scores(run.rows, options.known_engines))
            figures |= {f"{name}, engine known": table for name, table in measure_sites(of_known).items()}
        metrics = as_json(figures)
    if not options.measure:
        settings = json.dumps(settings_of(options.output.name, level, mixture, rates), indent=1) + "\n"
        write_checked(options.output, {SETTINGS: settings.encode(), METRICS: metrics.encode()})
        redraw_card(options.output, redraw)
    print(metrics, end="")


def _parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training.sites", description=__doc__)
    parser.add_argument("--corpora", help="the corpora's folder (default: MTDETECT_CORPORA, or ../shared/corpora)")
    parser.add_argument("--scores", type=Path, metavar="FILE", help="scores of a training run (default: train anew)")
    parser.add_argument(
        "--known-engines",
        type=Path,
        metavar="FILE",
        help="also measure with engines known; scores are made where missing",
    )
    parser.add_argument("--output", type=Path, default=SITE_MODEL, help="the model's folder (default: the shipped one)")
    parser.add_argument("--measure", action="store_true", help="only measure, write no model")
    return parser.parse_args()


if __name__ == "__main__":
    try:
        main()
    except MtdetectError as error:
        sys.exit(f"training: error: {error}")
