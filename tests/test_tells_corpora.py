"""Tells on real texts: samples of the corpora, and the seed articles beside them."""

import gzip
import json
import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from mtdetect.tells.engine import find_tells
from mtdetect.text.batch import parse
from mtdetect.verdict import Tell

CORPORA = Path(os.environ.get("MTDETECT_CORPORA", Path(__file__).parents[2] / "shared" / "corpora"))
SEEDS = CORPORA.parent / "seeds"
needs_corpora = pytest.mark.skipif(not CORPORA.is_dir(), reason=f"no corpora at {CORPORA} (set MTDETECT_CORPORA)")
needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason=f"no seed articles at {SEEDS}")
EVERY, AT_MOST = 40, 25


def sample(name: str, folder: str = "train") -> Iterator[str]:
    with gzip.open(CORPORA / folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in islice(lines, 0, EVERY * AT_MOST, EVERY):
            yield json.loads(line)["text"]


def seed(number: str) -> tuple[Tell, ...]:
    (path,) = SEEDS.glob(f"{number}_*.txt")
    return find_tells(parse(path.read_text(encoding="utf-8")))


@needs_corpora
@pytest.mark.corpora
@pytest.mark.parametrize("path", sorted(CORPORA.glob("*/*.jsonl.gz")), ids=lambda path: path.name.partition(".")[0])
def test_evidence_is_what_stands_at_the_span(path: Path) -> None:
    for raw in sample(path.name.removesuffix(".jsonl.gz"), path.parent.name):
        for tell in find_tells(parse(raw)):
            before = raw[: tell.start]
            assert raw[tell.start : tell.end] == tell.evidence
            assert tell.line == before.count("\n") + 1
            assert tell.column == tell.start - before.rfind("\n")


@needs_corpora
@pytest.mark.corpora
def test_native_news_carries_few_warnings_and_hardly_an_error() -> None:
    texts = [*sample("native_bbc"), *sample("native_abc_australia")]

    found = [{tell.severity for tell in find_tells(parse(raw))} for raw in texts]

    assert sum("error" in severities for severities in found) <= 0.02 * len(texts)
    assert sum("warning" in severities for severities in found) <= 0.15 * len(texts)


@needs_seeds
@pytest.mark.parametrize(
    ("number", "evidence"),
    [
        ("001", ("States. USA", "department. USA", "US. USA", "market. USA")),
        ("001", ('companies. "', "happen. happen", 'happen, "said', "act ,", "California. in", 'Smith "')),
        ("002", (", “the", "technology. ”")),
    ],
)
def test_the_translated_seeds_carry_their_tells(number: str, evidence: tuple[str, ...]) -> None:
    found = [tell.evidence for tell in seed(number)]

    assert [part for part in evidence if not any(part in shown for shown in found)] == []


@needs_seeds
@pytest.mark.parametrize("number", ["000", "003", "004"])
def test_the_human_seeds_carry_no_error(number: str) -> None:
    assert [tell for tell in seed(number) if tell.severity == "error"] == []
