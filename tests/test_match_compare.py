"""Direction and relation on the project's own articles and their real round trips."""

import hashlib
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from mtdetect.errors import ModelError
from mtdetect.match.align import align
from mtdetect.match.compare import compare
from mtdetect.match.differences import BASE, READER, differences
from mtdetect.match.direction import predict_direction
from mtdetect.match.matcher import is_copy
from mtdetect.match.model import DEFAULT, MatchModel, load_match
from mtdetect.match.pair import Direction
from mtdetect.match.stems import stems
from mtdetect.model.shipped import shipped
from mtdetect.text.batch import parse
from mtdetect.text.text import Text

ARTICLES = Path(__file__).resolve().parents[1] / "seeds" / "articles"
TRIPS = sorted(file.name for file in ARTICLES.glob("*.*.txt"))
ORIGINS = sorted(file.name for file in ARTICLES.glob("*.txt") if file.name.count(".") == 1)


@pytest.fixture(scope="module")
def model() -> MatchModel:
    return load_match()


def article(name: str) -> Text:
    return parse((ARTICLES / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("trip", TRIPS)
def test_round_trips_are_copies_of_their_origins(model: MatchModel, trip: str) -> None:
    found = compare(article(trip), article(f"{trip.partition('.')[0]}.txt"), model)

    assert (found.relation.name, found.direction and found.direction.copy) == ("round_trip", "suspect")
    assert found.copied
    assert len(found.relation.best) == 5


def test_what_nobody_sees_changes_no_comparison(model: MatchModel) -> None:
    suspect, origin = ((ARTICLES / name).read_text(encoding="utf-8") for name in ("bees.pt.txt", "bees.txt"))
    changed = suspect.replace("e", "е\u200b")

    plain, made = (compare(parse(text), parse(origin), model) for text in (suspect, changed))

    assert plain.relation == made.relation
    assert plain.direction == made.direction
    before = [suspect[slice(*pair.suspect)] for pair in plain.alignment.pairs if pair.suspect]
    after = [changed[slice(*pair.suspect)] for pair in made.alignment.pairs if pair.suspect]
    assert before == [piece.replace("\u200b", "").replace("е", "e") for piece in after]
    assert stems(suspect) == stems(changed)


@pytest.mark.parametrize("trip", TRIPS)
def test_the_other_way_round_the_other_side_is_the_copy(model: MatchModel, trip: str) -> None:
    found = compare(article(f"{trip.partition('.')[0]}.txt"), article(trip), model)

    assert (found.direction and found.direction.copy, found.copied) == ("origin", False)


@pytest.mark.parametrize(("likelihood", "named"), [(0.95, True), (0.6, True), (0.4, True), (0.12, True), (0.08, False)])
def test_a_clear_copy_is_named_unless_the_candidate_is_surely_the_copy(
    model: MatchModel, likelihood: float, *, named: bool
) -> None:
    found = compare(article(TRIPS[0]), article(f"{TRIPS[0].partition('.')[0]}.txt"), model)
    direction = Direction("suspect" if likelihood > 0.5 else "origin", likelihood, ())

    assert is_copy(replace(found, direction=direction), 0.8) is named


@pytest.mark.parametrize("name", ORIGINS)
def test_an_article_printed_again_is_verbatim(model: MatchModel, name: str) -> None:
    raw = (ARTICLES / name).read_text(encoding="utf-8")
    printed = raw.replace("“", '"').replace("”", '"').replace("’", "'")

    found = compare(parse(printed), parse(raw), model)

    assert (found.relation.name, found.direction, found.copied) == ("verbatim", None, False)
    assert found.likelihood < 0.05


@pytest.mark.parametrize("name", ORIGINS)
def test_other_articles_are_unrelated(model: MatchModel, name: str) -> None:
    found = {other: compare(article(name), article(other), model) for other in ORIGINS if other != name}

    assert {other: one.relation.name for other, one in found.items()} == dict.fromkeys(found, "unrelated")


def test_likelihoods_of_relations_add_up(model: MatchModel) -> None:
    found = compare(article(TRIPS[0]), article(ORIGINS[0]), model)

    assert pytest.approx(1.0) == sum(found.relation.likelihoods.values())


@pytest.mark.parametrize("trip", TRIPS)
def test_clues_add_up_to_the_score_and_turn_round_with_the_texts(model: MatchModel, trip: str) -> None:
    suspect, origin = article(trip), article(f"{trip.partition('.')[0]}.txt")
    there = differences(suspect, origin, align(suspect, origin), model.classes)

    predicted, score = predict_direction(model.direction, there)

    assert pytest.approx(score) == sum(clue.log_odds for clue in model.direction.clues(there))
    assert pytest.approx(1 / (1 + np.exp(-score))) == predicted.likelihood
    turned = {name: -value for name, value in there.named.items()}
    mirrored = type(there)(there.keys, -there.values, turned, there.substitutions)
    assert pytest.approx(-score) == predict_direction(model.direction, mirrored)[1]


def test_a_text_against_nothing(model: MatchModel) -> None:
    found = compare(article(TRIPS[0]), parse(""), model)

    assert (found.relation.name, found.direction, found.likelihood, found.relation.best) == ("unrelated", None, 0.0, ())


def copied_model(folder: Path) -> Path:
    return Path(shutil.copytree(shipped("models") / DEFAULT, folder / "match"))


def signed(folder: Path) -> None:
    """Write the checksums of a folder as it now is."""
    names = sorted(file.name for file in folder.iterdir() if file.suffix in (".npy", ".json"))
    sums = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    (folder / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")


def test_an_altered_model_is_refused(tmp_path: Path) -> None:
    folder = copied_model(tmp_path)
    with (folder / "weights.npy").open("ab") as file:
        file.write(b"x")

    with pytest.raises(ModelError, match=r"weights\.npy: not the file"):
        load_match(folder)


def test_a_pickle_in_a_model_is_refused(tmp_path: Path) -> None:
    folder = copied_model(tmp_path)
    np.save(folder / "weights.npy", np.array([{"a": 1}], dtype=object), allow_pickle=True)
    signed(folder)

    with pytest.raises(ModelError, match="no match model"):
        load_match(folder)


@pytest.mark.parametrize(
    ("change", "message"),
    [({"format": 99}, "format 99"), ({"sharpness": None}, "no match model"), ({"relations": {}}, "no match")],
)
def test_settings_of_another_kind_are_refused(tmp_path: Path, change: dict[str, object], message: str) -> None:
    folder = copied_model(tmp_path)
    settings = json.loads((folder / "model.json").read_bytes())
    (folder / "model.json").write_text(json.dumps({**settings, **change}), encoding="utf-8")
    signed(folder)

    with pytest.raises(ModelError, match=message):
        load_match(folder)


def test_a_reader_is_asked_where_the_direction_is_in_doubt(model: MatchModel) -> None:
    trip, origin = article(TRIPS[0]), article(f"{TRIPS[0].partition('.')[0]}.txt")
    named = {**model.direction.named, READER: (1.0, 50.0)}
    sure, in_doubt = (replace(model.direction, named=named, sharpness=factor) for factor in (5.0, 0.01))
    read: list[Text] = []

    def reader_score(text: Text) -> float:
        read.append(text)
        return 1.0 if text is origin else 0.0

    compare(trip, origin, replace(model, direction=sure), reader_score)
    assert read == []
    found = compare(trip, origin, replace(model, direction=in_doubt), reader_score)

    assert read == [trip, origin]
    assert found.direction
    assert found.direction.copy == "origin"
    assert READER in [clue.name for clue in found.direction.clues]


def test_the_base_models_scores_are_a_clue(model: MatchModel) -> None:
    found = compare(article(TRIPS[0]), article(f"{TRIPS[0].partition('.')[0]}.txt"), model)

    assert found.direction
    assert BASE in [clue.name for clue in found.direction.clues]


@pytest.mark.parametrize("trip", TRIPS)
def test_marks_set_curly_by_the_copying_site_do_not_turn_the_direction(model: MatchModel, trip: str) -> None:
    copy = re.sub(r'(?<!\S)"', "“", article(trip).raw).replace('"', "”").replace("'", "’")
    straight = article(f"{trip.partition('.')[0]}.txt").raw.translate(str.maketrans("“”‘’", "\"\"''"))

    found = compare(parse(copy), parse(straight), model)

    assert (found.relation.name, found.direction and found.direction.copy) == ("round_trip", "suspect")
