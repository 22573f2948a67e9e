"""The rows of sites behind those of their articles, where a run groups them, and the error where none is found."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from mtdetect.errors import UsageError
from mtdetect.readers.groups import DOMAIN, FOLDER, PATH
from mtdetect.results.groups import grouper
from mtdetect.results.row import Result
from mtdetect.sites.follow import Sites
from mtdetect.sites.judge import SiteJudge
from mtdetect.sites.model import load_sites

_SITE = "site"  # the field of a saved row that names the site of its article
_SKETCH = "sketch"  # by which copies of it are known


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


def without_sketches(results: Iterable[Result]) -> Iterator[Result]:
    """The results as a run without sites has them, also where their rows are from shards of a run with `--group-by`."""
    for result in results:
        if _SKETCH in result.row:
            row = {name: value for name, value in result.row.items() if name != _SKETCH}
            yield replace(result, row=row)
        else:
            yield result


@dataclass(slots=True)
class SavedSites:
    """Knows whether any of the rows that have passed names its site, as those of a run with `--group-by` do."""

    seen: bool = False

    def watch(self, results: Iterable[Result]) -> Iterator[Result]:
        """The same results, looked at as they pass."""
        for result in results:
            self.look_at(result)
            yield result

    def look_at(self, result: Result) -> None:
        """Look at one result."""
        self.seen = self.seen or _SITE in result.row

    def no_groups(self, group_by: str) -> UsageError:
        """The error for saved rows of which none has a group."""
        if self.seen and group_by != _SITE:
            return no_groups(group_by, "row", "the rows name their sites: use --group-by site")
        others = _one_of(group_by, DOMAIN, PATH)
        return no_groups(
            group_by,
            "row",
            f"save the rows with 'mtdetect score --group-by COLUMN --format jsonl' (shards name no sites), or group by "
            f"{others}",
        )


def no_groups(group_by: str, what: str, advice: str = "") -> UsageError:
    """The error for inputs (`what`: article, document) of which none has a group; it never advises the same again."""
    advice = advice or f"name {_one_of(group_by, 'a column of the rows', DOMAIN, FOLDER)}"
    return UsageError(f"--group-by {group_by}: no {what} has one: {advice}")


def _one_of(given: str, *known: str) -> str:
    """The known ways to group but for the one given: `a, b or c`."""
    *first, last = (one for one in known if one != given)
    return f"{', '.join(first)} or {last}" if first else last
