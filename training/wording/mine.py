"""Mines paired text for wording that comes in, or is lost, on the way through a machine.

    python -m training.wording.mine [--corpora PATH] [--top N]

Round trips stand beside the native originals of their groups, and machine translations beside human translations of
the same set and groups. What a machine adds is then how it says things: both sides tell the same story. Words and
pairs of words are counted once a document. A phrase is kept where engines and pivots of several blocks of sets agree
on its direction and none goes against it: on engines that were left out, agreement carried over and size did not.
Words of topics, names and outlets are struck out by hand (`topic_words.txt`).

It writes the word lists of rule MT703, with weights (`training.wording.weights`), and shows the strongest. One half of
the groups is mined; the other is there to choose the rule's bars and to say what it finds (`mine_check`).
"""

import argparse
import csv
import sys
from collections.abc import Sequence

from mtdetect.tells.flow.wording import LISTS as NAMES
from training.corpora import corpora_path, load_rows
from training.paths import WORD_LISTS
from training.wording.material import material
from training.wording.weights import Weighed, learn, mined_half

LISTS = dict(zip(NAMES, (1, -1), strict=True))  # and the sign of their weights


def write(learnt: Sequence[Weighed]) -> None:
    """Write the word lists."""
    for name, sign in LISTS.items():
        with (WORD_LISTS / f"{name}.tsv").open("w", encoding="utf-8", newline="") as lines:
            sheet = csv.writer(lines, delimiter="\t", quoting=csv.QUOTE_NONE, lineterminator="\n")
            sheet.writerow(("phrase", "cause", "language", "source", "weight"))
            for one in sorted(learnt, key=lambda one: one.text):
                weight = round(100 * one.weight)
                if weight * sign > 0:
                    source = f"training/wording/mine.py: LLR {one.ratio:.0f}, {one.voices} engines and pivots agree"
                    sheet.writerow((one.text, one.cause, "mul", source, weight))


def main(arguments: Sequence[str]) -> None:
    """Mine, write the lists, show the strongest phrases."""
    parser = argparse.ArgumentParser(prog="python -m training.wording.mine", description=__doc__.partition("\n")[0])
    parser.add_argument("--corpora", metavar="PATH", help="the corpora's folder")
    parser.add_argument("--top", type=int, default=20, metavar="N", help="how many phrases to show (default: 20)")
    given = parser.parse_args(arguments)
    rows = load_rows(corpora_path(given.corpora) / "train")
    learnt = learn(material(rows), mined_half(rows))
    write(learnt)
    for name, sign in LISTS.items():
        ranked = sorted((one for one in learnt if one.weight * sign > 0), key=lambda one: -abs(one.weight))
        print(f"{name}: {len(ranked)} phrases")
        for one in ranked[: given.top]:
            print(f"  {one.weight:+.2f}  {one.text}  ({one.cause}; LLR {one.ratio:.0f}, {one.voices} voices)")


if __name__ == "__main__":
    main(sys.argv[1:])
