"""Trains and measures the model of copy mode: `python -m training.match [--corpora PATH] [--output DIR]`.

Alignment is measured on lines that round trips kept; direction and relation on groups that were left out, direction on
sets too. It takes about ten minutes on one core; the same input gives the same model.
"""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

from mtdetect.errors import MtdetectError
from mtdetect.model.additive import load_model
from training.corpora import corpora_path, load_rows
from training.docs.tables import redraw_card
from training.match.build import FOLDS, build_pairs, choose_for_relations
from training.match.card import redraw
from training.match.export import export
from training.match.figures import alignment_figures, direction_figures, relation_figures
from training.match.fit import cross_fit, fit_directions, fit_relations, sharpness
from training.paths import MATCH_MODEL
from training.protocols.figures import Figures
from training.protocols.registry import as_json


def main() -> None:
    """Train, measure and write the model, or only measure alignment."""
    parser = argparse.ArgumentParser(prog="python -m training.match", description=__doc__)
    parser.add_argument("--corpora", help="the corpora's folder (default: MTDETECT_CORPORA, or ../shared/corpora)")
    parser.add_argument("--output", type=Path, help="the model's folder (default: the shipped one)")
    parser.add_argument("--alignment", action="store_true", help="only measure alignment; train and write nothing")
    options = parser.parse_args()
    rows = load_rows(corpora_path(options.corpora) / "train")
    metrics: dict[str, Figures] = {"alignment": alignment_figures(rows)}
    _report("alignment measured")
    if options.alignment:
        print(as_json(metrics), end="")
        return
    classes = load_model().classes
    pairs = build_pairs(rows, classes)
    _report(f"{len(pairs):,} pairs built")
    # Altered copies of the same texts teach direction nothing new.
    learn = [one.directed and one.task != "altered round trip" for one in pairs]
    by_group = cross_fit(pairs, lambda one: one.fold, learn)
    sharp = sharpness(by_group[[one.task.startswith("round trip") for one in pairs]])
    by_group *= sharp
    _report("direction by group measured")
    by_block = sharp * cross_fit(pairs, lambda one: one.block, learn)
    metrics["direction, groups left out"] = direction_figures(pairs, by_group)
    metrics["direction, sets left out"] = direction_figures(pairs, by_block)
    indexes = choose_for_relations(pairs)
    of_relations, scores = [pairs[at] for at in indexes], by_group[indexes]
    metrics["relation, groups left out"] = relation_figures(of_relations, scores, fit_relations, FOLDS)
    directions = replace(
        fit_directions([one for one, wanted in zip(pairs, learn, strict=True) if wanted]), sharpness=sharp
    )
    folder = options.output or MATCH_MODEL
    text = as_json(metrics)
    export(folder, classes.names, directions, fit_relations(of_relations, np.asarray(scores)), text)
    redraw_card(folder, redraw)
    print(text, end="")


def _report(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        main()
    except MtdetectError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
