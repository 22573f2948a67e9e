"""What damage to a text's bytes has left, and what stood there: characters lost as U+FFFD, UTF-8 read as Windows-1252.

Both come of how a text was stored and say nothing of who wrote it.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mtdetect.text.offsets import Edit

_CONTROLS = bytes({*range(32), 127} - set(b"\t\n\v\f\r\x1c\x1d\x1e\x1f"))
_REPLACEMENT = "\ufffd"
_SIGNS = ("â€", "Ã", "Â", "Å", "Ä", "ï»", "ðŸ")  # seen faster than by the expression
_LOST_RUN = re.compile("[\ufffd\ud800-\udfff]{1,100}")
_AFTER_APOSTROPHE = re.compile(r"(?:(s)|(t)|(?:[dm]|ll|re|ve))\b")
_CONTRACTING = re.compile(
    r"\b(?:i|you|s?he|it|we|they|who|what|that|there|here|how|where|when|why|(?:c|w|sh)ould|might|must)\Z",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"\b[a-z]{2,40}s\Z")  # of a common noun, before its apostrophe: `José` is a name
_LONGEST_WORD = 42
_OPENERS = " \t\n([-–—"
_CLOSERS = ".,!?…"
_QUOTE, _APOSTROPHE, _LETTER = '"', "'", "é"

# The characters that Windows-1252 has for the bytes from 80 to FF, and the controls of Latin-1 where it has none.
_BYTES = {bytes([byte]).decode("cp1252", "ignore") or chr(byte): byte for byte in range(0x80, 0x100)} | {
    chr(byte): byte for byte in range(0x80, 0xA0)
}
_LATER = "".join(re.escape(char) for char, byte in _BYTES.items() if byte < 0xC0)
# A quotation may end with a letter of Norwegian or Polish, and a soft hyphen (\xad) may stand behind any letter.
_SAFELY_LATER = re.sub(r"[’”\xad]", "", _LATER)
_MISREAD = re.compile(
    rf"[\xc2\xc3][{_LATER}]|[\xc4-\xdf][{_SAFELY_LATER}]|[\xe0-\xef](?!\xad\xad)[{_LATER}]{{2}}|[\xf0-\xf4][{_LATER}]{{3}}"
)


def damage_notes(text: str, known: Sequence[str] = ()) -> Iterator[str]:
    """What is damaged in a text, one note for each kind, for its row; `known` are the notes that the reader made."""
    data = text.encode("utf-8", "surrogatepass")
    if controls := len(data) - len(data.translate(None, _CONTROLS)):
        yield f"control characters, which count for nothing: {controls}"
    if not text.isascii():
        lost = text.count(_REPLACEMENT)
        if lost and not any("U+FFFD" in note for note in known):
            yield f"characters that were lost (U+FFFD), which count for nothing: {lost}"
        if misread := sum(1 for _ in misread_characters(text)):
            yield f"characters that were read in another encoding, judged as what was meant: {misread}"


def lost_characters(text: str) -> Iterator["Edit"]:
    """What likely stood where a text has U+FFFD, several of which in a row are one.

    In a word it was an apostrophe or a letter with an accent, which one does not matter to what counts. Where they
    come in pairs, those at the edges of words were quotation marks. Others become nothing, with the space that they
    leave over.
    """
    runs = [(match.start(), match.end()) for match in _LOST_RUN.finditer(text)]
    guesses = [_lost(text, *run) for run in runs]
    paired = guesses.count("opening") == guesses.count("closing")
    for (start, end), guess in zip(runs, guesses, strict=True):
        new = guess if len(guess) <= 1 else _QUOTE if paired else ""
        is_spare = not new and text[end : end + 1] == " " and text[start - 1 : start] in (" ", "")
        yield start, end + is_spare, new


def _lost(text: str, start: int, end: int) -> str:
    """What stood there: a character, nothing, or the words `opening` or `closing` for what may be a quotation mark."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isalpha() and after.isalpha():
        return _APOSTROPHE if _is_contracted(text, start, end) else _LETTER
    if before.isalpha() and not after.isdecimal():
        return _APOSTROPHE if _PLURAL.search(text, max(start - _LONGEST_WORD, 0), start) else _LETTER
    if after.isalpha() and (not before or before in _OPENERS):
        return "opening"
    return "closing" if before and before in _CLOSERS else ""


def _is_contracted(text: str, start: int, end: int) -> bool:
    """Whether an apostrophe is missing: `it's`, `don't`, `we've`, and not in `naïve`."""
    match = _AFTER_APOSTROPHE.match(text, end)
    if match is None or match[1]:
        return match is not None
    if match[2]:
        return text[start - 1] in "nN"
    return _CONTRACTING.search(text, max(start - _LONGEST_WORD, 0), start) is not None


def misread_characters(text: str) -> Iterator["Edit"]:
    """The characters of which others were made, `â€™` of `’`, and what they were: one character each."""
    for match in _MISREAD.finditer(text) if any(sign in text for sign in _SIGNS) else ():
        try:
            yield *match.span(), bytes(map(_BYTES.__getitem__, match.group())).decode("utf-8")
        except UnicodeDecodeError:  # no UTF-8: it stands as it was written
            continue
