"""Units in the manner of other languages, and as tokenisers part them."""

from mtdetect.tells.rule import Rule, regex

RULES = (
    Rule(
        "MT446",
        "plural-in-compound",
        "note",
        "A unit inside a compound has its plural.",
        "The compound was put together from the words of a phrase.",
        regex(
            r"\d(?<!\w\d)\d{0,3}-(?:years|days|months|weeks|hours|minutes|meters|metres|kilometers|kilometres|miles|pages)\b(?!')",
            gap=r"\d-a",
            signs=[r"-(?<=\d-)[ydmwhkp]"],
        ),
    ),
    Rule(
        "MT447",
        "spaced-unit",
        "note",
        "A space splits a unit.",
        "Tokenisers part units, and other languages set a space there.",
        regex(r"(?<!\d)\d{1,4} ?° [CF]\b|\b(?:km|m) / [hs]\b", gap="°|/ "),
    ),
)
