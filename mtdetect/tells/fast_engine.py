"""Which expressions may match, by Hyperscan: all at once in the texts' ASCII form (`mtdetect.tells.prefilter`).

To compile them takes about a second, to load them compiled a thousandth of that. So they are kept in the user's cache
folder, in a file that is named by what is in it: it is safe to delete and never needed.
"""

import platform
import re
from collections.abc import Sequence
from contextlib import suppress
from hashlib import blake2b
from threading import local
from typing import Any

import hyperscan
from platformdirs import user_cache_path

from mtdetect.config.atomic_files import write_atomically
from mtdetect.config.private_files import is_private, make_private_folder
from mtdetect.tells.rule import LONGEST_MATCH, Regex
from mtdetect.text.batch import TextBatch
from mtdetect.text.folding import ascii_char
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text

_FLAGS = hyperscan.HS_FLAG_SINGLEMATCH | hyperscan.HS_FLAG_PREFILTER
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_RANGE = re.compile(r"(?:\\u[0-9a-f]{4}|[^\x00-\x7f])-(?:\\u[0-9a-f]{4}|[^\x00-\x7f])")
_ANY = "A-Za-z0-9 ~"  # what characters beyond ASCII become
_MODE = hyperscan.HS_MODE_BLOCK
_VERSION = str(vars(hyperscan)["__version__"])
_WINDOW = 4_096  # characters
_LONG = 4 * _WINDOW  # characters from which on a text is scanned in windows


class FastEngine:
    """Says for each text of a batch which of some expressions may match. Several threads may call it at once."""

    def __init__(self, asked: Sequence[Regex], database: hyperscan.Database) -> None:
        self._asked = asked
        self._database = database
        self._scratch = local()  # two scans at once must not share one

    def __call__(self, batch: TextBatch) -> list[list[int]]:
        if not hasattr(self._scratch, "mine"):
            self._scratch.mine = hyperscan.Scratch(self._database)
        found: list[list[int]] = []
        for start, text in zip(batch.starts.tolist(), batch.texts, strict=True):
            seen = batch.ascii[start : start + len(text.folded)]
            found.append(self._scan(seen) if len(seen) <= _LONG else self._scan_in_windows(text, seen))
        return found

    def _scan(self, seen: bytes) -> list[int]:
        numbers: list[int] = []
        self._database.scan(seen, match_event_handler=_note, context=numbers, scratch=self._scratch.mine)
        return numbers

    def _scan_in_windows(self, text: Text, seen: bytes) -> list[int]:
        """The same for a long text, a window at a time; the text is told in which each expression may match.

        What is scanned overlaps on both sides, so that a match that begins in a window is whole in it.
        """
        windows: dict[int, list[Span]] = {}
        for start in range(0, len(seen), _WINDOW):
            end = min(start + _WINDOW, len(seen))
            for number in self._scan(seen[max(0, start - LONGEST_MATCH) : end + LONGEST_MATCH]):
                spans = windows.setdefault(number, [])
                if spans and spans[-1][1] == start:
                    spans[-1] = (spans[-1][0], end)
                else:
                    spans.append((start, end))
        text.windows.update((self._asked[number], spans) for number, spans in windows.items())
        return list(windows)


def _note(number: int, _start: int, _end: int, _flags: int, found: Any) -> None:
    found.append(number)


def in_ascii(expression: str) -> str:
    """An expression for texts in ASCII form; it matches where Python's matches in the text."""
    if expression.isascii() and "\\u" not in expression:
        return expression.replace("(?>", "(?:").replace(r"\Z", r"\z")
    ranged = _RANGE.sub(_ANY, expression)
    plain = _ESCAPED.sub(lambda match: re.escape(ascii_char(chr(int(match[1], 16)))), ranged)
    plain = "".join(char if char.isascii() else re.escape(ascii_char(char)) for char in plain)
    return plain.replace("(?>", "(?:").replace(r"\Z", r"\z")


class Source:
    """Some expressions in the form that Hyperscan takes, and the file in which they may be kept compiled.

    It is named by the expressions and the engine's version; the engine refuses a file of another kind of processor.
    """

    def __init__(self, asked: Sequence[Regex]) -> None:
        self._expressions = [in_ascii(one.expression).encode() for one in asked]
        self._flags = [_flags(one) for one in asked]
        seen = blake2b(f"{_VERSION}\0{platform.machine()}\0".encode(), digest_size=16)
        for expression, flags in zip(self._expressions, self._flags, strict=True):
            seen.update(expression + f"\0{flags}\0".encode())
        self.file = user_cache_path("mtdetect", appauthor=False) / f"rules-{seen.hexdigest()}.hs"

    def load(self) -> hyperscan.Database | None:
        """The compiled expressions from the file; None where it is not there, damaged, or of another kind.

        Hyperscan trusts what it loads: a file that anybody else may have written is not loaded.
        """
        if not is_private(self.file):
            return None
        try:
            loaded = hyperscan.loadb(self.file.read_bytes(), _MODE)
            loaded.scan(b"", match_event_handler=_note, context=[], scratch=hyperscan.Scratch(loaded))
        except (OSError, hyperscan.error):
            return None
        return loaded

    def compile(self) -> hyperscan.Database:
        """The expressions, compiled, which takes about a second; the file is written, where that can be.

        Raises `hyperscan.error` where Hyperscan does not know the processor.
        """
        made = hyperscan.Database(mode=_MODE)
        count = len(self._expressions)
        made.compile(expressions=self._expressions, ids=range(count), elements=count, flags=self._flags)
        with suppress(OSError):  # a cache that cannot be written is none
            make_private_folder(self.file.parent)
            with write_atomically(self.file, lambda error: error) as part:
                part.path.chmod(0o600)
                part.write(hyperscan.dumpb(made))
        return made


def _flags(one: Regex) -> int:
    caseless = hyperscan.HS_FLAG_CASELESS if one.flags & re.IGNORECASE else 0
    return int(_FLAGS | caseless | (hyperscan.HS_FLAG_MULTILINE if one.flags & re.MULTILINE else 0))
