"""Which rules weigh whatever the wording."""

from training.corpora import Row
from training.fit.examples import Example
from training.fit.stack import rare_among_humans


def texts(name: str, count: int, hits: dict[str, int], label: int = 0) -> tuple[list[Example], list[Row]]:
    """Texts of a set, of which so many have a tell of a rule."""
    tells = [{code: 0.9 for code, number in hits.items() if at < number} for at in range(count)]
    examples = [Example(row=at, cut=False, words=300, tells=of, measures={}, tokens=[]) for at, of in enumerate(tells)]
    return examples, [Row(str(at), "", label, "native", "", "", str(at), "news", name) for at in range(count)]


def rare(*parts: tuple[list[Example], list[Row]]) -> frozenset[str]:
    return rare_among_humans([one for part in parts for one in part[0]], [row for part in parts for row in part[1]])


def test_a_rule_is_rare_that_hardly_any_human_text_sets_off_whatever_machines_do() -> None:
    people = texts("news", 2_000, {"MT480": 1, "MT411": 40})
    machines = texts("trips", 2_000, {"MT480": 900, "MT335": 2_000}, label=1)

    found = rare(people, machines)

    assert {"MT480", "MT335"} <= found
    assert "MT411" not in found


def test_a_rule_is_not_rare_that_one_kind_of_people_sets_off() -> None:
    found = rare(*(texts(f"news of {at}", 500, {}) for at in range(30)), texts("posts", 500, {"MT335": 10}))

    assert "MT335" not in found
    assert "MT336" in found


def test_small_sets_show_nothing() -> None:
    assert rare(texts("news", 60, {})) == frozenset()


def test_notes_and_rules_of_characters_and_markup_are_no_such_rules() -> None:
    found = rare(texts("news", 500, {}))

    assert {"MT414", "MT802", "MT703"} & found == frozenset()
