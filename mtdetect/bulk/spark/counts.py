"""Counts by which the articles of a site are pooled: what each adds, and the tally of a site that they make."""

import json
from collections.abc import Collection, Iterator, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from mtdetect.bulk.spark.columns import ROW
from mtdetect.results.row import Row, answer, dump
from mtdetect.sites.article import article_parts, article_signature, is_judged, rules_of
from mtdetect.sites.follow import Tally
from mtdetect.sites.histogram import bin_of
from mtdetect.sites.phrases import PREFIX, phrases_of_row
from mtdetect.sites.rare import RareRules

if TYPE_CHECKING:
    import pyarrow

ARTICLES, EXCUSED, REPEATED = "articles", "excused", "repeated"
_BIN, _RULE, _RARE, _SIGNATURE = "bin:", "rule:", "rare:", "signature:"


def article_facts(batches: "Iterator[pyarrow.RecordBatch]", rare: RareRules) -> "Iterator[pyarrow.RecordBatch]":
    """Of each article of a site: what it adds to the site's counts, and the values by which copies are known.

    `rare` has the rules that hardly any human text sets off.
    """
    import pyarrow

    types = (pyarrow.string(), pyarrow.list_(pyarrow.string()), pyarrow.list_(pyarrow.int64()))
    for batch in batches:
        rows = [json.loads(line) for line in batch.column(ROW).to_pylist()]
        kept = [at for at, row in enumerate(rows) if "site" in row]
        facts = [(rows[at]["site"], _keys(rows[at], rare), _parts(rows[at])) for at in kept]
        columns = list(zip(*facts, strict=True)) or [(), (), ()]
        arrays = [pyarrow.array(column, kind) for column, kind in zip(columns, types, strict=True)]
        places = batch.column("row_order").take(pyarrow.array(kept, pyarrow.int64()))
        yield pyarrow.RecordBatch.from_arrays([*arrays, places], ["site", "keys", "parts", "row_order"])


def _keys(row: Row, rare: RareRules) -> list[str]:
    """What an article that is no copy adds one to."""
    if answer(row) == "excused":
        return [ARTICLES, EXCUSED]
    if not is_judged(row):
        return [ARTICLES]
    rules = sorted(rules_of(row))
    signature, found = article_signature(row), bin_of(row["human_share"])
    phrases = sorted(phrases_of_row(row))
    recurring = (*(f"{_RULE}{rule}" for rule in rules), *(f"{PREFIX}{phrase}" for phrase in phrases))
    return [ARTICLES, f"{_SIGNATURE}{signature}", f"{_BIN}{found}", *recurring, *_rare_keys(rare.in_article(row))]


def _rare_keys(rules: Collection[str]) -> list[str]:
    """The key of articles with rare tells, and those of the rules, in whose place it has no rule."""
    return [f"{_RARE}{rule}" for rule in ("", *sorted(rules))] if rules else []


def _parts(row: Row) -> list[int]:
    """The values of an article that counts; of any other one that none of these has, so that it is no copy of them."""
    if is_judged(row) and answer(row) != "excused":
        return list(article_parts(row))
    return [-int.from_bytes(blake2b(dump(row).encode(), digest_size=7).digest())]


def tally_of(counts: Sequence[dict[str, Any]]) -> Tally:
    """The tally of a site of its counts by key."""
    tally = Tally()
    for one in counts:
        key, count = one["key"], one["count"]
        if key.startswith(_BIN):
            tally.bins[int(key.removeprefix(_BIN))] = count
        elif key.startswith(_RULE):
            tally.rules[key.removeprefix(_RULE)] = count
        elif key == _RARE:
            tally.rare.articles = count
        elif key.startswith(_RARE):
            tally.rare.rules[key.removeprefix(_RARE)] = count
        elif key.startswith(PREFIX):
            tally.phrases.counts[key.removeprefix(PREFIX)] = count
        elif key.startswith(_SIGNATURE):
            signature = key.removeprefix(_SIGNATURE)
            tally.signature = min(filter(None, (tally.signature, signature)))
        else:
            setattr(tally, key, count)
    return tally
