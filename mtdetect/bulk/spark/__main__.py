"""Scores Parquet into Parquet on Spark. Run again after anything, it goes on where it was.

python -m mtdetect.bulk.spark pages/ scored/ --group-by domain
spark-submit --master yarn "$(python -c 'import mtdetect.bulk.spark.__main__ as m; print(m.__file__)')" IN... OUT
"""

import argparse
import os
import re
import sys
from pathlib import Path

from mtdetect.config.deep_mode import DEEP_MODES
from mtdetect.config.value_types import share
from mtdetect.errors import MtdetectError, UsageError

_RAISED = re.compile(r"(?:mtdetect\.errors\.|Caused by: |\w+Error: )")


def main() -> None:
    """Parse, run, exit: 2 for what cannot be used, and where Spark gives up."""
    parser = argparse.ArgumentParser(
        "mtdetect.bulk.spark", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("inputs", nargs="+", metavar="IN", help="Parquet files, folders or globs, as Hadoop names them")
    parser.add_argument("out", metavar="OUT", help="a new folder, or that of a run that was stopped")
    parser.add_argument("--text-key", default="text", help="the column of the text (default: %(default)s)")
    parser.add_argument("--id-key", default="id", help="that of the id (default: %(default)s)")
    parser.add_argument("--keep", action="append", default=[], metavar="COLUMN", help="also write this column")
    parser.add_argument("--group-by", help="judge sites too: a column, or domain")
    parser.add_argument("--model", type=Path, help="the folder of another model, there on every worker")
    parser.add_argument("--fpr", type=share, default=0.01, help="the false-positive rate (default: %(default)s)")
    parser.add_argument("--prior", type=share, default=0.5, help="the prior (default: %(default)s)")
    parser.add_argument("--deep", choices=DEEP_MODES, default="never", help="when the reader reads (%(default)s)")
    parser.add_argument(
        "--no-details",
        action="store_true",
        help="rows without tells and reasons, in less time; sites are then judged by scores alone",
    )
    parser.add_argument("--max-bytes", type=int, default=10_000_000, help="of a text (default: %(default)s)")
    parser.add_argument("--files", type=int, default=100, help="input files of a shard (default: %(default)s)")
    options = parser.parse_args()
    try:
        sys.stderr.write(_run(options) + "\n")
    except MtdetectError as error:
        parser.exit(2, f"error: {error}\n")


def _run(options: argparse.Namespace) -> str:
    """Run, and say what came out."""
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise UsageError("needs Spark: pip install 'mtdetect[spark]', and Java 17 or later") from error
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    from mtdetect.bulk.spark.run import RunSettings, run

    if "PYSPARK_GATEWAY_PORT" not in os.environ:  # started by Python, not by spark-submit: workers use this Python too
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    settings = RunSettings(
        text=options.text_key,
        id=options.id_key,
        group_by=options.group_by,
        model=options.model,
        fpr=options.fpr,
        prior=options.prior,
        deep=options.deep,
        details=not options.no_details,
        max_bytes=options.max_bytes,
        keep=tuple(options.keep),
        files=options.files,
    )
    spark = SparkSession.builder.appName("mtdetect").getOrCreate()
    try:
        totals = run(spark, options.inputs, options.out.rstrip("/"), settings)
    except (PySparkException, Py4JError) as error:
        raise UsageError(
            f"Spark gave up ({_cause(str(error))}): mend it and run again, complete shards are kept"
        ) from error
    finally:
        spark.stop()
    counts = ", ".join(f"{count:,} {name}" for name, count in totals.answers.items())
    found = totals.estimate.share if totals.estimate else None
    shown = f"; share translated {found.estimate:.1%} ({found.low:.1%}-{found.high:.1%})" if found else ""
    return f"{sum(totals.answers.values()):,} documents: {counts}{shown}; {options.out}/summary.json"


def _cause(message: str) -> str:
    """What a worker raised, or the first line that Spark has to say."""
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    return next((line for line in lines if _RAISED.match(line)), lines[0] if lines else "no message")[:500]


if __name__ == "__main__":
    main()
