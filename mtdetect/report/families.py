"""The families of reasons, in words: what kind of evidence a reason rests on."""

from collections.abc import Sequence

from mtdetect.results.row import Row
from mtdetect.verdict import READER, SEVERAL

# The first digit of a rule's code is its family (docs/glossary.md).
_OF_RULES = {
    "1": "markup",
    "2": "word choice",
    "3": "grammar",
    "4": "punctuation and spacing",
    "5": "names",
    "6": "residue of the machinery",
    "7": "flow",
    "8": "characters",
}
_OF_KINDS = {"measure": "style of the whole text", "phrase": "wording", "phrases": "wording"}


def family(name: str, tells: Sequence[Row] = ()) -> str:
    """The family of a reason of this name, which may rest on tells; an empty string where it has none."""
    kind, _, code = name.partition(":")
    if name == SEVERAL:
        return "several kinds"
    if name == READER:
        return "language model"
    if kind == "tell":
        rule = str(tells[0]["rule"]) if tells else code
        return _OF_RULES.get(rule[2:3], "")
    return _OF_KINDS.get(kind, "")
