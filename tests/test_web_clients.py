"""Many clients at once: none meets an error but being told to come again, and memory stays."""

from collections import Counter

import pytest

from bench.serve import read_memory, run_round
from tests.served import needs_proc, serve

CLIENTS = 200
GROWTH = 1.1  # what allocators keep; `python -m bench.serve` looks closer


@pytest.mark.slow
@needs_proc
def test_two_hundred_clients_at_once_are_answered_or_told_to_come_again_in_the_same_memory() -> None:
    counts, sizes = Counter[str](), list[float]()
    with serve() as server:
        for _ in range(3):
            counts.update(status for status, _ in run_round(server.port, CLIENTS, 1))
            sizes.append(read_memory(server.process.pid)[1])

    assert (3 * CLIENTS, set()) == (counts.total(), counts.keys() - {"200", "429", "503"})
    assert counts["200"] >= 3
    assert sizes[2] <= GROWTH * sizes[1]
