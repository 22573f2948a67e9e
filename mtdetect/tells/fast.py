"""Which rules may find something in a text, seen by Hyperscan in two passes: one for expressions, one for phrases.

Expressions are looked for by their shadows in the text's image (`mtdetect.tells.shadow`), phrases as plain strings in
`Text.spoken`, each word between single spaces. Both find at least all that is there.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from threading import local

import hyperscan

from mtdetect.image import EDGE, KELVIN
from mtdetect.tells.lexicon import Key, Phrases, find_keys, keys
from mtdetect.tells.rule import Regex, Rule
from mtdetect.tells.shadow import NoShadowError, shadow
from mtdetect.tells.waking import Awake, gate, lists
from mtdetect.text import Text

_EDGE = bytes([EDGE])
_WORD = re.compile(r"\w")


class Fast:
    """Says which of some rules may find something in a text. Several threads may call it at once."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        gates = [gate(rule) for rule in rules]
        shadows = {at: seen for at, asked in enumerate(gates) if isinstance(asked, Regex) and (seen := _shadow(asked))}
        self._always = [at for at, asked in enumerate(gates) if not isinstance(asked, Phrases) and at not in shadows]
        self._lists = {at: asked.name for at, asked in enumerate(gates) if isinstance(asked, Phrases)}
        self._keys = keys(lists(rules))
        plain = {at: _words(key) for at, key in enumerate(self._keys) if " ".join(key.lowered).isascii()}
        self._beyond = [key for at, key in enumerate(self._keys) if at not in plain]
        self._expressions = _Scanner({at: seen.encode() for at, seen in shadows.items()})
        self._phrases = _Scanner({at: re.escape(words) for at, words in plain.items()})

    def __call__(self, text: Text) -> Awake:
        phrases = find_keys(text, self._wanted(text))
        listed = [at for at, name in self._lists.items() if name in phrases]
        awake = {*self._always, *listed, *self._expressions(_EDGE + text.image + _EDGE)}
        return [self._rules[at] for at in sorted(awake)], phrases

    def _wanted(self, text: Text) -> Iterable[Key]:
        """The phrases that the text may hold."""
        if KELVIN in text.folded:
            return self._keys
        found = [self._keys[at] for at in self._phrases(text.spoken)]
        if not text.folded.isascii():
            found += [key for key in self._beyond if all(run in text.low for run in key.runs)]
        return [key for key in found if key.cased is None or all(token in text.folded for token in key.cased)]


class _Scanner:
    """Expressions for bytes, by number: says which of them match."""

    def __init__(self, expressions: Mapping[int, bytes]) -> None:
        self._database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
        self._database.compile(
            expressions=list(expressions.values()),
            ids=list(expressions),
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


def _note(number: int, _start: int, _end: int, _flags: int, found: list[int]) -> None:
    found.append(number)


def _shadow(asked: Regex) -> str | None:
    try:
        return shadow(asked.pattern)
    except NoShadowError:
        return None


def _words(key: Key) -> bytes:
    """The words of a phrase, as `Text.spoken` has them."""
    return f" {' '.join(token for token in key.lowered if _WORD.match(token))} ".encode()
