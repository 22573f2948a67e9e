"""Capitals and hyphens at the edges of pieces that were translated apart."""

import re
from collections.abc import Iterator

from mtdetect.tells.rule import Rule, regex
from mtdetect.tells.spans import word_end, word_start
from mtdetect.text.masks import BLOCKED, QUOTED
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text

_INSIDE = frozenset(("Has", "Had", "Been", "Was", "Were", "Said", "Would"))
_SECOND = _INSIDE | frozenset(
    "Have Is Are Will Could Can Does Did And The It Also Of Which To In At With That Not Be His".split()
)
_CAPITALS = "|".join(sorted(_SECOND))
_CAPITAL = regex(rf"[A-Z](?<=[^\W\d_] .)(?:{'|'.join(sorted(word[1:] for word in _SECOND))})(?= [a-z])")
_FIRST = re.compile(r"(?:\A|\n|[.!?]\"? )[\"']?(?!(?:Dr|Mr|Ms|Mrs|She|He|News|And|But)\b)[^\W\d][\w'-]{1,25} \Z")


def _capital_after_first_word(text: Text) -> Iterator[Span]:
    """The second word of a sentence, and verbs after a word in lower case; headlines have more capitals behind."""
    folded = text.folded
    for start, end in _CAPITAL(text):
        word = folded[start:end]
        if word not in _SECOND:
            continue
        before = word_start(text, start - 1)
        first = _FIRST.search(folded, max(0, start - 32), start) is not None
        if first or (word in _INSIDE and folded[before:start].strip().islower()):
            yield before, end


_ARTICLE = regex(r" The (?<=[a-z] The )(?=[a-z]{2})")
_FEWEST_PARAGRAPHS = 4  # below it, headlines may be joined to the text
_FEWEST_WORDS = 5  # of the sentence before the article: a short one may be a headline
_MAX_SHARE = 0.1  # of sentences: above it, lines of verse have capitals
# So has verse, or a title, where more of these have one.
_OTHERS = re.compile(r" (?:And|Are|By|For|From|In|Is|Of|That|Their|To|Who|Will|With) (?=[a-z])")


def _article_inside(text: Text) -> Iterator[Span]:
    """`The` behind a word in lower case and inside a sentence, where a line ended before translation."""
    found = list(_ARTICLE(text))
    if len(text.paragraphs) < _FEWEST_PARAGRAPHS or len(found) > max(2, _MAX_SHARE * len(text.sentences)):
        return
    if sum(text.folded[match.start() - 1].islower() for match in _OTHERS.finditer(text.folded)) > len(found):
        return
    for start, end in found:
        sentences = text.sentences_up_to(start, 1)
        inside = sentences and start > text.paragraphs[0][1]
        if inside and text.folded.count(" ", sentences[0][0], start) >= _FEWEST_WORDS - 1:
            yield word_start(text, start), word_end(text, end)


def _article_after_hyphen(text: Text) -> Iterator[Span]:
    """Of hyphens alone: a dash without spaces is folded to one."""
    return (span for span in _HYPHEN(text) if "-" in text.raw[slice(*span)])


_HYPHEN = regex(
    r"-(?<=[a-z]{3}-)(?<!-on-)(?<!-off-)(?<!-for-)(?<!-the-)(?:the|went)(?= [a-z])",
    signs=[r"-(?:the|went) [a-z]"],
)

RULES = (
    Rule(
        "MT450",
        "capital-after-first-word",
        "warning",
        "The second word of a sentence, or a verb inside it, has a capital that is not its own.",
        "The engine did not know the first word, and gave its capital to the next that it knew.",
        _capital_after_first_word,
        skip=BLOCKED | QUOTED,
        when=regex(rf"[^\W\d_] (?:{_CAPITALS}) [a-z]"),
    ),
    Rule(
        "MT451",
        "article-after-hyphen",
        "warning",
        "An article or a past form is tied to a word by a hyphen.",
        "The parts of a compound were translated apart, and the second got its article.",
        _article_after_hyphen,
        skip=BLOCKED | QUOTED,
        when=_HYPHEN,
    ),
    Rule(
        "MT452",
        "article-capital-inside-sentence",
        "warning",
        "`The` has a capital inside a sentence.",
        "A line ended before the word, and each line was translated as if it were a sentence.",
        _article_inside,
        skip=BLOCKED | QUOTED,
        when=regex(r"[a-z] The [a-z]{2}", signs=[r" The (?<=[a-z] The )[a-z]{2}"]),
    ),
)
