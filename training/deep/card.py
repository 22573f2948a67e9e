"""The tables of the card of the deep model, drawn from its figures."""

from collections.abc import Callable, Iterator
from functools import partial

from training.docs.tables import Metrics, auc, compared_kinds, head, recall, redraw_tables, row, words

FOUND_BY_CASCADE = "found, of what reading all finds"
_MODELS = ("left out, plain", "left out, reader", "left out")  # headings: base model, reader, both


def redraw(page: str, metrics: Metrics) -> str:
    """The card's text with its tables as the model's figures have them."""
    return redraw_tables(page, lambda name: _TABLES[name](metrics))


def _left_out(metrics: Metrics) -> Iterator[str]:
    """Each block left out: the base model, the reader and both together."""
    models = ("base model", "reader", "both")
    found_at = "found at 1 false alarm in 100"
    yield from head(
        *("left out", "machine texts", "human texts"),
        *(f"AUC, {models[0]}", *models[1:]),
        *(f"{found_at}, {models[0]}", *models[1:]),
    )
    for block, figures in metrics["left out"].items():
        for kinds in compared_kinds(figures):
            sides = [f"{figures[f'texts {kind}']:,} {words(kind)}" for kind in kinds]
            orders = [f"{metrics[model][block][auc(*kinds)]:.2f}" for model in _MODELS]
            shares = [f"{metrics[model][block][recall(*kinds)]:.0%}" for model in _MODELS]
            yield row(block, *sides, *orders, *shares)


def _called_translated(metrics: Metrics, heading: str) -> Iterator[str]:
    yield from head("texts", "number", "called translated")
    for texts, figures in metrics[heading].items():
        yield row(words(texts), f"{figures['texts']:,}", f"{figures['called translated']:.1%}")


def _cascade(metrics: Metrics) -> Iterator[str]:
    yield from head("texts", "read", FOUND_BY_CASCADE)
    for figures in metrics["cascade"].values():
        yield row(f"{figures['texts']:,}", *(f"{figures[name]:.1%}" for name in ("read", FOUND_BY_CASCADE)))


_TABLES: dict[str, Callable[[Metrics], Iterator[str]]] = {
    "left out": _left_out,
    "called translated": partial(_called_translated, heading="called translated at 1%"),
    "cascade": _cascade,
    "never trained on": partial(_called_translated, heading="called translated at 1%, sets never trained on"),
}
