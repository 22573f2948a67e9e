"""The scores of human texts of the user, from which thresholds are made."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from mtdetect.errors import UsageError
from mtdetect.results.row import Result
from mtdetect.text.normalisation import normalised


@dataclass(frozen=True, slots=True)
class HumanScores:
    """Of each human text that counts: its raw score in log-odds, its length in words, and its human share (0-1)."""

    raw: list[float]
    words: list[int]
    shares: list[float]
    repeated: int = 0
    not_judged: int = 0


def collect_scores(results: Iterable[Result]) -> HumanScores:
    """The scores of human texts; a text that came before does not count again, and one that is not judged not at all.

    Raises UsageError for an input that could not be read, since leaving it out would change the sample.
    """
    seen: set[bytes] = set()
    raw, words, shares = [], [], []
    repeated = not_judged = 0
    for result in results:
        row = result.row
        if error := row.get("error"):
            raise UsageError(f"{row['id']}: {error['message']}: nothing is written; mend it, or leave it out")
        digest = hashlib.sha256(normalised(result.text or "").encode("utf-8", "surrogatepass")).digest()
        if row["abstained"]:
            not_judged += 1
        elif digest in seen:
            repeated += 1
        else:
            seen.add(digest)
            raw.append(row["base"] + sum(reason["log_odds"] for reason in row["reasons"]))
            words.append(row["words"])
            shares.append(row["human_share"])
    return HumanScores(raw, words, shares, repeated, not_judged)
