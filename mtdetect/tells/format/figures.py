"""Figures, shares and money in the manner of other languages."""

from mtdetect.tells.rule import Rule, regex
from mtdetect.tells.spans import FIGURE as _START

# Not `[0,1]` or `(3,4)`, nor `sections 5,7 and 9`: such figures are pairs and numbers of things.
_NOT_PAIR = r"(?!(?<=[\[({]\d)\d{0,3},\d{1,2}[\])}])"
_NUMBERED = "pages chapters sections lines columns rows figures tables verses rules clauses articles items ports"
_NOT_NUMBERED = "".join(rf"(?<!{noun[1:]} \d)" for noun in _NUMBERED.split())

RULES = (
    Rule(
        "MT431",
        "decimal-comma",
        "warning",
        "A comma marks the decimals of a figure.",
        "German, French, Spanish, Portuguese and Russian write decimals so.",
        regex(
            rf"{_START}{_NOT_PAIR}{_NOT_NUMBERED}\d{{0,3}},\d{{1,2}}(?![\w,/:-]|\.\d)",
            gap=r"\d,\d\d?(?!\d)",
        ),
    ),
    Rule(
        "MT433",
        "spaced-thousands",
        "note",
        "Spaces group the thousands of a figure.",
        "French, Russian, Czech and Polish group thousands so.",
        regex(
            rf"{_START}(?<!0)(?<![\d)] \d)\d{{0,2}}(?: \d{{3}}){{1,3}}(?! ?[\d-])(?=[ .,;)]{{1,2}}[a-z(\n\"])",
            gap=r"\d \d{3}",
        ),
    ),
    Rule(
        "MT434",
        "spaced-percent",
        "warning",
        "A space stands between a figure and its percent sign.",
        "French, German, Spanish and Russian set a space there.",
        regex(r"\d(?<!\d\d)\d{0,5} %(?!\w)", gap=r"\d %"),
    ),
    Rule(
        "MT438",
        "currency-after-figure",
        "note",
        "A currency sign stands behind its figure.",
        "Most languages of the continent set it there.",
        regex(
            r"\d(?<!\d\d)(?<!% \d)(?<!%\d)\d{0,6} ?[€$£¥](?![\d\w])(?! [sdf]\b)",
            gap=r"\d ?[€$£¥]",
        ),
    ),
    Rule(
        "MT439",
        "spaced-currency",
        "note",
        "A space stands between a currency sign and its figure.",
        "Other languages space it, and tokenisers part it.",
        regex(r"(?<![\w-])(?:US)?[€$£¥] \d{1,9}", gap=r"[€$£¥] \d"),
    ),
    Rule(
        "MT441",
        "millions-of",
        "warning",
        "A count in millions is joined by `of` to what it counts.",
        "Romance languages say `millones de euros`.",
        regex(
            r"\d(?<![\d.,]\d)[\d.,]{0,12} (?:million|billion|trillion|millions|billions|thousands) of"
            r" (?!(?:the|them|these|those|its?|his|hers?|their|our|your|my|whom|which|that|this|us)\b)[a-z]{1,20}",
            signs=["illions? of ", "thousands of "],
        ),
    ),
    Rule(
        "MT443",
        "split-figure",
        "warning",
        "A space splits a figure at its stop, comma or colon.",
        "Engines take the stop inside a figure for the end of a sentence.",
        regex(
            rf"{_START}\d{{0,2}}\. \d{{1,2}}(?= ?%| (?:per ?cent|million|billion|trillion)\b)"
            rf"|{_START}\d?: [0-5]\d(?= ?[ap]\.? ?m\b)|[$£€]\d{{1,3}}, \d{{3}}(?!\d)",
            gap=r"\d[.:] \d|[$£€]\d{1,3}, \d{3}",
        ),
    ),
    Rule(
        "MT444",
        "dotted-ordinal",
        "warning",
        "A stop makes a figure an ordinal.",
        "German, Czech, Polish and Danish write ordinals so.",
        regex(
            r"\d(?<=(?:the|The| in| of|his|her|its|eir) \d)\d{0,2}\. "
            r"(?:century|anniversary|birthday|floor|place|minute|district|time|edition|round|day|week|year)\b",
            gap=r"\d\. a",
        ),
    ),
)
