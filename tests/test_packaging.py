"""What `pip install` gives a user: everything that the package reads, and the command."""

import contextlib
import os
import shutil
import zipfile
from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from hatchling.build import build_sdist, build_wheel

from mtdetect.model.shipped import shipped

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of a wheel built from this checkout, without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    with contextlib.chdir(ROOT):
        name = build_wheel(str(folder))
    with zipfile.ZipFile(folder / name) as wheel:
        return {member: wheel.read(member) for member in wheel.namelist()}


def files_below(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.mark.parametrize("name", ["models", "rules"])
def test_wheel_carries_what_the_package_reads_beside_it(packed: dict[str, bytes], name: str) -> None:
    prefix = f"mtdetect/shipped/{name}/"

    carried = {member.removeprefix(prefix): data for member, data in packed.items() if member.startswith(prefix)}

    assert carried == files_below(shipped(name)) != {}


def test_wheel_carries_the_whole_package(packed: dict[str, bytes]) -> None:
    carried = {member for member in packed if member.startswith("mtdetect/") and "/shipped/" not in member}

    assert carried == {f"mtdetect/{name}" for name in files_below(ROOT / "mtdetect")}


def test_wheel_carries_nothing_else_but_its_metadata(packed: dict[str, bytes]) -> None:
    others = {member.split("/")[1] for member in packed if not member.startswith("mtdetect/")}

    assert others == {"METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses"}


def test_command_in_the_wheel_exists(packed: dict[str, bytes]) -> None:
    text = next(data for member, data in packed.items() if member.endswith("entry_points.txt")).decode()
    _, name, target = text.replace("=", "\n").split()

    entry = EntryPoint(name=name, value=target, group="console_scripts").load()

    assert (name, callable(entry)) == ("mtdetect", True)


@pytest.mark.slow
@pytest.mark.parametrize("make", [build_wheel, build_sdist])
def test_two_builds_give_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[str], str]
) -> None:
    """From two folders, whose files have other times and other permissions of group and others."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    built = []
    for number, umask in enumerate((0o022, 0o077)):
        tree = tmp_path / f"tree{number}"
        previous = os.umask(umask)
        try:
            shutil.copytree(
                ROOT, tree, copy_function=shutil.copyfile, ignore=shutil.ignore_patterns(".*", "__pycache__", "tests")
            )
        finally:
            os.umask(previous)
        for file in tree.rglob("*"):
            os.utime(file, (number * 86400, number * 86400))
        with contextlib.chdir(tree):
            built.append((tmp_path / f"tree{number}" / make(str(tree))).read_bytes())

    assert built[0] == built[1]
