"""The rows of sites behind those of their articles, where a run groups them."""

from collections.abc import Iterator

from mtdetect.errors import UsageError
from mtdetect.results.groups import grouper
from mtdetect.results.row import Result
from mtdetect.sites.follow import Sites
from mtdetect.sites.judge import SiteJudge
from mtdetect.sites.model import load_sites


def with_sites(results: Iterator[Result], group_by: str | None, *, fpr: float, prior: float) -> Iterator[Result]:
    """The results with the rows of sites behind them; without `group_by` as they are.

    `fpr` (0-1) is the share of human sites that may be called translated, `prior` (0-1, exclusive) that of sites
    thought to publish translations. Raises ModelError, and UsageError for a prior of 0 or 1.
    """
    if not group_by:
        return results
    if not 0 < prior < 1:
        raise UsageError(f"prior {prior}: give a share between 0 and 1, such as 0.5")
    return Sites(grouper(group_by), SiteJudge(load_sites(), fpr, prior)).follow(results)
