"""Protocols that leave out what one engine made, or what went through one language, wherever it stands."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import numpy as np
from joblib import Parallel, delayed

from training.corpora import Row, outside
from training.fit.crossfit import LeftOut, by_kind, leave_out
from training.protocols.figures import Figures, compare
from training.protocols.run import Run

# Chosen for what they tell: those in one set alone are left out with that set's block, or nearly.
ENGINES = ("Google", "DeepL", "Mozilla", "Apertium")
PIVOTS = ("de", "zh", "fr", "pt", "es")
Chosen = Callable[[Row], bool]


def engine_figures(run: Run) -> Figures:
    """Texts of one engine, scored by a model that has seen none of its texts and none of their groups."""
    return _figures(run, {name: _made_by(name) for name in ENGINES})


def pivot_figures(run: Run) -> Figures:
    """Texts that went through one language, by a model that has seen none through it and none of their groups."""
    return _figures(run, {name: _through(name) for name in PIVOTS})


def _made_by(engine: str) -> Chosen:
    return lambda row: row.label == 1 and row.system.startswith(engine)


def _through(lang: str) -> Chosen:
    return lambda row: row.label == 1 and row.lang == lang


def _figures(run: Run, chosen: Mapping[str, Chosen]) -> Figures:
    trained, rows = run.trained, run.rows
    folds = {name: [name if is_tested(row) else "" for row in rows] for name, is_tested in chosen.items()}
    jobs = (
        delayed(leave_out)(of, name, trained.keys, trained.first, trained.examples, rows)
        for name, of in folds.items()
        if name in of and {rows[at].label for at in outside(rows, of, name)} == {0, 1}
    )
    parts: list[LeftOut] = Parallel(2, backend="threading")(jobs)
    return {
        f"{part.fold}, {block}": compare(by_kind(of_block, trained.examples, rows, folds[part.fold]))
        for part in parts
        for block, of_block in _by_block(part, run, folds[part.fold])
    }


def _by_block(part: LeftOut, run: Run, folds: list[str]) -> Iterator[tuple[str, LeftOut]]:
    """The part of each block: its machine texts, and the human texts of their groups from anywhere."""
    of_examples = [run.rows[run.trained.examples[at].row] for at in part.examples]
    made = [folds[run.trained.examples[at].row] == part.fold for at in part.examples]
    for block in sorted({row.block for row, of in zip(of_examples, made, strict=True) if of}):
        groups = {row.group for row, of in zip(of_examples, made, strict=True) if of and row.block == block}
        kept = np.array(
            [row.group in groups and (row.label == 0 or row.block == block) for row in of_examples], np.bool_
        )
        yield block, replace(part, examples=part.examples[kept], scores=part.scores[kept])
