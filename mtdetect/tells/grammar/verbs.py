"""Verbs without a subject, pronouns that do not fit their noun, forms that two languages mix."""

import re
from collections.abc import Iterator

from mtdetect.tells.lexicon import words
from mtdetect.tells.rule import Rule, pairs, regex
from mtdetect.tells.spans import word_start
from mtdetect.text.masks import BLOCKED, QUOTED
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text

_WHO = regex(
    r", who (?<=[a-z], who )(?:will|would|is|are|was|were|has|have|had|can|could|[a-z]{3,15}s|[a-z]{3,15}ed)\b"
)
# "the author of the study, who": the pronoun may mean the author.
_IN_A_PHRASE = re.compile(r"\b(?:of|in|at|from|for|with|behind|to|on|by|near|outside|and) (?:[\w'-]{1,20} ){0,3}\Z")


def _who_for_thing(text: Text) -> Iterator[Span]:
    for start, end in _WHO(text):
        before = word_start(text, start)
        inside = _IN_A_PHRASE.search(text.folded, max(0, before - 60), before)
        if text.folded[before:start] in words("inanimate_nouns") and inside is None:
            yield before, end


def _statement_like_question(text: Text) -> Iterator[Span]:
    """`Is a problem.`: a sentence that begins as a question and ends with a stop."""
    ends = None
    for start, stop in _VERB_FIRST(text):
        ends = dict(text.sentences) if ends is None else ends
        end = ends.get(start, 0)
        if stop <= end and text.folded[end - 1] == "." and "?" not in text.folded[start:end]:
            yield start, stop


_VERB_FIRST = regex(
    r"(?:Is|Are|Was|Were|Has|Does|Did) (?:a|an|the|not|also|already|one|very|been|still|to|that|in|on|by)\b"
)

RULES = (
    Rule(
        "MT311",
        "who-for-thing",
        "warning",
        "`Who` refers to a thing.",
        "One pronoun of the source stands for persons and for things.",
        _who_for_thing,
        when=_WHO,
    ),
    Rule(
        "MT312",
        "speech-verb-first",
        "warning",
        "A sentence begins with a verb of saying and has no subject.",
        "Spanish, Portuguese and Italian leave the subject out.",
        regex(
            r"(?:(?<=[.!?\"] )|(?<=\n))(?:Said|Says|Adds|Added|Explained|Explains|Believes|Considers|Affirmed|Assured"
            r"|Stated|Pointed out|Warned|Insisted|Recalled|Declared|Commented|Denied|Confirmed) that\b",
            grams=pairs(
                "said says adds added explained explains believes considers affirmed assured stated out warned insisted"
                " recalled declared commented denied confirmed",
                "that",
            ),
            signs=[r"[A-Z](?<=[.!?\"\n ].)[a-z]{3,9} (?:out )?that\b"],
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
        when=_VERB_FIRST,
    ),
    Rule(
        "MT314",
        "doubled-past",
        "note",
        "The past is formed twice, or an infinitive stands in the past.",
        "Auxiliary and verb were translated apart.",
        regex(
            r"\b(?:did not|didn't|does not|doesn't|not to|(?<!due )(?<!thanks )to) (?:went|said|took|made|gave|saw|came"
            r"|knew|told|wanted|asked|began|became|found|kept|lost|won|ran|wrote|fell|grew)\b",
            grams=pairs(
                "not t to",
                "went said took made gave saw came knew told wanted asked began became found kept lost won ran wrote"
                " fell grew",
            ),
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
            r"\b(?:must|should|could|would|might) (?:to (?:be|have|do|go|make|take|get|see|say|give|find|pay|win)"
            r"|went|was|were|said|took|made|gave|saw|came|knew|told)\b",
            grams=pairs("must should could would might", "to went was were said took made gave saw came knew told"),
        ),
    ),
    Rule(
        "MT316",
        "article-before-relative",
        "note",
        "An article stands before a relative pronoun or conjunction.",
        "Romance languages join the two, as in `el que`, `a qual`, `le quel`.",
        regex(
            r"\b(?:[Tt]he which|(?:of |in |to )?the that|the what|the who)\b",
            grams=pairs("the", "which that what who"),
        ),
    ),
)
