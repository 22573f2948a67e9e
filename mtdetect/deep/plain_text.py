"""A text as the reader sees it: sentences without what only tells an outlet or a format.

Quotation marks, white space, dashes and spaces before marks tell where a text was published, not who wrote it; tells
look at them with care, so the reader gets none of them.
"""

import re
from collections.abc import Sequence

from mtdetect.text.text import Text

Span = tuple[int, int]

_BEFORE_MARK = re.compile(r" (?=[,.;:!?%)\]])")  # after white space was made single


def plain_sentences(text: Text) -> tuple[list[str], list[Span]]:
    """The sentences of unblocked paragraphs as the reader sees them, and the span of each in the normalised text."""
    spans = [span for span in text.sentences if any(char.isalpha() for char in text.folded[span[0] : span[1]])]
    return [plain(text.folded[start:end]) for start, end in spans], spans


def plain(folded: str) -> str:
    """A folded sentence with single spaces, none before marks, and without quotation marks."""
    return _BEFORE_MARK.sub("", " ".join(folded.replace('"', " ").split()))


def words(sentences: Sequence[str]) -> int:
    """The number of words, divided by white space."""
    return sum(sentence.count(" ") + 1 for sentence in sentences)
