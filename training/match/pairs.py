"""Pairs of texts whose relation is known, from the corpora."""

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from mtdetect.match.pair import RelationName
from mtdetect.match.rank import text_similarity
from mtdetect.match.stems import stems
from training.corpora import Row, stable_number
from training.match.altered import imitate_copy, imitate_reprint, pieces

Key = tuple[str, str]  # set and id of a row
TRIPS = {  # at most so many pairs of a set; of others `_MOST`
    "essays_roundtrip_google": 2_500,
    "portuguese_roundtrip_mozilla": 1_300,
    "portuguese_careless_pipelines": 1_600,
    "rule_based_roundtrip_apertium": 700,
    "paragraphs_roundtrip_google_opus_fair": 1_500,
}
TRANSLATIONS = {"wmt21_into_english": 2_500, "wmt22_into_english": 2_500, "llm_into_english": 1_500}
_MOST = 800
NEWS = ("native_bbc", "native_masakhane_eng", "native_abc_australia", "portuguese_roundtrip_mozilla")
_REPRINTS = 1_500
_CHANCE = 1_500
_WORDS = 5  # of a run; runs in common show copying
_ONE_EVENT, _ONE_TOPIC = 0.4, (0.1, 0.25)  # cosine of TF-IDF vectors
_OF_ONE_SOURCE = 0.3  # similarity; chapters of one book and news put together differently are one group too, and below
_TRIPS_OF_ONE = 2  # round trips of one article put beside another's
_QUOTES_IN_COMMON = (0.02, 0.3)  # share of runs: reports of one event share some, copies most


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """Two texts and the relation that they are known to have (`name`).

    `task` says where the pair comes from; pairs of one `group` must stay on one side of every split. Where `directed`,
    the suspect is the machine's text and the origin is not. `keys` are the set and id of the rows that both come from.
    """

    suspect: str
    origin: str
    name: RelationName
    task: str
    group: str
    set: str
    keys: tuple[Key, Key]
    directed: bool = False


def trips(rows: Sequence[Row]) -> Iterator[LabelledPair]:
    """Round trips with their originals."""
    for row, partner in _with_partners(rows, "round_trip", "native", TRIPS):
        task = f"round trip, {row.system.partition('/')[0]}, {row.lang}"
        yield _pair(row, partner, "round_trip", task, directed=True)


def translations(rows: Sequence[Row]) -> Iterator[LabelledPair]:
    """Machine translations with human translations of the same source."""
    for row, partner in _with_partners(rows, "machine_translation", "human_translation", TRANSLATIONS):
        yield _pair(row, partner, "rewrite", "machine and human", directed=True)


def two_humans(rows: Sequence[Row]) -> Iterator[LabelledPair]:
    """Human translations of the same source by two translators, either of them first.

    By one translator, texts of a group are chapters of a book, and chapters share formulas.
    """
    for group, found in _by_group(rows, "human_translation").items():
        partner = _partner(found[0], [other for other in found[1:] if other.system != found[0].system])
        if partner:
            one, other = (found[0], partner)[:: 1 if stable_number(group) % 2 else -1]
            yield _pair(one, other, "rewrite", "two humans")


def copies(rows: Sequence[Row]) -> Iterator[LabelledPair]:
    """Round trips shortened, cut off or with other lines around, with originals that are altered in such ways too."""
    others = _sentences(rows)
    for pair in trips(rows):
        chance = random.Random(stable_number(pair.suspect))
        if chance.random() < 0.4:
            suspect, origin = (imitate_copy(text, others, chance) for text in (pair.suspect, pair.origin))
            yield replace(pair, suspect=suspect, origin=origin, task="altered round trip")


def reprints(rows: Sequence[Row]) -> Iterator[LabelledPair]:
    """Articles that two sites print, as those of news agencies: shortened, with other marks or lines, or updated."""
    others = _sentences(rows)
    natives = sorted((row for row in rows if row.kind == "native"), key=lambda row: stable_number(row.id))
    for row in natives[:_REPRINTS]:
        chance = random.Random(stable_number(row.id))
        suspect, origin = imitate_reprint(row.text, others, chance), imitate_copy(row.text, others, chance)
        yield replace(_pair(row, row, "verbatim", "printed twice"), suspect=suspect, origin=origin)


def events(rows: Sequence[Row]) -> Iterator[LabelledPair]:
    """News of one event, and of one topic, found by their rare words; and pairs by chance.

    Of news of one event, the round trip of one is also put beside the other: that a machine wrote one of two texts does
    not make them copies.
    """
    from sklearn.feature_extraction.text import TfidfVectorizer

    news = [row for row in rows if row.set in NEWS and row.kind == "native"]
    vectors = TfidfVectorizer(sublinear_tf=True, min_df=2, max_df=0.3, stop_words="english").fit_transform(
        [row.text for row in news]
    )
    alike = (vectors @ vectors.T).tocsr()
    alike.setdiag(0)
    round_trips = _by_group(rows, "round_trip")
    for at, row in enumerate(news):
        near = alike[at]
        order = np.argsort(-near.data)
        first = int(near.indices[order[0]])
        share = _shared_runs(row.text, news[first].text)
        if near.data[order[0]] >= _ONE_EVENT and _QUOTES_IN_COMMON[0] <= share < _QUOTES_IN_COMMON[1]:
            yield _pair(row, news[first], "same_event", "news of one event")
            for trip in round_trips.get(row.group, ())[:_TRIPS_OF_ONE]:
                yield _pair(trip, news[first], "same_event", "news of one event, one translated")
        topic = [int(near.indices[one]) for one in order[3:] if _ONE_TOPIC[0] <= near.data[one] < _ONE_TOPIC[1]]
        if topic and stable_number(row.id) % 3 == 0:
            yield _pair(row, news[topic[0]], "unrelated", "news of one topic")
    texts = sorted(rows, key=lambda row: stable_number(row.id))
    for row, other in zip(texts[:_CHANCE], texts[_CHANCE : 2 * _CHANCE], strict=False):
        if row.group != other.group:
            yield _pair(row, other, "unrelated", "by chance")


def _pair(row: Row, other: Row, name: RelationName, task: str, *, directed: bool = False) -> LabelledPair:
    keys = (row.set, row.id), (other.set, other.id)
    return LabelledPair(row.text, other.text, name, task, row.group, row.set, keys, directed)


def _with_partners(
    rows: Sequence[Row], kind: str, of_partner: str, most: Mapping[str, int]
) -> Iterator[tuple[Row, Row]]:
    """Some texts of a kind from each set, with the text of the other kind that has the same content."""
    partners = _by_group(rows, of_partner)
    sets = defaultdict(list)
    for row in rows:
        if row.kind == kind and row.group in partners:
            sets[row.set].append(row)
    for name, found in sets.items():
        for row in sorted(found, key=lambda row: stable_number(row.id))[: most.get(name, _MOST)]:
            partner = _partner(row, partners[row.group])
            if partner:
                yield row, partner


def _by_group(rows: Sequence[Row], kind: str) -> dict[str, list[Row]]:
    of_group: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.kind == kind:
            of_group[row.group].append(row)
    return of_group


def _partner(row: Row, others: Sequence[Row]) -> Row | None:
    """The one of these texts that is most similar to the row's, if it can be of the same source."""
    wanted = stems(row.text)
    ranked = [(text_similarity(wanted, stems(other.text)), at) for at, other in enumerate(others)]
    likeness, at = max(ranked, default=(0.0, 0))
    return others[at] if likeness >= _OF_ONE_SOURCE else None


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
