"""A verb before its subject, and a noun that stands as an adjective behind another."""

from mtdetect.tells.rule import Rule, pairs, regex
from mtdetect.text.masks import BLOCKED, QUOTED

_TIMES = (
    "day|next|same|week|night|morning|year|previous|following|month|few|little|bit|lot|other|second|couple|moment"
    "|minute|hour|time|first|evening|afternoon|half|long|decade|weekend|way"
)
_ARRIVED = r"(?:[Aa]rrived|[Aa]ppeared|[Oo]ccurred|[Hh]appened|[Ee]xisted)"

RULES = (
    Rule(
        "MT335",
        "verb-before-subject",
        "warning",
        "A statement begins with its verb, and the subject follows or is lost.",
        "Spanish, Portuguese and Italian begin so where something new comes in.",
        regex(
            r"\b(?:Arrived|Appeared|Occurred|Happened|Existed|Came|Participated|Attended|Intervened|Died|Began"
            r"|Accompanied|Followed|Assisted|Stands|Lacks) also\b"
            r"|\b(?:Arrived|Appeared|Occurred|Happened|Exist|Exists|Existed)"
            r" (?:the|an?|his|her|many|several|some)"
            rf" (?!(?:{_TIMES})\b)[a-z]{{2,20}}"
            rf"|\b(?:In|At|On|During|After|From|To|For) (?:[a-z]{{1,20}} ){{1,4}}{_ARRIVED} (?:the|an?|also)"
            rf" (?!(?:{_TIMES})\b)[a-z]{{2,20}}",
            grams=pairs(
                "arrived appeared occurred happened exist exists existed came participated attended intervened died"
                " began accompanied followed assisted stands lacks",
                "also the a an his her many several some",
            ),
        ),
        skip=BLOCKED | QUOTED,
    ),
    Rule(
        "MT336",
        "noun-as-adjective-behind",
        "warning",
        "`Visitor` or `rival` stands behind the team that it describes.",
        "Spanish, Portuguese and Italian say `el equipo visitante`.",
        regex(
            r"\b(?:[Tt]he|[Aa]|[Tt]heir|[Hh]is|[Ii]ts) (?:team|squad|club|side|eleven|goalkeeper|coach|defence|defense"
            r"|fans|players?|supporters|public) (?:visitors?|visiting|rivals?|locals?|champion|winner|loser)"
            r"(?=[,.;]| (?:and|was|were|is|are|had|has|in|on|at|with|[a-z]{3,12}ed|won|lost|beat|took|came)\b)",
            grams=pairs(
                "team squad club side eleven goalkeeper coach defence defense fans player players supporters public",
                "visitor visitors visiting rival rivals local locals champion winner loser",
            ),
        ),
        skip=BLOCKED | QUOTED,
    ),
)
