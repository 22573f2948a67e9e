"""The guess at the kind of engine in words, with how often such guesses are wrong where engines were left out."""

import json
from collections.abc import Mapping
from functools import cache
from statistics import fmean

from mtdetect.model.additive import DEFAULT
from mtdetect.model.engine_type import ENGINES
from mtdetect.model.shipped import shipped
from mtdetect.report import words
from mtdetect.results.row import Row, answer

_FIGURES = "engine guessed, left out"


def guess_text(row: Row) -> str | None:
    """`A guess at the engine: ...; about 1 in 20 such guesses is wrong.`

    None where there is no guess, where the article is not called translated, and where it is not known how often the
    model's guesses are wrong, as for one that is not the shipped one.
    """
    guess = row.get("guess")
    if not guess or answer(row) != "translated" or not str(row["signature"]).startswith(f"model:{DEFAULT}@"):
        return None
    wrong = _error_rates().get(guess["engine"])
    if wrong is None:
        return None
    return f"A guess at the engine: {words.engine(guess['engine'])}; {words.wrong_guesses(wrong)}."


@cache
def _error_rates() -> Mapping[str, float]:
    """The share (0-1) of guesses at each kind that are wrong, at equal numbers of texts of both kinds.

    The figures are of pivot languages and blocks of sets that were left out of training; each counts once, as of the
    kind that most of its texts were guessed to be.
    """
    file = shipped("models") / DEFAULT / "metrics.json"
    figures = json.loads(file.read_bytes()).get(_FIGURES, {}) if file.is_file() else {}
    shares: dict[str, list[Mapping[str, float]]] = {engine: [] for engine in ENGINES}
    for left_out in figures.values():
        guessed: Mapping[str, float] = {engine: float(left_out[f"guessed {engine}"]) for engine in ENGINES}
        shares[max(guessed, key=lambda engine: guessed[engine])].append(guessed)
    if not all(shares.values()):
        return {}
    means = {own: {engine: fmean(one[engine] for one in shares[own]) for engine in ENGINES} for own in ENGINES}
    return {
        engine: 1 - means[engine][engine] / sum(means[own][engine] for own in ENGINES)
        for engine in ENGINES
        if means[engine][engine]
    }
