"""Words of the source that were glued to the next and left."""

from mtdetect.tells.rule import Rule, regex

RULES = (
    Rule(
        "MT640",
        "glued-words",
        "warning",
        "A word in lower case runs on into one with a capital.",
        "A rule-based engine put a participle and its preposition for one English word, and glued them to the name.",
        regex(
            r"\b[a-z]{2,12}[ai](?:d[oa](?:en|em|a)|ta)[A-Z][a-z]{2,20}\b",
            *("doen", "daen", "doem", "daem", "doa", "daa", "sata"),
        ),
    ),
)
