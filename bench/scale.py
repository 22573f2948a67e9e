"""What a crawl costs: core-seconds a document by each way of scoring, and a billion pages on 100 cores by them.

`python -m bench.scale [--corpora PATH] [--documents N N] [--pages N] [--cores N] [--ways NAME ...]`. Each way scores
the same texts of the corpora, of two numbers of documents, as one whole command on one core; the difference of the two
is the time of a document, without start-up. Hours are of processor time of all the command's processes, Spark's own
included. What is extrapolated is said to be: it holds for cores as fast as this one and texts as long as these.
"""

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from itertools import chain, islice
from pathlib import Path

import pyarrow
from pyarrow import parquet

from bench.documents import corpora_files, sample_texts
from bench.measure import processor_seconds_of_session, python
from mtdetect.errors import CorpusError

WAYS = {
    "command line": ("-m", "mtdetect", "score", "{source}", "--format", "jsonl", "--jobs", "1"),
    "verdicts alone": ("-m", "mtdetect", "score", "{source}", "--fields", "id,verdict,human_share", "--jobs", "1"),
    "Spark": ("-m", "mtdetect.bulk.spark", "{source}", "{target}"),
    "Spark, no details": ("-m", "mtdetect.bulk.spark", "{source}", "{target}", "--no-details"),
    "datatrove": ("-m", "mtdetect.bulk.datatrove", "{source}", "{target}", "--workers", "1"),
}
_SPARK = "--master local[1] --conf spark.ui.enabled=false --conf spark.sql.shuffle.partitions=2 pyspark-shell"
_HOUR = 3600


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", help="the corpora's folder (default: MTDETECT_CORPORA, or ../shared/corpora)")
    parser.add_argument("--documents", type=int, nargs=2, default=[1000, 6000], help="(default: %(default)s)")
    parser.add_argument("--pages", type=int, default=1_000_000_000, help="to extrapolate to (default: %(default)s)")
    parser.add_argument("--cores", type=int, default=100, help="(default: %(default)s)")
    parser.add_argument("--ways", nargs="+", choices=sorted(WAYS), default=list(WAYS))
    options = parser.parse_args()
    try:
        files = corpora_files(options.corpora)
    except CorpusError as error:
        parser.error(str(error))
    os.environ.update(PYSPARK_SUBMIT_ARGS=_SPARK, SPARK_LOCAL_IP="127.0.0.1", PYSPARK_PYTHON=sys.executable)
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    crawl = f"core-hours of {options.pages:,} (extrapolated) | hours on {options.cores} cores (extrapolated)"
    print(f"| way | start-up, s of a core | a document, ms of a core | {crawl} |")
    print("|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sources = [_write(files, folder / f"in{count}", count) for count in options.documents]
        for way in options.ways:
            seconds = [_cost(way, source, folder / f"{way} {source.name}") for source in sources]
            each = (seconds[1] - seconds[0]) / (options.documents[1] - options.documents[0])
            start = seconds[0] - each * options.documents[0]
            hours = each * options.pages / _HOUR
            row = (f"{start:.1f}", f"{1000 * each:.2f}", f"{hours:,.0f}", f"{hours / options.cores:,.1f}")
            print(f"| {way} | {' | '.join(row)} |", flush=True)


def _write(files: Sequence[Path], folder: Path, count: int) -> Path:
    """So many texts of the corpora as Parquet, of each set about as many."""
    folder.mkdir()
    texts = chain.from_iterable(sample_texts(file, -(-4 * count // len(files))) for file in files)
    rows = [{"id": str(number), "text": text} for number, text in enumerate(islice(texts, 0, 2 * count, 2))]
    if len(rows) < count:
        raise SystemExit(f"--documents {count}: the corpora have {len(rows)} so spread: name fewer")
    parquet.write_table(pyarrow.Table.from_pylist(rows), folder / "pages.parquet")
    return folder


def _cost(way: str, source: Path, target: Path) -> float:
    command = python(*(part.format(source=source, target=target) for part in WAYS[way]))
    return processor_seconds_of_session(command, target.with_name(f"{target.name}.out"))


if __name__ == "__main__":
    main()
