"""The quick look at which names may sound alike: it passes over none that do."""

import re

from hypothesis import given
from hypothesis import strategies as st

from mtdetect.tells.names.found_names import INITIAL, REST, find_names, may_sound_alike, outlines_of
from mtdetect.tells.names.variants import sounds
from mtdetect.text.batch import TextBatch, analyse

NAME = st.builds(
    str.__add__,
    st.sampled_from("ACFJKOPQSTVWXYZ"),
    st.text("aceijkopqstuvwxyzhlmn", min_size=3, max_size=9),
)


def batch_of(*texts: list[str]) -> TextBatch:
    return analyse([". ".join(names) for names in texts])


@given(st.lists(NAME, min_size=1, max_size=8))
def test_names_that_sound_alike_have_one_outline(made: list[str]) -> None:
    """Its sound, written like a name, sounds as the name does."""
    known = {name: sound.capitalize() for name in made for sound in sounds([name]) if len(sound) >= 4}
    listed = [*known, *known.values()]
    names = find_names(batch_of(listed))
    spelt = list(names.of_text(0))

    outlines = dict(zip(spelt, outlines_of(names).tolist(), strict=True))

    assert {name: outlines[name] for name in known} == {name: outlines[sound] for name, sound in known.items()}


def test_texts_with_two_names_of_one_outline_are_named() -> None:
    batch = batch_of(["Dzyuba", "Berlin"], ["Dziuba"], ["Dzyuba", "Madrid", "Dziuba"], [])

    assert may_sound_alike(find_names(batch)) == [2]


@given(st.lists(st.text("Aa bÉéñ1_'-\u0130K", max_size=30), min_size=1, max_size=4))
def test_names_are_what_the_expression_finds(raws: list[str]) -> None:
    batch = analyse(raws)

    names = find_names(batch)

    found = [list(names.of_text(number)) for number in range(len(raws))]
    written = re.compile(rf"\b{INITIAL}{REST}\b")
    assert found == [list(dict.fromkeys(written.findall(text.folded))) for text in batch.texts]
