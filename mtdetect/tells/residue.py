"""What the machinery itself left: placeholders, loops, credits, broken tags, words that stayed untranslated."""

from collections.abc import Iterator

from mtdetect.masks import BLOCKED, QUOTED
from mtdetect.tells.rule import Rule, regex
from mtdetect.text import Span, Text

_LONGEST_PERIOD = 6  # tokens
_TIMES = 3
_MAX_EVIDENCE = 200  # code points of a loop that are shown


def _loops(text: Text) -> Iterator[Span]:
    """Runs in which the same one to six tokens come three times or more in a row; single words, four times."""
    tokens = [text.folded[start:end].lower() for start, end in text.tokens]
    for period in range(1, _LONGEST_PERIOD + 1):
        needed = period * (_TIMES - 1) + (period == 1)
        run = 0
        for at in range(period, len(tokens) + 1):
            if at < len(tokens) and tokens[at] == tokens[at - period]:
                run += 1
                continue
            first = at - run - period
            if (
                run >= needed
                and sum(token.isalpha() and len(token) > 1 for token in tokens[first : first + period]) * 2 > period
            ):
                start, end = text.tokens[first][0], text.tokens[at - 1][1]
                yield start, min(end, start + _MAX_EVIDENCE)
            run = 0


RULES = (
    Rule(
        "MT601",
        "placeholder-leak",
        "warning",
        "A placeholder or an escape code of the machinery stands in the text.",
        "The tokeniser had no piece for a character, or markup was translated as text.",
        regex(
            r"\u2047|<unk>|<s>|</s>|\[UNK\]|\ufffd|&(?:quot|apos|amp|nbsp|lt|gt|#\d{2,4}|#x[0-9a-fA-F]{2,4});"
            r"|&(?:quot|amp) ;|@-@|\u2581|@@ "
        ),
    ),
    Rule(
        "MT602",
        "decoder-loop",
        "warning",
        "The same words come three times or more in a row.",
        "A decoder that lost its place repeats itself.",
        _loops,
        skip=BLOCKED | QUOTED,
    ),
    Rule(
        "MT604",
        "machine-credit",
        "error",
        "The text says that a machine translated it.",
        "Some publishers credit the service.",
        regex(
            r"\b[Tt]ranslat(?:ed|ion) (?:automatically |from [A-Z][a-z]{2,12} |into English |it )?(?:by|with|using|via) "
            r"(?:Google|DeepL|Bing|Microsoft|Yandex|Amazon|Apertium|machine|an? (?:AI|automatic|automated|machine))\b"
            r"|\b(?:[Tt]his|[Tt]he) (?:article|text|story|post|page|content|report|news) (?:was|is|has been) "
            r"(?:automatically |machine[ -])translated\b"
            r"|\b(?:[Mm]achine|[Aa]utomatic|[Aa]utomatically)[ -]translated (?:from|by|with|version of this)\b"
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
            r"|[a-z][\u4e00-\u9fff\u3040-\u30ff\uac00-\ud7af]|[\u4e00-\u9fff\u3040-\u30ff\uac00-\ud7af][a-z]"
        ),
    ),
    Rule(
        "MT606",
        "broken-tag",
        "warning",
        "Spaces split a tag or a link.",
        "Markup was translated as text.",
        regex(
            r"< ?/ ?[a-zA-Z]{1,10} >|< /[a-zA-Z]{1,10}>|< (?:br|p|b|i|a|div|span|strong|em)\b[^<>]{0,80}>"
            r"|(?<=\w)\] \((?:https?:|www\.)"
        ),
        skip=0,
    ),
)
