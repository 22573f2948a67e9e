"""Members of a party, in the words and the word order of another country."""

from itertools import product

from mtdetect.tells.rule import Rule, pairs, regex

_MEMBERS = "Labour|Tory|Conservative|SNP|Ukip|UKIP|Plaid Cymru|Lib Dem|Liberal Democrat"
_SHORT = "Tory|Lib Dem|Liberal Democrat|SNP|Ukip|UKIP|Democrat|Republican"
_NOUNS = (
    "leader|leaders|deputy|deputies|minister|ministers|spokesman|spokeswoman|candidate|councillor|chancellor|senator"
    "|senators|president|lawmaker|lawmakers|government"
)
_DEPUTIES = "deputy|deputies|parliamentarian|parliamentarians|congressman|congressmen"
_FIRST = frozenset(product(_NOUNS.split("|"), ["tory", "lib", "liberal", "snp", "ukip", "democrat", "republican"]))

RULES = (
    Rule(
        "MT231",
        "party-behind-its-noun",
        "warning",
        "The name of a party stands behind the noun that it belongs to.",
        "Romance languages put it there; English says `Tory leader`.",
        regex(
            rf"\b(?:{_NOUNS}) (?:{_SHORT})(?= (?:[A-Z][a-z]{{1,20}} [A-Z]|[a-z])|[.,])(?! (?:and|or|party|for)\b)",
            grams=_FIRST,
        ),
    ),
    Rule(
        "MT232",
        "deputy-for-member",
        "warning",
        "A British member of parliament is called by the title of another country's.",
        "`Deputado`, `diputado`, `député` and `deputato` are the words for MP, and come back as `deputy`.",
        regex(
            rf"\b(?:{_MEMBERS}) (?:Party )?(?:{_DEPUTIES})\b"
            r"(?! (?:prime|first|party|leader|chief|chair|whip|mayor|speaker|minister|political|head"
            r"|director|gov|editor))",
            grams=pairs("labour tory conservative snp ukip cymru dem democrat party", _DEPUTIES.replace("|", " ")),
        ),
    ),
)
