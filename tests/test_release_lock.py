"""The locks: what CI and a release install."""

import re
from pathlib import Path

import pytest

from release.lock import EXTRAS, load, misfits

LOCKS = Path(__file__).resolve().parents[1] / "locks"


@pytest.mark.parametrize("name", EXTRAS)
def test_lock_holds_what_the_project_asks_for(name: str) -> None:
    assert [] == misfits(name), "run scripts/lock"


@pytest.mark.parametrize("name", EXTRAS)
def test_each_library_has_one_version_and_hashes(name: str) -> None:
    text = (LOCKS / f"{name}.txt").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", re.sub(r"^#.*\n", "", text, flags=re.M).strip())

    unfit = [entry for entry in entries if not re.search(r"^[\w.-]+==\S+ .*\n +--hash=sha256:[0-9a-f]{64}", entry)]

    assert (len(load(name)), []) == (len(entries), unfit)


@pytest.mark.parametrize("name", EXTRAS)
def test_lock_names_no_package_index(name: str) -> None:
    text = (LOCKS / f"{name}.txt").read_text(encoding="utf-8")

    assert [] == re.findall(r".*(?:://|--index|--find-links| @ ).*", text)


def test_misfit_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("release.lock.load", lambda _: [one for one in _LOADED if one.name != "numpy"])

    assert ["numpy>=2.0"] == misfits("run")


_LOADED = load("run")
