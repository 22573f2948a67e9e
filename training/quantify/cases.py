"""Corpora of a block that is left out: the human and the machine texts that draws mix."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.quantify.scored import ScoredText

Floats = NDArray[np.float64]
_FEWEST = 60  # human texts of a case, and machine texts


@dataclass(frozen=True, slots=True)
class Case:
    """Texts of one block, all scored without it: `human` and `machine` are raw scores and words, shape (texts, 2)."""

    block: str
    name: str
    human: Floats
    machine: Floats


def cases(texts: Sequence[ScoredText]) -> list[Case]:
    """A case for each set of machine texts and set of native texts that their originals, or they, come from."""
    natives: defaultdict[tuple[str, str], list[ScoredText]] = defaultdict(list)
    set_of: dict[tuple[str, str], str] = {}
    for text in texts:
        if text.row.kind == "native" and text.fold:
            natives[text.fold, text.row.set].append(text)
            set_of[text.fold, text.row.group] = text.row.set
    machine: defaultdict[tuple[str, str, str, str], list[ScoredText]] = defaultdict(list)
    for text in texts:
        row = text.row
        if row.label == 1 and text.fold == row.block:
            beside = set_of.get((text.fold, row.group), row.set) if row.kind == "round_trip" else row.set
            machine[text.fold, row.set, beside, row.kind].append(text)
    return [
        Case(fold, f"{name}, {kind}, beside {beside}", _table(natives[fold, beside]), _table(of))
        for (fold, name, beside, kind), of in sorted(machine.items())
        if min(len(of), len(natives[fold, beside])) >= _FEWEST
    ]


def _table(texts: Sequence[ScoredText]) -> Floats:
    return np.array([(text.raw, text.words) for text in texts], float)
