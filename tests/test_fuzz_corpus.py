"""Replays the fuzz corpora: seeds, and inputs that once broke something, each with the fault it showed in its name."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from fuzz.targets import CORPUS, TARGETS, inputs_of

INPUTS = [(name, path) for name in TARGETS for path in inputs_of(name)]


def replay(name: str, data: bytes) -> None:
    """Run a target in a thread, which has no event loop: that of a test's browser may be running in this one."""
    with ThreadPoolExecutor(1) as threads:
        threads.submit(TARGETS[name], data).result()


@pytest.mark.parametrize(("name", "path"), INPUTS, ids=lambda one: one.name if isinstance(one, Path) else one)
def test_input_of_a_corpus(name: str, path: Path) -> None:
    """Raises where something that must hold does not: each target asserts what it promises."""
    replay(name, path.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_each_target_has_a_corpus_and_takes_nothing(name: str) -> None:
    replay(name, b"")

    assert inputs_of(name)


def test_each_corpus_has_a_target() -> None:
    assert sorted(TARGETS) == sorted(folder.name for folder in CORPUS.iterdir())
