"""Alters training texts, so that form and spelling cannot decide.

Nearly all native news in the corpora has newlines and curly quotation marks, pupils misspell, and only round trips come
from careless scripts. So part of the cuts that a model is trained on is altered: human and machine texts alike in form,
human texts in spelling too. "careless, simulated" imitates faults that careless pipelines really leave (the set
`portuguese_careless_pipelines` has real ones), in machine texts alone. No altered text is ever tested on.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from mtdetect.text.batch import parse

Alter = Callable[[str, random.Random], str]

_UNCHANGED = 0.4  # of the cuts
_LABELS = HUMAN, MACHINE = 0, 1
_MARKS = str.maketrans(dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛′`´", "'") | dict.fromkeys("‐‑‒–—―−", "-"))
_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"\b[a-z]{4,}\b")
_DISTANCE = 2  # edits at which a misspelt word is still recognised
_FAULTS = (
    (re.compile(r"([.,?!])([\"”])(?=\s|$)"), r"\1 \2"),  # the text was cut before the closing mark
    (re.compile(r"(?<=\s)([\"“])(?=\w)"), r"\1 "),  # or after the opening mark
    (re.compile(r"\b([A-Z])\.([A-Z])\."), r"\1. \2."),  # or inside a dotted abbreviation
)


@dataclass(frozen=True, slots=True)
class Alteration:
    """A way to alter a text, and the labels of the texts that it is meant for."""

    name: str
    labels: tuple[int, ...]
    alter: Alter


def augment(text: str, label: int, chance: random.Random) -> str:
    """The text as it is (four times in ten), or altered in one way that is meant for its label; `chance` draws."""
    if chance.random() < _UNCHANGED:
        return text
    return chance.choice([one for one in ALTERATIONS if label in one.labels]).alter(text, chance)


def fold_marks(text: str) -> str:
    """A text with straight quotation marks, hyphens for dashes, and single spaces for all white space."""
    return _SPACES.sub(" ", text.translate(_MARKS)).strip()


def _straight_marks(text: str, _: random.Random) -> str:
    return fold_marks(text)


def _curly_marks(text: str, _: random.Random) -> str:
    """Curly marks for straight ones, as a word processor does: an opening one follows a space, a bracket or a dash."""
    opened = re.sub(r"(^|[\s(\[—-])\"", r"\1“", text)
    return re.sub(r"(^|[\s(\[—“-])'", r"\1‘", opened).replace('"', "”").replace("'", "’")


def _line_breaks(text: str, chance: random.Random) -> str:
    """A line break after one sentence in three, as web pages have."""
    parsed = parse(text)
    ends = [end for _, end in parsed.sentences if chance.random() < 1 / 3]
    edges = zip([0, *ends], [*ends, len(parsed.raw)], strict=True)
    pieces = [parsed.raw[start:end].strip() for start, end in edges]
    return "\n".join(piece for piece in pieces if piece)


def _treebank_spacing(text: str, _: random.Random) -> str:
    """Spaces around marks and in contractions, as in the Penn Treebank and in corpora that follow it."""
    from nltk.tokenize import TreebankWordTokenizer

    tokenizer = TreebankWordTokenizer()
    parsed = parse(text)
    sentences = (parsed.raw[start:end] for start, end in parsed.sentences)
    return " ".join(" ".join(tokenizer.tokenize(sentence)) for sentence in sentences)


def _page_furniture(text: str, chance: random.Random) -> str:
    """Two lines of a web page before the article, and two after it."""
    lines = (Path(__file__).parent / "furniture.txt").read_text(encoding="utf-8").splitlines()
    drawn = chance.sample(lines, 4)
    return "\n".join([*drawn[:2], text, *drawn[2:]])


def _spelling(text: str, _: random.Random) -> str:
    """Misspelt words corrected; capitalised words and those of fewer than four letters stay."""
    return _WORD.sub(lambda word: correct_word(word[0]), text)


def _careless_faults(text: str, _: random.Random) -> str:
    for pattern, fault in _FAULTS:
        text = pattern.sub(fault, text)
    return text


ALTERATIONS = (
    Alteration("straight marks", _LABELS, _straight_marks),
    Alteration("curly marks", _LABELS, _curly_marks),
    Alteration("lines", _LABELS, _line_breaks),
    Alteration("treebank spacing", (HUMAN,), _treebank_spacing),
    Alteration("furniture", _LABELS, _page_furniture),
    Alteration("spelling", (HUMAN,), _spelling),
    Alteration("careless, simulated", (MACHINE,), _careless_faults),
)


@lru_cache(maxsize=50_000)
def correct_word(word: str) -> str:
    """A known word as it is; another as the nearest known word, if one is at most two edits away."""
    from symspellpy import Verbosity

    found = _speller().lookup(word, Verbosity.TOP, max_edit_distance=_DISTANCE, include_unknown=True)
    return str(found[0].term)


@lru_cache(maxsize=1)
def _speller():  # type: ignore[no-untyped-def]  # SymSpell; imported only where a text is corrected
    from symspellpy import SymSpell

    speller = SymSpell(max_dictionary_edit_distance=_DISTANCE, prefix_length=7)
    speller.load_dictionary(str(files("symspellpy") / "frequency_dictionary_en_82_765.txt"), 0, 1)
    return speller
