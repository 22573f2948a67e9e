"""What all requests share: places to be answered in, and memory for bodies. Neither is for whoever sends slowly."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from mtdetect.web.problems import too_busy


class Places:
    """At most `most` at once."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.count = 0

    @contextmanager
    def take(self) -> Iterator[None]:
        """Have a place while the block runs. Raises RequestError where there is none."""
        if self.count >= self.most:
            raise too_busy(self.most)
        self.count += 1
        try:
            yield
        finally:
            self.count -= 1


class Memory:
    """At most `size` bytes, for the bodies of the requests that have one of the `places` and of those that come."""

    def __init__(self, size: int, places: Places) -> None:
        self._left = size
        self._places = places
        self._waiting: list[asyncio.Future[None]] = []

    async def take(self, size: int) -> None:
        """Take some bytes, which may mean to wait for a request that is being answered.

        Raises RequestError where there is none: all that the memory holds is still coming, and would wait for itself.
        """
        while self._left < size:
            if not self._places.count:
                raise too_busy(self._places.most)
            given: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.append(given)
            try:
                await given
            finally:
                self._waiting.remove(given)
        self._left -= size

    def give(self, size: int) -> None:
        """Give bytes back."""
        self._left += size
        for one in self._waiting:
            if not one.done():
                one.set_result(None)
