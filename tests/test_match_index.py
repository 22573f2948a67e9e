"""The index of candidates: what it finds, what it keeps through append and remove, and what it refuses to load."""

import json
import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from safetensors.numpy import load_file, save_file

from mtdetect.document import Document
from mtdetect.errors import IndexFileError
from mtdetect.match.index import Index
from mtdetect.match.index_arrays import Arrays
from mtdetect.match.index_build import append, build, remove
from mtdetect.match.index_file import is_index, load, save
from mtdetect.match.rank import rank
from mtdetect.match.stems import index_terms, stems

ARTICLES = Path(__file__).resolve().parents[1] / "seeds" / "articles"
ORIGINALS = sorted(file for file in ARTICLES.glob("*.txt") if file.name.count(".") == 1)
COPIES = sorted(file for file in ARTICLES.glob("*.txt") if file.name.count(".") > 1)


def read(file: Path) -> Document:
    return Document(file.name, file.read_text(encoding="utf-8"), str(file))


@pytest.fixture(scope="module")
def originals() -> Index:
    return build(map(read, ORIGINALS))


@pytest.fixture
def saved(originals: Index, tmp_path: Path) -> Path:
    file = tmp_path / "archive.index"
    save(originals.arrays, file)
    return file


def same(one: Index, other: Index) -> bool:
    names = list(zip(one.arrays.__slots__, strict=True))
    return all(np.array_equal(getattr(one.arrays, name), getattr(other.arrays, name)) for (name,) in names)


@pytest.mark.parametrize("copy", COPIES, ids=lambda file: file.name)
def test_the_original_of_a_round_trip_is_ranked_first(originals: Index, copy: Path) -> None:
    first = rank(read(copy).text, [originals])[0]

    assert f"{copy.name.split('.')[0]}.txt" == first.candidate.id


def test_indexes_are_searched_together() -> None:
    apart = [build([read(file)]) for file in ORIGINALS]

    ranked = rank(read(COPIES[0]).text, apart)

    assert f"{COPIES[0].name.split('.')[0]}.txt" == ranked[0].candidate.id


def test_numbers_accents_and_marks_make_no_difference() -> None:
    assert stems("Müller’s 12,500 euros") == stems("MULLER'S 12.500 Euros")


def test_neighbours_are_index_terms_in_either_order() -> None:
    assert set(index_terms(["red", "ferry"])) == set(index_terms(["ferry", "red"]))


def test_a_saved_index_holds_what_was_built(originals: Index, saved: Path) -> None:
    opened = Index(load(saved))

    assert same(originals, opened)
    assert [read(file) for file in ORIGINALS] == [
        Document(one.id, one.text, one.path) for one in map(opened.candidate, range(len(opened)))
    ]


def test_an_index_is_mapped_and_cannot_be_written_to(saved: Path) -> None:
    assert not load(saved).docs.flags.writeable


def test_appending_gives_what_building_at_once_gives(originals: Index) -> None:
    grown, replaced = append(build(map(read, ORIGINALS[:2])), map(read, ORIGINALS[2:]))

    assert 0 == replaced
    assert same(originals, grown)


def test_appending_replaces_what_has_the_same_name(originals: Index) -> None:
    anew = Document(ORIGINALS[0].name, "An article about another thing altogether.", str(ORIGINALS[0]))

    grown, replaced = append(originals, [anew])

    assert (1, len(ORIGINALS)) == (replaced, len(grown))
    assert anew.text == rank(anew.text, [grown])[0].candidate.text


def test_what_is_removed_is_gone_and_the_others_stay(originals: Index) -> None:
    smaller, removed = remove(originals, [ORIGINALS[0].name, str(ORIGINALS[1])])

    assert 2 == removed
    assert same(build(map(read, ORIGINALS[2:])), smaller)


def test_removing_all_leaves_an_index_that_finds_nothing(originals: Index, tmp_path: Path) -> None:
    empty, _ = remove(originals, [file.name for file in ORIGINALS])
    save(empty.arrays, tmp_path / "empty.index")

    assert [] == rank("The ferry was late again.", [Index(load(tmp_path / "empty.index"))])


@given(st.lists(st.text(), max_size=4), st.text())
def test_any_texts_can_be_kept_and_looked_for(texts: list[str], suspect: str) -> None:
    index = build(Document(str(number), text) for number, text in enumerate(texts))

    ranked = rank(suspect, [index])

    assert texts == [index.candidate(number).text for number in range(len(index))]
    assert all(0 < one.similarity <= 1 for one in ranked)


def test_a_lone_surrogate_is_kept(tmp_path: Path) -> None:
    save(build([Document("a", "A \ud800 ferry")]).arrays, tmp_path / "a.index")

    assert "A \ud800 ferry" == Index(load(tmp_path / "a.index")).candidate(0).text


def test_saving_leaves_nothing_beside_the_file(saved: Path) -> None:
    assert [saved] == list(saved.parent.iterdir())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_an_index_tells_itself_from_other_files(saved: Path, tmp_path: Path) -> None:
    assert is_index(saved)
    os.mkfifo(tmp_path / "pipe")  # looking into it would take what it holds
    others: list[str | Path] = [ORIGINALS[0], tmp_path, tmp_path / "pipe", tmp_path / "none", "-", "\0"]
    assert not any(is_index(one) for one in others)


def rewritten(file: Path, changes: dict[str, np.ndarray], version: str = "1") -> Path:
    """The file with other arrays, and a checksum that says nothing of them."""
    arrays = {**load_file(file), **changes}
    save_file(arrays, file, {"format": "mtdetect-index", "version": version, "sha256": ""})
    return file


def lying(file: Path, **changes: np.ndarray) -> Path:
    """The same with a checksum that fits: made by someone who wants to mislead."""
    save(Arrays(**{**load_file(file), **changes}), file)
    return file


def test_another_version_says_what_to_do(saved: Path) -> None:
    with pytest.raises(IndexFileError, match=r"is index version 2, not 1: build it anew"):
        load(rewritten(saved, {}, version="2"))


def test_one_changed_byte_is_noticed(saved: Path) -> None:
    content = bytearray(saved.read_bytes())
    content[-20] ^= 1
    saved.write_bytes(content)

    with pytest.raises(IndexFileError, match="checksum differs"):
        load(saved)


@pytest.mark.parametrize("size", [0, 7, 8, 100, 5_000])
def test_a_file_cut_short_is_no_index(saved: Path, size: int) -> None:
    saved.write_bytes(saved.read_bytes()[:size])

    with pytest.raises(IndexFileError, match="is no index of mtdetect"):
        load(saved)


@pytest.mark.parametrize(
    ("name", "array"),
    [
        ("docs", np.array([2**32 - 1], np.uint32)),
        ("starts", np.array([0, -5, 3], np.int64)),
        ("starts", np.array([], np.int64)),
        ("text_starts", np.array([0, 10**12], np.int64)),
        ("name_starts", np.array([0], np.int64)),
        ("keys", np.array([5, 4], np.int32)),
        ("keys", np.array([1.5])),
    ],
)
def test_arrays_that_lead_astray_are_refused(saved: Path, name: str, array: np.ndarray) -> None:
    with pytest.raises(IndexFileError, match="is no index of mtdetect"):
        load(lying(saved, **{name: array}))


def test_names_and_texts_that_are_none_are_refused(saved: Path) -> None:
    names = load_file(saved)["names"]
    index = Index(load(lying(saved, names=np.full_like(names, 255))))

    with pytest.raises(IndexFileError, match="candidate 0 cannot be read"):
        index.candidate(0)
    with pytest.raises(IndexFileError, match="candidate 0 cannot be read"):
        remove(index, ["a"])


def test_a_huge_header_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "huge.index"
    file.write_bytes((2**40).to_bytes(8, "little") + json.dumps({}).encode())

    with pytest.raises(IndexFileError, match="header is too large"):
        load(file)


def test_a_folder_that_is_missing_cannot_be_written_to(originals: Index, tmp_path: Path) -> None:
    with pytest.raises(IndexFileError, match="cannot be written"):
        save(originals.arrays, tmp_path / "none" / "archive.index")
