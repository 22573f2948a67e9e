"""Redraws what pages show of models and rules, and names the pages that changed: `python -m training.docs`.

These are the README and the models' cards, with figures from `metrics.json` and transcripts of commands, the plots of
the base model's card, and `docs/rules.md`, from the rules and `seeds/rules/measured.json`.
"""

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path

from training.deep.card import redraw as redraw_deep
from training.docs.pages import PAGES, redraw_page
from training.docs.rules_page import rules_page
from training.docs.tables import CARD, Metrics, read_metrics
from training.match.card import redraw as redraw_match
from training.paths import BASE_MODEL, DEEP_MODEL, ESTIMATE_MODEL, MATCH_MODEL, ROOT, RULES_PAGE
from training.plots.base import draw_plots


def main() -> None:
    """Write the pages that changed, and name them."""
    argparse.ArgumentParser(
        prog="python -m training.docs", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args()
    for name in PAGES:
        _rewrite(ROOT / name, redraw_page)
    for folder, redraw in ((DEEP_MODEL, redraw_deep), (MATCH_MODEL, redraw_match)):
        _rewrite(folder / CARD, partial(_redraw_card, folder, redraw))
    _rewrite(RULES_PAGE, lambda _: rules_page())
    for file, plot in draw_plots(BASE_MODEL, ESTIMATE_MODEL):
        _rewrite(file, partial(_replace, plot))


def _redraw_card(folder: Path, redraw: Callable[[str, Metrics], str], page: str) -> str:
    return redraw(page, read_metrics(folder))


def _replace(plot: str, _before: str) -> str:
    return plot


def _rewrite(file: Path, redraw: Callable[[str], str]) -> None:
    page = file.read_text(encoding="utf-8") if file.exists() else ""
    if (new := redraw(page)) != page:
        file.write_text(new, encoding="utf-8")
        print(f"{file.relative_to(ROOT)}: redrawn")


if __name__ == "__main__":
    main()
