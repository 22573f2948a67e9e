"""Protocols that alter the texts of each block left out: their marks and spaces folded, or cut to a length."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from mtdetect.features.word_classes import class_list, class_numbers
from mtdetect.text.batch import parse
from training.corpora import Row, stable_number
from training.fit.augment import folded
from training.fit.crossfit import by_kind
from training.fit.examples import build
from training.fit.ngram_stage import all_keys
from training.protocols.figures import Figure, Figures, compare
from training.protocols.run import Run

LENGTHS = (50, 100, 200, 400)  # words
_FOLDED_TEXTS, _CUT_TEXTS = 1_000, 300  # of each block and kind, by a hash of their ids
_FEWEST_LONG = 20  # texts of a kind that are long enough, below which a kind is passed over


def folded_figures(run: Run) -> Figures:
    """What AUC a block left out loses when quotation marks, dashes and white space are made the same in all texts."""
    before = _figures(run, lambda text: text, _FOLDED_TEXTS)
    after = _figures(run, folded, _FOLDED_TEXTS)
    return {block: _lost(before[block], after[block]) for block in before}


def length_figures(run: Run) -> Figures:
    """Blocks left out, their texts cut to whole sentences of about so many words; shorter texts are passed over."""
    by_length = {length: _figures(run, partial(cut, words=length), _CUT_TEXTS, _FEWEST_LONG) for length in LENGTHS}
    return {f"{block}, {length} words": of[block] for length, of in by_length.items() for block in of}


def cut(text: str, words: int) -> str | None:
    """The first sentences that have `words` words together; None if the text is shorter."""
    parsed, counted = parse(text), 0
    for start, end in parsed.sentences:
        counted += len(parsed.folded[start:end].split())
        if counted >= words:
            return text[:end]
    return None


def _lost(before: Mapping[str, Figure], after: Mapping[str, Figure]) -> dict[str, Figure]:
    figures: dict[str, Figure] = {}
    for name, value in before.items():
        if name.startswith("texts"):
            figures[name] = value
        elif name.startswith("AUC") and isinstance(value, float) and isinstance(folded_value := after[name], float):
            figures |= {name: value, f"{name}, folded": folded_value, f"{name}, lost": round(value - folded_value, 4)}
    return figures


def _figures(run: Run, alter: Callable[[str], str | None], most: int, fewest: int = 1) -> Figures:
    """The figures of each block that has both labels, on at least and at most so many altered texts of each kind."""
    numbers = class_numbers(class_list(run.trained.words))
    figures = {}
    for part in run.trained.left_out:
        scored = sorted({run.trained.examples[at].row for at in part.examples})
        chosen = _sample([run.rows[at] for at in scored if run.rows[at].label == 0 or run.folds[at] == part.fold], most)
        pairs = [(row, text) for row in chosen if (text := alter(row.text)) is not None]
        sizes = Counter(row.kind for row, _ in pairs)
        rows = [replace(row, text=text) for row, text in pairs if sizes[row.kind] >= fewest]
        if not rows:
            continue
        examples = build(rows, cuts=False)
        scores = part.judge(all_keys(examples, numbers), examples)
        of_part = replace(part, examples=np.arange(len(examples)), scores=scores)
        compared = compare(by_kind(of_part, examples, rows, [part.fold] * len(rows)))
        if any(name.startswith("AUC") for name in compared):
            figures[part.fold] = compared
    return figures


def _sample(rows: Sequence[Row], most: int) -> list[Row]:
    """At most so many rows of each kind, the same each time."""
    kinds: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda row: stable_number(row.id)):
        kinds.setdefault(row.kind, []).append(row)
    return [row for kind in sorted(kinds) for row in kinds[kind][:most]]
