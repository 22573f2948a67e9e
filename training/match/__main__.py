"""Trains and measures the model of copy mode: `python -m training.match [--corpora PATH] [--output DIR]`.

Alignment is measured on lines that round trips kept; direction and relation on groups that were left out, direction on
sets too. It takes about twenty minutes on one core; the same input gives the same model.
"""

import argparse
import sys
from pathlib import Path

import numpy as np

from mtdetect.errors import CorpusError, MtdetectError
from mtdetect.match.differences import BASE, READER
from mtdetect.model.additive import load_model
from mtdetect.model.digest import digest
from training.corpora import corpora_path, load_rows
from training.deep.plain import plain_scores, read_scores
from training.docs.tables import redraw_card
from training.match.build import FOLDS, build_pairs, choose_for_relations
from training.match.card import redraw
from training.match.export import export
from training.match.figures import DOUBT, alignment_figures, direction_figures, relation_figures
from training.match.fit import cross_fit, fit_directions, fit_relations
from training.match.score_clues import fit_score_clues
from training.paths import MATCH_MODEL
from training.protocols.figures import Figures
from training.protocols.registry import as_json
from training.protocols.run import Run


def main() -> None:
    """Train, measure and write the model, or only measure alignment."""
    parser = argparse.ArgumentParser(prog="python -m training.match", description=__doc__)
    parser.add_argument("--corpora", help="the corpora's folder (default: MTDETECT_CORPORA, or ../shared/corpora)")
    parser.add_argument("--scores", type=Path, metavar="FILE", help="the base model's scores (default: made anew)")
    parser.add_argument("--readings", type=Path, metavar="FILE", help="the reader's, by python -m training.deep")
    parser.add_argument("--output", type=Path, help="the model's folder (default: the shipped one)")
    parser.add_argument("--alignment", action="store_true", help="only measure alignment; train and write nothing")
    options = parser.parse_args()
    rows = load_rows(corpora_path(options.corpora) / "train")
    metrics: dict[str, Figures] = {"alignment": alignment_figures(rows)}
    _report("alignment measured")
    if options.alignment:
        print(as_json(metrics), end="")
        return
    base = load_model()
    plain = plain_scores(Run(corpora_path(options.corpora)), options.scores)
    if plain.digest != digest(base):
        raise CorpusError(f"{options.scores}: scores of another base model than the shipped one; make them anew")
    known = {BASE: plain, **({READER: read_scores(options.readings)} if options.readings else {})}
    pairs = build_pairs(rows, base.classes, known)
    _report(f"{len(pairs):,} pairs built")
    # Altered copies of the same texts teach direction nothing new.
    learn = [one.directed and one.task != "altered round trip" for one in pairs]
    by_group = cross_fit(pairs, lambda one: one.fold, learn)
    _report("direction by group measured")
    by_block = cross_fit(pairs, lambda one: one.block, learn)
    clues = fit_score_clues(pairs, by_block, learn)
    with_reader = clues.scores(by_block, pairs, (BASE, READER))
    by_group, by_block = clues.scores(by_group, pairs), clues.scores(by_block, pairs)
    metrics["direction, groups left out"] = direction_figures(pairs, by_group)
    metrics["direction, sets left out"] = direction_figures(pairs, by_block)
    if READER in clues.named:
        read = [at for at, one in enumerate(pairs) if READER in one.scores]
        both, asked = [pairs[at] for at in read], np.abs(by_block[read]) < DOUBT
        metrics["direction, sets left out, read"] = direction_figures(
            both, np.where(asked, with_reader[read], by_block[read])
        )
    indexes = choose_for_relations(pairs)
    of_relations, scores = [pairs[at] for at in indexes], by_group[indexes]
    metrics["relation, groups left out"] = relation_figures(of_relations, scores, fit_relations, FOLDS)
    directions = clues.added_to(fit_directions([one for one, wanted in zip(pairs, learn, strict=True) if wanted]))
    folder = options.output or MATCH_MODEL
    text = as_json(metrics)
    export(folder, base.classes.names, directions, fit_relations(of_relations, np.asarray(scores)), plain.digest, text)
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
