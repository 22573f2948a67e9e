"""Targets that analyse texts: normalisation, rules, the model, and two texts compared."""

import json
import math
from functools import cache
from itertools import pairwise

from fuzz.inputs import text_of, texts_of
from fuzz.reporting import detector
from mtdetect.document import Document
from mtdetect.match.compare import compare
from mtdetect.match.model import MatchModel, load_match
from mtdetect.results.row import row
from mtdetect.tells.engine import TellEngine, find_tells
from mtdetect.tells.registry import RULES
from mtdetect.text.batch import analyse, parse

_PROSE = (
    "The town had waited for the bridge for years, and when it opened in the spring nobody wanted to be the first"
    " to cross it. So the mayor walked over alone, with her dog, while the band played and the rain came down"
    " on all of them. "
)


def find_all_tells(data: bytes) -> None:
    """All rules look at a text: their evidence lies where they say, and the ways to search agree."""
    text = text_of(data)

    tells = find_tells(parse(text))

    for tell in tells:
        assert 0 <= tell.start <= tell.end <= len(text), tell
        assert tell.evidence == text[tell.start : tell.end], tell
        assert tell.line >= 1 <= tell.column, tell
    parsed = parse(text)
    portable, fast = _engines()
    assert portable.find(parsed.batch) == fast.find(parsed.batch), "Hyperscan changes what is found"


@cache
def _engines() -> tuple[TellEngine, TellEngine]:
    """One that searches with Python's `re` alone, and one that uses Hyperscan where it is installed."""
    fast = TellEngine(RULES)
    fast.prepare()
    return TellEngine(RULES, portable=True), fast


def normalise(data: bytes) -> None:
    """Spans lie in order inside the text as read, and the analysis does not depend on other texts of the batch."""
    texts = texts_of(data, 2)

    batch = analyse(texts)

    for read, text in zip(texts, batch.texts, strict=True):
        assert text.as_read == read
        assert len(text.raw) == len(text.folded) == len(text.masks)
        for spans in (text.paragraphs, text.sentences):
            assert all(0 <= start < end <= len(text.raw) for start, end in spans)
            assert all(before[1] <= after[0] for before, after in pairwise(spans))
            places = [text.place(*span) for span in spans]
            assert all(0 <= start <= end <= len(read) for start, end in places)
        alone = parse(read)
        assert (alone.raw, alone.paragraphs, alone.sentences) == (text.raw, text.paragraphs, text.sentences)


def score(data: bytes) -> None:
    """A text in prose is scored: numbers are finite, in range and add up, and the row is JSON in UTF-8."""
    text = text_of(data)
    for one in (text, _PROSE * 2 + text, text + "\n\n" + _PROSE * 2):
        verdict = detector().score(one)
        json.dumps(row(Document("a", one, "a.txt"), verdict), allow_nan=False).encode()
        if verdict.abstained is None:
            assert verdict.likelihood is not None
            assert verdict.human_share is not None
            assert 0 <= verdict.likelihood <= 1
            assert 0 <= verdict.human_share <= 1
            assert all(math.isfinite(reason.log_odds) for reason in verdict.reasons)
            spans = [span for reason in verdict.reasons for span in reason.spans]
            assert all(0 <= start <= end <= len(one) for start, end in spans)
    together = [verdict.likelihood for verdict in detector().score_many([text, _PROSE * 3, text])]
    assert together[0] == together[2] == detector().score(text).likelihood, "a text's neighbours change its score"


@cache
def _model() -> MatchModel:
    return load_match(None)


def compare_texts(data: bytes) -> None:
    """Two texts are compared: likelihoods add up, and pairs lie in their texts, each sentence in one."""
    suspect, origin = texts_of(data, 2)[:2]

    found = compare(parse(suspect), parse(origin), _model())

    assert math.isclose(sum(found.relation.likelihoods.values()), 1, abs_tol=1e-6)
    assert 0 <= found.likelihood <= 1
    for side, text in (("suspect", suspect), ("origin", origin)):
        spans = sorted(span for pair in found.alignment.pairs if (span := getattr(pair, side)) is not None)
        assert all(0 <= start <= end <= len(text) for start, end in spans)
        assert all(before[1] <= after[0] for before, after in pairwise(spans)), f"{side}: a sentence in two pairs"
