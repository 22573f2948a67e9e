"""Words and phrases that follow the source word by word."""

from mtdetect.masks import BLOCKED, QUOTED
from mtdetect.tells.lexicon import Phrases
from mtdetect.tells.rule import Rule, regex

_OF_THE = r"of the [\w'-]{2,25}"

RULES = (
    Rule(
        "MT201",
        "genitive-chain",
        "note",
        "`of the … of the …` chains two possessors.",
        "Romance languages chain possessors so; English would use a noun before the noun or a possessive.",
        regex(rf"\b{_OF_THE} {_OF_THE}(?! of the)"),
        skip=BLOCKED | QUOTED,
    ),
    Rule(
        "MT202",
        "long-genitive-chain",
        "warning",
        "`of the … of the … of the …` chains three possessors.",
        "Romance languages chain possessors so; English would use nouns before the noun or possessives.",
        regex(rf"\b{_OF_THE} {_OF_THE} (?:of [\w'-]{{2,25}} )?{_OF_THE}"),
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
)
