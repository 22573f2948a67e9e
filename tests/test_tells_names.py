"""The tells of consistency within a text: names and persons that are not the same throughout."""

from collections import Counter

from mtdetect.tells.engine import engine, find_tells
from mtdetect.tells.lexicon import entries, words
from mtdetect.tells.names import variants
from mtdetect.text.batch import analyse, parse


def evidence(code: str, text: str) -> list[str]:
    return [tell.evidence for tell in find_tells(parse(text)) if tell.rule == code]


def test_names_on_the_list_of_like_names_sound_like_another() -> None:
    names = sorted(words("like_names"))

    sounds = Counter(variants.sounds(names))
    assert [name for name, sound in zip(names, variants.sounds(names), strict=True) if sounds[sound] < 2] == []


def test_each_foreign_name_says_its_english_one() -> None:
    assert [entry.phrase for entry in entries("foreign_names") if not entry.cause.startswith("for ")] == []


def test_a_second_spelling_is_marked_once() -> None:
    text = "The mayor met Olena Dzyuba. Then Dziuba left. Later Dzyuba and Dziuba met again."

    assert evidence("MT513", text) == ["Dziuba"]


def test_a_name_is_looked_for_among_a_bounded_number() -> None:
    letters = "abdefghlmn"
    others = " and ".join(f"T{a}{b}{c}{d}r" for a in letters for b in letters for c in letters for d in letters[:3])

    assert evidence("MT513", f"The mayor met {others} and Dzyuba and Dziuba.") == []


def test_a_list_longer_than_looked_for_is_passed_over() -> None:
    near, far = "trust, peace, work and trust", "trust, peace, work, bread and trust"

    assert [evidence("MT360", f"They wished for {words}.") for words in (near, far)] == [[near], []]


def test_the_tag_of_a_quotation_is_no_lone_pronoun() -> None:
    text = "He rode until dusk. He drank what he had. His legs ached. “The road is long,” she said."

    assert evidence("MT351", text) == []


def test_a_quotation_may_speak_of_whom_it_likes() -> None:
    text = "He rode until dusk. He drank what he had. His legs ached. “Give her my love,” it read."

    assert evidence("MT351", text) == []


def test_a_changed_pronoun_is_looked_for_where_the_last_person_before_is_of_the_other_sex() -> None:
    """Alone, and in a batch with texts that lack what is looked for."""
    changed = "Anna Smith runs a school. The woman has taught for years. He likes it."
    texts = [changed, changed.replace("He", "She"), "He likes it.", "The woman ran. His school closed. He left.", ""]

    batch = analyse(texts)
    found = [[hit[1] for hit in hits if hit[0].code == "MT350"] for hits in engine().find(batch)]

    start = changed.index("He ")
    assert found == [[(start, start + 2)], [], [], [], []]
    assert evidence("MT350", changed) == ["He"]
