"""Pairs of texts whose relation is known, from the corpora."""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from mtdetect.match.pair import RelationName
from training.corpora import Row, stable_number
from training.match.altered import imitate_copy, imitate_reprint, pieces

TRIPS = {  # at most so many pairs of each set
    "german_roundtrip_google_deepl": 600,
    "essays_roundtrip_google": 2_500,
    "portuguese_roundtrip_mozilla": 1_300,
    "portuguese_careless_pipelines": 1_600,
    "rule_based_roundtrip_apertium": 700,
}
TRANSLATIONS = {
    "german_roundtrip_google_deepl": 600,
    "wmt21_into_english": 2_500,
    "wmt22_into_english": 2_500,
    "llm_into_english": 1_500,
}
NEWS = ("native_bbc", "native_masakhane_eng", "native_abc_australia", "portuguese_roundtrip_mozilla")
_REPRINTS = 1_500
_CHANCE = 1_500
_WORDS = 5  # of a run; runs in common show copying
_ONE_EVENT, _ONE_TOPIC = 0.4, (0.1, 0.25)  # cosine of TF-IDF vectors
_QUOTES_IN_COMMON = (0.02, 0.3)  # share of runs: reports of one event share some, copies most


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """Two texts and the relation that they are known to have (`name`).

    `task` says where the pair comes from; pairs of one `group` must stay on one side of every split. Where `directed`,
    the suspect is the machine's text and the origin is not.
    """

    suspect: str
    origin: str
    name: RelationName
    task: str
    group: str
    set: str
    directed: bool = False


def trips(rows: Sequence[Row]) -> Iterator[LabelledPair]:
    """Round trips with their originals."""
    natives = {row.group: row for row in rows if row.kind == "native"}
    for name, most in TRIPS.items():
        for row in _draw(rows, name, "round_trip", natives, most):
            task = f"round trip, {row.system.partition('/')[0]}, {row.lang}"
            yield LabelledPair(row.text, natives[row.group].text, "round_trip", task, row.group, name, True)


def translations(rows: Sequence[Row]) -> Iterator[LabelledPair]:
    """Machine translations with human translations of the same source."""
    human = {row.group: row for row in reversed(rows) if row.kind == "human_translation"}
    for name, most in TRANSLATIONS.items():
        for row in _draw(rows, name, "machine_translation", human, most):
            yield LabelledPair(row.text, human[row.group].text, "rewrite", "machine and human", row.group, name, True)


def two_humans(rows: Sequence[Row]) -> Iterator[LabelledPair]:
    """Two human translations of the same source, either of them first."""
    of_group = defaultdict(list)
    for row in rows:
        if row.kind == "human_translation":
            of_group[row.group].append(row)
    for group, found in of_group.items():
        if len(found) > 1:
            one, other = found[:: 1 if stable_number(group) % 2 else -1][:2]
            yield LabelledPair(one.text, other.text, "rewrite", "two humans", group, one.set)


def copies(rows: Sequence[Row]) -> Iterator[LabelledPair]:
    """Round trips shortened, cut off or with other lines around, with originals that are altered in such ways too."""
    others = _sentences(rows)
    for pair in trips(rows):
        chance = random.Random(stable_number(pair.suspect))
        if chance.random() < 0.4:
            suspect, origin = (imitate_copy(text, others, chance) for text in (pair.suspect, pair.origin))
            yield LabelledPair(suspect, origin, "round_trip", "altered round trip", pair.group, pair.set, True)


def reprints(rows: Sequence[Row]) -> Iterator[LabelledPair]:
    """Articles that two sites print, as those of news agencies: shortened, with other marks or lines, or updated."""
    others = _sentences(rows)
    natives = sorted((row for row in rows if row.kind == "native"), key=lambda row: stable_number(row.id))
    for row in natives[:_REPRINTS]:
        chance = random.Random(stable_number(row.id))
        suspect, origin = imitate_reprint(row.text, others, chance), imitate_copy(row.text, others, chance)
        yield LabelledPair(suspect, origin, "verbatim", "printed twice", row.group, row.set)


def events(rows: Sequence[Row]) -> Iterator[LabelledPair]:
    """News of one event, and of one topic, found by their rare words; and pairs by chance."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    news = [row for row in rows if row.set in NEWS and row.kind == "native"]
    vectors = TfidfVectorizer(sublinear_tf=True, min_df=2, max_df=0.3, stop_words="english").fit_transform(
        [row.text for row in news]
    )
    alike = (vectors @ vectors.T).tocsr()
    alike.setdiag(0)
    for at, row in enumerate(news):
        near = alike[at]
        order = np.argsort(-near.data)
        first = int(near.indices[order[0]])
        share = _shared_runs(row.text, news[first].text)
        if near.data[order[0]] >= _ONE_EVENT and _QUOTES_IN_COMMON[0] <= share < _QUOTES_IN_COMMON[1]:
            yield LabelledPair(row.text, news[first].text, "same_event", "news of one event", row.group, row.set)
        topic = [int(near.indices[one]) for one in order[3:] if _ONE_TOPIC[0] <= near.data[one] < _ONE_TOPIC[1]]
        if topic and stable_number(row.id) % 3 == 0:
            yield LabelledPair(row.text, news[topic[0]].text, "unrelated", "news of one topic", row.group, row.set)
    texts = sorted(rows, key=lambda row: stable_number(row.id))
    for row, other in zip(texts[:_CHANCE], texts[_CHANCE : 2 * _CHANCE], strict=False):
        if row.group != other.group:
            yield LabelledPair(row.text, other.text, "unrelated", "by chance", row.group, row.set)


def _draw(rows: Sequence[Row], name: str, kind: str, partners: dict[str, Row], most: int) -> list[Row]:
    found = [row for row in rows if row.set == name and row.kind == kind and row.group in partners]
    return sorted(found, key=lambda row: stable_number(row.id))[:most]


def _sentences(rows: Sequence[Row]) -> list[list[str]]:
    """The sentences of some native articles, to put into others."""
    natives = [row for row in rows if row.set in NEWS and row.kind == "native"]
    found = (pieces(row.text) for row in natives[:: max(len(natives) // 200, 1)])
    return [sentences for sentences in found if sentences]


def _shared_runs(one: str, other: str) -> float:
    """The share of runs of words of the shorter text that the other has too."""
    ours, theirs = (_runs(text) for text in (one, other))
    return len(ours & theirs) / max(min(len(ours), len(theirs)), 1)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = text.lower().split()
    return {tuple(words[at : at + _WORDS]) for at in range(len(words) - _WORDS + 1)}
