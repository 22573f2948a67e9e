"""Fits and measures what `mtdetect estimate` computes with: `python -m training.quantify --scores scores.jsonl`.

The scores are those of the training run that made the base model: `python -m training --scores scores.jsonl`. Each
block is left out in turn: corpora are drawn from its texts, scored by a base model without it, and their shares are
estimated from scenarios of all other blocks.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from joblib import Parallel, delayed

from mtdetect.errors import MtdetectError
from mtdetect.model.additive import load_model
from mtdetect.quantify.densities import Scenarios
from mtdetect.quantify.model import QuantifyModel, write_quantify
from training.corpora import corpora_path
from training.deep.plain import plain_scores
from training.paths import ESTIMATE_MODEL, ESTIMATE_PAGE
from training.progress import step
from training.protocols.run import Run
from training.quantify.cases import Case, cases
from training.quantify.coverage import Measured, can_be_known, measure
from training.quantify.draw import draw_scenarios
from training.quantify.page import as_json, redraw
from training.quantify.scored import scored_texts
from training.quantify.sources import MachineSource, Source, human_sources, machine_sources

_SEED = 1
WORTH, WORTH_KNOWN = 10.0, 250.0  # documents; chosen by the coverage of blocks that are left out


def main() -> None:
    """Read the scores, measure with each block left out, fit on all, write the model's folder and the page's tables."""
    options = _parse_options()
    run = Run(corpora_path(options.corpora))
    scores = plain_scores(run, options.scores)
    texts = scored_texts([*run.rows, *run.dev_rows], scores)
    human, machine, drawn = human_sources(texts), machine_sources(texts), cases(texts)
    found: list[Measured] = []
    if options.draws:
        with step("coverage with each block left out"):
            of_block = {
                block: _model(scores.digest, _scenarios(human, machine, block))
                for block in {one.block for one in drawn}
            }
            jobs = (delayed(_measure)(of_block[case.block], case, options.draws) for case in drawn)
            found = [one for part in Parallel(options.jobs)(jobs) for one in part]
    model = _model(scores.digest, _scenarios(human, machine, None))
    write_quantify(options.output, model, as_json(found))
    if found:
        page = ESTIMATE_PAGE.read_text(encoding="utf-8")
        ESTIMATE_PAGE.write_text(redraw(page, found), encoding="utf-8")


def _measure(model: QuantifyModel, case: Case, draws: int) -> list[Measured]:
    calibration, general = load_model().calibration, model.mixtures()
    found = list(measure(case, model, general, calibration, draws, known=False))
    if can_be_known(case):
        found += measure(case, model, general, calibration, draws, known=True)
    return found


def _scenarios(human: Sequence[Source], machine: Sequence[MachineSource], without: str | None) -> Scenarios:
    return draw_scenarios(
        [one for one in human if without not in one.blocks],
        [one for one in machine if without not in one.blocks],
        _SEED,
        faults_from=load_model().several.level,
    )


def _model(fitted_to: str, scenarios: Scenarios) -> QuantifyModel:
    return QuantifyModel("estimate", "", fitted_to, scenarios, WORTH, WORTH_KNOWN)


def _parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m training.quantify", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", help="the corpora's folder (default: MTDETECT_CORPORA, or ../shared/corpora)")
    parser.add_argument("--scores", type=Path, metavar="FILE", help="the base model's scores (default: made anew)")
    parser.add_argument("--draws", type=int, default=500, help="corpora of each case, share and size; 0 only fits")
    parser.add_argument("--jobs", type=int, default=1, help="cases measured at once (default: %(default)s)")
    parser.add_argument("--output", type=Path, default=ESTIMATE_MODEL, help="the folder (default: the shipped one)")
    return parser.parse_args()


if __name__ == "__main__":
    try:
        main()
    except MtdetectError as error:
        sys.exit(f"training.quantify: error: {error}")
