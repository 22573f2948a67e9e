"""Model folders: what is written can be read, and what was altered is refused."""

import os
from pathlib import Path

import numpy as np
import pytest

from mtdetect.errors import ModelError
from mtdetect.model.files import (
    CHECKSUMS,
    SETTINGS,
    array_as_bytes,
    array_from_bytes,
    fingerprint,
    read_checked,
    write_checked,
)
from mtdetect.model.shipped import shipped

FILES = {SETTINGS: b"{}\n", "known.npy": array_as_bytes(np.arange(3))}


def test_files_that_were_written_are_read_with_their_checksums(tmp_path: Path) -> None:
    write_checked(tmp_path / "new" / "model", FILES)

    found = read_checked(tmp_path / "new" / "model", list(FILES))

    assert {CHECKSUMS, *FILES} == set(found)
    assert FILES == {name: found[name] for name in FILES}


@pytest.mark.parametrize("model", sorted(folder.name for folder in shipped("models").iterdir() if folder.is_dir()))
def test_the_writer_gives_the_checksums_of_the_shipped_models(tmp_path: Path, model: str) -> None:
    folder = shipped("models") / model
    names = [line[66:] for line in (folder / CHECKSUMS).read_text("utf-8").splitlines()]
    files = read_checked(folder, names)

    write_checked(tmp_path, {name: files[name] for name in names})

    assert files[CHECKSUMS] == (tmp_path / CHECKSUMS).read_bytes()


def test_a_file_that_the_checksums_do_not_list_is_refused(tmp_path: Path) -> None:
    write_checked(tmp_path, FILES)
    (tmp_path / "more.json").write_bytes(b"{}")

    with pytest.raises(ModelError, match=f"not the file that {CHECKSUMS} lists"):
        read_checked(tmp_path, ["more.json"])


def test_the_fingerprint_follows_the_content(tmp_path: Path) -> None:
    write_checked(tmp_path / "a", FILES)
    write_checked(tmp_path / "b", FILES)
    write_checked(tmp_path / "c", FILES | {SETTINGS: b"[]\n"})

    a, b, c = (fingerprint(read_checked(tmp_path / name, [SETTINGS])) for name in "abc")

    assert 12 == len(a)
    assert (True, False) == (a == b, a == c)


def test_arrays_come_back_as_they_were() -> None:
    array = np.array([[1.5, -2.0]], np.float32)

    found = array_from_bytes(array_as_bytes(array))

    assert (array.tolist(), array.dtype) == (found.tolist(), found.dtype)


def test_an_array_that_needs_pickle_is_refused() -> None:
    with pytest.raises(ValueError, match="Object arrays"):
        array_as_bytes(np.array([{}], dtype=object))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
@pytest.mark.parametrize("name", ["SHA256SUMS", "a.npy"])
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(tmp_path: Path, name: str) -> None:
    write_checked(tmp_path, {"a.npy": b"a"})
    (tmp_path / name).unlink()
    os.mkfifo(tmp_path / name)

    with pytest.raises(ModelError, match=f"{name} is no regular file"):
        read_checked(tmp_path, ["a.npy"])
