"""The five articles that the tool exists for. Their texts are not the project's: a path names them."""

import os
from pathlib import Path

import pytest

import mtdetect

SEEDS = Path(os.environ.get("MTDETECT_SEEDS", Path(__file__).resolve().parents[2] / "shared" / "seeds"))

pytestmark = pytest.mark.skipif(
    not SEEDS.is_dir(), reason=f"no seed articles at {SEEDS}; name their folder with MTDETECT_SEEDS"
)


def verdict(number: str) -> mtdetect.Verdict:
    [file] = SEEDS.glob(f"{number}_*.txt")
    return mtdetect.load().score(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("number", ["001", "002"])
def test_automatic_copy_is_called_translated(number: str) -> None:
    assert "translated" == verdict(number).verdict


@pytest.mark.parametrize("number", ["000", "003", "004"])
def test_human_article_is_not_called_translated(number: str) -> None:
    assert verdict(number).verdict in ("human", "unsure")
