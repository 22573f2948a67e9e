"""Files that are written wholly or not at all."""

from pathlib import Path

import pytest

from mtdetect.config.atomic_files import write_atomically
from mtdetect.config.files import write_text
from mtdetect.errors import UsageError


def refuse(error: OSError) -> UsageError:
    return UsageError(f"no room ({error.strerror})")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file that holds `old`, alone in its folder."""
    (tmp_path / "a.json").write_text("old", encoding="utf-8")
    return tmp_path / "a.json"


def test_the_new_content_takes_the_place_of_the_old_at_the_end(file: Path) -> None:
    with write_atomically(file, refuse) as part:
        part.write(b"new")
        before = file.read_text(encoding="utf-8")

    assert ("old", "new") == (before, file.read_text(encoding="utf-8"))
    assert [file] == list(file.parent.iterdir())


def write_half(file: Path) -> None:
    with write_atomically(file, refuse) as part:
        part.write(b"new")
        raise OSError("an error of the block")


def test_a_block_that_raises_leaves_the_old_content_and_nothing_beside_it(file: Path) -> None:
    with pytest.raises(OSError, match="an error of the block"):
        write_half(file)

    assert "old" == file.read_text(encoding="utf-8")
    assert [file] == list(file.parent.iterdir())


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace"])
def test_a_failure_to_write_is_what_the_caller_makes_of_it(
    file: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "disk full")

    monkeypatch.setattr(step, fail)
    with pytest.raises(UsageError, match=r"^no room \(disk full\)$"), write_atomically(file, refuse) as part:
        part.write(b"new")

    assert "old" == file.read_text(encoding="utf-8")
    assert [file] == list(file.parent.iterdir())


def test_a_library_can_write_by_name(file: Path) -> None:
    with write_atomically(file, refuse) as part:
        part.path.write_bytes(b"new")

    assert "new" == file.read_text(encoding="utf-8")


def test_a_text_that_cannot_be_written_names_its_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"a\.json: cannot be written \(No such file or directory\): name another"):
        write_text(tmp_path / "none" / "a.json", "new")
