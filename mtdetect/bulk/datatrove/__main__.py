"""Sorts web archives, or whatever mtdetect reads, into kept and dropped JSON Lines, by datatrove's local executor.

    python -m mtdetect.bulk.datatrove crawl/ sorted/ --tasks 100 --workers 8

OUT/kept and OUT/dropped have the documents, with columns `mtdetect_*` as metadata; OUT/logs says which tasks are
complete. Run again after anything, it goes on where it was. On Slurm or Ray, put the same blocks into their executor.
"""

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from mtdetect.bulk.loader import DetectorLoader
from mtdetect.config.value_types import share
from mtdetect.errors import MtdetectError, UsageError

if TYPE_CHECKING:
    from datatrove.executor import LocalPipelineExecutor


def main() -> None:
    """Parse, run, exit: 2 for what cannot be used."""
    parser = argparse.ArgumentParser(
        "mtdetect.bulk.datatrove", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("input", metavar="IN", help="a folder, local or as fsspec names it")
    parser.add_argument("out", metavar="OUT", help="a new folder, or that of a run that was stopped")
    parser.add_argument("--tasks", type=int, default=0, help="parts of the work (default: one for each worker)")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes (default: one a core)")
    parser.add_argument("--glob", help="only files whose names match, such as '*.warc.gz'")
    parser.add_argument("--text-key", default="text", help="the column of the text (default: %(default)s)")
    parser.add_argument("--id-key", default="id", help="that of the id (default: %(default)s)")
    parser.add_argument("--model", type=Path, help="the folder of another model")
    parser.add_argument("--fpr", type=share, default=0.01, help="the false-positive rate (default: %(default)s)")
    parser.add_argument("--max-bytes", type=int, default=10_000_000, help="of a document (default: %(default)s)")
    options = parser.parse_args()
    try:
        executor(options).run()
    except MtdetectError as error:
        parser.exit(2, f"error: {error}\n")


def executor(options: argparse.Namespace) -> "LocalPipelineExecutor":
    """The pipeline with its executor. Raises UsageError and ModelError."""
    try:
        from datatrove.executor import LocalPipelineExecutor
        from datatrove.pipeline.writers import JsonlWriter

        out = options.out.rstrip("/")
        kept, dropped = JsonlWriter(f"{out}/kept"), JsonlWriter(f"{out}/dropped")
    except ImportError as error:
        raise UsageError(f"needs datatrove ({error}): pip install 'mtdetect[datatrove]'") from error
    from mtdetect.bulk.datatrove import ReadInputs, TranslationFilter

    reader = ReadInputs(
        options.input,
        text_key=options.text_key,
        id_key=options.id_key,
        max_bytes=options.max_bytes,
        glob_pattern=options.glob,
    )
    loader = DetectorLoader(options.model, options.fpr)
    return LocalPipelineExecutor(
        pipeline=[reader, TranslationFilter(dropped, loader), kept],
        tasks=options.tasks or options.workers,
        workers=options.workers,
        logging_dir=f"{out}/logs",
    )


if __name__ == "__main__":
    main()
