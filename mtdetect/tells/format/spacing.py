"""Spaces where English has none, and none where it has one."""

from collections.abc import Iterator

from mtdetect.tells.rule import Rule, regex
from mtdetect.tells.spans import InPlainText, WordBefore, word_end, word_start
from mtdetect.tells.technical import is_technical
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text
from mtdetect.text.word_groups import word_groups

_HYPHENS = "-\u2010\u2011"  # not dashes: human typists space those freely
_SUSPENDED = regex(r"-(?: (?:and|or|to|nor|but|versus|vs|plus|as well)\b| ?,)")
_BEFORE_OPTION = frozenset(
    "use used using add adding pass passing give given set without like need needs option options flag flags switch"
    " switches argument arguments parameter parameters command run type suffix prefix having specify".split()
)
_SPACED_HYPHEN = regex(r"(?: -(?<=[^\W\d_]{3} -)|- (?<=[^\W\d_]{3}- ))(?=[^\W\d_]{2})")


def _is_option(text: Text, space: int) -> bool:
    before = text.low[word_start(text, space) : space]
    return before in _BEFORE_OPTION or before in word_groups().words["common"] or is_technical(text)


def _spaced_hyphen(text: Text) -> Iterator[Span]:
    """`word -word` and `word- word`, but for `pre- and post-war` and for text that sets its dashes so.

    Nor options of commands, as in `build it with -funroll-loops`: no small word is the first part of a compound.
    """
    for start, end in _SPACED_HYPHEN(text):
        if text.spaces_by_habit:
            return
        dash = start if text.folded[start] == "-" else start + 1
        if text.raw[dash] not in _HYPHENS or _SUSPENDED.pattern.match(text.folded, dash):
            continue
        if dash == start or not _is_option(text, start):
            yield word_start(text, start), word_end(text, end)


RULES = (
    Rule(
        "MT410",
        "space-before-comma",
        "warning",
        "A space stands before a comma.",
        "A word was moved or dropped in translation, and its space stayed.",
        WordBefore(regex(r" (?<=[^\W_] ) ?,(?=[\s\"'])", gap=" ,")),
    ),
    Rule(
        "MT411",
        "space-before-stop",
        "warning",
        "A space stands before a full stop.",
        "A word was moved or dropped in translation, and its space stayed.",
        WordBefore(regex(r" (?<=[^\W_] ) ?\.(?=\s|$|[\"'])(?! \.)", gap=r" \.")),
    ),
    Rule(
        "MT412",
        "space-before-high-mark",
        "note",
        "A space stands before a colon, semicolon, question or exclamation mark.",
        "French typography sets a space there, and engines keep it.",
        WordBefore(regex(r" (?<=[^\W_] ) ?[:;?!]{1,3}(?=[\s\"']|$)", gap=r" [:;?!]")),
    ),
    Rule(
        "MT413",
        "spaced-hyphen",
        "warning",
        "A space splits a hyphenated word.",
        "Segmenters of Chinese and Japanese part such words, and they are joined again on one side only.",
        _spaced_hyphen,
        when=regex(r"[^\W\d_]{3}(?: -|- )[^\W\d_]{2}", gap=" -|- "),
    ),
    Rule(
        "MT414",
        "double-space",
        "note",
        "Two spaces stand between two words of a sentence.",
        "A rule-based engine deleted a word and left the spaces around it.",
        regex(r"  (?<=[^\W\d_]  ) ?(?=[a-z])", gap="  "),
    ),
    Rule(
        "MT415",
        "missing-space-after-stop",
        "note",
        "No space stands between two sentences.",
        "Pieces translated one by one were joined without a space; people forget it too.",
        WordBefore(
            regex(
                r"[.!?](?<=[a-z]{3}.)(?!Org|Com|Net|Gov|Edu|Info)[A-Z][a-z]{1,20}(?![\w.@])",
                gap=r"a[.!?]a",
            )
        ),
    ),
    Rule(
        "MT416",
        "space-inside-bracket",
        "note",
        "A space stands on the inner side of a bracket.",
        "Tokenised output was put together again by incomplete rules.",
        InPlainText(regex(r"\( (?=\w)(?:\w{1,20})?|(?:(?<!\w)\w{1,20})? \)(?=[\s.,;:]|$)", gap=r"\( | \)")),
    ),
    Rule(
        "MT417",
        "spaced-slash",
        "note",
        "A slash stands between spaces.",
        "Tokenisers part words at a slash, and the space stays.",
        WordBefore(regex(r"(?<=[a-z])(?<! km)(?<! m) ?/ [a-z]{1,20}", gap="/ ")),
    ),
    Rule(
        "MT418",
        "split-apostrophe",
        "note",
        "A space splits a contraction or a possessive.",
        "Tokenised output was put together again by incomplete rules.",
        WordBefore(
            regex(
                r"(?<=[a-z])(?: '(?:s|t|re|ve|ll|d|m)\b|(?: n't\b)|' (?:s|t|re|ve|ll)\b)",
                signs=[r" '(?:s|t|re|ve|ll|d|m)\b", r" n't\b", r"' (?:s|t|re|ve|ll)\b"],
            )
        ),
    ),
    Rule(
        "MT419",
        "split-address",
        "warning",
        "Spaces split a web address.",
        "Engines take the dots and slashes of an address for those of a sentence.",
        regex(r"\bhttps?: ?// ?(?=\w)|\bhttps?:// \w|\bwww\. \w{1,30}", "http", "www. "),
    ),
)
