"""Scoring on Apache Spark (extra `spark`): data frames in, data frames out; nothing is collected on the driver.

    from mtdetect.bulk.spark import count_results, score, site_rows

    scored = score(spark.read.parquet("pages/"), text="text", id="url", group_by="domain")
    scored.write.parquet("scored/")
    site_rows(spark.read.parquet("scored/")).write.parquet("sites/")

`python -m mtdetect.bulk.spark IN OUT`, or `spark-submit`, does all this from Parquet to Parquet, and goes on where it
was after it has been stopped. mtdetect must be installed on all workers, in one version: this is checked.
"""

from mtdetect.bulk.spark.score import score
from mtdetect.bulk.spark.share import count_results
from mtdetect.bulk.spark.sites import site_rows

__all__ = ["count_results", "score", "site_rows"]
