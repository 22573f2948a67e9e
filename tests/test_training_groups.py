"""Groups across files, and the rows that are drawn of large sets."""

from dataclasses import replace

from training.corpora import Row
from training.groups import merge_groups
from training.sample import sample

SHARED = (
    "The council of the small town by the river met again on Monday evening to talk. "
    "Nobody in the long room could say what had become of the old wooden bridge. "
)


def row(of_set: str, group: str, text: str = "Something else.", label: int = 0, system: str = "") -> Row:
    kind = "machine_translation" if label else "native"
    return Row(f"{of_set}/{group}/{label}/{system}", text, label, kind, system, "de", group, "news", of_set)


def test_groups_of_two_sets_that_share_an_article_are_one() -> None:
    rows = [row("a", "a1", SHARED), row("a", "a1", "Machine.", 1), row("b", "b1", f"Yes. {SHARED}"), row("b", "b2")]

    merged = merge_groups(rows)

    assert ["a1", "a1", "a1", "b2"] == [one.group for one in merged]
    assert rows == [replace(one, group=old.group) for one, old in zip(merged, rows, strict=True)]


def test_one_shared_sentence_or_one_set_does_not_merge_groups() -> None:
    sentence = SHARED.partition(". ")[0] + "."
    rows = [row("a", "a1", sentence), row("b", "b1", sentence), row("c", "c1", SHARED), row("c", "c2", SHARED)]

    assert rows == merge_groups(rows)


def test_groups_are_merged_by_way_of_a_third() -> None:
    other = SHARED.replace("town", "village").replace("bridge", "mill")

    merged = merge_groups([row("a", "a1", SHARED), row("b", "b1", SHARED + other), row("c", "c1", other)])

    assert {"a1"} == {one.group for one in merged}


def test_a_large_set_is_drawn_evenly_over_engines_and_a_small_one_stays() -> None:
    many = [row("a", f"g{at}", "", 1, "google") for at in range(50)]
    few = [row("a", f"g{at}", "", 1, "deepl") for at in range(5)]
    small = [row("b", f"h{at}") for at in range(8)]

    drawn = sample([*many, *few, *small], 12)

    systems = [one.system for one in drawn if one.set == "a"]
    assert (12, 5, 8) == (len(systems), systems.count("deepl"), sum(one.set == "b" for one in drawn))


def test_an_original_and_its_translation_are_drawn_together() -> None:
    rows = [row("a", f"g{at}", "", label, "google" * label) for label in (0, 1) for at in range(40)]

    drawn = sample(rows, 10)

    human, machine = ({one.group for one in drawn if one.label == label} for label in (0, 1))
    assert human == machine
    assert drawn == sample(list(reversed(rows)), 10)[::-1]
