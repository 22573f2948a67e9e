"""Protocols that alter the texts of each block left out: their marks and spaces made the same, or cut to a length."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from itertools import chain

import numpy as np

from mtdetect.text.batch import parse
from training.fit.augment import fold_marks
from training.fit.examples import build_examples
from training.fit.ngram_stage import ngram_keys
from training.protocols.figures import Figure, Figures, by_kind, compare, has_auc
from training.protocols.run import Run
from training.sample import sample_by_kind

LENGTHS = (50, 100, 200, 400)  # words
_FOLDED_TEXTS, _CUT_TEXTS = 1_000, 300  # of each block and kind, by a hash of their ids
_FEWEST_LONG = 20  # texts of a kind that are long enough, below which a kind is passed over


def folding_figures(run: Run) -> Figures:
    """What AUC a block left out loses when quotation marks, dashes and white space are made the same in all texts."""
    before = _figures(run, lambda text: text, _FOLDED_TEXTS)
    after = _figures(run, fold_marks, _FOLDED_TEXTS)
    return {block: _loss(before[block], after[block]) for block in before}


def length_figures(run: Run) -> Figures:
    """Blocks left out, their texts cut to whole sentences of about so many words; shorter texts are passed over."""
    by_length = {length: _figures(run, partial(cut, words=length), _CUT_TEXTS, _FEWEST_LONG) for length in LENGTHS}
    return {f"{block}, {length} words": of[block] for length, of in by_length.items() for block in of}


def cut(text: str, words: int) -> str | None:
    """The first sentences that have at least `words` words together; None if the text is shorter."""
    parsed, count = parse(text), 0
    for start, end in parsed.sentences:
        count += len(parsed.folded[start:end].split())
        if count >= words:
            return parsed.raw[:end]
    return None


def _loss(before: Mapping[str, Figure], after: Mapping[str, Figure]) -> dict[str, Figure]:
    """The sizes, and of each comparison the AUC before, after, and the difference."""
    figures: dict[str, Figure] = {}
    for name, value in before.items():
        if name.startswith("texts"):
            figures[name] = value
        elif name.startswith("AUC") and isinstance(value, float) and isinstance(value_after := after[name], float):
            figures |= {name: value, f"{name}, folded": value_after, f"{name}, lost": round(value - value_after, 4)}
    return figures


def _figures(run: Run, alter: Callable[[str], str | None], most: int, fewest: int = 1) -> Figures:
    """The figures of each block that has both labels, on at least and at most so many altered texts of each kind."""
    result, figures = run.result, {}
    for part in result.left_out:
        in_part = sorted({result.examples[at].row for at in part.examples})
        rows = [run.rows[at] for at in in_part if run.rows[at].label == 0 or run.folds[at] == part.fold]
        sampled = chain.from_iterable(sample_by_kind(rows, most).values())
        pairs = [(row, text) for row in sampled if (text := alter(row.text)) is not None]
        sizes = Counter(row.kind for row, _ in pairs)
        altered = [replace(row, text=text) for row, text in pairs if sizes[row.kind] >= fewest]
        if not altered:
            continue
        examples = build_examples(altered, cuts=False)
        scores = part.score(ngram_keys(examples, result.words), examples)
        of_part = replace(part, examples=np.arange(len(examples)), scores=scores)
        of_fold = compare(by_kind(of_part, examples, altered, [part.fold] * len(altered)))
        if has_auc(of_fold):
            figures[part.fold] = of_fold
    return figures
