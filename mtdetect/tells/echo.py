"""Where a sequence says again what it said some places before: filters that let most texts pass at the speed of C."""

from collections.abc import Iterator


def echoes(codes: bytes, period: int) -> Iterator[int]:
    """The indexes at which a byte comes again `period` places on."""
    differences = _differences(codes, period)
    at = differences.find(b"\0")
    while at >= 0:
        yield at
        at = differences.find(b"\0", at + 1)


def runs_on(codes: bytes, period: int, times: int) -> bool:
    """Whether `times` bytes in a row come again, each `period` places on."""
    return bytes(times) in _differences(codes, period)


def _differences(codes: bytes, period: int) -> bytes:
    """Zero where the byte `period` places on is the same; as two large numbers, since Python compares those at once."""
    if len(codes) <= period:
        return b""
    here, there = int.from_bytes(codes[:-period], "little"), int.from_bytes(codes[period:], "little")
    return (here ^ there).to_bytes(len(codes) - period, "little")
