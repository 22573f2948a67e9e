"""What the machinery itself left: placeholders, credits, broken tags, words that stayed untranslated."""

import re

from mtdetect.tells.lexicon import Phrases
from mtdetect.tells.rule import InTexts, Rule, regex
from mtdetect.text.batch import TextBatch

_FIRST_OTHER_SCRIPT = 0x0400  # Latin and Greek stand before it


def _with_other_scripts(batch: TextBatch) -> set[int]:
    found = batch.characters
    return {*batch.text_of(found.others[found.points >= _FIRST_OTHER_SCRIPT]).tolist()}


_OTHER_SCRIPTS = InTexts(_with_other_scripts)

RULES = (
    Rule(
        "MT601",
        "placeholder-leak",
        "warning",
        "A placeholder or an escape code of the machinery stands in the text.",
        "The tokeniser had no piece for a character, or markup was translated as text.",
        regex(
            r"\u2047|<unk>|<s>|</s>|\[UNK\]|\ufffd|&(?:quot|apos|amp|lt|gt|#(?:34|38|39));"
            r"|&(?:quot|amp) ;|@-@|\u2581|@@ ",
            *("\u2047", "\ufffd", "\u2581", "@", "<", "[UNK]", "&"),
        ),
    ),
    Rule(
        "MT603",
        "untranslated-words",
        "note",
        "Small words of another language stand in the sentence.",
        "Engines copy words that they do not know.",
        Phrases("foreign_words", re.compile(r"(?= [a-z])")),
    ),
    Rule(
        "MT604",
        "machine-credit",
        "error",
        "The text says that a machine translated it.",
        "Some publishers credit the service.",
        regex(
            r"\b[Tt]ranslat(?:ed|ion) (?:automatically |from [A-Z][a-z]{2,12} |into English |it )?"
            r"(?:by|with|using|via) "
            r"(?:Google|DeepL|Bing|Microsoft|Yandex|Amazon|Apertium|machine|an? (?:AI|automatic|automated|machine))\b"
            r"|\b(?:[Tt]his|[Tt]he) (?:article|text|story|post|page|content|report|news) (?:was|is|has been) "
            r"(?:automatically |machine[ -])translated\b"
            r"|\b(?:[Mm]achine|[Aa]utomatic|[Aa]utomatically)[ -]translated (?:from|by|with|version of this)\b",
            "ranslat",
        ),
        skip=0,
    ),
    Rule(
        "MT605",
        "mixed-script-word",
        "warning",
        "One word mixes two scripts.",
        "Sub-word pieces of two languages were joined.",
        regex(
            r"[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]"
            r"|[a-z][\u4e00-\u9fff\u3040-\u30ff\uac00-\ud7af]|[\u4e00-\u9fff\u3040-\u30ff\uac00-\ud7af][a-z]",
        ),
        when=_OTHER_SCRIPTS,
    ),
    Rule(
        "MT606",
        "broken-tag",
        "warning",
        "Spaces split a tag or a link.",
        "Markup was translated as text.",
        regex(
            r"< ?/ ?[a-zA-Z]{1,10} >|< /[a-zA-Z]{1,10}>|< (?:br|p|b|i|div|span|strong|em) ?/?>"
            r"|< [a-z]{1,6} [a-z-]{1,20} ?=[^<>]{0,80}>"
            r"|(?<=\w)\] \((?:https?:|www\.)",
            "<",
            "] (",
        ),
        skip=0,
    ),
    Rule(
        "MT607",
        "foreign-script",
        "note",
        "Letters of another script stand in the sentence.",
        "Engines copy words that they do not know; bilingual writers quote them.",
        regex(
            r"[\u0400-\u04ff\u0600-\u06ff\u0590-\u05ff\u0900-\u097f]{2,40}"
            r"|[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]{1,40}",
        ),
        when=_OTHER_SCRIPTS,
    ),
)
