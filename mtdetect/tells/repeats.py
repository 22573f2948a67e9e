"""Where a sequence says again what it said some places before: filters that let most texts pass at the speed of C."""

from collections.abc import Collection, Iterator
from typing import Any

from numpy.typing import NDArray


def echoes(codes: NDArray[Any], period: int) -> Iterator[int]:
    """The places at which a number comes again `period` places on."""
    return iter((codes[:-period] == codes[period:]).nonzero()[0].tolist())


def runs_on(codes: NDArray[Any], periods: Collection[int], times: int) -> bool:
    """Whether `times` numbers in a row come again, each so many places on as one of `periods` says."""
    alike = [codes[period:] == codes[:-period] for period in periods]
    return b"\1" * times in b"\0".join([found.tobytes() for found in alike])
