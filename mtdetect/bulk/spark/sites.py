"""Rows of sites by Spark: the articles of a site are counted where they lie, and only the counts are brought together.

Two phases: a site becomes some hundred counts (articles in each bin of scores, articles by rule and by phrase), each
added up in every partition first; phrases of fewer than three articles are dropped. So a site with ten million pages
costs no worker much more than one with ten thousand.
"""

import json
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from mtdetect.bulk.spark.columns import ID, ROW
from mtdetect.errors import UsageError
from mtdetect.results.row import Row, answer, dump
from mtdetect.sites.follow import Tally, article_parts, article_signature, is_judged, tally_row
from mtdetect.sites.histogram import bin_of
from mtdetect.sites.judge import SiteJudge
from mtdetect.sites.model import load_sites
from mtdetect.sites.phrases import FEWEST_ARTICLES, PREFIX, leaning_phrases

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame

_ARTICLES, _EXCUSED, _REPEATED = "articles", "excused", "repeated"
_BIN, _RULE, _SIGNATURE = "bin:", "rule:", "signature:"
_PHRASE = PREFIX  # as in reasons
_FACTS = "site string, keys array<string>, parts array<bigint>, row_order struct<{}>"
_SITES = "site string, verdict string, likelihood double, human_share double, row string"


def site_rows(
    scored: "DataFrame", *, fpr: float = 0.01, prior: float = 0.5, order: Sequence[str] = (ID,)
) -> "DataFrame":
    """A record for each site of what `score` made with `group_by`: its `site`, the verdict and the `row` of schema 1.

    `fpr` (0-1) is the share of human sites that may be called translated, `prior` (0-1, exclusive) that of sites
    thought to publish translations. An article half of whose wording stood in earlier ones of its site is a copy and
    counts for nothing; `order` names the columns that say which is earlier. Raises UsageError for a prior of 0 or 1,
    and ModelError.
    """
    from pyspark.sql import functions as sql
    from pyspark.sql.window import Window

    if not 0 < prior < 1:
        raise UsageError(f"prior {prior}: give a share between 0 and 1, such as 0.5")
    judge = SiteJudge(load_sites(), fpr, prior)
    place = sql.struct(*order, sql.monotonically_increasing_id().alias("mtdetect_place"))
    articles = scored.select(ROW, place.alias("row_order"))
    inner = articles.schema["row_order"].dataType.simpleString().removeprefix("struct<").removesuffix(">")
    facts = articles.mapInArrow(_facts, _FACTS.format(inner))
    same = Window.partitionBy("site", "part")
    parts = facts.select("site", "row_order", sql.posexplode("parts").alias("at", "part"), "keys").select(
        "site",
        "row_order",
        sql.when(sql.col("at") == 0, sql.col("keys")).alias("keys"),
        (sql.min("row_order").over(same) < sql.col("row_order")).cast("int").alias("seen"),
    )
    counted = parts.groupBy("site", "row_order").agg(
        sql.max("keys").alias("keys"), sql.sum("seen").alias("seen"), sql.count("*").alias("parts")
    )
    is_copy = sql.col("seen") >= sql.greatest(sql.lit(1.0), 0.5 * sql.col("parts"))
    keys = sql.when(is_copy, sql.array(sql.lit(_ARTICLES), sql.lit(_REPEATED))).otherwise(sql.col("keys"))
    counts = counted.select("site", sql.explode(keys).alias("key")).groupBy("site", "key").count()
    counts = counts.where(~sql.col("key").startswith(_PHRASE) | (sql.col("count") >= FEWEST_ARTICLES))
    tallies = counts.groupBy("site").agg(sql.collect_list(sql.struct("key", "count")).alias("counts"))

    def run(batches: "Iterator[pyarrow.RecordBatch]") -> "Iterator[pyarrow.RecordBatch]":
        return _judge(judge, batches)

    return tallies.mapInArrow(run, _SITES)


def _facts(batches: "Iterator[pyarrow.RecordBatch]") -> "Iterator[pyarrow.RecordBatch]":
    """Of each article of a site: what it adds to the site's counts, and the values by which copies are known."""
    import pyarrow

    types = (pyarrow.string(), pyarrow.list_(pyarrow.string()), pyarrow.list_(pyarrow.int64()))
    for batch in batches:
        rows = [json.loads(line) for line in batch.column(ROW).to_pylist()]
        kept = [at for at, row in enumerate(rows) if "site" in row]
        facts = [(rows[at]["site"], _keys(rows[at]), _parts(rows[at])) for at in kept]
        columns = list(zip(*facts, strict=True)) or [(), (), ()]
        arrays = [pyarrow.array(column, kind) for column, kind in zip(columns, types, strict=True)]
        places = batch.column("row_order").take(pyarrow.array(kept, pyarrow.int64()))
        yield pyarrow.RecordBatch.from_arrays([*arrays, places], ["site", "keys", "parts", "row_order"])


def _keys(row: Row) -> list[str]:
    """What an article that is no copy adds one to."""
    if answer(row) == "excused":
        return [_ARTICLES, _EXCUSED]
    if not is_judged(row):
        return [_ARTICLES]
    rules = sorted({tell["rule"] for tell in row.get("tells", ())})
    signature, found = article_signature(row), bin_of(row["human_share"])
    phrases = sorted(leaning_phrases((reason["name"], reason["log_odds"]) for reason in row.get("reasons", ())))
    recurring = (*(f"{_RULE}{rule}" for rule in rules), *(f"{_PHRASE}{phrase}" for phrase in phrases))
    return [_ARTICLES, f"{_SIGNATURE}{signature}", f"{_BIN}{found}", *recurring]


def _parts(row: Row) -> list[int]:
    """The values of an article that counts; of any other one that none of these has, so that it is no copy of them."""
    if is_judged(row) and answer(row) != "excused":
        return article_parts(row)
    return [-int.from_bytes(blake2b(dump(row).encode(), digest_size=7).digest())]


def _judge(judge: SiteJudge, batches: "Iterator[pyarrow.RecordBatch]") -> "Iterator[pyarrow.RecordBatch]":
    import pyarrow

    for batch in batches:
        names, counts = batch.column("site").to_pylist(), batch.column("counts").to_pylist()
        rows = [tally_row(name, _tally(listed), judge) for name, listed in zip(names, counts, strict=True)]
        columns = [
            names,
            *([row[field] for row in rows] for field in ("verdict", "likelihood", "human_share")),
            list(map(dump, rows)),
        ]
        kinds = ("string", "string", "float64", "float64", "string")
        arrays = [pyarrow.array(column, kind) for column, kind in zip(columns, kinds, strict=True)]
        yield pyarrow.RecordBatch.from_arrays(arrays, ["site", "verdict", "likelihood", "human_share", "row"])


def _tally(counts: Sequence[dict[str, Any]]) -> Tally:
    tally = Tally()
    for one in counts:
        key, count = one["key"], one["count"]
        if key.startswith(_BIN):
            tally.bins[int(key.removeprefix(_BIN))] = count
        elif key.startswith(_RULE):
            tally.rules[key.removeprefix(_RULE)] = count
        elif key.startswith(_PHRASE):
            tally.phrases.counts[key.removeprefix(_PHRASE)] = count
        elif key.startswith(_SIGNATURE):
            signature = key.removeprefix(_SIGNATURE)
            tally.signature = min(filter(None, (tally.signature, signature)))
        else:
            setattr(tally, key, count)
    return tally
