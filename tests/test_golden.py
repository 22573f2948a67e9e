"""Rows and reports are those that were recorded: with and without the fast engine, one by one and in batches."""

from dataclasses import replace

import pytest

import mtdetect
from mtdetect.results.row import Result, dump, row
from mtdetect.tells.engine import TellEngine
from mtdetect.tells.registry import RULES
from tests.golden import FOLDER, SIGNATURE, documents, recorded, reports, results


@pytest.fixture(scope="module", params=["hyperscan", "portable"])
def detector(request: pytest.FixtureRequest) -> mtdetect.Detector:
    engine = TellEngine(RULES, portable=request.param == "portable")
    if request.param == "hyperscan":
        engine.prepare()
        if not engine.is_fast:
            pytest.skip("hyperscan is not installed")
    return replace(mtdetect.load(), engine=engine)


@pytest.fixture(scope="module")
def made(detector: mtdetect.Detector) -> list[Result]:
    return list(results(detector))


def test_rows_are_as_recorded(made: list[Result]) -> None:
    expected = recorded()

    assert [row["id"] for row in expected] == [result.row["id"] for result in made]
    assert [row for row, result in zip(expected, made, strict=True) if row != result.row] == []


def test_rows_of_batches_are_as_recorded_byte_for_byte(detector: mtdetect.Detector) -> None:
    verdicts = replace(detector, signature=SIGNATURE).score_many(documents())

    rows = [dump(row(document, verdict)) for document, verdict in zip(documents(), verdicts, strict=True)]

    expected = (FOLDER / "rows.jsonl").read_bytes().decode().removesuffix("\n").split("\n")
    assert [(mine, one) for mine, one in zip(rows, expected, strict=True) if mine != one] == []


def test_reports_are_as_recorded(made: list[Result]) -> None:
    for name, text in reports(made):
        assert (FOLDER / name).read_bytes().decode() == text, name
