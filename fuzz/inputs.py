"""Bytes of the fuzzer as what a target needs: a file, a text, several texts."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_MEMORY = "/dev/shm"  # files there never reach a disk
PARTING = b"\xff\xff"  # no text in UTF-8 holds it, with surrogates or without


@contextmanager
def file_of(data: bytes, suffix: str) -> Iterator[Path]:
    """A file with these bytes, in a folder of its own."""
    with tempfile.TemporaryDirectory(dir=_MEMORY if Path(_MEMORY).is_dir() else None) as folder:
        path = Path(folder) / f"a{suffix}"
        path.write_bytes(data)
        yield path


def text_of(data: bytes) -> str:
    """Any bytes as text; surrogates stay, since a text given in Python may hold some."""
    return data.decode("utf-8", "surrogatepass") if _is_text(data) else data.decode("latin-1")


def texts_of(data: bytes, least: int) -> list[str]:
    """The texts between two bytes 0xFF; empty ones are added where there are fewer than `least`."""
    texts = [text_of(part) for part in data.split(PARTING)]
    return [*texts, *[""] * (least - len(texts))]


def join_texts(*texts: str) -> bytes:
    """The bytes of which `texts_of` makes these texts."""
    return PARTING.join(text.encode("utf-8", "surrogatepass") for text in texts)


def _is_text(data: bytes) -> bool:
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True
