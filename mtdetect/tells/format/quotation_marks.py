"""Quotation marks: spaces on their inner side, marks turned or glued the wrong way, marks of other languages."""

import re
from collections.abc import Iterator

from mtdetect.tells.rule import Rule, regex
from mtdetect.tells.spans import BEYOND_ASCII, SPEECH, WordBefore, in_raw, space_start, word_end, word_start
from mtdetect.tells.technical import is_technical
from mtdetect.text.quotes import Mark
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text

_STOPS = ".!?…"
_ATTRIBUTION = re.compile(rf"(?:[\w.'-]{{1,20}} ){{0,3}}(?:{SPEECH})\b")
_MAX_QUOTATION = 1_500  # a longer pair is more likely a lost mark than a quotation


def _pairs(text: Text, *, opens: bool) -> Iterator[Mark]:
    """Marks of one role whose other half is known and near: parity is not to be trusted for the others."""
    for mark in text.marks:
        if mark.opens == opens and mark.partner is not None and abs(mark.at - mark.partner) < _MAX_QUOTATION:
            yield mark


def _spaced_closing(text: Text) -> Iterator[tuple[Mark, int]]:
    """Closing marks with one or two spaces before and no word glued after; and where the space begins."""
    for mark in _pairs(text, opens=False):
        space = space_start(text, mark.at)
        if space < mark.at and not text.folded[mark.at + 1 : mark.at + 2].isalnum():
            if text.spaces_by_habit:
                return
            yield mark, space


def _is_string(text: Text, mark: Mark) -> bool:
    """Whether the marks of a technical text are no quotation: one word with its space, or a mark that is named.

    The word is input or output, as in `lines that begin with "From "`; a mark is named in `between " and '`.
    """
    first, last = sorted((mark.at, mark.partner or 0))
    inside = text.folded[first + 1 : last]
    return (" " not in inside.strip() or inside.startswith((" and ", " or "))) and is_technical(text)


def _space_before_closing(text: Text) -> Iterator[Span]:
    for mark, space in _spaced_closing(text):
        before = text.folded[space - 1]
        if not before.isalpha() and before not in _STOPS + ",;:":  # inches follow figures
            continue
        if text.folded[space - 3 : space] != ". ." and not _is_string(text, mark):
            yield word_start(text, space), mark.at + 1


def _space_after_opening(text: Text) -> Iterator[Span]:
    folded = text.folded
    for mark in _pairs(text, opens=True):
        spaced = mark.at == 0 or folded[mark.at - 1] in " \n([-"
        if spaced and folded[mark.at + 1] == " ":
            if text.spaces_by_habit:
                return
            if not _is_string(text, mark):
                yield mark.at, word_end(text, mark.at + 2)


def _turned_closing(text: Text) -> Iterator[Span]:
    for mark in _pairs(text, opens=False):
        alone = text.folded[mark.at - 1] == " " and not text.folded[mark.at + 1 : mark.at + 2].isalnum()
        if mark.char == "“" and not alone:
            yield word_start(text, space_start(text, mark.at)), word_end(text, mark.at + 1)


def _turned_opening(text: Text) -> Iterator[Span]:
    for mark in _pairs(text, opens=True):
        if mark.char == "”":
            yield mark.at, _word_after(text, mark.at + 1)


def _closing_glued_to_next(text: Text) -> Iterator[Span]:
    folded = text.folded
    for mark in _pairs(text, opens=False):
        if mark.char != "“" and folded[mark.at - 1] == " " and _ATTRIBUTION.match(folded, mark.at + 1):
            yield word_start(text, mark.at - 1), word_end(text, mark.at + 1)


def _opening_glued_to_previous(text: Text) -> Iterator[Span]:
    folded = text.folded
    for mark in _pairs(text, opens=True):
        glued = mark.at > 0 and (folded[mark.at - 1].isalpha() or folded[mark.at - 1] in ",:")
        if mark.char != "”" and glued and folded[mark.at + 1] == " ":
            yield word_start(text, mark.at), word_end(text, mark.at + 2)


def _word_after(text: Text, at: int) -> int:
    return word_end(text, at + (text.folded[at : at + 1] == " "))


RULES = (
    Rule(
        "MT401",
        "space-before-closing-quote",
        "warning",
        "A space stands before the mark that closes a quotation.",
        "The source language sets a space inside its marks, or the text was cut up and the mark left alone.",
        _space_before_closing,
        when=regex(r' "(?:[\W_]|\Z)'),
    ),
    Rule(
        "MT403",
        "space-after-opening-quote",
        "warning",
        "A space stands between a mark that opens a quotation and its first word.",
        "The source language sets a space inside its marks, or a word was dropped and its space kept.",
        _space_after_opening,
        when=regex(r'(?:\A|[ \n(\[-])" '),
    ),
    Rule(
        "MT404",
        "turned-closing-quote",
        "warning",
        "A quotation is closed by a mark that opens.",
        "Engines guess the direction of a mark for each segment, without knowing that a quotation is open.",
        _turned_closing,
        when=in_raw("“"),
    ),
    Rule(
        "MT405",
        "turned-opening-quote",
        "warning",
        "A quotation is opened by a mark that closes.",
        "Engines guess the direction of a mark for each segment, without knowing that none is open.",
        _turned_opening,
        when=in_raw("”"),
    ),
    Rule(
        "MT406",
        "closing-quote-glued-to-next-word",
        "warning",
        "The mark that closes a quotation is glued to the word after it.",
        "The engine took the mark for one that opens and moved the space to its other side.",
        _closing_glued_to_next,
        when=regex(rf' "(?:[\w.\'-]{{1,20}} ){{0,3}}(?:{SPEECH})\b'),
    ),
    Rule(
        "MT407",
        "opening-quote-glued-to-previous-word",
        "note",
        "The mark that opens a quotation is glued to the word before it.",
        "The engine took the mark for one that closes and moved the space to its other side.",
        _opening_glued_to_previous,
        when=regex('[\\w,:]" '),
    ),
    Rule(
        "MT408",
        "full-width-mark",
        "warning",
        "A full-width or East Asian mark stands in English text.",
        "Chinese, Japanese and Korean marks are copied when the engine has no pair for them.",
        WordBefore(regex(r"[\u3001\u3002\u3008-\u3011\uff01\uff08\uff09\uff0c\uff0e\uff1a\uff1b\uff1f]")),
        when=BEYOND_ASCII,
    ),
    Rule(
        "MT409",
        "foreign-quotation-mark",
        "note",
        "A quotation mark of another language is left.",
        "Marks such as guillemets are copied from the source when the engine does not know their pair.",
        lambda text: ((mark.at, mark.at + 1) for mark in text.marks if mark.char in "«»„‟"),
        when=in_raw("«»„‟"),
    ),
)
