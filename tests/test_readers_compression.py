"""Gzip and Zstandard: known by their first bytes, whole or not."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from backports import zstd

from mtdetect.document import Document, Unreadable
from mtdetect.readers import Options, read, read_inputs, read_progress

COMPRESSED = [
    pytest.param(gzip.compress, ".gz", "bad_gzip", id="gzip"),
    pytest.param(zstd.compress, ".zst", "bad_zstd", id="zstd"),
]
Compress = Callable[[bytes], bytes]


def read_bytes(folder: Path, name: str, data: bytes, max_bytes: int = 10_000_000) -> list[Document | Unreadable]:
    (folder / name).write_bytes(data)
    return list(read([folder / name], max_bytes=max_bytes))


def brief(found: list[Document | Unreadable]) -> list[str]:
    return [one.text if isinstance(one, Document) else one.kind for one in found]


@pytest.mark.parametrize(("compress", "suffix", "_kind"), COMPRESSED)
def test_several_frames_are_one_stream(tmp_path: Path, compress: Compress, suffix: str, _kind: str) -> None:
    found = read_bytes(tmp_path, f"a.jsonl{suffix}", compress(b'{"text": "One."}\n{"te') + compress(b'xt": "Two."}\n'))

    assert brief(found) == ["One.", "Two."]


@pytest.mark.parametrize(("compress", "_suffix", "_kind"), COMPRESSED)
def test_the_first_bytes_tell_whatever_the_name(tmp_path: Path, compress: Compress, _suffix: str, _kind: str) -> None:
    found = read_bytes(tmp_path, "a.txt", compress(b"One."))

    assert brief(found) == ["One."]


@pytest.mark.parametrize(("compress", "suffix", "kind"), COMPRESSED)
def test_rows_before_a_cut_are_read(tmp_path: Path, compress: Compress, suffix: str, kind: str) -> None:
    whole = compress(b'{"text": "One."}\n')

    found = read_bytes(tmp_path, f"a.jsonl{suffix}", whole + whole[:-6])

    assert brief(found)[0] == "One."
    assert brief(found)[-1] == kind


@pytest.mark.parametrize(("_compress", "suffix", "kind"), COMPRESSED)
def test_a_suffix_that_promises_too_much(tmp_path: Path, _compress: Compress, suffix: str, kind: str) -> None:
    (found,) = read_bytes(tmp_path, f"a.txt{suffix}", b"Plain text.")

    assert isinstance(found, Unreadable)
    assert (found.kind, found.message.endswith(f"rename it without {suffix}")) == (kind, True)


@pytest.mark.parametrize(("compress", "suffix", "_kind"), COMPRESSED)
def test_no_more_than_the_limit_is_decompressed(tmp_path: Path, compress: Compress, suffix: str, _kind: str) -> None:
    found = read_bytes(tmp_path, f"a.txt{suffix}", compress(b"a" * 50_000_000), max_bytes=1000)

    assert brief(found) == ["too_large"]


@pytest.mark.parametrize(("compress", "suffix", "_kind"), COMPRESSED)
def test_progress_counts_compressed_bytes(tmp_path: Path, compress: Compress, suffix: str, _kind: str) -> None:
    lines = "\n".join(json.dumps({"text": f"{number * 7919} words"}) for number in range(20_000)).encode()
    (tmp_path / f"a.jsonl{suffix}").write_bytes(compress(lines))
    (tmp_path / "b.txt").write_bytes(b"Twelve bytes")
    progress = read_progress([tmp_path])
    inputs = read_inputs([tmp_path], Options(progress=progress))

    next(inputs)
    early = progress.bytes_read
    for _ in inputs:
        pass

    size = (tmp_path / f"a.jsonl{suffix}").stat().st_size
    assert 0 < early < size
    assert (progress.total, progress.bytes_read) == (size + 12, size + 12)
