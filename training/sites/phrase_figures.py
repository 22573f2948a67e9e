"""Whether wording that recurs tells a machine's sites from human ones: outlets left out of the rates, and pipelines."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from mtdetect.sites.phrases import PhraseRates
from training.corpora import Row
from training.protocols.figures import Figure, Figures
from training.sites.draws import Pools, pools, weights_of
from training.sites.outlets import family, human_outlet, pipeline, translators
from training.sites.phrases import Phrases, fit_phrase_rates, most_frequent, phrases_of

_FEWEST, _FEWEST_OF_PIPELINE = 5, 10  # texts
_PIPELINES = 6  # of a set: more of one set teach little
_MOST_OF_PIPELINE = 60  # texts
_SIZES = (5, 10, 20, 50)
_DRAWS = 50
_FEWEST_WORDS = 50


@dataclass(frozen=True, slots=True)
class PhraseTexts:
    """The phrases of the articles of human outlets, of houses of translators and of pipelines, each by name; by name
    the set of outlets and houses, and the family of pipelines."""

    outlets: Mapping[str, Phrases]
    translators: Mapping[str, Phrases]
    pipelines: Mapping[str, Phrases]
    kinds: Mapping[str, str]

    def rates(self, without: str | None = None) -> PhraseRates:
        """How often wording recurs at human outlets; without those of a set, if one is named."""
        known = {name: found for name, found in self.outlets.items() if self.kinds[name] != without}
        return fit_phrase_rates(known, self.kinds)

    def measure(self) -> dict[str, Figures]:
        """The share of sites with a recurring phrase; human outlets are left out of the rates, with all their set."""
        chance = np.random.default_rng(4)
        whole = self.rates()
        of_sets = {of: self.rates(of) for of in {self.kinds[name] for name in self.outlets}}
        table: dict[str, dict[str, Figure]] = {}
        for size in _SIZES:
            shares = {
                name: _share(found, size, of_sets[self.kinds[name]], chance)
                for name, found in self.outlets.items()
                if len(found) >= size
            }
            weights = weights_of(self.kinds[name] for name in shares)
            values = np.array(list(shares.values()))
            table[f"human, {size} articles"] = _figures(values, float(weights @ values))
        for size in _SIZES:
            values = np.array([_share(of, size, whole, chance) for of in self.translators.values() if len(of) >= size])
            if len(values):
                table[f"translators, {size} articles"] = _figures(values, float(values.mean()))
        for kind in sorted({self.kinds[name] for name in self.pipelines}):
            for size in _SIZES:
                mine = [of for name, of in self.pipelines.items() if self.kinds[name] == kind and len(of) >= size]
                if mine:
                    values = np.array([_share(of, size, whole, chance) for of in mine])
                    table[f"{kind}, {size} articles"] = _figures(values, float(values.mean()))
        return {"wording that recurs": table}


def phrase_texts(rows: Sequence[Row]) -> PhraseTexts:
    """The phrases that the shipped model names in the articles of all outlets, and of some pipelines of each set."""
    long = [row if len(row.text.split()) >= _FEWEST_WORDS else None for row in rows]
    outlets, houses = pools(long, human_outlet, _FEWEST), pools(long, translators, _FEWEST_OF_PIPELINE)
    machines = _some(rows, pools(long, pipeline, _FEWEST_OF_PIPELINE))
    kinds = {name: rows[places[0]].set for of in (outlets, houses) for name, places in of.items()}
    kinds |= {name: family(rows[places[0]]) for name, places in machines.items()}
    return PhraseTexts(phrases_of(rows, outlets), phrases_of(rows, houses), phrases_of(rows, machines), kinds)


def _some(rows: Sequence[Row], of: Pools) -> dict[str, "np.ndarray[tuple[int], np.dtype[np.intp]]"]:
    by_set: defaultdict[str, list[str]] = defaultdict(list)
    for name, places in of.items():
        by_set[rows[places[0]].set].append(name)
    return {name: of[name][:_MOST_OF_PIPELINE] for names in by_set.values() for name in names[:_PIPELINES]}


def _share(found: Phrases, size: int, rates: PhraseRates, chance: np.random.Generator) -> float:
    """The share of sites drawn from these articles in which a phrase recurs."""
    most = most_frequent(found, size, _DRAWS, chance)
    return float(np.mean([bool(rates.recurring({"": count}, size)) for count in most]))


def _figures(shares: "np.ndarray[tuple[int], np.dtype[np.float64]]", mean: float) -> dict[str, Figure]:
    return {"sites": len(shares), "with one": round(mean, 4), "with one, most": round(float(shares.max()), 4)}
