"""A run that estimates the share of machine-translated documents."""

import sys
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from functools import partial

from mtdetect.bulk.loader import DetectorLoader
from mtdetect.bulk.pool import cores, score_results
from mtdetect.bulk.scoring import read_options
from mtdetect.config.score_settings import EstimateSettings, ReadSettings
from mtdetect.quantify.collect import RawOf, Tally, raw_of_likelihood, tally_groups, total
from mtdetect.quantify.estimate import estimate_groups
from mtdetect.quantify.model import load_quantify
from mtdetect.quantify.saved import check_signature, saved_raw, split_saved
from mtdetect.readers import read_inputs, read_progress
from mtdetect.readers.groups import group_columns
from mtdetect.readers.paths import display_path
from mtdetect.report.estimate import FORMATS
from mtdetect.report.messages import name_unreadable, print_message, print_text
from mtdetect.report.progress import track
from mtdetect.report.words import plural
from mtdetect.results.groups import GroupOf, grouper
from mtdetect.results.row import Result, is_site
from mtdetect.results.saved_rows import read_rows
from mtdetect.runs.sites import SavedSites, no_groups

_LONGEST_ROW = 100_000_000  # bytes


def run_estimate(settings: EstimateSettings) -> int:
    """Print the estimates; returns the exit code: 0, or 2 when an input could not be read, unless that is allowed.

    Raises `mtdetect.errors.MtdetectError` for settings and files that cannot be used.
    """
    loader = DetectorLoader(settings.model, details=False)
    detector = loader()
    model = load_quantify(detector.model)
    count = partial(_tally, loader, settings, raw_of_likelihood(detector.model.calibration, detector.prior))
    known = None
    if settings.expect_human:
        known = total(count(settings.expect_human, lambda _result: None, columns=()).values())
    group_by, sites = settings.group_by, SavedSites()
    groups = count(settings.paths, _group_of(group_by, sites), columns=group_columns(group_by))
    if group_by and set(groups) == {None}:
        raise sites.no_groups(group_by) if sites.seen else no_groups(group_by, "document")
    found = estimate_groups(groups, model, known, group_by=group_by, scored_by=detector.signature)
    print_text(FORMATS[settings.format](found))
    unreadable = found.all.unreadable + (known.unreadable if known else 0)
    if unreadable and settings.allow_unreadable:
        print_message("warning", f"{plural(unreadable, 'input')} unreadable")
    elif unreadable:
        print_message("error", f"{plural(unreadable, 'input')} unreadable (--allow-unreadable makes this a warning)")
    return 2 if unreadable and not settings.allow_unreadable else 0


def _group_of(group_by: str | None, sites: SavedSites) -> GroupOf:
    """The group of a result; `sites` looks at each."""
    if not group_by:
        return lambda _result: None
    name_of = grouper(group_by)

    def group_of(result: Result) -> str | None:
        sites.look_at(result)
        return name_of(result)

    return group_of


def _tally(
    loader: DetectorLoader,
    settings: EstimateSettings,
    raw_of_fresh: RawOf,
    paths: Sequence[str],
    group_of: GroupOf,
    *,
    columns: tuple[str, ...],
) -> dict[str | None, Tally]:
    """The documents of some paths by group: texts are scored, saved rows are taken as they are."""
    saved, texts = split_saved(paths)
    own = loader.signature() if saved else ""
    groups = tally_groups(read_saved(saved, own, settings.allow_unreadable), saved_raw, group_of)
    if texts:
        with closing(_score(loader, texts, settings.reading, columns, settings.jobs)) as scored:
            named = name_unreadable(scored, settings.allow_unreadable)
            for name, tally in tally_groups(named, raw_of_fresh, group_of).items():
                groups.setdefault(name, Tally()).add(tally)
    return groups


def _score(
    loader: DetectorLoader, paths: Sequence[str], reading: ReadSettings, columns: tuple[str, ...], jobs: int
) -> Generator[Result, None, None]:
    progress = read_progress(paths) if sys.stderr.isatty() else None
    inputs = read_inputs(paths, read_options(reading, columns, progress))
    with closing(score_results(loader, inputs, jobs or cores())) as results:
        yield from track(results, sys.stderr, shared=False, progress=progress)


def read_saved(paths: Sequence[str], own: str, allow_unreadable: bool) -> Iterator[Result]:
    """Saved rows without those of sites; names on standard error those that are none.

    Raises UsageError for those of another model.
    """
    rows = track(_comparable(paths, own), sys.stderr, shared=False)
    yield from name_unreadable((result for result in rows if not is_site(result.row)), allow_unreadable)


def _comparable(paths: Sequence[str], own: str) -> Iterator[Result]:
    for path in paths:
        for result in read_rows([path], _LONGEST_ROW):
            if "error" not in result.row and not is_site(result.row) and not result.row["abstained"]:
                check_signature(result.row, own, display_path(path))
            yield result
