"""Rows and reports are those that were recorded, with and without the fast engine."""

import pytest

import mtdetect
from mtdetect.results.row import Result
from mtdetect.tells import engine
from mtdetect.tells.registry import RULES
from mtdetect.tells.waking import Plain, fast_or_none
from tests.golden import FOLDER, recorded, reports, results


@pytest.fixture(scope="module", params=["hyperscan", "portable"])
def made(request: pytest.FixtureRequest) -> list[Result]:
    way = Plain(RULES) if request.param == "portable" else fast_or_none(RULES)
    if way is None:
        pytest.skip("hyperscan is not installed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "_wake", way)
        return list(results(mtdetect.load()))


def test_rows_are_as_recorded(made: list[Result]) -> None:
    expected = recorded()

    assert [row["id"] for row in expected] == [result.row["id"] for result in made]
    assert [row for row, result in zip(expected, made, strict=True) if row != result.row] == []


def test_reports_are_as_recorded(made: list[Result]) -> None:
    for name, text in reports(made):
        assert (FOLDER / name).read_bytes().decode() == text, name
