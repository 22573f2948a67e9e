"""A cache that anybody else can write is not trusted."""

import os
from pathlib import Path

import pytest

from mtdetect.config.private_files import is_private, make_private_folder

pytestmark = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs files with owners and modes")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    make_private_folder(tmp_path / "cache" / "mtdetect")
    made = tmp_path / "cache" / "mtdetect" / "a"
    made.write_bytes(b"a")
    made.chmod(0o600)
    return made


def test_a_file_of_ones_own_is_trusted_with_a_folder_that_was_made_private(file: Path) -> None:
    file.parent.chmod(0o777)
    make_private_folder(file.parent)

    assert is_private(file)
    assert 0o700 == file.parent.stat().st_mode & 0o777


@pytest.mark.parametrize(("which", "mode"), [("file", 0o620), ("file", 0o602), ("folder", 0o770), ("folder", 0o707)])
def test_what_a_group_or_others_may_write_is_not_trusted(file: Path, which: str, mode: int) -> None:
    (file if which == "file" else file.parent).chmod(mode)

    assert not is_private(file)


def test_a_folder_in_which_nobody_can_replace_a_file_of_another_may_hold_it(file: Path) -> None:
    file.parent.chmod(0o1777)

    assert is_private(file)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
@pytest.mark.parametrize("which", ["file", "folder", "link"])
def test_what_is_of_another_user_is_not_trusted(file: Path, which: str) -> None:
    link = file.with_name("link")
    link.symlink_to(file)
    target = {"file": file, "folder": file.parent, "link": link}[which]
    os.chown(target, 12345, 12345, follow_symlinks=False)

    assert not is_private(link if which == "link" else file)


def test_what_a_link_leads_to_counts(file: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(file)
    trusted = is_private(link)
    file.chmod(0o666)

    assert (True, False) == (trusted, is_private(link))


def test_what_is_not_there_is_not_trusted(tmp_path: Path) -> None:
    assert not is_private(tmp_path / "none")
