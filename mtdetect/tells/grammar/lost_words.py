"""Sentences that lost or doubled a word."""

import re
from collections.abc import Iterator

from mtdetect.tells.lexicon import words
from mtdetect.tells.rule import InTexts, Rule, pairs, regex
from mtdetect.tells.spans import SPEECH
from mtdetect.tells.technical import is_technical
from mtdetect.text.masks import BLOCKED, QUOTED
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text

_VERB = re.compile(rf"(?i)\b(?:{SPEECH})\b")
_MIN_QUOTED_WORDS = 4  # below it, marks enclose titles, and lists of titles look alike
_REPEATING = InTexts(lambda batch: batch.repeats)


def _repeats(text: Text, between: str) -> Iterator[Span]:
    """A word that comes again at once, with the mark `between` ("" for none) between the two."""
    folded = text.folded
    for (start, end), (again, last) in text.batch.repeats.get(text.number, ()):
        if not folded[start].isalpha():
            continue
        spaced = folded[again - 1] == " " and folded[end:again].strip() == between
        if spaced and folded[start:end].lower() == folded[again:last].lower():
            yield start, last


def _repeat_across_stop(text: Text) -> Iterator[Span]:
    """Not in technical text, where a sentence begins with an identifier as it is written: `the index. index is 0`."""
    for start, end in () if is_technical(text) else _repeats(text, "."):
        word = text.folded[start:end].rpartition(" ")[2]
        goes_on = text.folded[end : end + 1] == "-"
        if word.islower() and len(word) > 2 and not goes_on and word not in words("abbreviations"):
            yield start, end


def _repeat_across_comma(text: Text) -> Iterator[Span]:
    for start, end in _repeats(text, ","):
        word = text.folded[start:end].rpartition(" ")[2]
        if word.islower() and len(word) > 2 and word not in words("fair_repeats"):
            yield start, end


def _repeat(text: Text) -> Iterator[Span]:
    for start, end in _repeats(text, ""):
        word = text.folded[start:end].rpartition(" ")[2]
        if word.islower() and word not in words("fair_repeats"):
            yield start, end


def _lost_speech_verb(text: Text) -> Iterator[Span]:
    """`…," Smith "We …`: a quotation that ends in a comma, names, and the next quotation."""
    for closing, opening in zip(text.marks, text.marks[1:], strict=False):
        if closing.opens or not opening.opens or closing.partner is None or not 3 < opening.at - closing.at < 60:
            continue
        between = text.folded[closing.at + 1 : opening.at].strip(" .,")
        quoted = text.folded[closing.partner + 1 : closing.at].rstrip()
        if (
            quoted.endswith(",")
            and quoted.count(" ") >= _MIN_QUOTED_WORDS - 1
            and 0 < len(between.split()) <= 4
            and all(word[0].isupper() and word.isalpha() for word in between.replace(".", "").split())
            and not _VERB.search(between)
            and "\n" not in text.folded[closing.at : opening.at]
        ):
            yield closing.at - 1, opening.at + 1


RULES = (
    Rule(
        "MT301",
        "repeat-across-stop",
        "error",
        "A sentence ends and the next begins in lower case with the same word.",
        "Two overlapping pieces of one sentence were translated and joined.",
        _repeat_across_stop,
        when=_REPEATING,
    ),
    Rule(
        "MT302",
        "repeat-across-comma",
        "note",
        "A word comes again after a comma.",
        "Decoders repeat a word at the seam of two clauses.",
        _repeat_across_comma,
        skip=BLOCKED | QUOTED,
        when=_REPEATING,
    ),
    Rule(
        "MT303",
        "immediate-repeat",
        "note",
        "A word comes twice in a row.",
        "Decoders repeat words at the seam of two phrases; people do it when they edit.",
        _repeat,
        skip=BLOCKED | QUOTED,
        when=_REPEATING,
    ),
    Rule(
        "MT304",
        "two-articles",
        "note",
        "Two articles stand before one noun.",
        "Phrases were translated apart and joined.",
        regex(
            r"\b(?:the an?|an? the|a an|an a) (?=[a-z])[a-z]{1,20}",
            grams=pairs("the", "a an") | pairs("a an", "the a an"),
        ),
    ),
    Rule(
        "MT305",
        "wrong-article-form",
        "note",
        "`a` and `an` are confused.",
        "The noun was replaced after the article had been chosen.",
        regex(
            r"a (?<![\w.'-]a )(?!uni|us[aeu]|eu|ewe|on[ce]|ub|ur[ao]|ut[ei]|uk|[aeiou]\b|[ue]-|a[ns]d?\b|i[sn]\b|are\b)"
            r"[aeiou][a-z]{2,20}"
            r"|an (?<![\w.'-]an )(?!h[aeiouy]|[a-z]\b|[a-z]-)[bcdfgjklmnpqrstvwxyz][aeiouy][a-z]{1,20}"
        ),
        when=regex(
            r"(?:\A|[^\w.'-])(?:a [aeio][a-z]{2}|a u[bnrst][a-z]|a u[a-z]{2}|an [b-df-hj-np-tv-z][aeiouy][a-z])"
        ),
    ),
    Rule(
        "MT306",
        "lost-speech-verb",
        "error",
        "Only a name stands between two parts of a quotation: the verb of saying is lost.",
        "The pieces between quotation marks were translated apart, and the verb fell out.",
        _lost_speech_verb,
        when=regex(r',[ \n]{0,3}"[^\n"]{2,60}"', ',"', ', "', ',\n"'),
    ),
    Rule(
        "MT307",
        "lost-speaker",
        "warning",
        "A verb of saying follows a quotation, and nobody says it.",
        "Portuguese, Spanish and Italian leave the subject out.",
        regex(
            rf"[,.?!] ?\" ?(?:{SPEECH}) (?:in|on|at|during|after|that|when|about|to|with)\b",
            signs=[rf'" ?(?:{SPEECH}) [a-z]'],
        ),
    ),
    Rule(
        "MT308",
        "it-said",
        "note",
        "`It` says something.",
        "Languages without subject pronouns leave the engine to guess who speaks.",
        regex(
            r"\bIt (?:said|explained|added|believes|recalled|affirmed|assured|insisted|stated|told)\b(?: that)?",
            grams=pairs("it", "said explained added believes recalled affirmed assured insisted stated told"),
        ),
    ),
    Rule(
        "MT309",
        "said-that",
        "note",
        "Speech is reported with `said that`.",
        "Other languages cannot drop the conjunction, so engines keep it; formal news does too.",
        regex(
            r"(?:s(?<!\w.)(?:aid|ays|tated)|a(?<!\w.)dded|e(?<!\w.)xplained) that\b",
            grams=pairs("said says stated added explained", "that"),
        ),
        skip=BLOCKED | QUOTED,
    ),
    Rule(
        "MT310",
        "comma-before-that",
        "warning",
        "A comma parts a verb of saying or knowing from its clause.",
        "German, Russian, Czech and Polish set a comma there.",
        regex(
            r"\b(?:says?|said|thinks?|believes?|knows?|means?|shows?|hopes?|told|knew|thought|fears?|assumes?|recalls?"
            r"|stressed|emphasi[sz]ed|announced|stated|convinced|reported|explained|added),"
            r" that (?:the|he|she|it|they|we|there|this|a|in|all|not)\b",
            signs=[", that (?:the|he|she|it|they|we|there|this|a|in|all|not)\\b"],
        ),
    ),
)
