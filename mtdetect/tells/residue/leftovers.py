"""What the machinery itself left: placeholders, credits, broken tags, words that stayed untranslated."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from mtdetect.tells.phrases import Phrases
from mtdetect.tells.rule import InTexts, Rule, regex
from mtdetect.text.batch import TextBatch
from mtdetect.text.masks import CODE, QUOTED, TABLE
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text

_FILE = r"(?:md|rst|txt|html?|php|png|jpe?g|gif|svg|pdf)"
_FIRST_OTHER_SCRIPT = 0x0400  # Latin and Greek stand before it


def _with_other_scripts(batch: TextBatch) -> set[int]:
    found = batch.characters
    return {*batch.text_of(found.others[found.points >= _FIRST_OTHER_SCRIPT]).tolist()}


_OTHER_SCRIPTS = InTexts(_with_other_scripts)


@dataclass(frozen=True, slots=True)
class _AtOtherScripts:
    """A finder for an expression whose matches begin with a letter of another script, or right before one."""

    expression: str

    def __call__(self, text: Text) -> Iterator[Span]:
        found, offset = text.batch.characters, int(text.batch.starts[text.number])
        first, last = np.searchsorted(found.others, (offset, offset + len(text.folded)))
        others = found.others[first:last][found.points[first:last] >= _FIRST_OTHER_SCRIPT] - offset
        pattern, done = re.compile(self.expression), 0
        for at in others.tolist():
            for start in (at - 1, at):
                if start >= done and (match := pattern.match(text.folded, start)):
                    done = match.end()
                    yield match.span()


RULES = (
    Rule(
        "MT601",
        "placeholder-leak",
        "warning",
        "A placeholder or an escape code of the machinery stands in the text.",
        "The tokeniser had no piece for a character, or markup was translated as text.",
        regex(
            r"\u2047|<unk>|<s>|</s>|\[UNK\]|&(?:quot|apos|amp|lt|gt|#(?:34|38|39));"
            r"|&(?:quot|amp|lt|gt|nbsp) ;|& (?:quot|apos|amp|lt|gt|nbsp|[nm]dash|[lr][sd]quo|hellip|copy|#\d{1,5}) ?;"
            r"|@-@|\u2581|@@ ",
            *("\u2047", "\u2581", "@", "<", "[UNK]", "&"),
        ),
        for_code=True,
    ),
    Rule(
        "MT609",
        "split-placeholder",
        "error",
        "Spaces split the placeholder of a program, or an option and its value.",
        "The engine took the signs of the placeholder for those of a sentence: per cent, currency, dash, equation.",
        regex(
            r"% \d{1,2} ?\$ ?[a-zA-Z]\b|%\d{1,2} \$ ?[a-zA-Z]\b|%\d{1,2}\$ [sdfxu]\b"
            r"|% (?<![\d)] % )(?<![\d)]% )[sdifux@](?![\w'-])|% \((?<![\d)] % \() ?\w{1,30} ?\) ?[sd]\b"
            r"|\$ \{ ?\w{1,30} ?\}|`[^`\n]{0,60}[\w ] - [a-z-]{2,20} = ?[\w\"'][^`\n]{0,60}`",
            *("%", "$ {", " }", " = "),
        ),
        skip=0,
        for_code=True,
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
        for_code=True,
    ),
    Rule(
        "MT605",
        "mixed-script-word",
        "warning",
        "One word mixes two scripts.",
        "Sub-word pieces of two languages were joined.",
        _AtOtherScripts(
            r"[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]"
            r"|[a-z][\u4e00-\u9fff\u3040-\u30ff\uac00-\ud7af]|[\u4e00-\u9fff\u3040-\u30ff\uac00-\ud7af][a-z]",
        ),
        when=_OTHER_SCRIPTS,
        for_code=True,
    ),
    Rule(
        "MT606",
        "broken-tag",
        "warning",
        "Spaces split a tag or a link.",
        "Markup was translated as text.",
        regex(
            r"< ?/ ?[a-zA-Z]{1,10} >|< /[a-zA-Z]{1,10}>|</ [a-zA-Z]{1,10}>|< (?:br|p|b|i|div|span|strong|em) ?/?>"
            r"|< [a-z]{1,6} [a-z-]{1,20} ?=[^<>]{0,80}>"
            rf"|(?<=\w)\] \((?:https?:|www\.|[\w./ -]{{1,60}}\.{_FILE}(?:#[\w-]{{1,30}})?\))"
            rf"|! \[[^\]\n<>]{{1,60}}\] ?\(|\w / [\w-]{{1,30}}\.{_FILE}\b",
            "<",
            "] (",
            "! [",
            " / ",
        ),
        skip=0,
        for_code=True,
    ),
    Rule(
        "MT607",
        "foreign-script",
        "note",
        "Letters of another script stand in the sentence.",
        "Engines copy words that they do not know; bilingual writers quote them.",
        _AtOtherScripts(
            r"[\u0400-\u04ff\u0600-\u06ff\u0590-\u05ff\u0900-\u097f]{2,40}"
            r"|[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]{1,40}",
        ),
        when=_OTHER_SCRIPTS,
        for_code=True,
    ),
    Rule(
        "MT613",
        "foreign-script-in-sentence",
        "warning",
        "Words of another script stand where the sentence goes on in English.",
        "Engines leave out what their memory or glossary did not cover.",
        _AtOtherScripts(
            r"(?:(?<=[a-z] )|(?<=[a-z], )|(?<=> )|(?<=\n)|(?<!.))[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]{2,40}"
            r"(?= ?[\"*]{0,2}[A-Za-z])"
            r"|(?<=[a-z] )[\u0400-\u04ff\u0600-\u06ff\u0590-\u05ff\u0900-\u097f]{3,40}(?= [a-z])",
        ),
        skip=TABLE | CODE | QUOTED,
        when=_OTHER_SCRIPTS,
    ),
)
