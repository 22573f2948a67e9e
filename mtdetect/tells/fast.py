"""Which rules may find something in a text, seen by Hyperscan in two passes: one for expressions, one for phrases.

Expressions are looked for by their shadows in the text's image (`mtdetect.tells.shadow`), phrases as plain strings in
`Text.spoken`, each word between single spaces. Both find at least all that is there.
"""

import re
from collections.abc import Iterable, Sequence
from threading import local
from typing import Any

import hyperscan

from mtdetect.tells.lexicon import Key, Phrases, find_keys, keys
from mtdetect.tells.rule import Rule
from mtdetect.tells.shadow import NoShadowError, shadow
from mtdetect.tells.waking import Awake, Gate, gate, lists
from mtdetect.text.batch import Text
from mtdetect.text.hashing import BEYOND, EDGE, KELVIN

_EDGE = bytes([EDGE])
_BEYOND_ASCII = b"[\\x%02x-\\xff]" % BEYOND
_WORD = re.compile(r"\w")


class Fast:
    """Says which of some rules may find something in a text. Several threads may call it at once."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        gates = [gate(rule) for rule in rules]
        pairs = [pair for at, asked in enumerate(gates) for pair in _pairs(at, asked)]
        numbers = {
            seen: number for number, seen in enumerate(dict.fromkeys(seen for _, *both in pairs for seen in both))
        }
        self._both = [(at, numbers[one], numbers[other]) for at, one, other in pairs if one != other]
        self._single: dict[int, list[int]] = {number: [] for number in numbers.values()}
        for at, one, other in pairs:
            if one == other:
                self._single[numbers[one]].append(at)
        self._always = {*range(len(rules))}.difference(
            (at for at, _, _ in pairs), (at for at, asked in enumerate(gates) if isinstance(asked, Phrases))
        )
        self._lists = {at: asked.name for at, asked in enumerate(gates) if isinstance(asked, Phrases)}
        self._keys = keys(lists(rules))
        self._expressions = _Scanner([seen.encode() for seen in numbers])
        self._phrases = _Scanner([_spoken(key) for key in self._keys])

    def __call__(self, text: Text) -> Awake:
        phrases = find_keys(text, self._wanted(text))
        listed = [at for at, name in self._lists.items() if name in phrases]
        seen = self._expressions(_EDGE + text.image + _EDGE)
        paired = [at for at, one, other in self._both if one in seen and other in seen]
        awake = self._always.union(listed, paired, *[self._single[number] for number in seen])
        return [self._rules[at] for at in sorted(awake)], phrases

    def _wanted(self, text: Text) -> Iterable[Key]:
        """The phrases that the text may hold."""
        if KELVIN in text.folded:
            return self._keys
        found = (self._keys[at] for at in self._phrases(text.spoken))
        return [key for key in found if key.cased is None or all(token in text.folded for token in key.cased)]


class _Scanner:
    """Expressions for bytes, by number: says which of them match."""

    def __init__(self, expressions: Sequence[bytes]) -> None:
        self._database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
        self._database.compile(
            expressions=expressions,
            ids=range(len(expressions)),
            elements=len(expressions),
            flags=[hyperscan.HS_FLAG_SINGLEMATCH] * len(expressions),
        )
        self._scratch = local()  # two scans at once must not share one

    def __call__(self, data: bytes) -> list[int]:
        if not hasattr(self._scratch, "mine"):
            self._scratch.mine = hyperscan.Scratch(self._database)
        found: list[int] = []
        self._database.scan(data, match_event_handler=_note, context=found, scratch=self._scratch.mine)
        return found


def _note(number: int, _start: int, _end: int, _flags: int, found: Any) -> None:
    found.append(number)


def _pairs(at: int, asked: Gate | None) -> list[tuple[int, str, str]]:
    """A rule's number with the shadows of two expressions, which wake it together; none where one has no shadow."""
    if asked is None or isinstance(asked, Phrases):
        return []
    try:
        if isinstance(asked, tuple):
            return [(at, shadow(both.one.pattern), shadow(both.other.pattern)) for both in asked]
        alone = shadow(asked.pattern)
        return [(at, alone, alone)]
    except NoShadowError:
        return []


def _spoken(key: Key) -> bytes:
    """An expression for the words of a phrase as `Text.spoken` has them, with any letter for one beyond ASCII."""
    said = f" {' '.join(token for token in key.lowered if _WORD.match(token))} "
    return b"".join(re.escape(char).encode() if char.isascii() else _BEYOND_ASCII for char in said)
