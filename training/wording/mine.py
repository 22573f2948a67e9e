"""Mines paired text for wording that a machine adds or removes, and writes the lists of rule MT703.

Round trips stand beside the native originals of their groups, and machine translations beside human translations of
the same set and groups. Both sides tell the same story, so what differs is how a machine says things. Words and pairs
of words are counted once a document. An n-gram is kept where engines and pivots of several blocks of sets agree on its
direction and no block has the contrary: on engines that were left out, agreement carried over and size did not. Words
of topics, names and outlets are excluded by hand (`topic_words.txt`).

One half of the groups is mined; the other is there to choose the rule's bars and to say what it finds
(`training.wording.check`).
"""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from mtdetect.tells.flow.wording_table import LISTS
from training.corpora import load_rows
from training.paths import WORD_LISTS
from training.wording.candidates import find_candidates
from training.wording.weights import WeightedNgram, learn_weights, mined_half

_SIGNS = dict(zip(LISTS, (1, -1), strict=True))  # of the weights in each list


def mine(corpora: Path, top: int) -> Iterator[str]:
    """Mine the corpora and write the lists; gives lines that show the `top` strongest n-grams of each list."""
    rows = load_rows(corpora / "train")
    ngrams = learn_weights(find_candidates(rows), mined_half(rows))
    _write_lists(ngrams)
    for name, sign in _SIGNS.items():
        strongest = sorted((one for one in ngrams if one.weight * sign > 0), key=lambda one: -abs(one.weight))
        yield f"{name}: {len(strongest)} n-grams"
        for one in strongest[:top]:
            yield f"  {one.weight:+.2f}  {one.text}  ({one.cause}; {_evidence(one)})"


def _write_lists(ngrams: Sequence[WeightedNgram]) -> None:
    for name, sign in _SIGNS.items():
        with (WORD_LISTS / f"{name}.tsv").open("w", encoding="utf-8", newline="") as lines:
            sheet = csv.writer(lines, delimiter="\t", quoting=csv.QUOTE_NONE, lineterminator="\n")
            sheet.writerow(("phrase", "cause", "language", "source", "weight"))
            for one in sorted(ngrams, key=lambda one: one.text):
                weight = round(100 * one.weight)
                if weight * sign > 0:
                    source = f"training/wording/mine.py: {_evidence(one)}"
                    sheet.writerow((one.text, one.cause, "mul", source, weight))


def _evidence(ngram: WeightedNgram) -> str:
    return f"LLR {ngram.ratio:.0f}, {ngram.support} engines and pivots agree"
