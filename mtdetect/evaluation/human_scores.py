"""The scores of human texts of the user, from which thresholds are made."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from mtdetect.errors import UsageError
from mtdetect.results.groups import GroupOf
from mtdetect.results.row import Result, full_name
from mtdetect.text.normalisation import normalised


@dataclass(frozen=True, slots=True)
class HumanScores:
    """Of each human text that counts: its raw score in log-odds, its length in words, its human share (0-1), and the
    house that it is of, where houses were asked for. `without_house` is the number of texts that have none."""

    raw: list[float]
    words: list[int]
    shares: list[float]
    repeated: int = 0
    not_judged: int = 0
    houses: list[str] = field(default_factory=list)
    without_house: int = 0


def collect_scores(results: Iterable[Result], house_of: GroupOf | None = None) -> HumanScores:
    """The scores of human texts; a text that came before does not count again, and one that is not judged not at all.

    With `house_of`, a text without a house does not count either; one that two houses have counts for both. Raises
    UsageError for an input that could not be read, since leaving it out would change the sample.
    """
    seen: set[tuple[str | None, bytes]] = set()
    raw, words, shares = [], [], []
    houses: list[str] = []
    repeated = not_judged = without_house = 0
    for result in results:
        row = result.row
        if error := row.get("error"):
            name = full_name(row["id"], row["path"])
            raise UsageError(f"{name}: {error['message']}: nothing is written; mend it, or leave it out")
        digest = hashlib.sha256(normalised(result.text or "").encode("utf-8", "surrogatepass")).digest()
        house = house_of(result) if house_of else None
        if row["abstained"]:
            not_judged += 1
        elif house_of and house is None:
            without_house += 1
        elif (house, digest) in seen:
            repeated += 1
        else:
            seen.add((house, digest))
            if house is not None:
                houses.append(house)
            raw.append(row["base"] + sum(reason["log_odds"] for reason in row["reasons"]))
            words.append(row["words"])
            shares.append(row["human_share"])
    return HumanScores(raw, words, shares, repeated, not_judged, houses, without_house)
