"""From paths to results, with shards or without: what every way of scoring files shares."""

import os
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from mtdetect.bulk.loader import DetectorLoader
from mtdetect.bulk.pool import cores, score_results
from mtdetect.config.score_settings import DetectorSettings, ReadSettings, ShardSettings
from mtdetect.errors import UsageError
from mtdetect.readers import Options, files_of, read_inputs
from mtdetect.readers.columns import Keep
from mtdetect.readers.progress import ReadProgress
from mtdetect.results.row import Result


def detector_loader(
    settings: DetectorSettings, *, details: bool = True, sentences: bool = False, sketches: bool = False
) -> DetectorLoader:
    """The loader of the detector that the settings describe.

    Without `details`, rows have no tells and no reasons; with `sentences`, results say what each sentence weighs; with
    `sketches`, rows have what copies are known by.
    """
    return DetectorLoader(
        settings.model, settings.fpr, settings.prior, settings.deep, settings.reader, details, sentences, sketches
    )


def read_options(reading: ReadSettings, keep: Keep = (), progress: ReadProgress | None = None) -> Options:
    """The options of the readers that the settings describe."""
    return Options(reading.max_bytes, reading.text_key, reading.id_key, keep, progress, reading.input_format)


@contextmanager
def open_results(
    paths: Sequence[str],
    options: Options,
    loader: DetectorLoader,
    *,
    jobs: int = 0,
    shards: ShardSettings | None = None,
    texts: bool = True,
) -> Iterator[Generator[Result, None, None]]:
    """The results of files, folders and globs, in input order; with `shards`, their folder is locked meanwhile.

    `jobs` is the number of processes, 0 for one a core. With `texts`, each result has its text, also for a row from a
    complete shard, where extracting the text again takes long. Raises `mtdetect.errors.MtdetectError` at once for
    paths, settings or shards that cannot be used.
    """
    inputs = read_inputs(paths, options)
    score = partial(score_results, loader, jobs=jobs or cores())
    if shards is None:
        with closing(score(inputs)) as results:
            yield results
        return
    from mtdetect.bulk.manifest import Run, open_run
    from mtdetect.bulk.resume import score_into

    _refuse_inside(shards.folder, paths)
    run = Run(_row_settings(options, loader, shards), loader.signature(), files_of(paths))
    with (
        open_run(shards.folder, run, resume=shards.resume) as store,
        closing(score_into(store, score, inputs, shards.rows, texts=texts)) as results,
    ):
        yield results


def _row_settings(options: Options, loader: DetectorLoader, shards: ShardSettings) -> dict[str, object]:
    """The settings that rows in shards depend on beside the inputs and the model, by their options."""
    return {
        "--fpr": loader.fpr,
        "--prior": loader.prior,
        "--text-key": options.text_key,
        "--id-key": options.id_key,
        "--max-bytes": options.max_bytes,
        **({"--input-format": options.input_format} if options.input_format else {}),
        "--deep": loader.deep,
        "--shard-rows": shards.rows,
        **({} if loader.details else {"--fields": "without tells and reasons"}),
    }


def _refuse_inside(folder: Path, paths: Iterable[str]) -> None:
    """Raise UsageError for a folder of shards below a folder that is read: the shards would be read too."""
    for path in paths:
        if os.path.isdir(path) and folder.resolve().is_relative_to(Path(path).resolve()):  # noqa: PTH112 - as named
            raise UsageError(f"--shards {folder}: lies in {path}, which is read: name a folder elsewhere")
