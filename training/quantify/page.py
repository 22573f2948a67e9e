"""The tables of docs/estimate.md, drawn from what was measured."""

import json
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from training.docs.tables import head, redraw_tables, row
from training.quantify.coverage import COMPARED, OURS, SHARES, SIZES, Measured, of_ours

_MIDDLE = 1_000  # documents
_FEW, _MANY = 0.1, 0.5  # shares up to which, and from which on, biases are given
# What the cases of a row have in their names, in the order in which a case is given to a row.
_ROWS = {
    "German round trips": "german_roundtrip_google_deepl, round_trip",
    "German articles, translated": "german_roundtrip_google_deepl, machine_translation",
    "careless pipelines": "careless",
    "Portuguese round trips": "portuguese_roundtrip_mozilla, round_trip",
    "Portuguese round trips of other sets": "portuguese_roundtrip_many_sets",
    "WMT engines": "wmt",
    "language models": "llm",
    "eight engines, news": "news_eight",
    "eight engines, talks": "talks",
    "essays": "essays",
    "rule-based": "apertium",
    "short texts": "",
}


def redraw(page: str, found: Sequence[Measured]) -> str:
    """The page's text with its tables as they were measured."""
    tables: dict[str, Callable[[], Iterator[str]]] = {
        "sources in general": lambda: _by_row([one for one in of_ours(found) if not one.known]),
        "known human texts": lambda: _by_row([one for one in of_ours(found) if one.known]),
        "by share": lambda: _by_share(of_ours(found)),
        "other methods": lambda: _by_method(found),
    }
    return redraw_tables(page, lambda name: tables[name]())


def as_json(found: Sequence[Measured]) -> str:
    """All figures by case, size and share, as they follow each other: draws, and the numbers of `Measured`."""
    table: dict[str, dict[str, list[float]]] = {}
    for one in found:
        method = "" if one.method == OURS else f", {one.method}"
        of_case = table.setdefault(f"{one.case}{', human texts known' if one.known else ''}{method}", {})
        figures = (one.held, one.half_width, one.error, one.count_error, one.bias)
        of_case[f"{one.size} documents, {one.share:.0%}"] = [one.draws, *(round(figure, 3) for figure in figures)]
    lines = (f"{json.dumps(name)}: {json.dumps(of_case)}" for name, of_case in table.items())
    return "{" + ",\n".join(lines) + "}\n"


def row_of(case: str) -> str:
    """The row of the tables in which a case is."""
    return next(name for name, part in _ROWS.items() if part in case)


def _by_row(found: Sequence[Measured]) -> Iterator[str]:
    sizes = (f"holds it, {size:,} documents" for size in SIZES)
    yield from head("machine texts", "cases", *sizes, "half width at 1,000", "error of the estimate", "of a count")
    for name in [*_ROWS, "all"]:
        mine = [one for one in found if name in ("all", row_of(one.case))]
        if mine:
            middle = [one for one in mine if one.size == _MIDDLE]
            holds = (_mean([one.held for one in mine if one.size == size]) for size in SIZES)
            means = (_mean([getattr(one, of) for one in middle]) for of in ("half_width", "error", "count_error"))
            cases = str(len({one.case for one in mine}))
            yield row(name, cases, *(f"{share:.0%}" for share in holds), *map(_points, means))


def _by_share(found: Sequence[Measured]) -> Iterator[str]:
    alone, known = ("holds it", "half width", "error", "of a count"), ("known: holds it", "half width", "error")
    yield from head("share", *alone, *known)
    for share in SHARES:
        cells = []
        for is_known in (False, True):
            mine = [one for one in found if one.share == share and one.size == _MIDDLE and one.known == is_known]
            cells.append(f"{_mean([one.held for one in mine]):.0%}")
            names = ("half_width", "error") if is_known else ("half_width", "error", "count_error")
            cells += [_points(_mean([getattr(one, name) for one in mine])) for name in names]
        yield row(f"{share:.0%}", *cells)


def _by_method(found: Sequence[Measured]) -> Iterator[str]:
    """Our method beside others, on the same corpora; the bias of corpora with few and with many machine texts apart."""
    yield from head("method", "bias, up to 10 %", "bias, from 50 %", "error", "holds it", "half width")
    for is_known in (False, True):
        for method in dict.fromkeys(one.method for one in found):
            mine = [one for one in found if (one.known, one.method, one.size) == (is_known, method, COMPARED)]
            few = _mean([one.bias for one in mine if one.share <= _FEW])
            many = _mean([one.bias for one in mine if one.share >= _MANY])
            means = (_mean([getattr(one, of) for one in mine]) for of in ("error", "held", "half_width"))
            error, held, width = means
            name = f"{method}{', human texts known' if is_known else ''}"
            yield row(name, f"{few * 100:+.1f}", f"{many * 100:+.1f}", _points(error), f"{held:.0%}", _points(width))


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values)) if values else float("nan")


def _points(share: float) -> str:
    return f"{share * 100:.1f}"
