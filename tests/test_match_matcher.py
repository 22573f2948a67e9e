"""What `mtdetect.load_matcher` and `match` make of what Python code gives them."""

from pathlib import Path
from typing import Any

import pytest

import mtdetect
from mtdetect.errors import ModelError

ARTICLES = Path(__file__).resolve().parents[1] / "seeds" / "articles"


@pytest.mark.parametrize("against", [f"{ARTICLES}/", ARTICLES, b"archive"])
def test_one_path_is_no_list_of_letters(against: Any) -> None:
    with pytest.raises(TypeError, match="load_matcher: one path, not several: give a list"):
        mtdetect.load_matcher(against)


def test_folders_may_be_named_by_strings() -> None:
    with pytest.raises(ModelError, match="no-model: "):
        mtdetect.load_matcher([ARTICLES / "bees.txt"], model="no-model")


def test_what_is_no_text_is_named() -> None:
    matcher = mtdetect.load_matcher([ARTICLES / "bees.txt"], deep="never")

    with pytest.raises(TypeError, match="a text or a Document is judged, not NoneType"):
        matcher.match(None)  # type: ignore[arg-type]
