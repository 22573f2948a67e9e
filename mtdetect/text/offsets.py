"""From places in a text that was changed back to places in the text as read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Edges = NDArray[np.int32]
Edit = tuple[int, int, str]  # where a piece starts and ends, half-open, and what stands in its place


@dataclass(frozen=True, slots=True)
class Offsets:
    """For each character of a changed text, where what it stands for starts and ends in the text as read.

    Both arrays ascend and have shape (characters of the changed text,). Of several characters that stand for one, each
    has its span; what was dropped is in no span.
    """

    starts: Edges
    ends: Edges

    @classmethod
    def unchanged(cls, length: int) -> "Offsets":
        """Those of a text of so many characters that is as read."""
        edges = np.arange(length + 1, dtype=np.int32)
        return cls(edges[:-1], edges[1:])

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span of the text as read that a half-open span of the changed one stands for.

        It begins and ends with characters that were kept. An empty span stays empty.
        """
        if start < end:
            return int(self.starts[start]), int(self.ends[end - 1])
        at = int(self.starts[start]) if start < len(self.starts) else int(self.ends[-1]) if start else 0
        return at, at

    def replace(self, edits: Sequence[Edit]) -> "Offsets":
        """Those of the text with some pieces replaced, given in ascending order.

        Pieces of one length stand for one another character by character, others as a whole.
        """
        if all(len(new) == end - start for start, end, new in edits):
            return self
        starts, ends = [], []
        done = 0
        for start, end, new in edits:
            if len(new) != end - start:
                starts += [self.starts[done:start], np.repeat(self.starts[start], len(new))]
                ends += [self.ends[done:start], np.repeat(self.ends[end - 1], len(new))]
                done = end
        return Offsets(np.concatenate([*starts, self.starts[done:]]), np.concatenate([*ends, self.ends[done:]]))


def replaced(text: str, edits: Iterable[Edit]) -> str:
    """A text with some pieces replaced, given in ascending order."""
    pieces, done = [], 0
    for start, end, new in edits:
        pieces += [text[done:start], new]
        done = end
    return "".join([*pieces, text[done:]])
