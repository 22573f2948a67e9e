"""Fits and measures the model of sites: `python -m training.sites --scores FILE [--corpora PATH] [--output DIR]`.

The scores are those of the training run that made the base model, `python -m training --scores FILE`: each text's by a
model that has not seen its block. It takes some twenty minutes of a core, nearly all for the figures.

Three parts can be done alone. `--only reader` measures sites whose articles the reader has read: it needs `--readings`,
which `python -m training.deep --readings FILE` writes. Two need no scores: `--only phrases` counts how often wording
recurs at human sites, with the shipped model, and puts that into the model of sites, the rest of which stays as it is;
`--only houses` measures `mtdetect calibrate --group-by`, and redraws the tables of docs/sites.md: with `--scores` of
texts whose block was left out, without of texts that the shipped model has seen.
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np

from mtdetect.errors import MtdetectError
from mtdetect.model.files import SETTINGS, write_checked
from mtdetect.sites.model import PHRASES, phrases_as_json, settings_of
from training.corpora import corpora_path
from training.deep.plain import plain_scores, read_scores
from training.docs.tables import METRICS, redraw_card
from training.paths import SITE_MODEL, SITE_PAGE
from training.progress import step
from training.protocols.figures import Figures
from training.protocols.registry import as_json
from training.protocols.run import Run
from training.sites.card import DEEP, redraw
from training.sites.figures import measure_sites, site_pools
from training.sites.fit import fit_level, fit_mixture
from training.sites.houses import house_texts, left_out_scores, measure_houses, shipped_scores
from training.sites.houses_page import redraw as redraw_page
from training.sites.known_engines import known_engine_scores
from training.sites.phrase_figures import phrase_texts
from training.sites.rates import human_rates, rare_rules
from training.sites.texts import collect_texts
from training.sites.with_reader import measure_with_reader


def main() -> None:
    """Fit, measure and write the model, or a part of it; prints the figures as JSON."""
    options = _parse_options()
    run = Run(corpora_path(options.corpora))
    figures = {None: _all, "reader": _reader, "phrases": _phrases, "houses": _houses}[options.only](run, options)
    print(as_json(figures), end="")


def _all(run: Run, options: argparse.Namespace) -> dict[str, Figures]:
    texts = collect_texts([*run.rows, *run.dev_rows], plain_scores(run, options.scores))
    with step("the model of sites"):
        known = site_pools(texts, np.ones(len(texts.rows), np.bool_))
        level = fit_level(known)
        mixture = fit_mixture(known, level)
        rates = human_rates(texts.tells, known.outlets)
        rare, _ = rare_rules(texts.tells, texts.words, texts.rows, known.outlets, known.translators)
    with step("wording at sites"):
        wording = phrase_texts([*run.rows, *run.dev_rows])
    with step("sites left out"):
        figures = {f"{name}, engine never seen": table for name, table in measure_sites(texts).items()}
        if options.known_engines:
            of_known = collect_texts(run.rows, known_engine_scores(run.rows, options.known_engines))
            figures |= {f"{name}, engine known": table for name, table in measure_sites(of_known).items()}
        figures |= wording.measure()
    if not options.measure:
        settings = settings_of(options.output.name, level, mixture, rates, rare, wording.rates())
        old = _figures_of(options.output) if (options.output / METRICS).exists() else {}
        kept = {name: table for name, table in old.items() if name.startswith("houses") or DEEP in name}
        _write(options.output, settings, figures | kept)
    return figures


def _reader(run: Run, options: argparse.Namespace) -> dict[str, Figures]:
    plain, readings = plain_scores(run, options.scores), read_scores(options.readings)
    with step("sites left out, read"):
        figures = measure_with_reader([*run.rows, *run.dev_rows], plain, readings)
    if not options.measure:
        settings = json.loads((options.output / SETTINGS).read_bytes())
        _write(options.output, settings, _figures_of(options.output) | figures)
    return figures


def _phrases(run: Run, options: argparse.Namespace) -> dict[str, Figures]:
    with step("wording at sites"):
        wording = phrase_texts([*run.rows, *run.dev_rows])
        figures = wording.measure()
    if not options.measure:
        settings = json.loads((options.output / SETTINGS).read_bytes())
        settings[PHRASES] = phrases_as_json(wording.rates())
        _write(options.output, settings, _figures_of(options.output) | figures)
    return figures


def _houses(run: Run, options: argparse.Namespace) -> dict[str, Figures]:
    rows = [*run.rows, *run.dev_rows]
    kind = "engine never seen" if options.scores else "texts seen"
    if options.scores:
        scores, calibration = left_out_scores(rows, plain_scores(run, options.scores))
    else:
        scores, calibration = shipped_scores(rows, options.shipped_scores)
    with step("houses"):
        texts = house_texts(rows, scores, calibration)
        figures = {f"{name}, {kind}": table for name, table in measure_houses(texts).items()}
    if not options.measure:
        settings = json.loads((options.output / SETTINGS).read_bytes())
        all_figures = _figures_of(options.output) | figures
        _write(options.output, settings, all_figures)
        SITE_PAGE.write_text(redraw_page(SITE_PAGE.read_text(encoding="utf-8"), all_figures), encoding="utf-8")
    return figures


def _figures_of(folder: Path) -> dict[str, Figures]:
    """The figures that a folder holds."""
    figures: dict[str, Figures] = json.loads((folder / METRICS).read_bytes())
    return figures


def _write(folder: Path, settings: dict[str, object], figures: dict[str, Figures]) -> None:
    """Write a model with its figures, and the tables of its card."""
    content = json.dumps(settings, indent=1) + "\n"
    write_checked(folder, {SETTINGS: content.encode(), METRICS: as_json(figures).encode()})
    redraw_card(folder, redraw)


def _parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m training.sites", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", help="the corpora's folder (default: MTDETECT_CORPORA, or ../shared/corpora)")
    parser.add_argument(
        "--scores",
        type=Path,
        metavar="FILE",
        help="scores of a training run (default: train anew; with --only houses: score by the shipped model)",
    )
    parser.add_argument(
        "--known-engines",
        type=Path,
        metavar="FILE",
        help="also measure with engines known; scores are made where missing",
    )
    parser.add_argument(
        "--shipped-scores",
        type=Path,
        metavar="FILE",
        help="of --only houses: scores by the shipped model, made if missing",
    )
    parser.add_argument("--only", choices=("reader", "phrases", "houses"), help="one part alone")
    parser.add_argument("--readings", type=Path, metavar="FILE", help="of --only reader: the scores of training.deep")
    parser.add_argument("--output", type=Path, default=SITE_MODEL, help="the model's folder (default: the shipped one)")
    parser.add_argument("--measure", action="store_true", help="only measure, write no model")
    options = parser.parse_args()
    if (options.only == "reader") != (options.readings is not None):
        parser.error("--only reader and --readings FILE: give both, or neither")
    return options


if __name__ == "__main__":
    try:
        main()
    except MtdetectError as error:
        sys.exit(f"training: error: {error}")
