"""Gzip and Zstandard: known by their first bytes, whole or not."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from backports import zstd

from mtdetect.document import Document, Unreadable
from mtdetect.readers import Options, measured, read, read_inputs

PACKED = [
    pytest.param(gzip.compress, ".gz", "bad_gzip", id="gzip"),
    pytest.param(zstd.compress, ".zst", "bad_zstd", id="zstd"),
]
Pack = Callable[[bytes], bytes]


def read_bytes(folder: Path, name: str, data: bytes, max_bytes: int = 10_000_000) -> list[Document | Unreadable]:
    (folder / name).write_bytes(data)
    return list(read([folder / name], max_bytes=max_bytes))


def brief(found: list[Document | Unreadable]) -> list[str]:
    return [one.text if isinstance(one, Document) else one.kind for one in found]


@pytest.mark.parametrize(("pack", "suffix", "_kind"), PACKED)
def test_several_frames_are_one_stream(tmp_path: Path, pack: Pack, suffix: str, _kind: str) -> None:
    found = read_bytes(tmp_path, f"a.jsonl{suffix}", pack(b'{"text": "One."}\n{"te') + pack(b'xt": "Two."}\n'))

    assert brief(found) == ["One.", "Two."]


@pytest.mark.parametrize(("pack", "_suffix", "_kind"), PACKED)
def test_the_first_bytes_tell_whatever_the_name(tmp_path: Path, pack: Pack, _suffix: str, _kind: str) -> None:
    found = read_bytes(tmp_path, "a.txt", pack(b"One."))

    assert brief(found) == ["One."]


@pytest.mark.parametrize(("pack", "suffix", "kind"), PACKED)
def test_rows_before_a_cut_are_read(tmp_path: Path, pack: Pack, suffix: str, kind: str) -> None:
    whole = pack(b'{"text": "One."}\n')

    found = read_bytes(tmp_path, f"a.jsonl{suffix}", whole + whole[:-6])

    assert brief(found)[0] == "One."
    assert brief(found)[-1] == kind


@pytest.mark.parametrize(("_pack", "suffix", "kind"), PACKED)
def test_a_suffix_that_promises_too_much(tmp_path: Path, _pack: Pack, suffix: str, kind: str) -> None:
    (found,) = read_bytes(tmp_path, f"a.txt{suffix}", b"Plain text.")

    assert isinstance(found, Unreadable)
    assert (found.kind, found.message.endswith(f"rename it without {suffix}")) == (kind, True)


@pytest.mark.parametrize(("pack", "suffix", "_kind"), PACKED)
def test_what_unpacks_to_more_than_the_limit_is_not_held(tmp_path: Path, pack: Pack, suffix: str, _kind: str) -> None:
    found = read_bytes(tmp_path, f"a.txt{suffix}", pack(b"a" * 50_000_000), max_bytes=1000)

    assert brief(found) == ["too_large"]


@pytest.mark.parametrize(("pack", "suffix", "_kind"), PACKED)
def test_a_meter_counts_packed_bytes(tmp_path: Path, pack: Pack, suffix: str, _kind: str) -> None:
    lines = "\n".join(json.dumps({"text": f"{number * 7919} words"}) for number in range(20_000)).encode()
    (tmp_path / f"a.jsonl{suffix}").write_bytes(pack(lines))
    (tmp_path / "b.txt").write_bytes(b"Twelve bytes")
    meter = measured([tmp_path])
    inputs = read_inputs([tmp_path], Options(meter=meter))

    next(inputs)
    early = meter.done
    for _ in inputs:
        pass

    size = (tmp_path / f"a.jsonl{suffix}").stat().st_size
    assert 0 < early < size
    assert (meter.total, meter.done) == (size + 12, size + 12)
