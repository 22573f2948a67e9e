"""What the machinery itself left: placeholders, credits, broken tags, words that stayed untranslated."""

import re

from mtdetect.tells.phrases import Phrases
from mtdetect.tells.rule import Rule, regex

_FILE = r"(?:md|rst|txt|html?|php|png|jpe?g|gif|svg|pdf)"

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
            r"|% (?<![\d)'\"{] % )(?<![\d)]% )[sd@](?![\w'-]| ?[=!<>])|% \((?<![\d)] % \() ?\w{1,30} ?\) ?[sd]\b"
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
)
