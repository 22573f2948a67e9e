"""Verbs without a subject, pronouns that do not fit their noun, forms that two languages mix."""

from collections.abc import Iterator

from mtdetect.masks import BLOCKED, QUOTED
from mtdetect.tells.lexicon import words
from mtdetect.tells.rule import Rule, regex
from mtdetect.tells.spans import word_start
from mtdetect.text import Span, Text

_WHO = regex(r"(?<=[a-z]), who (?:will|would|is|are|was|were|has|have|had|can|could|[a-z]{3,15}s|[a-z]{3,15}ed)\b")


def _who_for_thing(text: Text) -> Iterator[Span]:
    for start, end in _WHO(text):
        before = word_start(text, start)
        if text.folded[before:start] in words("inanimate_nouns"):
            yield before, end


def _statement_like_question(text: Text) -> Iterator[Span]:
    """`Is a problem.`: a sentence that begins as a question and ends with a stop."""
    for start, end in text.sentences:
        match = _VERB_FIRST.pattern.match(text.folded, start, end)
        if match and text.folded[end - 1] == "." and "?" not in text.folded[start:end]:
            yield start, match.end()


_VERB_FIRST = regex(
    r"(?:Is|Are|Was|Were|Has|Have|Had|Does|Did) (?:a|an|the|not|also|already|one|very|been|still|to|that|in|on|by|for)\b"
)

RULES = (
    Rule(
        "MT311",
        "who-for-thing",
        "warning",
        "`Who` refers to a thing.",
        "One pronoun of the source stands for persons and for things.",
        _who_for_thing,
    ),
    Rule(
        "MT312",
        "speech-verb-first",
        "warning",
        "A sentence begins with a verb of saying and has no subject.",
        "Spanish, Portuguese and Italian leave the subject out.",
        regex(
            r"(?:(?<=[.!?\"] )|(?<=\n))(?:Said|Says|Adds|Added|Explained|Explains|Believes|Considers|Affirmed|Assured"
            r"|Stated|Pointed out|Warned|Insisted|Recalled|Declared|Commented|Denied|Confirmed) that\b"
        ),
    ),
    Rule(
        "MT313",
        "verb-first-statement",
        "note",
        "A statement begins with its verb, as a question would.",
        "Languages without subject pronouns begin sentences so.",
        _statement_like_question,
        skip=BLOCKED | QUOTED,
    ),
    Rule(
        "MT314",
        "doubled-past",
        "note",
        "The past is formed twice, or an infinitive stands in the past.",
        "Auxiliary and verb were translated apart.",
        regex(
            r"\b(?:did not|didn't|does not|doesn't|not to|(?<!due )(?<!up )(?<!thanks )to) (?:went|said|was|were|took|made"
            r"|gave|saw|came|knew|told|wanted|asked|began|became|found|kept|lost|won|ran|wrote|fell|grew)\b(?! -)"
        ),
        skip=BLOCKED | QUOTED,
    ),
    Rule(
        "MT315",
        "modal-with-to",
        "note",
        "A modal verb is followed by `to` or by a past form.",
        "The infinitive of the source was translated by itself.",
        regex(
            r"\b(?:must|should|could|would|might|can) (?:to (?:be|have|do|go|make|take|get|see|say|give|find|help|pay|win)"
            r"|went|was|were|said|took|made|gave|saw|came|knew|told)\b"
        ),
    ),
    Rule(
        "MT316",
        "article-before-relative",
        "note",
        "An article stands before a relative pronoun or conjunction.",
        "Romance languages join the two, as in `el que`, `a qual`, `le quel`.",
        regex(r"\b(?:[Tt]he which|of the that|in the that|to the that|the that|the what|the who|of which the that)\b"),
    ),
)
