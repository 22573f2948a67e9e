"""The tables of docs/sites.md about houses, drawn from what was measured."""

from collections.abc import Iterator

from training.docs.tables import Metrics, Table, head, redraw_tables, row, words


def redraw(page: str, metrics: Metrics) -> str:
    """The page's text with its tables as they were measured."""
    return redraw_tables(page, lambda name: _table(metrics.get(name, {})))


def _table(table: Table) -> Iterator[str]:
    called = ("called translated", "of one outlet at most", "outlets over 5 %")
    yield from head("", "outlets", "texts learnt", *(f"{name}, before → after" for name in called), "found")
    for name, of in table.items():
        yield row(
            words(name),
            str(of["outlets"]),
            f"{of['texts learnt']:,}",
            *(
                f"{of[f'{key} before']:.1%} → {of[f'{key} after']:.1%}"
                for key in ("called", "called of one outlet at most")
            ),
            f"{of['outlets over 5 % before']} → {of['outlets over 5 % after']}",
            f"{of['found before']:.0%} → {of['found after']:.0%}" if of["machine texts judged"] else "",
        )
