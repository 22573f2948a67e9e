"""Replays the fuzz corpora: seeds, and inputs that once broke something, each with the fault it showed in its name."""

from pathlib import Path

import pytest

from fuzz.targets import CORPUS, TARGETS, inputs_of

INPUTS = [(name, path) for name in TARGETS for path in inputs_of(name)]


@pytest.mark.parametrize(("name", "path"), INPUTS, ids=lambda one: one.name if isinstance(one, Path) else one)
def test_input_of_a_corpus(name: str, path: Path) -> None:
    """Raises where something that must hold does not: each target asserts what it promises."""
    TARGETS[name](path.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_each_target_has_a_corpus_and_takes_nothing(name: str) -> None:
    TARGETS[name](b"")

    assert inputs_of(name)


def test_each_corpus_has_a_target() -> None:
    assert sorted(TARGETS) == sorted(folder.name for folder in CORPUS.iterdir())
