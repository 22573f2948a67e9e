"""Protocols that leave out the texts of one engine, or of one pivot language, in whichever set they are."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import numpy as np
from joblib import Parallel, delayed

from training.corpora import Row, outside
from training.fit.crossfit import LeftOut, leave_out
from training.fit.ngram_stage import no_convergence_warnings
from training.protocols.figures import Figures, by_kind, compare
from training.protocols.run import Run

# Engines and languages of one set alone are not here: they are left out with that set's block already, or nearly.
ENGINES = ("Google", "DeepL", "Mozilla", "Apertium")
PIVOTS = ("de", "zh", "fr", "pt", "es")
IsTested = Callable[[Row], bool]
_JOBS = 2  # folds at once


def engine_figures(run: Run) -> Figures:
    """Texts of one engine, scored by a model that has seen none of its texts and none of their groups."""
    return _figures(run, {name: _is_of_engine(name) for name in ENGINES})


def pivot_figures(run: Run) -> Figures:
    """Texts that went through one language, by a model that has seen none through it and none of their groups."""
    return _figures(run, {name: _is_of_pivot(name) for name in PIVOTS})


def _is_of_engine(engine: str) -> IsTested:
    return lambda row: row.label == 1 and row.system.startswith(engine)


def _is_of_pivot(lang: str) -> IsTested:
    return lambda row: row.label == 1 and row.lang == lang


def _figures(run: Run, tests: Mapping[str, IsTested]) -> Figures:
    """The figures of each test and block; tests without texts, or that leave one label alone to train on, have none."""
    result, rows = run.result, run.rows
    folds = {name: [name if is_tested(row) else "" for row in rows] for name, is_tested in tests.items()}
    jobs = (
        delayed(leave_out)(of, name, result.table, result.ngram_scores, result.examples, rows)
        for name, of in folds.items()
        if name in of and {rows[at].label for at in outside(rows, of, name)} == {0, 1}
    )
    with no_convergence_warnings():
        parts: list[LeftOut] = Parallel(_JOBS, backend="threading")(jobs)
    return {
        f"{part.fold}, {block}": compare(by_kind(of_block, result.examples, rows, folds[part.fold]))
        for part in parts
        for block, of_block in _by_block(part, run, folds[part.fold])
    }


def _by_block(part: LeftOut, run: Run, folds: list[str]) -> Iterator[tuple[str, LeftOut]]:
    """The part of each block: its machine texts, and the human texts of their groups in all blocks."""
    of_examples = [run.rows[run.result.examples[at].row] for at in part.examples]
    tested = [folds[run.result.examples[at].row] == part.fold for at in part.examples]
    for block in sorted({row.block for row, of in zip(of_examples, tested, strict=True) if of}):
        groups = {row.group for row, of in zip(of_examples, tested, strict=True) if of and row.block == block}
        kept = np.array(
            [row.group in groups and (row.label == 0 or row.block == block) for row in of_examples], np.bool_
        )
        yield block, replace(part, examples=part.examples[kept], scores=part.scores[kept])
