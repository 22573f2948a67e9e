"""What the machinery itself left: placeholders, loops, credits, broken tags, words that stayed untranslated."""

import re
from collections.abc import Iterator

from mtdetect.masks import BLOCKED, QUOTED
from mtdetect.tells.lexicon import Phrases
from mtdetect.tells.rule import Rule, regex
from mtdetect.text import Span, Text

_LONGEST_PERIOD = 6  # tokens
_TIMES = 3
_LONG_TOKEN = 8
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


def _loops_in_words(text: Text) -> Iterator[Span]:
    """Long tokens in which two to four letters come four times or more in a row: laughter has but two letters."""
    for start, end in text.tokens:
        if end - start >= _LONG_TOKEN:
            word = text.folded[start : min(end, start + _MAX_EVIDENCE)].lower()
            if any(_longest_run(word, period) >= period * _TIMES for period in (2, 3, 4)):
                yield start, start + len(word)


def _longest_run(word: str, period: int) -> int:
    """How many letters in a row equal the letter `period` before, in runs of three letters or more in kind."""
    longest = run = 0
    for at in range(period, len(word)):
        run = run + 1 if word[at] == word[at - period] and word[at].isalpha() else 0
        if run > longest and len(set(word[at - period - run + 1 : at + 1]) - set("ha")) > 1:
            longest = run
    return longest


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
    Rule(
        "MT603",
        "untranslated-words",
        "note",
        "Small words of another language stand in the sentence.",
        "Engines copy words that they do not know.",
        Phrases("foreign_words", re.compile(r"(?= [a-z])")),
    ),
    Rule(
        "MT607",
        "foreign-script",
        "note",
        "Letters of another script stand in the sentence.",
        "Engines copy words that they do not know; bilingual writers quote them.",
        regex(
            r"[\u0400-\u04ff\u0600-\u06ff\u0590-\u05ff\u0900-\u097f]{2,40}"
            r"|[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]{1,40}"
        ),
    ),
    Rule(
        "MT608",
        "loop-in-word",
        "warning",
        "A word repeats a few of its letters again and again.",
        "A decoder that works on pieces of words lost its place.",
        _loops_in_words,
    ),
)
