"""The protocols that measure the trainer: which there are, how they alter texts."""

import json

import numpy as np
import pytest

from mtdetect.errors import UsageError
from training.altered import cut, folded
from training.figures import Sample, compare
from training.protocols import PROTOCOLS, as_json, chosen


def test_folding_leaves_no_difference_of_marks_and_spaces() -> None:
    assert folded("“Yes”\n\n– said Ann’s  son —\tno") == folded('"Yes" - said Ann\'s son - no')


def test_a_cut_is_whole_sentences_that_are_long_enough_together() -> None:
    text = "The mill stood still. It was not sold for a year. Then the owner came back."

    assert cut(text, 4) == "The mill stood still."
    assert cut(text, 5) == "The mill stood still. It was not sold for a year."
    assert cut(text, 100) is None


def test_protocols_are_chosen_by_name_and_all_without_one() -> None:
    assert [one.name for one in chosen(["topic", "blocks"])] == ["blocks", "topic"]
    assert list(PROTOCOLS) == list(chosen([]))
    assert len({one.name for one in PROTOCOLS}) == len({one.heading for one in PROTOCOLS}) == len(PROTOCOLS)
    with pytest.raises(UsageError, match="--only block: is no protocol: choose of blocks, "):
        chosen(["block"])


def test_short_lists_take_one_line_and_the_json_stays_the_same() -> None:
    metrics = {"a": {"b": compare({"native": _sample(0, 40), "round_trip": _sample(1, 40)})}}

    shown = as_json(metrics)

    assert json.loads(shown) == json.loads(json.dumps(metrics))
    assert '"AUC round_trip against native, 95 %": [1.0, 1.0],\n' in shown


def _sample(score: int, texts: int) -> Sample:
    return Sample(np.arange(texts) / texts + score, [str(at) for at in range(texts)])
