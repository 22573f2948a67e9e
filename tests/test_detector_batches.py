"""Verdicts of texts together are those of each alone; without details they lack the details alone."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mtdetect
from mtdetect.document import Document
from mtdetect.results.row import DETAILS, row
from mtdetect.tells.engine import TellEngine
from mtdetect.tells.registry import RULES
from mtdetect.text.batches import BATCH_TEXTS
from mtdetect.verdict import Verdict
from tests.golden import documents

ARTICLES = Path(__file__).resolve().parents[1] / "seeds" / "articles"


def article(name: str) -> str:
    return (ARTICLES / name).read_text(encoding="utf-8")


SPANISH = (
    "La junta del puerto se reunió el lunes por la noche para escuchar a las tripulaciones del muelle norte. "
    "Los pescadores dijeron que la nueva cuota los dejaría sin trabajo antes del verano, y pidieron tiempo. "
)
LONG = "\n\n".join(file.read_text("utf-8") for file in sorted(ARTICLES.glob("*.txt")))
KINDS = (  # texts with the markup of their pages
    ("", None),
    (" \n\t\n", None),
    ("The boat came in early , and the crew went home to sleep.", None),
    (SPANISH * 3, None),
    (article("organ.txt"), None),
    (article("organ.txt"), '<html lang="en-x-mtfrom-de"><body></body></html>'),
    (article("bees.pt.txt"), None),
    (article("levee.pt-stops.txt"), ""),
    (LONG[:40_000], None),
    (LONG[:17_000].replace(" ", "\u00a0"), None),
    (f"{LONG[:900]} {'na' * 20_000} and {'a' * 170_000}.", None),
    ("\ud800 İ ΑΣ. " * 99, None),
)


@pytest.fixture(scope="module")
def detector() -> mtdetect.Detector:
    return mtdetect.load()


@pytest.fixture(scope="module")
def golden(detector: mtdetect.Detector) -> tuple[list[Document], list[Verdict]]:
    """The texts of the golden rows and this project's articles, each with what it gives by itself."""
    texts = [*documents(), *(Document(file.name, file.read_text("utf-8")) for file in sorted(ARTICLES.glob("*.txt")))]
    return texts, [detector.score(document) for document in texts]


def test_without_details_verdicts_are_the_same_but_for_these(
    detector: mtdetect.Detector, golden: tuple[list[Document], list[Verdict]]
) -> None:
    texts, full = golden
    light = replace(detector, details=False)

    verdicts = [light.score(document) for document in texts]

    assert verdicts == [replace(verdict, reasons=(), tells=(), guess=None) for verdict in full]
    assert all(any(getattr(verdict, name) for verdict in full) for name in ("reasons", "tells", "guess"))
    assert {verdict.verdict for verdict in verdicts} == {"translated", "unsure", "human", "abstained"}


def test_without_details_rows_lack_the_details_alone(
    detector: mtdetect.Detector, golden: tuple[list[Document], list[Verdict]]
) -> None:
    texts, full = golden
    light = replace(detector, details=False)

    rows = [row(one, verdict, details=False) for one, verdict in zip(texts, light.score_many(texts), strict=True)]

    whole = [row(one, verdict) for one, verdict in zip(texts, full, strict=True)]
    assert rows == [{name: made[name] for name in made if name not in DETAILS} for made in whole]


def test_details_are_an_argument_of_load() -> None:
    text = article("bees.pt.txt")

    verdicts = [mtdetect.load(details=details).score(text) for details in (True, False)]

    assert [bool(verdict.reasons) for verdict in verdicts] == [True, False]
    assert verdicts[0].likelihood == verdicts[1].likelihood


@pytest.mark.parametrize("details", [True, False])
@pytest.mark.parametrize("portable", [True, False])
def test_verdicts_are_those_of_each_alone_whatever_stands_beside(
    detector: mtdetect.Detector, details: bool, portable: bool
) -> None:
    engine = TellEngine(RULES, portable=portable)
    engine.prepare()
    chosen = replace(detector, details=details, engine=engine)
    by_number = [Document(str(at), text, markup=page) for at, (text, page) in enumerate(KINDS)]
    alone = [chosen.score(document) for document in by_number]

    @given(st.lists(st.integers(0, len(KINDS) - 1), max_size=9), st.lists(st.integers(0, 9), max_size=4))
    @settings(max_examples=20)
    def check(numbers: list[int], cuts: list[int]) -> None:
        chosen_texts = [by_number[number] for number in numbers]
        edges = [0, *sorted(min(cut, len(numbers)) for cut in cuts), len(numbers)]

        parts = [chosen.score_batch(chosen_texts[first:end]) for first, end in pairwise(edges)]
        many = list(chosen.score_many(chosen_texts))

        expected = [alone[number] for number in numbers]
        assert [verdict for part in parts for verdict in part] == expected
        assert many == expected

    check()
    assert {verdict.abstained for verdict in alone} >= {None, "too_short", "not_english"}
    assert any(verdict.verdict == "translated" for verdict in alone)


def test_score_many_waits_for_no_more_texts_than_make_a_batch(detector: mtdetect.Detector) -> None:
    taken: list[int] = []

    def stream() -> Iterator[str]:
        for number in count():  # without end
            taken.append(number)
            yield f"It rained {number} times."

    verdicts = detector.score_many(stream())
    before = len(taken)
    words = next(verdicts).words

    assert (before, words, len(taken)) == (0, 4, BATCH_TEXTS)
