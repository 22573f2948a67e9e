"""What somebody who wants to hide a translation can do to it, and what that costs: of blocks left out.

The alterations are simulated (a thesaurus is no editor), and nothing trains on them. Machine texts are altered and
human ones not: the copy's maker has only the copy. Human texts are altered as well to see whether that pushes them over
the line.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from mtdetect.evaluation.metrics import auc_of
from training.corpora import Row, stable_number
from training.fit.crossfit import LeftOut
from training.fit.examples import Example, build_examples
from training.fit.ngram_stage import ngram_keys
from training.protocols.disguises import DISGUISES, Disguise, disguise
from training.protocols.figures import Figure, Figures, Scores
from training.protocols.run import Run
from training.sample import sample_by_kind

_TEXTS = 200  # of each block and kind, by a hash of their ids
_FEWEST = 30  # texts of a kind, below which a block is passed over
_FPR = 0.01
_PAIRS = (("round_trip", "native"), ("machine_translation", "human_translation"), ("machine_translation", "native"))
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class _Side:
    """The texts of one kind of a block, and their scores as they are."""

    rows: Sequence[Row]
    scores: Scores


def evasion_figures(run: Run) -> Figures:
    """For each block left out: AUC and share found at 1 % false positives as it is, and after each disguise.

    `human over the line` is the share of human texts, disguised alike, that reach what 1 % of them reach as they are.
    """
    figures: Figures = {}
    for part in run.result.left_out:
        in_part = sorted({run.result.examples[at].row for at in part.examples})
        rows = [run.rows[at] for at in in_part if run.rows[at].label == 0 or run.folds[at] == part.fold]
        kinds = sample_by_kind(rows, _TEXTS)
        pair = next((pair for pair in _PAIRS if all(len(kinds.get(kind, ())) >= _FEWEST for kind in pair)), None)
        if pair is not None:
            machine, human = (_side(part, run, kinds[kind]) for kind in pair)
            figures[part.fold] = _block(part, run, machine, human)
    return figures


def _block(part: LeftOut, run: Run, machine: _Side, human: _Side) -> dict[str, Figure]:
    line = float(np.quantile(human.scores, 1 - _FPR))
    found: dict[str, Figure] = {"texts machine": len(machine.rows), "texts human": len(human.rows)}
    found |= _compare("as it is", machine.scores, human.scores, line)
    for way in DISGUISES:
        if way.is_possible():
            scores, of_human = (_disguised(part, run, side.rows, way, human.rows) for side in (machine, human))
            found |= _compare(way.name, scores, human.scores, line)
            found[f"human over the line, {way.name}"] = round(float(np.mean(of_human > line)), _DIGITS)
    tells_gone = _score(part, run, _examples(machine.rows), without_tells=True)
    return found | _compare("no tells left", tells_gone, human.scores, line)


def _compare(name: str, machine: Scores, human: Scores, line: float) -> dict[str, Figure]:
    labels = np.arange(len(machine) + len(human)) < len(machine)
    both = np.concatenate([machine, human])
    auc = auc_of(both, labels)(np.ones(len(both)))
    return {
        f"AUC, {name}": round(auc, _DIGITS),
        f"found, {name}": round(float(np.mean(machine > line)), _DIGITS),
    }


def _side(part: LeftOut, run: Run, rows: Sequence[Row]) -> _Side:
    return _Side(rows, _score(part, run, _examples(rows)))


def _disguised(part: LeftOut, run: Run, rows: Sequence[Row], way: Disguise, human: Sequence[Row]) -> Scores:
    altered = []
    for row in rows:
        chance = random.Random(stable_number(f"{row.id} {way.name}"))
        other = chance.choice([one for one in human if one.group != row.group])
        altered.append(replace(row, text=disguise(way, row.text, other.text, chance)))
    return _score(part, run, _examples(altered))


def _examples(rows: Sequence[Row]) -> list[Example]:
    return build_examples(rows, cuts=False)


def _score(part: LeftOut, run: Run, examples: Sequence[Example], *, without_tells: bool = False) -> Scores:
    if without_tells:
        examples = [replace(example, tells={}) for example in examples]
    return part.score(ngram_keys(examples, run.result.words), examples)
