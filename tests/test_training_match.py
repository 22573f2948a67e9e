"""Training of copy mode: gold alignments, altered copies, and models that do not see what they are tested on."""

import random
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from mtdetect.match.align import align
from mtdetect.match.differences import BASE, Differences
from mtdetect.match.pair_features import pair_features
from mtdetect.text.batch import parse
from training.corpora import Row, corpora_path, load_rows
from training.docs.tables import CARD, Table, read_metrics
from training.match.altered import imitate_copy, imitate_reprint, pieces
from training.match.build import PairFeatures
from training.match.card import redraw
from training.match.figures import alignment_figures
from training.match.fit import cross_fit, fit_directions
from training.match.gold import SETS_WITH_LINES, Counts, Gold, count_links, sample
from training.match.pairs import events, trips, two_humans
from training.match.score_clues import fit_score_clues
from training.paths import MATCH_MODEL

LINES = (
    "The harbour of Porthcawl froze on Monday.",
    "Ferry captain Ruth Okafor told reporters of 140 stranded passengers.",
    "The council will pay for their meals.",
    "A museum nearby showed children its whale skeleton.",
    "Forecasters expect ice until Thursday evening.",
)
CORPORA = corpora_path() / "train"
needs_corpora = pytest.mark.skipif(not CORPORA.is_dir(), reason=f"needs the corpora in {CORPORA} (MTDETECT_CORPORA)")


def row(group: str, kind: str, of_set: str, text: str) -> Row:
    return Row(f"{of_set}/{group}/{kind}", text, int(kind != "native"), kind, "", "", group, "news", of_set)


def test_gold_of_a_text_and_itself_is_found_whole() -> None:
    gold = Gold(SETS_WITH_LINES[0], "whole", LINES, LINES, tuple(range(5)))

    assert Counts(5, 5, 5) == count_links(gold)


def test_a_wrong_line_in_the_gold_costs() -> None:
    gold = Gold(SETS_WITH_LINES[0], "whole", LINES, LINES, (1, 0, 2, 3, 4))

    assert Counts(3, 5, 5) == count_links(gold)


def test_what_was_put_in_has_no_link_in_the_gold() -> None:
    gold = Gold(SETS_WITH_LINES[0], "put in", (*LINES, LINES[0]), LINES, (0, 1, 2, 3, 4, -1))

    found = count_links(gold)

    assert (found.right, found.gold) == (5, 5)


def test_sample_takes_a_group_once_and_only_texts_that_kept_their_lines() -> None:
    text = "\n".join(LINES)
    rows = [row(str(at), "native", "native_bbc", text) for at in range(9)]
    rows += [row(str(at), "round_trip", name, text) for at in range(9) for name in SETS_WITH_LINES]
    rows.append(row("0", "round_trip", SETS_WITH_LINES[0], text.replace("\n", " ")))

    found = sample(rows, 6)

    assert [2, 2, 2] == [sum(one.of_set == name for one in found) for name in SETS_WITH_LINES]
    assert all(len(one.origin) == 5 for one in found)


@pytest.mark.parametrize("seed", range(30))
def test_altered_copies_still_hold_the_text(seed: int) -> None:
    others = [["Elsewhere it was dry.", " Nobody complained."]]
    text = "\n".join(LINES)

    for alter in (imitate_copy, imitate_reprint):
        altered = alter(text, others, random.Random(seed))

        assert align(parse(altered), parse(text)).coverage > 0.3


def test_pieces_keep_the_line_ends() -> None:
    assert ["It rained.", " It snowed.", "\nIt froze."] == pieces("It rained. It snowed.\n\nIt froze.")


def test_trips_pair_with_the_original_of_their_group_that_they_are_of() -> None:
    original, copy = " ".join(LINES), " ".join(LINES).replace("froze", "iced over")
    other = "Nobody had expected the orchestra to play Elgar; conductor Maren Dahl chose him at noon."
    rows = [row("a", "native", "native_bbc", text) for text in (original, other)]
    rows += [row(group, "round_trip", SETS_WITH_LINES[0], copy) for group in ("a", "b")]

    assert [(copy, original, True)] == [(one.suspect, one.origin, one.directed) for one in trips(rows)]


def test_two_chapters_by_one_translator_are_no_two_translations_of_a_text() -> None:
    chapters = ("The king asked his daughters how they loved him.", "Snow lay on the pass when Ivan rode out.")
    rows = [row("book", "human_translation", "literary_into_english", text) for text in (*chapters, chapters[1])]
    by_others = [replace(one, system=f"translator {at}") for at, one in enumerate(rows)]

    assert [] == list(two_humans(by_others[:2]))
    assert [] == list(two_humans(rows[1:]))
    assert [(chapters[1], chapters[1])] == [(one.suspect, one.origin) for one in two_humans(by_others[1:])]


def test_news_of_one_event_are_found_by_what_they_share() -> None:
    said = "Captain Ruth Okafor said that 140 passengers slept."
    filler = "Heavy snow fell over {0} while {0} mayor {0}son went {0}ing with {0} friends, {0}ers and {0}ists alike."
    rows = [row(str(at), "native", "native_bbc", filler.format(f"name{at}")) for at in range(20)]
    one = f"Porthcawl harbour froze; ferries stopped. {said} Porthcawl ferries sail again, Okafor hopes, after the ice."
    other = (
        f"Stranded ferries: {said} Porthcawl harbour has seen no such ice, and Okafor blames harbour ice for delays."
    )
    rows += [row("x", "native", "native_bbc", one), row("y", "native", "native_bbc", other)]

    found = [known for known in events(rows) if known.name == "same_event"]

    assert {("x", other), ("y", one)} == {(known.group, known.origin) for known in found}

    rows.append(row("x", "round_trip", "portuguese_roundtrip_mozilla", f"{one} again"))
    found = [known for known in events(rows) if known.task == "news of one event, one translated"]

    assert [(f"{one} again", other, "same_event", "x")] == [(k.suspect, k.origin, k.name, k.group) for k in found]


def features(group: int, key: int, value: float, **scores: float) -> PairFeatures:
    keys = np.array([key], np.uint64)
    there = Differences(keys, np.array([value]), {"marks:straight": value}, {})
    return PairFeatures(
        "round_trip",
        1,
        "round trip",
        str(group),
        "b",
        group % 5,
        True,
        there,
        {},
        {f"score:{name}": score for name, score in scores.items()},
    )


@pytest.fixture
def pairs() -> Sequence[PairFeatures]:
    """Pairs of two n-grams: the machine's has more of the first and fewer of the second."""
    return [features(at, 7 if at % 2 else 9, 1.0 if at % 2 else -1.0) for at in range(100)]


def test_direction_learns_which_ngrams_are_gained_and_lost(pairs: Sequence[PairFeatures]) -> None:
    model = fit_directions(pairs)

    weights = dict(zip(model.known.tolist(), model.weights.tolist(), strict=True))
    assert weights[7] > 0 > weights[9]


def test_cross_fit_tests_no_group_on_a_model_that_has_seen_it(pairs: Sequence[PairFeatures]) -> None:
    alone = [*pairs, *(features(1_000, 11, 1.0) for _ in range(10))]

    scores = cross_fit(alone, lambda one: one.fold, [True] * len(alone))

    # Only the last group has n-gram 11, and a model without it has no weight for it.
    without = fit_directions([one for one in alone if one.fold != 0])
    assert 11 not in without.known
    assert pytest.approx(without.score(alone[-1].differences)) == scores[-1]
    assert (scores[:100][1::2] > 0).all()


def test_the_base_models_scores_count_as_far_as_they_are_right() -> None:
    alike = [features(at, 7, 1.0, base=1.0 if at % 5 else -1.0) for at in range(200)]
    own = np.where(np.arange(200) % 4, 2.0, -2.0)

    clues = fit_score_clues(alike, own, [True] * 200)

    # The one is right in 4 of 5 and the other in 3 of 4 pairs, whatever the other says: log-odds of 1.4 and 1.1.
    assert (1.39, 1.10) == pytest.approx((clues.sharpness * clues.named[BASE][1], 2 * clues.sharpness), abs=0.01)
    model = clues.added_to(fit_directions(alike))
    one = alike[1].differences
    known = replace(one, named={**one.named, BASE: 1.0})
    assert pytest.approx(clues.sharpness * clues.named[BASE][1]) == model.score(known) - model.score(one)


def test_features_of_texts_without_pairs_are_nothing() -> None:
    one, other = parse(LINES[0]), parse("Nothing alike here, whatever happens.")

    found = pair_features(one, align(one, other), 0.0)

    assert {name: value for name, value in found.items() if value} == {}


def test_the_card_shows_the_figures() -> None:
    page = (MATCH_MODEL / CARD).read_text(encoding="utf-8")

    assert page == redraw(page, read_metrics(MATCH_MODEL)), "python -m training.docs redraws it"


def _right(table: Table) -> float:
    """The share of right directions of round trips of whole articles, which the floors are of."""
    engines = ("Apertium", "DeepL-2021", "Google-2021", "Google-Translate-2021", "Mozilla-tiny-2023")
    trips = [of for name, of in table.items() if name.startswith(tuple(f"round trip, {one}" for one in engines))]
    return float(np.average([of["right"] for of in trips], weights=[of["pairs"] for of in trips]))


def test_the_shipped_model_has_reached_what_is_asked() -> None:
    metrics = read_metrics(MATCH_MODEL)
    reached = {
        "alignment": metrics["alignment"]["all"]["F1"],
        "direction": _right(metrics["direction, groups left out"]),
        "direction, sets left out": _right(metrics["direction, sets left out"]),
        "printed twice": metrics["relation, groups left out"]["verbatim: printed twice"]["verbatim"],
    }
    floors = {"alignment": 0.99, "direction": 0.98, "direction, sets left out": 0.92, "printed twice": 0.98}

    assert {name: value for name, value in reached.items() if value < floors[name]} == {}


@pytest.mark.slow
@pytest.mark.corpora
@needs_corpora
def test_alignment_reaches_what_is_asked() -> None:
    figures = alignment_figures(load_rows(CORPORA))

    assert figures["all"]["pairs"] == 200
    assert {name: of for name, of in figures.items() if float(of["F1"]) < 0.95} == {}  # type: ignore[arg-type]
