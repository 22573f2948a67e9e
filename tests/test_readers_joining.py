"""What unpacks to more than any text: the reader gives up; what is merely repetitive is read."""

import gzip
import json
from pathlib import Path

import pytest
from backports import zstd

from mtdetect.document import Document
from mtdetect.readers import joining, read

ROW = json.dumps({"text": "The ferry was late again."}).encode() + b"\n"
CAUSE = "unpacks to more than 1,000 times its size: unpack it yourself, if it is to be trusted"


def kinds(file: Path) -> list[tuple[str, str]]:
    """What became of each input, those that came in a row counted once."""
    found = [("", one.text) if isinstance(one, Document) else (one.kind, one.message) for one in read([file])]
    return list(dict.fromkeys(found))


@pytest.fixture
def strict(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bound for small files too, so that a test need not unpack a gigabyte."""
    monkeypatch.setattr(joining, "_ALWAYS", 1 << 18)


@pytest.mark.parametrize("form", ["jsonl", "csv", "warc"])
@pytest.mark.usefixtures("strict")
def test_a_bomb_is_given_up(tmp_path: Path, form: str) -> None:
    head = {"csv": b"id,text\n", "jsonl": ROW}.get(form, b"")
    (tmp_path / f"a.{form}.zst").write_bytes(zstd.compress(head + b"a" * 20_000_000))

    assert kinds(tmp_path / f"a.{form}.zst")[-1] == ("too_large", CAUSE)


@pytest.mark.usefixtures("strict")
def test_rows_before_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.zst").write_bytes(zstd.compress(ROW * 20_000))

    assert kinds(tmp_path / "a.jsonl.zst") == [("", "The ferry was late again."), ("too_large", CAUSE)]


def test_a_small_file_may_hold_any_repetition(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.zst").write_bytes(zstd.compress(ROW * 3_000))

    assert kinds(tmp_path / "a.jsonl.zst") == [("", "The ferry was late again.")]


@pytest.mark.usefixtures("strict")
def test_gzip_cannot_reach_the_bound_with_rows(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(ROW * 15_000))

    assert kinds(tmp_path / "a.jsonl.gz") == [("", "The ferry was late again.")]
