"""Openings of sentences that follow the word order, or the set phrases, of other languages' news."""

from mtdetect.tells.phrases import Phrases
from mtdetect.tells.rule import Rule, pairs, regex
from mtdetect.text.masks import BLOCKED, QUOTED
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text

_OPENERS = "sentence_openers"
_ENDS = ".!?\n"
_REPORTS = "reported noted specified clarified planned emphasized emphasised stressed added assumed learned alleged"


def _opens(text: Text, span: Span) -> bool:
    folded, start = text.folded, span[0]
    before = folded[max(0, start - 3) : start].rstrip(' "')
    return folded[start].isupper() and (not start or (before != "" and before[-1] in _ENDS))


_VERBS = "explained|explains|emphasized|emphasised|emphasizes|emphasises|stressed|stresses|assured|assures|clarified"

RULES = (
    Rule(
        "MT241",
        "foreign-sentence-opener",
        "warning",
        "The sentence opens in the manner of another language's news.",
        "German and Czech put an adverbial first and Russian and Chinese reports have set openings; engines keep both.",
        Phrases(_OPENERS, where=_opens),
        skip=BLOCKED | QUOTED,
    ),
    Rule(
        "MT242",
        "impersonal-report",
        "warning",
        "It is reported by nobody in particular.",
        "Russian, Ukrainian and Chinese reports name no source, where English has `reportedly`.",
        regex(
            rf"\b[Ii]t (?:is|was) (?:(?:also )?(?:{_REPORTS.replace(' ', '|')}) that|worth (?:noting|mentioning))\b",
            grams=pairs(_REPORTS, "that") | pairs("worth", "noting mentioning"),
        ),
        skip=BLOCKED | QUOTED,
    ),
    Rule(
        "MT243",
        "country-of-the-writer",
        "warning",
        "A report calls its place `my country` or `our province`.",
        "Chinese, Japanese and Hausa reports write of the country or the province as ours; engines keep the pronoun.",
        regex(
            r"\b(?:[Mm]y country|[Oo]ur (?:province|prefecture|municipality|oblast|county))\b(?! (?:is|was|and I)\b)",
            grams=pairs("my", "country") | pairs("our", "province prefecture municipality oblast county"),
        ),
        skip=BLOCKED | QUOTED,
    ),
    Rule(
        "MT244",
        "speaker-explains",
        "note",
        "Somebody explains or stresses what another would just say.",
        "German, Russian and Czech reports change the verb at each quotation; English keeps to `said`.",
        regex(
            rf'"(?<=[,.?!]") (?:(?:{_VERBS})(?= the [a-z]| [A-Z])|(?:he|she) (?:{_VERBS})\b)',
            grams=_VERBS.split("|"),
        ),
    ),
)
