"""From paths to results, with shards or without: what every way of scoring files shares."""

import os
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from mtdetect.bulk.pool import score_results
from mtdetect.bulk.step import DetectorLoader
from mtdetect.errors import UsageError
from mtdetect.readers import Options, files_of, read_inputs
from mtdetect.results.row import Result

DEFAULT_ROWS = 1000


@dataclass(frozen=True, slots=True)
class Shards:
    """Where rows are saved as they are scored, how many a shard, and whether an earlier run is gone on with."""

    folder: Path
    rows: int = DEFAULT_ROWS
    resume: bool = False

    @classmethod
    def asked(cls, folder: Path | None, rows: int, *, resume: bool) -> "Shards | None":
        """As the flags say; raises UsageError for --resume without --shards."""
        if folder is None and resume:
            raise UsageError("--resume: goes on with the run in a folder: name it with --shards DIR")
        return None if folder is None else cls(folder, rows, resume)


@dataclass(frozen=True, slots=True)
class Bulk:
    """What to score and how. With `texts`, results carry texts even where reading them anew takes long."""

    paths: Sequence[str]
    options: Options
    loader: DetectorLoader
    jobs: int
    shards: Shards | None = None
    texts: bool = True


@contextmanager
def scored(bulk: Bulk) -> Iterator[Generator[Result, None, None]]:
    """The results in input order; a folder of shards is open, and locked, meanwhile.

    Raises `mtdetect.errors.MtdetectError` at once for paths, settings or shards that cannot be used.
    """
    inputs = read_inputs(bulk.paths, bulk.options)
    score = partial(score_results, bulk.loader, jobs=bulk.jobs)
    if bulk.shards is None:
        with closing(score(inputs)) as results:
            yield results
        return
    from mtdetect.bulk.manifest import Run, opened
    from mtdetect.bulk.resume import score_into

    _refuse_inside(bulk.shards.folder, bulk.paths)
    run = Run(_settings(bulk, bulk.shards), bulk.loader.signature(), files_of(bulk.paths))
    with (
        opened(bulk.shards.folder, run, resume=bulk.shards.resume) as store,
        closing(score_into(store, score, inputs, bulk.shards.rows, texts=bulk.texts)) as results,
    ):
        yield results


def _settings(bulk: Bulk, shards: Shards) -> dict[str, object]:
    """All that rows depend on beside the inputs and the model, by the flags."""
    return {
        "--fpr": bulk.loader.fpr,
        "--prior": bulk.loader.prior,
        "--text-key": bulk.options.text_key,
        "--id-key": bulk.options.id_key,
        "--max-bytes": bulk.options.max_bytes,
        "--shard-rows": shards.rows,
    }


def _refuse_inside(folder: Path, paths: Iterable[str]) -> None:
    """Raise UsageError for shards below a folder that is read: they would be read too."""
    for path in paths:
        if os.path.isdir(path) and folder.resolve().is_relative_to(Path(path).resolve()):  # noqa: PTH112 - as named
            raise UsageError(f"--shards {folder}: lies in {path}, which is read: name a folder elsewhere")
