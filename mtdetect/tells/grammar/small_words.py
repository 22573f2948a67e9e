"""Small words that cannot stand together, or that fell out: articles, negation, prepositions, auxiliaries."""

import re
from collections.abc import Iterator

from mtdetect.tells.rule import Rule, pairs, regex
from mtdetect.tells.spans import SPEECH
from mtdetect.text.masks import BLOCKED, QUOTED
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text

_BARE_SPEECH = rf"(?:{SPEECH}|appended|signalled|indicated)"
_COUNTRY = (
    r"(?:United Kingdom|United States|USA|European Union|United Nations|Soviet Union|Netherlands|Philippines"
    r"|Czech Republic|United Arab Emirates)"
)
_CLAUSE = (
    r"and|or|but|is|are|was|were|has|have|had|will|would|can|could|said|in|of|to|for|from|with|by|at|on|as|that|which"
    r"|who|the|an?|his|after|before|since|when|where|while|than|during|like|also|it|he"
)
# What `not` negates and `no` cannot.
_NEGATED = (
    "the|a|his|her|their|its|only|be|been|have|had|can|could|even|always|everybody|everyone|enough|all|yet|so"
    "|still|necessarily|surprisingly|as"
)
_OWNER = regex(
    r"' (?<=[a-z]' )(?<!in' )(?<!\ban' )(?<!\bo' )(?:the|an?|his|its|their) [a-z]{2,20}",
    signs=[r"' (?:the|an?|his|its|their) [a-z]"],
)
_OPENED = re.compile(r"(?<![A-Za-z])'|'(?=[A-Za-z]{2})(?!ll|re|ve)")
_LONGEST_QUOTED = 80  # characters between single quotation marks


def _possessive_without_s(text: Text) -> Iterator[Span]:
    """Not where the apostrophe may close a quotation."""
    for start, end in _OWNER(text):
        before = start
        while before > 0 and text.folded[before - 1].isalpha() and start - before < 30:
            before -= 1
        if not _OPENED.search(text.folded, max(0, start - _LONGEST_QUOTED), start):
            yield before, end


RULES = (
    Rule(
        "MT320",
        "speech-verb-alone",
        "error",
        "A quotation is followed by a verb of saying alone: nobody says it.",
        "Spanish, Catalan, Portuguese and Italian leave the subject out.",
        regex(
            rf"[,.?!]\" ?{_BARE_SPEECH}(?=[.:;])",
            signs=[rf'" ?{_BARE_SPEECH}[.:;]'],
        ),
        when=regex(rf'" ?{_BARE_SPEECH}[.:;]', signs=[rf'" ?{_BARE_SPEECH}[.:;]']),
    ),
    Rule(
        "MT321",
        "broken-negation",
        "warning",
        "A clause is negated as English does not: `no` for `not`, or `there is not any`.",
        "Spanish, Catalan, Galician and Italian have one word for `no` and `not`, and negate twice.",
        regex(
            rf"\b[Nn]o (?!a priori|a posteriori)(?:{_NEGATED}|an|to mention|(?:in|for|with|from|by) the)(?= [a-z])"
            r"|\b[Tt]here (?:is|are|was|were) not any\b",
            grams=pairs("no", f"{_NEGATED.replace('|', ' ')} an to in for with from by") | pairs("not", "any"),
        ),
        skip=BLOCKED | QUOTED,
    ),
    Rule(
        "MT322",
        "clashing-determiners",
        "warning",
        "Two determiners stand before one noun.",
        "Romance languages join articles with possessives and with `other`.",
        regex(
            r"\b(?:[Tt]he (?:his|our|another|any|its|their|your)|(?:[Hh]is|[Tt]heir|[Oo]ur|[Yy]our) (?:the|some|any"
            r"|another)|(?:some|any) his|each another)(?= [a-z])",
            grams=pairs("the", "his our another any its their your")
            | pairs("his their our your", "the some any another")
            | pairs("some any each", "his another"),
        ),
        skip=BLOCKED | QUOTED,
    ),
    Rule(
        "MT323",
        "country-without-article",
        "warning",
        "A country or union that takes an article has none.",
        "Spanish and other languages use these names without one, and the engine adds none.",
        regex(
            rf"\b(?:of|in|to|from|for|with|by|at|among|than|against|through) {_COUNTRY}"
            rf"(?=[.,;:)\"\n]|$| (?:{_CLAUSE})\b)",
            grams=pairs(
                "of in to from for with by at among than against through",
                "united usa european soviet netherlands philippines czech",
            ),
        ),
        skip=BLOCKED | QUOTED,
    ),
    Rule(
        "MT324",
        "also-opens-clause",
        "warning",
        "`Also` opens a sentence before its verb or before `it`.",
        "Spanish, Catalan and Portuguese begin so, and leave the subject out.",
        regex(
            r"Also (?:(?<=[.!?\n] Also )|(?<=\nAlso )|(?<=\" Also ))(?:it|will|has|have|is|was|can|are|would)\b",
            "Also ",
            grams=pairs("also", "it will has have is was can are would"),
        ),
        skip=BLOCKED | QUOTED,
    ),
    Rule(
        "MT325",
        "clause-without-subject",
        "warning",
        "A clause has a verb and no subject.",
        "The source marks the person on the verb and leaves the pronoun out.",
        regex(
            r"\b(?:because|although|unless) (?:is|has|have|had|was|were|can|could|will|would|are)\b"
            r"(?! (?:it|he|they|she|we|you|I)\b)"
            r"|\b[Ii]f (?:have|has|can|wants?|could|will)\b(?! (?:to|be)\b)"
            r"|[A-Z](?:(?<=[.!?] .)|(?<=\n.))(?<!What .)[a-z]{1,20} (?:[A-Z][a-z]{1,20} )?"
            r"(?:said|says|believes) (?:has|have|would|was|were|will|could|is|are|can)\b",
            grams=pairs("because although unless if", "is has have had was were can could will would are want wants")
            | pairs("said says believes", "has have would was were will could is are can"),
        ),
        skip=BLOCKED | QUOTED,
    ),
    Rule(
        "MT326",
        "possessive-without-s",
        "warning",
        "An article or pronoun follows the apostrophe of a possessive.",
        "The `s` was taken for a word and dropped, or the owner was cut off from what it owns.",
        _possessive_without_s,
        skip=BLOCKED | QUOTED,
        when=_OWNER,
    ),
    Rule(
        "MT327",
        "that-for-than",
        "warning",
        "A comparison goes on with `that`.",
        "Spanish, Catalan, Galician and Portuguese have one word for `that` and `than`.",
        regex(
            r"\b(?:more|less|better|worse|larger|bigger|fewer|higher|greater|taller|older) that "
            r"(?:\d{1,4}|an? [a-z]{2,20}|half|in|on|one|two|three|four|five|ten)\b",
            grams=pairs("more less better worse larger bigger fewer higher greater taller older", "that"),
        ),
        skip=BLOCKED | QUOTED,
    ),
    Rule(
        "MT328",
        "impossible-verb-chain",
        "warning",
        "Forms of verbs follow one another that English cannot join.",
        "Each auxiliary was translated by itself.",
        regex(
            r"\b(?:(?:is|are|was|were) been|are had|(?:can|could|would|will) being|am (?:can|would)|are can|could is)\b"
            r"|(?<=[.!?\n] )(?:It|He|She|They|We) (?:will|would) be to [a-z]{2,20}"
            r"|\b(?:that|but|and|who) (?:he|she|they|we|I) (?:will|would) be to [a-z]{2,20}",
            grams=pairs("is are was were", "been")
            | pairs("can could would will", "being")
            | pairs("am are could", "had can would is")
            | pairs("be", "to"),
        ),
        skip=BLOCKED | QUOTED,
    ),
    Rule(
        "MT329",
        "clashing-prepositions",
        "warning",
        "Two prepositions stand together that English does not join.",
        "Each was translated by itself, or the word between them fell out.",
        regex(
            r"\b(?<!sort )(?<!kind )(?:of (?:on|until|since|of)|for (?:to|until|of)|by until|to (?:on|of|until)|with of"
            r"|among from)(?= (?:the|an?|his|its|[a-z]{3,20})\b)(?! (?:the )?(?:lookout|board|course))",
            grams=pairs("of for by to with among", "on until since of to from"),
        ),
        skip=BLOCKED | QUOTED,
    ),
    Rule(
        "MT337",
        "negated-twice",
        "warning",
        "A verb behind `nobody` or `nothing` is negated again.",
        "French, Spanish, Portuguese, Italian and the Slavic languages negate the verb too.",
        regex(
            r"\b(?:[Nn]obody|[Nn]o one|[Nn]othing) (?:"
            r"(?:did|does|do|is|are|was|were|has|have|had|will|can|could|would) ?not"
            r"|(?:did|does|do|is|are|was|were|has|had|wo|could|would|ca)n't)\b(?! (?:only|to|much|that|know))",
            grams=pairs(
                "nobody one nothing", "did does do is are was were has have had will can could would didn doesn"
            )
            | pairs("nobody one nothing", "don isn aren wasn weren hasn hadn won couldn wouldn cannot"),
        ),
        skip=BLOCKED | QUOTED,
    ),
    Rule(
        "MT338",
        "object-as-subject",
        "warning",
        "`Us` is the subject of a verb.",
        "French has one word for `we` and `us`, and the engine took the wrong one.",
        regex(
            r"(?:[,:;]\"?|\b(?:but|that|because|if|when)) us (?:are|is|were|have|had|will|can)\b"
            r"|Us (?:(?<=[.!?] Us )|(?<=\nUs ))(?:are|is|were|have|had|will|can)\b",
            grams=pairs("us", "are is were have had will can"),
        ),
        skip=BLOCKED,
    ),
)
