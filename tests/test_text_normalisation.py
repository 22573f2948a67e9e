"""Texts without what nobody sees, with one form of each letter; and the way back to the text as read."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtdetect.text.batch import analyse, parse
from mtdetect.text.normalisation import normalise, normalised

STORY = (
    "The ferry's crew came home at noon, and nobody on the quay asked why. It was cold.\n\n"
    "“We saw a light at five,” said Åse Lund, who has fished there since 1998. “Then it was gone.”\n"
)
HIDDEN = (
    "\xad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u202e\u2060\u2066\u2069\ufe0f\ufeff\U000e0041\0\b\x7f"
)
SPACES = "\xa0\u1680\u2000\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
LOOKALIKES = str.maketrans("aeopcxiAEHOT", "аеорсхіАЕНОТ")
GREEK = str.maketrans("oANE", "οΑΝΕ")


def bold(text: str) -> str:
    """The ASCII letters as mathematical bold ones."""
    return "".join(
        chr(ord(c) - 97 + 0x1D41A) if "a" <= c <= "z" else chr(ord(c) - 65 + 0x1D400) if "A" <= c <= "Z" else c
        for c in text
    )


def wide(text: str) -> str:
    """The ASCII letters in full width."""
    return "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalpha() else c for c in text)


@given(st.data())
def test_hidden_characters_anywhere_change_nothing_that_is_judged(data: st.DataObject) -> None:
    places = data.draw(st.lists(st.integers(0, len(STORY)), max_size=60))
    pieces = [STORY[a:b] for a, b in zip([0, *sorted(places)], [*sorted(places), len(STORY)], strict=True)]
    changed = "".join(piece + data.draw(st.sampled_from(HIDDEN)) for piece in pieces)

    text, plain = parse(changed), parse(STORY)

    assert plain.folded == text.folded
    assert plain.masks == text.masks
    assert plain.tokens == text.tokens
    assert plain.keys.tolist() == text.keys.tolist()
    assert plain.sentences == text.sentences
    read = [changed[slice(*text.place(*span))] for span in text.tokens]
    assert [STORY[start:end] for start, end in plain.tokens] == [
        "".join(c for c in one if c not in HIDDEN) for one in read
    ]
    assert [c for one in read for c in (one[0], one[-1]) if c in HIDDEN] == []


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.translate(LOOKALIKES),
        lambda text: text.translate(GREEK),
        lambda text: text.translate(LOOKALIKES).replace("е", "е\u200b"),
        bold,
        wide,
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace("t", "t\u0335\u0336"),
    ],
    ids=["cyrillic", "greek", "cyrillic-hidden", "mathematical", "full-width", "accents", "strokes"],
)
def test_forms_of_letters_change_nothing_that_is_judged(change: "object") -> None:
    changed = change(STORY)  # type: ignore[operator]

    assert changed != STORY
    assert STORY == normalised(changed)


@pytest.mark.parametrize("space", SPACES)
def test_spaces_of_all_kinds_are_one(space: str) -> None:
    text, plain = parse(STORY.replace(" ", space)), parse(STORY)

    assert plain.folded == text.folded
    assert plain.marks == tuple(mark for mark in text.marks)
    assert plain.masks == text.masks


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("The ﬁrst ofﬁce ﬂoor", "The first office floor"),
        ("The word корабль means ship", None),
        ("а ship, and the с\u200bap", "а ship, and the сap".replace("сap", "cap").replace("а ship", "a ship")),
        ("In Москва a cаptain, с him", "In Москва a captain, c him"),
        ("а хор", None),
        ("The level of TNFα and ΔT", None),
        ("The Øresund bridge, naïve Zoë, Łódź", None),
        ("The word的 and captaжn", None),
        ("The crewâ€™s cafÃ©, â€œopenâ€\x9d at nightâ€”", "The crew’s café, “open” at night—"),
        ("Ã la mode in Ârhus for 5 €", None),
        ("said Å\xadse in Ä\xaddelö, caf\xe9\xad\xad", "said Åse in Ädelö, café"),  # soft hyphens
        ("an Ã\xadndice", "an índice"),
        ("It\x92s \x93open\x94", "It’s “open”"),
        ("It\ufffds, don\ufffdt, we\ufffdve, the boys\ufffd toys", "It's, don't, we've, the boys' toys"),
        ("Jos\ufffd in the caf\ufffd, na\ufffdve, gar\ufffd\ufffdon", "José in the café, naéve, garéon"),
        ("\ufffdWe left.\ufffd He", '"We left." He'),
        ("\ufffdWe left. He", "We left. He"),
        ("The sign \ufffd stands \ud83d alone", "The sign stands alone"),
        ("He left.  She came.   It rained", "He left. She came. It rained"),
        ("two  spaces", None),
        ("A **bold word**, an *old* one and 2 * 3 * 4", "A bold word, an old one and 2 * 3 * 4"),
        ("\u200b", ""),
        ("", None),
    ],
)
def test_normalised_text(raw: str, expected: str | None) -> None:
    made = normalise(raw)

    assert (raw if expected is None else expected) == made.raw
    assert len(made.raw) == len(made.folded)
    assert (expected is None) == (made.offsets is None)


@given(st.text(max_size=200) | st.text(alphabet=HIDDEN + "aаееﬁＡ𝐀e\u0301\ufffd. *'ÃÂ©â€™\x92\nя1", max_size=60))
def test_places_lie_in_the_text_as_read_and_ascend(raw: str) -> None:
    text = parse(raw)

    places = [text.place(at, at + 1) for at in range(len(text.raw))]
    assert all(0 <= start < end <= len(raw) for start, end in places)
    assert sorted(places) == places
    assert all(0 <= start <= end <= len(raw) for start, end in [text.place(at, at) for at in range(len(text.raw) + 1)])


@given(st.text(alphabet=HIDDEN + "aаееﬁＡ𝐀e\u0301\ufffd.  *'ÃÂ©â€™\x92\nя1", max_size=60))
def test_a_text_alone_and_in_a_batch_is_the_same(raw: str) -> None:
    alone, (_, together, _) = parse(raw), analyse((STORY, raw, "Я а")).texts

    assert alone.raw == together.raw
    assert alone.tokens == together.tokens


def test_lines_end_as_all_systems_end_them() -> None:
    lines = "The crew came home.\nNobody asked why.\nIt was cold."

    found = {
        parse(lines.replace("\n", end)).folded.replace(" \n", "\n") for end in ("\n", "\r\n", "\r", "\u2028", "\x85")
    }

    assert {lines} == found
