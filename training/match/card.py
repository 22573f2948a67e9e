"""The tables of the card of copy mode, drawn from its figures."""

from collections.abc import Callable, Iterator

from mtdetect.match.relation import NAMES
from training.docs.tables import Metrics, Table, head, redraw_tables, row, words


def redraw(page: str, metrics: Metrics) -> str:
    """The card's text with its tables as the model's figures have them.

    A table is named by its heading in `metrics.json`; what stands there before a comma says how it is drawn.
    """
    return redraw_tables(page, lambda name: _TABLES[name.partition(",")[0]](metrics[name]))


def _alignment(table: Table) -> Iterator[str]:
    yield from head("texts", "pairs", "links", "F1", "precision", "recall")
    for name, of in table.items():
        shares = (f"{of[share]:.3f}" for share in ("F1", "precision", "recall"))
        yield row(words(name), str(of["pairs"]), f"{of['links']:,}", *shares)


def _direction(table: Table) -> Iterator[str]:
    yield from head("pairs", "number", "right", "calibration error")
    for name, of in table.items():
        low, high = of["right, interval"]
        right = f"{of['right']:.1%} ({low:.1%}-{high:.1%})"
        yield row(words(name), f"{of['pairs']:,}", right, f"{of['calibration error']:.3f}")


def _relation(table: Table) -> Iterator[str]:
    yield from head("pairs", "number", *map(words, NAMES), "named")
    for name, of in table.items():
        yield row(words(name), f"{of['pairs']:,}", *(f"{of[relation]:.1%}" for relation in (*NAMES, "named")))


_TABLES: dict[str, Callable[[Table], Iterator[str]]] = {
    "alignment": _alignment,
    "direction": _direction,
    "relation": _relation,
}
