"""Words and phrases that follow the source word by word."""

import re

from mtdetect.tells.phrases import Phrases
from mtdetect.tells.rule import Rule, pairs, regex
from mtdetect.tells.spans import DAYS
from mtdetect.text.masks import BLOCKED, QUOTED

_OF_THE = r"of the (?<=\bof the )[\w'-]{2,25}"
# Not `hundreds of thousands of tonnes of wheat`, nor `get rid of some of the`.
_QUANTITY = (
    r"(?:tens|dozens|hundreds|thousands|millions|billions|some|one|many|all|most|magnitude|sums?|percentage|part|parts"
    r"|kinds?|types?|sorts?|numbers?|each|two|three|tonnes|pounds|dollars|those|any|which|them|whom|lots|much|half|copies"
    r"|cost|kilos|months|years|loss|handful|lack|top|use|state|course)"
)
_ARTICLE = r"(?:the |his |her |its |an? |some |this )?"
_POSSESSOR = rf"(?!{_QUANTITY}\b)[a-z]{{3,20}}"
_OF = rf"of (?<=[a-z] of ){_ARTICLE}{_POSSESSOR}"
_COUNT = r"(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|several|many|some|a few)"

RULES = (
    Rule(
        "MT201",
        "genitive-chain",
        "note",
        "`of the … of the …` chains two possessors.",
        "Romance languages chain possessors so; English would use a noun before the noun or a possessive.",
        regex(rf"{_OF_THE} {_OF_THE}(?! of the)"),
        skip=BLOCKED | QUOTED,
    ),
    Rule(
        "MT202",
        "long-genitive-chain",
        "warning",
        "`of … of … of …` chains three possessors.",
        "Romance languages chain possessors so; English would use nouns before the noun or possessives.",
        regex(
            rf"{_OF} {_OF} of {_ARTICLE}{_POSSESSOR}",
            signs=[r" of (?<=[a-z] of )(?:the |his |her |its |an? |some |this )?[a-z]{3,20} of "],
        ),
        skip=BLOCKED | QUOTED,
    ),
    Rule(
        "MT203",
        "connective",
        "note",
        "A connective of formal prose opens or joins the sentence.",
        "Engines spell out links that English news leaves open.",
        Phrases("connectives"),
        skip=BLOCKED | QUOTED,
    ),
    Rule(
        "MT204",
        "bureaucratic-calque",
        "note",
        "A set phrase of another language's officials stands here word by word.",
        "Chinese and Russian official prose has these phrases; English has not.",
        Phrases("bureaucratic_calques"),
    ),
    Rule(
        "MT205",
        "preposition-calque",
        "note",
        "A verb or adjective has the preposition of another language.",
        "The preposition was translated by itself.",
        Phrases("preposition_calques"),
    ),
    Rule(
        "MT206",
        "uncountable-plural",
        "note",
        "A noun without a plural has one.",
        "The noun has a plural in French, German, Spanish and Portuguese.",
        Phrases("uncountable_plurals"),
    ),
    Rule(
        "MT207",
        "tortured-phrase",
        "warning",
        "A fixed term is replaced by a paraphrase that nobody uses.",
        "Translation there and back replaces the words of a term one by one.",
        Phrases("tortured_phrases"),
    ),
    Rule(
        "MT208",
        "literal-calque",
        "note",
        "A set phrase of another language stands here word by word.",
        "Engines translate the words of a phrase that they have not seen as one.",
        Phrases("literal_calques"),
        skip=BLOCKED | QUOTED,
    ),
    Rule(
        "MT209",
        "article-before-abstract-noun",
        "note",
        "An article stands before a noun in its general sense.",
        "Romance languages and German put an article there.",
        Phrases(
            "abstract_articles",
            re.compile(r"(?=[.,;:!?]|$| (?:and|or|is|are|was|has|have|in|on|with|to|can|will|as|by|from|than|but)\b)"),
        ),
        skip=BLOCKED | QUOTED,
    ),
    Rule(
        "MT211",
        "double-comparative",
        "note",
        "A comparative is formed twice.",
        "The source forms it with a word, English with an ending, and both are kept.",
        regex(
            r"\b(?:more|most) (?:better|worse|bigger|smaller|larger|easier|harder|higher|lower|older|younger|faster"
            r"|stronger|weaker|cheaper|greater|richer|poorer|best|worst|biggest|easiest|highest|lowest|oldest)\b",
            grams=pairs(
                "more most",
                "better worse bigger smaller larger easier harder higher lower older younger faster stronger weaker"
                " cheaper greater richer poorer best worst biggest easiest highest lowest oldest",
            ),
        ),
    ),
    Rule(
        "MT212",
        "since-duration",
        "warning",
        "`Since` stands before a length of time.",
        "German, French and Spanish use one word for `since` and `for`.",
        regex(
            r"\b[Ss]ince (?:about |almost |more than |over |nearly )?"
            rf"{_COUNT} "
            r"(?:years|months|weeks|days|hours|decades|centuries)\b(?! ago| earlier| before)",
            signs=[rf"ince (?:about |almost |more than |over |nearly )?{_COUNT} "],
        ),
    ),
    Rule(
        "MT213",
        "years-old-noun",
        "note",
        "An age stands before its noun in the plural, or a person has years.",
        "Other languages count years as things that a person has.",
        regex(
            r"\b\d{1,3}[- ]years[- ]old (?:man|woman|boy|girl|child|student|player|teenager|actor|actress|singer)\b"
            r"|\b(?:of|with) \d{1,3} years(?: old| of age)\b",
            signs=[r" years(?<=\d years)(?:[-,.;]| old| of| and)", r"-years(?<=\d-years)[ -]old"],
        ),
    ),
    Rule(
        "MT214",
        "article-before-day",
        "warning",
        "An article stands before a day of the week.",
        "Spanish, Portuguese and Italian put an article there.",
        regex(
            rf"\b[Tt]he (?:past|next|coming) (?:{DAYS})\b"
            rf"|\b(?<![Oo]n )[Tt]he (?:{DAYS})(?=[.,;:)\"\n]| (?:in|at|that|to|with|by|as|when|was|is|it|the|a|after"
            r"|for|from|but|like|because|said|has|had|will|he|she|they|which|while|during|against)\b)",
            grams=pairs("the past next coming", DAYS.lower().replace("|", " ")),
        ),
    ),
)
