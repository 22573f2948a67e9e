"""Words around names and persons that a translation adds or leaves in the order of the source."""

from mtdetect.tells.rule import Rule, pairs, regex

_LANGUAGES = "English|German|French|Spanish|Portuguese|Italian|Japanese|Chinese|Russian|Dutch|Arabic"
_RANKS = "one|two|three|four|five|six|seven|eight|nine|ten"

RULES = (
    Rule(
        "MT620",
        "language-tag",
        "warning",
        "A language stands in brackets behind a name or a phrase.",
        "Engines learnt from encyclopedias and link lists, where a foreign name is followed by its language.",
        regex(
            rf"\([Ii]n (?:{_LANGUAGES})\)",
            grams=pairs("in", _LANGUAGES.lower().replace("|", " ")),
            signs=[r"\(in [A-Z]", r"\(In [A-Z]"],
        ),
        skip=0,
    ),
    Rule(
        "MT621",
        "language-as-sentence",
        "error",
        "A language is named by itself, as a sentence.",
        "Engines learnt from pages with such notes, and add one to a piece that is only a name or a title.",
        regex(
            rf"\bIn (?:{_LANGUAGES})\.(?=\s|$)",
            grams=pairs("in", _LANGUAGES.lower().replace("|", " ")),
            signs=[r"In [A-Z][a-z]{2,12}\."],
        ),
        skip=0,
    ),
    Rule(
        "MT233",
        "age-without-person",
        "warning",
        "A person is called by an age, as if the years did something.",
        "Engines take `a jovem de 20 anos` for a length of time; English says `the 20-year-old`.",
        regex(
            r"(?:(?<=[.!?\"] )|(?<=\n)|(?<=[Tt]he ))[1-9]\d years (?:old|of age),? (?:was|were|is|has|had|said|says"
            r"|will|who|won|also|told|tested|added|made|lost|took|joined|did|could|would|scored|became|left|died|played)\b",
            grams=pairs("years", "old of"),
            signs=[r" years o(?<=\d years o)"],
        ),
    ),
    Rule(
        "MT230",
        "number-one-of-the-world",
        "warning",
        "A rank stands before `in the world` or `of the world`.",
        "Portuguese, Spanish and Italian put the rank first; English says `the world number one`.",
        regex(
            rf"\b[Tt]he (?:former |current |new |then )?number (?:{_RANKS}) (?:in|of) the world\b(?!'s)"
            rf"|\bnumber (?:{_RANKS}) (?:in|of) the world(?= [A-Z])",
            grams=pairs("number", _RANKS.replace("|", " ")),
        ),
    ),
    Rule(
        "MT234",
        "age-as-possession",
        "warning",
        "Somebody has a number of years.",
        "Romance languages give an age with `to have`.",
        regex(
            r"\b(?:has|have|had) \d{1,3} years(?: old\b|(?=[.,;]|$| (?:and|but|is|when|he|she)\b))",
            grams={"years"},
            signs=[r" years(?<=\d years)"],
        ),
    ),
)
