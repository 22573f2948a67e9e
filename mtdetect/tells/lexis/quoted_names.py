"""Names in quotation marks behind the noun that says what they are."""

from collections.abc import Iterator

from mtdetect.tells.lexicon import words
from mtdetect.tells.rule import Rule, regex
from mtdetect.tells.spans import word_end, word_start
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text

_LONGEST = 40  # characters of a name
_NOUNS = "|".join(sorted(words("title_nouns")))
_BESIDE_NAME = regex(rf"(?:{_NOUNS}) \"|\" (?:{_NOUNS})", grams=words("title_nouns"))
_SMALL = 3  # a word this short may be an article or a preposition inside a name


def _is_name(inner: str) -> bool:
    parts = inner.split()
    return bool(parts) and parts[0][0].isupper() and all(len(part) <= _SMALL or part[0].isupper() for part in parts)


def _quoted_names(text: Text) -> Iterator[Span]:
    folded, nouns = text.folded, words("title_nouns")
    for mark in text.marks:
        end = mark.partner
        if not mark.opens or end is None or end - mark.at > _LONGEST or not _is_name(folded[mark.at + 1 : end]):
            continue
        start = word_start(text, mark.at - 1) if folded[mark.at - 1 : mark.at] == " " else mark.at
        stop = word_end(text, end + 2)
        if folded[start : mark.at - 1] in nouns:
            yield start, end + 1
        elif (
            folded[end + 1 : end + 2] == " "
            and folded[start : mark.at - 1] == "the"
            and folded[end + 2 : stop] in nouns
        ):
            yield mark.at, stop


RULES = (
    Rule(
        "MT240",
        "name-in-quotes",
        "warning",
        "The name of a newspaper, firm, ship or the like stands in quotation marks.",
        "German, Russian, Czech and Polish set names in marks behind the noun; English has none, or italics.",
        _quoted_names,
        when=_BESIDE_NAME,
    ),
)
