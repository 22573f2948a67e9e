"""Where the stop stands beside a closing quotation mark, if it changes within one text."""

from collections.abc import Iterator

from mtdetect.tells.rule import Rule, regex
from mtdetect.tells.spans import word_start
from mtdetect.text.quotes import Mark
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text

_SHORTEST = 3  # characters of a quoted fragment


def _is_fragment(folded: str, mark: Mark) -> bool:
    """Whether a quotation that ends at this mark is part of the sentence around it, and long enough to tell."""
    start = mark.partner
    return (
        start is not None
        and mark.at - start > _SHORTEST
        and start >= 2
        and folded[start - 1] == " "
        and folded[start - 2].isalpha()
        and folded[start + 1].islower()
    )


def _mixed_stops(text: Text) -> Iterator[Span]:
    """The rarer of two places of stop and comma. A comma outside and stops inside is one habit of no outlet.

    A comma inside before a speech verb and stops outside is the British habit, so that pair is none.
    """
    folded = text.folded
    found: dict[str, list[Span]] = {"inner .": [], "inner ,": [], "outer .": [], "outer ,": []}
    for mark in text.marks:
        if mark.opens or not _is_fragment(folded, mark):
            continue
        inner, outer = folded[mark.at - 1], folded[mark.at + 1 : mark.at + 2]
        if inner in ".," and folded[mark.at - 2].islower():
            found[f"inner {inner}"].append((word_start(text, mark.at), mark.at + 1))
        elif inner.isalpha() and outer and outer in ".,":
            found[f"outer {outer}"].append((word_start(text, mark.at), mark.at + 2))
    inside = found["inner ."] or (found["inner ,"] if found["outer ,"] else [])
    outside = [*(found["outer ."] if found["inner ."] else []), *found["outer ,"]]
    if inside and outside:
        yield from min((outside, inside), key=len)


RULES = (
    Rule(
        "MT470",
        "mixed-stops-at-quotes",
        "warning",
        "Stops and commas stand now inside, now outside the marks of quoted fragments.",
        "Engines learn American and British order and follow neither; an editor follows one.",
        _mixed_stops,
        when=regex(r'[^\W\d_]"[.,]', '".', '",'),
    ),
)
