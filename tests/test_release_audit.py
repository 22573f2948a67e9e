"""Known vulnerabilities of locked libraries, from a file of advisories, without the network."""

import json
import zipfile
from pathlib import Path

import pytest

from release.audit import affecting, is_affected, main
from release.lock import load

LOCKED = next(one for one in load("run") if one.name == "numpy")
VERSION = str(LOCKED.specifier).removeprefix("==")


def advisory(**affected: object) -> dict[str, object]:
    package = {"ecosystem": "PyPI", "name": "NumPy"}
    return {"id": "X-1", "summary": "It breaks.", "affected": [{"package": package, **affected}]}


@pytest.mark.parametrize(
    ("version", "events", "expected"),
    [
        ("1.5", [{"introduced": "0"}, {"fixed": "2.0"}], True),
        ("2.0", [{"introduced": "0"}, {"fixed": "2.0"}], False),
        ("2.0", [{"introduced": "1.0"}, {"last_affected": "2.0"}], True),
        ("2.0.1", [{"introduced": "1.0"}, {"last_affected": "2.0"}], False),
        ("0.9", [{"introduced": "1.0"}], False),
        ("3.1", [{"fixed": "2.0"}, {"introduced": "0"}, {"introduced": "3.0"}], True),
        ("2.5", [{"introduced": "0"}, {"fixed": "2.0"}, {"introduced": "3.0"}, {"fixed": "3.2"}], False),
    ],
)
def test_version_in_a_range(version: str, events: list[dict[str, str]], expected: bool) -> None:
    actual = is_affected(version, {"ranges": [{"type": "ECOSYSTEM", "events": events}]})

    assert expected == actual


def test_advisory_of_a_locked_version_is_found() -> None:
    found = list(affecting("run", [advisory(versions=[VERSION])]))

    assert [f"numpy {VERSION}: X-1 It breaks."] == found


@pytest.mark.parametrize(
    "other",
    [
        advisory(versions=["0.1"]),
        advisory(versions=[VERSION]) | {"withdrawn": "2026-01-01T00:00:00Z"},
        {"affected": [{"package": {"ecosystem": "npm", "name": "numpy"}, "versions": [VERSION]}]},
        advisory(ranges=[{"type": "GIT", "events": [{"introduced": "0"}]}]),
    ],
    ids=["another version", "withdrawn", "another registry", "commits"],
)
def test_advisory_of_something_else_is_passed_over(other: dict[str, object]) -> None:
    assert [] == list(affecting("run", [other]))


@pytest.mark.parametrize(("versions", "expected"), [([VERSION], 1), ([], 0)])
def test_exit_code_says_whether_any_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, versions: list[str], expected: int
) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as packed:
        packed.writestr("X-1.json", json.dumps(advisory(versions=versions)))
    monkeypatch.setattr("sys.argv", ["audit", "--advisories", str(tmp_path / "all.zip")])

    assert expected == main()


def test_unreadable_advisories_are_no_all_clear(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "all.zip").write_bytes(b"PK no zip")
    monkeypatch.setattr("sys.argv", ["audit", "--advisories", str(tmp_path / "all.zip")])

    code = main()

    assert (2, True) == (code, "cannot be read as a zip" in capsys.readouterr().err)
