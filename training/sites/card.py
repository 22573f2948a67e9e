"""The tables of the card of the model of sites, drawn from its figures."""

from collections.abc import Callable, Iterator

from training.docs.tables import Figures, Metrics, Table, head, redraw_tables, row

# Figures of sites whose articles are judged in one of these ways have its name at the end of theirs.
DEEP = ", engine never seen, --deep "
WAYS = ("never", "auto", "always", "always, other sets of the block known")
_WITH_READER = "with the reader"
# The figures that are compared by these ways.
COMPARED = _HUMAN, _FOUND = "human sites called translated", "sites found"
_SHOWN_BY_WAY = ("100% of 20 articles", "50% of 40 articles")
_SHOWN = (" 20 articles", " 40 articles")
_OF_WORDING = (" 20 articles", " 50 articles")


def redraw(page: str, metrics: Metrics) -> str:
    """The card's text with its tables as the model's figures have them."""
    return redraw_tables(page, lambda name: _drawn(name, metrics))


def _drawn(name: str, metrics: Metrics) -> Iterator[str]:
    if name == _WITH_READER:
        return _with_reader(metrics)
    return _TABLES[name.partition(",")[0]](metrics[name])


def _with_reader(metrics: Metrics) -> Iterator[str]:
    """Sites by the way in which their articles are judged, a column for each: called, and found."""
    tables = [(metrics[f"{_HUMAN}{DEEP}{way}"], metrics[f"{_FOUND}{DEEP}{way}"]) for way in WAYS]
    yield from head("sites called translated", "outlets or pipelines", *(f"`--deep {way}`" for way in WAYS))
    for name, of in tables[0][0].items():
        yield row(name, str(of["sites"]), *(f"{human[name]['called']:.1%}" for human, _ in tables))
    for name, of in tables[0][1].items():
        if name.endswith(_SHOWN_BY_WAY):
            yield row(name, str(of["pipelines"]), *(f"{found[name]['found']:.0%}" for _, found in tables))


def _called(table: Table) -> Iterator[str]:
    yield from head(
        "sites",
        "outlets",
        "called translated",
        "by the level alone",
        "each outlet alike",
        "most of one outlet",
        "outlets over 5 %",
    )
    for name, of in table.items():
        shares = (
            f"{of[key]:.1%}" for key in ("called", "called, level alone", "called, each outlet alike", "called, most")
        )
        yield row(name, str(of["sites"]), *shares, str(of["outlets called too often"]))


def _found_table(table: Table) -> Iterator[str]:
    yield from head("sites", "pipelines", "found", "by the level alone")
    for name, of in _shown(table):
        yield row(name, str(of["pipelines"]), f"{of['found']:.0%}", f"{of['found, level alone']:.0%}")


def _intervals(table: Table) -> Iterator[str]:
    yield from head("sites", "intervals that hold the share", "their mean width")
    for name, of in _shown(table):
        yield row(name, f"{of['held']:.0%}", f"{100 * of['width']:.0f} points")


def _wording(table: Table) -> Iterator[str]:
    yield from head("sites", "outlets or pipelines", "with wording that recurs", "most of one")
    for name, of in table.items():
        if not name.endswith(_OF_WORDING):
            continue
        yield row(name, str(of["sites"]), f"{of['with one']:.1%}", f"{of['with one, most']:.1%}")


def _shown(table: Table) -> Iterator[tuple[str, Figures]]:
    """The lines of sites of two sizes; `metrics.json` has the others."""
    return ((name, of) for name, of in table.items() if name.endswith(_SHOWN))


_TABLES: dict[str, Callable[[Table], Iterator[str]]] = {
    _HUMAN: _called,
    _FOUND: _found_table,
    "share": _intervals,
    "wording that recurs": _wording,
}
