"""Mean states of texts: windows count as the reader counts them, and what is made is not made again."""

from pathlib import Path

import numpy as np
import pytest

from mtdetect.deep.reader import Reading
from mtdetect.deep.transformer import WIDTH, run
from tests.test_deep_transformer import random_blocks
from training.deep import mean_states as module
from training.deep.frozen_states import FROZEN, TextStates
from training.deep.mean_states import frozen_means, mean_states


def test_a_mean_is_of_all_tokens_but_the_first_of_each_window_and_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocks = random_blocks()
    states = np.random.default_rng(2).normal(0, 1, (9, WIDTH)).astype(np.float16)
    monkeypatch.setattr(module, "read_states", lambda *_: TextStates(states, (0, 5, 9)))

    found = mean_states(["text"], blocks, tmp_path, "adapted", jobs=1)

    parts = [run(blocks[FROZEN:], states[start:end].astype(np.float32), FROZEN)[1:] for start, end in ((0, 5), (5, 9))]
    assert np.allclose(found, np.concatenate(parts).mean(0, keepdims=True), atol=1e-4)
    monkeypatch.setattr(module, "read_states", None)
    assert (found == mean_states(["text"], blocks, tmp_path, "adapted", jobs=1)).all()


def test_the_reader_as_it_is_reads_each_text_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[list[str]] = []

    class Invented:
        def read(self, sentences: list[str]) -> Reading:
            read.append(sentences)
            return Reading(np.full((len(sentences), WIDTH), len(read), np.float32), np.ones(len(sentences), np.intp))

    monkeypatch.setattr(module, "load_reader", Invented)
    texts = ['She said "yes". They left.', "Another text.", "Another text."]

    found = frozen_means(texts, tmp_path, jobs=1)

    assert found[:, 0].tolist() == [1, 2, 2]
    assert read[0] == ["She said yes.", "They left."]
    assert (found == frozen_means(texts, tmp_path, jobs=1)).all()
    assert len(read) == 2
