"""The tables of the base model, for its card and the README."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from mtdetect.model.engine_type import ENGINES
from training.docs.tables import (
    Metrics,
    Table,
    auc,
    compared_kinds,
    decimal,
    head,
    percent,
    recall,
    redraw_tables,
    row,
    words,
)
from training.protocols.wmt18 import PUBLISHED_ACCURACIES

_PLAIN_WORDS = "left out, plain words and pairs of words"
_ERROR = re.compile(r"calibration error (\w+ against \w+)")


def redraw(page: str, metrics: Metrics) -> str:
    """The page's text with its tables as the model's figures have them; none of a protocol that has not been run."""

    def draw(name: str) -> Iterator[str]:
        if name == "left out":
            return _beside_plain_words(metrics.get(name, {}), metrics.get(_PLAIN_WORDS, {}))
        heading, table = _TABLES[name]
        return table(metrics.get(heading, {}))

    return redraw_tables(page, draw)


def _beside_plain_words(table: Table, plain_words: Table) -> Iterator[str]:
    """Each block left out, with the figures of the plain word model beside ours."""
    auc_columns = "AUC", "AUC, plain word model"
    yield from head(
        "left out", "machine texts", "human texts", *auc_columns, "found at 1 false alarm in 100", "found, plain"
    )
    for name, figures in table.items():
        for kinds in compared_kinds(figures):
            sides = [f"{figures[f'texts {kind}']:,} {words(kind)}" for kind in kinds]
            plain = plain_words.get(name, {})
            ranked = decimal(figures, auc(*kinds)), f"{plain[auc(*kinds)]:.2f}" if plain else "-"
            yield row(
                name,
                *sides,
                *ranked,
                percent(figures, recall(*kinds)),
                f"{plain[recall(*kinds)]:.0%}" if plain else "-",
            )


def _left_out(table: Table) -> Iterator[str]:
    """What was left out, kind against kind, scored by a model that has seen none of it."""
    yield from head("left out", "machine texts", "human texts", "AUC", "found at 1 false alarm in 100")
    for name, figures in table.items():
        for kinds in compared_kinds(figures):
            sides = [f"{figures[f'texts {kind}']:,} {words(kind)}" for kind in kinds]
            yield row(name, *sides, decimal(figures, auc(*kinds)), percent(figures, recall(*kinds)))


def _called_translated(table: Table) -> Iterator[str]:
    """Texts called translated at the default `--fpr`, by a model that has not seen their sets."""
    yield from head("texts", "number", "called translated")
    for name, figures in table.items():
        yield row(words(name), f"{figures['texts']:,}", percent(figures, "called translated", 1))


def _calibration(table: Table) -> Iterator[str]:
    """How far likelihoods lie from the truth, each block left out."""
    yield from head("left out", "machine against human texts", "expected calibration error")
    for name, figures in table.items():
        for figure in figures:
            if error := _ERROR.fullmatch(figure):
                yield row(name, words(error[1]), decimal(figures, figure))


def _engine_guesses(table: Table) -> Iterator[str]:
    """Which kind of engine is guessed, the language or the block left out."""
    yield from head("left out", "machine texts", "guessed to translate by rules", "guessed to have learnt")
    for name, figures in table.items():
        yield row(name, f"{figures['texts']:,}", *(percent(figures, f"guessed {engine}") for engine in ENGINES))


def _wmt18(table: Table) -> Iterator[str]:
    """Accuracy on the split of which others have published theirs."""
    others = ("published: linear SVM", "published: sentences of a transformer vote")
    yield from head("engine", "texts", "accuracy", *others)
    for engine, figures in table.items():
        published = (f"{share:.1%}" for share in PUBLISHED_ACCURACIES[engine.partition("-")[0]])
        yield row(engine, f"{figures['texts']:,}", percent(figures, "accuracy", 1), *published)


def _folded(table: Table) -> Iterator[str]:
    """AUC with and without differences of marks and white space."""
    yield from head("left out", "machine against human texts", "AUC", "AUC, folded", "lost")
    for name, figures in table.items():
        for kinds in compared_kinds(figures):
            figure = auc(*kinds)
            values = (figures[figure], figures[f"{figure}, folded"], figures[f"{figure}, lost"])
            yield row(name, words(" against ".join(kinds)), *(f"{value:.3f}" for value in values))


def _evasion(table: Table) -> Iterator[str]:
    """What each disguise costs, means over the blocks; human texts in the same disguise beside it."""
    human_columns = ("human texts over that line", "in the worst block")
    yield from head("disguise", "AUC", "found at 1 false alarm in 100", *human_columns)
    blocks = list(table.values())
    names = dict.fromkeys(figure.removeprefix("AUC, ") for of in blocks for figure in of if figure.startswith("AUC, "))
    for name in names:
        ranked, found = (_mean(blocks, f"{figure}, {name}") for figure in ("AUC", "found"))
        figure = f"human over the line, {name}"
        over = [figures[figure] for figures in blocks if figure in figures]
        human = (f"{sum(over) / len(over):.1%}", f"{max(over):.1%}") if over else ("-", "-")
        yield row(name, f"{ranked:.3f}", f"{found:.0%}", *human)


def _mean(blocks: Sequence[Mapping[str, Any]], figure: str) -> float:
    values = [figures[figure] for figures in blocks if figure in figures]
    return float(sum(values) / len(values))


# For each name in a page: the heading in `metrics.json`, and what draws the table.
_TABLES: dict[str, tuple[str, Callable[[Table], Iterator[str]]]] = {
    "engine left out": ("engine left out", _left_out),
    "pivot left out": ("pivot left out", _left_out),
    "by length": ("left out, by length", _left_out),
    "masked words alone": ("left out, masked words alone", _left_out),
    "called translated": ("called translated at 1%", _called_translated),
    "never trained on": ("called translated at 1%, sets never trained on", _called_translated),
    "calibration error": ("calibration error", _calibration),
    "engine guessed": ("engine guessed, left out", _engine_guesses),
    "wmt18": ("trained on the German set only, news of 2018", _wmt18),
    "folded": ("left out, marks and spaces folded", _folded),
    "evasion": ("left out, machine texts in disguise", _evasion),
}
