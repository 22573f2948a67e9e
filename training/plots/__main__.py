"""Draws the plots of raw scores: `python -m training.plots --scores FILE [--corpora PATH]`.

FILE is what `python -m training --scores FILE` wrote: run both again when the base model is trained anew. Writes the
curves as JSON and the plots as SVG into docs/images/model/, shown in docs/figures.md; there are no texts in them.
Without --scores, the plots are drawn again from the curves that are there. Takes about four minutes with scores.
"""

import argparse
import json
import re
import sys
from pathlib import Path

from mtdetect.errors import MtdetectError
from training.corpora import corpora_path
from training.paths import FIGURES_PAGE, SCORE_PLOTS
from training.plots.curves_of_scores import Curves, curves_of
from training.plots.left_out import read_left_out
from training.plots.scores import score_plots

CURVES = SCORE_PLOTS / "curves.json"
_DIGEST = re.compile(r"(?<=<!-- digest -->)`\w*`(?=<!-- end -->)")


def read_curves() -> Curves:
    """The curves that were measured last."""
    curves: Curves = json.loads(CURVES.read_bytes())
    return curves


def name_run(page: str, digest: str) -> str:
    """The page's text with the digest of the run's model where it names it."""
    return _DIGEST.sub(f"`{digest}`", page)


def main() -> None:
    """Measure the curves if scores are given; draw them."""
    parser = argparse.ArgumentParser(
        prog="python -m training.plots", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--scores", type=Path, metavar="FILE", help="the raw scores of a training run")
    parser.add_argument("--corpora", help="the corpora's folder (default: MTDETECT_CORPORA, or ../shared/corpora)")
    options = parser.parse_args()
    SCORE_PLOTS.mkdir(parents=True, exist_ok=True)
    if options.scores:
        curves = curves_of(read_left_out(options.scores, corpora_path(options.corpora)))
        CURVES.write_text(f"{json.dumps(curves)}\n", encoding="utf-8")
    curves = read_curves()
    for name, plot in score_plots(curves):
        (SCORE_PLOTS / name).write_text(plot, encoding="utf-8")
    FIGURES_PAGE.write_text(name_run(FIGURES_PAGE.read_text(encoding="utf-8"), curves["digest"]), encoding="utf-8")
    print(f"{SCORE_PLOTS}: drawn, of the scores of the model {curves['digest']}")


if __name__ == "__main__":
    try:
        main()
    except MtdetectError as error:
        sys.exit(f"training.plots: error: {error}")
