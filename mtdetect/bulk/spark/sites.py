"""Rows of sites by Spark: the articles of a site are counted where they lie, and only the counts are brought together.

Two phases: a site becomes some hundred counts (articles in each bin of scores, articles by rule and by phrase), each
added up in every partition first; phrases of fewer than three articles are dropped. So a site with ten million pages
costs no worker much more than one with ten thousand.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from mtdetect.bulk.spark.columns import ID, ROW
from mtdetect.bulk.spark.counts import ARTICLES, REPEATED, article_facts, tally_of
from mtdetect.errors import UsageError
from mtdetect.results.row import dump
from mtdetect.sites.follow import tally_row
from mtdetect.sites.judge import SiteJudge
from mtdetect.sites.model import load_sites
from mtdetect.sites.phrases import FEWEST_ARTICLES, PREFIX

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame

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
    rare = judge.model.rare

    def facts_of(batches: "Iterator[pyarrow.RecordBatch]") -> "Iterator[pyarrow.RecordBatch]":
        return article_facts(batches, rare)

    inner = articles.schema["row_order"].dataType.simpleString().removeprefix("struct<").removesuffix(">")
    facts = articles.mapInArrow(facts_of, _FACTS.format(inner))
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
    keys = sql.when(is_copy, sql.array(sql.lit(ARTICLES), sql.lit(REPEATED))).otherwise(sql.col("keys"))
    counts = counted.select("site", sql.explode(keys).alias("key")).groupBy("site", "key").count()
    counts = counts.where(~sql.col("key").startswith(PREFIX) | (sql.col("count") >= FEWEST_ARTICLES))
    tallies = counts.groupBy("site").agg(sql.collect_list(sql.struct("key", "count")).alias("counts"))

    def run(batches: "Iterator[pyarrow.RecordBatch]") -> "Iterator[pyarrow.RecordBatch]":
        return _judge(judge, batches)

    return tallies.mapInArrow(run, _SITES)


def _judge(judge: SiteJudge, batches: "Iterator[pyarrow.RecordBatch]") -> "Iterator[pyarrow.RecordBatch]":
    import pyarrow

    for batch in batches:
        names, counts = batch.column("site").to_pylist(), batch.column("counts").to_pylist()
        rows = [tally_row(name, tally_of(listed), judge) for name, listed in zip(names, counts, strict=True)]
        columns = [
            names,
            *([row[field] for row in rows] for field in ("verdict", "likelihood", "human_share")),
            list(map(dump, rows)),
        ]
        kinds = ("string", "string", "float64", "float64", "string")
        arrays = [pyarrow.array(column, kind) for column, kind in zip(columns, kinds, strict=True)]
        yield pyarrow.RecordBatch.from_arrays(arrays, ["site", "verdict", "likelihood", "human_share", "row"])
