"""The explanation of one article: its verdict, and the verdict without its three heaviest reasons."""

from dataclasses import dataclass

from mtdetect.detector import Detector
from mtdetect.document import Document
from mtdetect.results.row import Row, number, row
from mtdetect.verdict import READER, Label, Sentence, Verdict

HEAVIEST = 3


@dataclass(frozen=True, slots=True)
class WithoutHeaviest:
    """A score without the reasons whose log-odds are largest, whatever their sign.

    `reasons` index into `Verdict.reasons`, heaviest first; `raw` is the score without them in log-odds, before
    calibration; `verdict`, `likelihood` and `human_share` (both 0-1) follow from it.
    """

    reasons: tuple[int, ...]
    raw: float
    verdict: Label
    likelihood: float
    human_share: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """A judged document. `raw` is its score in log-odds; it and `without` are None when the detector abstained."""

    document: Document
    verdict: Verdict
    raw: float | None
    without: WithoutHeaviest | None


def explain(detector: Detector, document: Document) -> Explanation:
    """Judge a document with all its reasons, and again without the three heaviest."""
    verdict = detector.score(document)
    if verdict.abstained is not None:
        return Explanation(document, verdict, None, None)
    weights = [reason.log_odds for reason in verdict.reasons]
    heaviest = tuple(sorted(range(len(weights)), key=lambda at: -abs(weights[at]))[:HEAVIEST])
    raw = verdict.base + sum(weights)
    rest = verdict.base + sum(weight for at, weight in enumerate(weights) if at not in heaviest)
    read = any(reason.name == READER for reason in verdict.reasons)
    house = verdict.house.name if verdict.house else None
    judged = detector.judge(rest, verdict.words, read=read, house=house)
    return Explanation(document, verdict, raw, WithoutHeaviest(heaviest, rest, *judged))


def explanation_row(explanation: Explanation) -> Row:
    """The row of the document as scoring gives it, with `raw`, `without_heaviest` and `sentences` added.

    `sentences` are there if the detector was asked for them; a sentence has `reader` only where the text was read.
    """
    without = explanation.without
    return {
        **row(explanation.document, explanation.verdict),
        "raw": number(explanation.raw),
        "without_heaviest": without
        and {
            "reasons": list(without.reasons),
            "raw": number(without.raw),
            "likelihood": number(without.likelihood),
            "human_share": number(without.human_share),
            "verdict": without.verdict,
        },
        "sentences": [_sentence(sentence) for sentence in explanation.verdict.sentences],
    }


def _sentence(sentence: Sentence) -> Row:
    fields: Row = {"start": sentence.start, "end": sentence.end, "log_odds": number(sentence.log_odds)}
    return fields if sentence.reader is None else {**fields, "reader": number(sentence.reader)}
