"""What the reader of `--deep` makes of the sentences of an article, for a terminal; approximate, and labelled so."""

from collections.abc import Iterator, Sequence

from mtdetect.report import words
from mtdetect.report.base import Style
from mtdetect.report.excerpt import cut_right, line_and_column, safe, wrap
from mtdetect.verdict import Sentence

_SHOWN = 5
_LEAST = 0.005  # log-odds, which are shown with two decimals
_REACH = 400  # characters of a sentence that are looked at
APPROXIMATE = (
    "The reader's part, by sentence, approximate: the shares of all sentences add up to its reason, but what it makes "
    "of one depends on those before."
)


def reader_shares(sentences: Sequence[Sentence]) -> list[float | None]:
    """The reader's share of each sentence, None where it was not read; nothing where it has read none."""
    shares = [sentence.reader for sentence in sentences]
    return shares if any(share is not None for share in shares) else []


def reader_lines(text: str, sentences: Sequence[Sentence], style: Style) -> Iterator[str]:
    """The sentences of the largest shares, each with its place; nothing where the reader took no part."""
    if not reader_shares(sentences):
        return
    yield from wrap(APPROXIMATE, style.width)
    heaviest = sorted(sentences, key=lambda one: -abs(one.reader or 0))[:_SHOWN]
    for one in sorted(heaviest, key=lambda one: one.start):
        if one.reader is not None and abs(one.reader) >= _LEAST:
            place = "{}:{}".format(*line_and_column(text, one.start))
            head = f"  {words.weight(one.reader, 2)}  {place:>7}  "
            shown = safe(text[one.start : min(one.end, one.start + _REACH)].strip())
            yield f"{head}{cut_right(shown, max(style.width - len(head), 20))}"
