"""Lines of Markdown that are no prose by their form: rows of tables, and blocks of code between fences.

Pages of HTML come with the same marks: the extractor writes rows so, and `mtdetect.readers.html_code` sets the fences.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

_FENCES = ("```", "~~~")
_FENCE = re.compile(r" {0,3}(?:`{3,20}|~{3,20})[^`]{0,60}$")  # with what names the language of the code
_ROW = re.compile(r"\s{0,8}\|.{0,2000}\|\s{0,8}$")


def is_table_row(line: str) -> bool:
    """Whether a line is the row of a table: between two upright bars."""
    return _ROW.match(line) is not None


def code_blocks(text: str, lines: Sequence[str]) -> Iterator[range]:
    """The numbers of the lines of each block of code, its fences among them; a last fence without another is one alone.

    `lines` are those of `text`, in which most often no fence is found, which is quick.
    """
    if any(mark in text for mark in _FENCES):
        fences = [number for number, line in enumerate(lines) if _FENCE.match(line)]
        for first, last in zip_longest(fences[::2], fences[1::2]):
            yield range(first, (first if last is None else last) + 1)
