"""The output of `mtdetect estimate`: a line, or a row, for each group and one for all documents."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from mtdetect.quantify.estimate import Estimate, Estimates
from mtdetect.quantify.posterior import CONFIDENCE
from mtdetect.report.csv import escape_formula
from mtdetect.report.excerpt import escape_commands, safe
from mtdetect.results.row import SCHEMA, dump, number

_ALL = "all documents"
_NONE = "no group"
_SHARE = ("estimate", "low", "high")
_COUNTS = ("judged", "called_translated", "not_judged", "unreadable")


def as_text(found: Estimates) -> str:
    """A line for each group, then one for all documents, and what the estimates rest on."""
    return "\n".join(escape_commands(safe(line)) for line in _lines(found)) + "\n"


def _lines(found: Estimates) -> Iterator[str]:
    yield f"share of machine-translated documents, with the interval that holds it at {CONFIDENCE:.0%} confidence"
    named = [(one.name if one.name is not None else _NONE, one) for one in found.groups] + [(_ALL, found.all)]
    width = max(len(safe(name)) for name, _ in named)
    for name, one in named:
        yield f"  {safe(name):{width}}  {_share(one):22}  {_documents(one)}"
    if found.human_texts:
        yield f"compared with {found.human_texts:,} human texts of the same source"
    else:
        yield "no human texts of the same source to compare with: --expect-human PATH narrows the interval"
    yield found.signature


def _share(one: Estimate) -> str:
    return f"{one.share.estimate:.1%} ({one.share.low:.1%}-{one.share.high:.1%})" if one.share else "no estimate"


def _documents(one: Estimate) -> str:
    parts = [f"{one.judged:,} judged"]
    parts += [f"{one.not_judged:,} not judged"] if one.not_judged else []
    parts += [f"{one.unreadable:,} unreadable"] if one.unreadable else []
    return ", ".join(parts)


def as_json(found: Estimates) -> str:
    """One object: the estimates of the groups, and that of all documents."""
    report = {
        "schema": SCHEMA,
        "kind": "estimates",
        **_basis(found),
        "groups": [_row(one) for one in found.groups],
        "all": _row(found.all),
    }
    return json.dumps(json.loads(dump(report)), indent=2) + "\n"


def as_jsonl(found: Estimates) -> str:
    """A row for each group, then that of all documents."""
    rows = [{"of": "group", **_row(one)} for one in found.groups] + [{"of": "all", **_row(found.all)}]
    head = {"schema": SCHEMA, "kind": "estimate"}
    return "".join(dump({**head, **row, **_basis(found)}) + "\n" for row in rows)


def as_csv(found: Estimates) -> str:
    """A line for each group, then that of all documents."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("of", "group", *_SHARE, *_COUNTS))
    for of, one in [*(("group", one) for one in found.groups), ("all", found.all)]:
        row = _row(one)
        share = row["share"] or {}
        counts = (row[key] for key in _COUNTS)
        cells = (share.get(key, "") for key in _SHARE)
        writer.writerow((of, escape_formula(one.name or ""), *cells, *counts))
    return out.getvalue()


FORMATS: Mapping[str, Callable[[Estimates], str]] = {
    "text": as_text,
    "json": as_json,
    "jsonl": as_jsonl,
    "csv": as_csv,
}


def _basis(found: Estimates) -> dict[str, Any]:
    return {
        "group_by": found.group_by,
        "confidence": CONFIDENCE,
        "human_texts": found.human_texts,
        "signature": found.signature,
    }


def _row(one: Estimate) -> dict[str, Any]:
    share = one.share
    return {
        "group": one.name,
        "judged": one.judged,
        "called_translated": one.called,
        "not_judged": one.not_judged,
        "unreadable": one.unreadable,
        "share": share and {"estimate": number(share.estimate), "low": number(share.low), "high": number(share.high)},
    }
