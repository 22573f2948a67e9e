"""The tables of the card of the model of sites, drawn from its figures."""

from collections.abc import Callable, Iterator

from training.docs.tables import Figures, Metrics, Table, head, redraw_tables, row

_SHOWN = (" 20 articles", " 40 articles")


def redraw(page: str, metrics: Metrics) -> str:
    """The card's text with its tables as the model's figures have them."""
    return redraw_tables(page, lambda name: _TABLES[name.partition(",")[0]](metrics[name]))


def _human(table: Table) -> Iterator[str]:
    yield from head(
        "sites", "outlets", "called translated", "each outlet alike", "most of one outlet", "outlets over 5 %"
    )
    for name, of in table.items():
        shares = (f"{of[key]:.1%}" for key in ("called", "called, each outlet alike", "called, most"))
        yield row(name, str(of["sites"]), *shares, str(of["outlets called too often"]))


def _found(table: Table) -> Iterator[str]:
    yield from head("sites", "pipelines", "found")
    for name, of in _shown(table):
        yield row(name, str(of["pipelines"]), f"{of['found']:.0%}")


def _intervals(table: Table) -> Iterator[str]:
    yield from head("sites", "intervals that hold the share", "their mean width")
    for name, of in _shown(table):
        yield row(name, f"{of['held']:.0%}", f"{100 * of['width']:.0f} points")


def _wording(table: Table) -> Iterator[str]:
    yield from head("sites", "outlets or pipelines", "with wording that recurs", "most of one")
    for name, of in table.items():
        yield row(name, str(of["sites"]), f"{of['with one']:.1%}", f"{of['with one, most']:.1%}")


def _shown(table: Table) -> Iterator[tuple[str, Figures]]:
    """The lines of sites of two sizes; `metrics.json` has the others."""
    return ((name, of) for name, of in table.items() if name.endswith(_SHOWN))


_TABLES: dict[str, Callable[[Table], Iterator[str]]] = {
    "human sites called translated": _human,
    "sites found": _found,
    "share": _intervals,
    "wording that recurs": _wording,
}
