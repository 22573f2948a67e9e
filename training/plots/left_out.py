"""Raw scores of texts whose block was left out, with the rows that they are of: what some plots are measured on.

`python -m training --scores FILE` writes the scores (`training.deep.plain`); the rows are those of the corpora.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mtdetect.errors import CorpusError
from training.corpora import Row, block_folds, load_rows
from training.deep.plain import Key, read_scores
from training.fit.crossfit import Scored
from training.fit.examples import Example
from training.groups import merge_groups


@dataclass(frozen=True, slots=True)
class LeftOutScores:
    """The scores of a training run: a part for each block that was left out.

    `digest` names the base model of that run. `examples` have no features, `folds` has the block of each row.
    """

    digest: str
    rows: Sequence[Row]
    folds: Sequence[str]
    examples: Sequence[Example]
    parts: Sequence[Scored]


def read_left_out(file: Path, corpora: Path) -> LeftOutScores:
    """Read the scores of a run and the training rows of the corpora. Raises CorpusError."""
    read, rows = read_scores(file), merge_groups(load_rows(corpora / "train"))
    places = {(row.set, row.id): at for at, row in enumerate(rows)}
    examples, numbers = list[Example](), dict[Key, int]()
    for key, words in read.words.items():
        of_set, name, cut = key
        if (of_set, name) in places:
            numbers[key] = len(examples)
            examples.append(Example(places[of_set, name], cut, words, {}, {}, []))
    by_fold: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for (fold, key), score in read.scores.items():
        if fold and key in numbers:
            by_fold[fold].append((numbers[key], score))
    if not by_fold:
        raise CorpusError(f"{file}: no score is of a row of {corpora}: name the corpora of that run with --corpora")
    parts = [_part(fold, scored) for fold, scored in sorted(by_fold.items())]
    return LeftOutScores(read.digest, rows, block_folds(rows), examples, parts)


def _part(fold: str, scored: Sequence[tuple[int, float]]) -> Scored:
    numbers: NDArray[np.intp] = np.array([number for number, _ in scored], np.intp)
    return Scored(fold, numbers, np.array([score for _, score in scored]))
