"""Sites drawn from texts of the corpora."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from mtdetect.sites.histogram import BINS, Floats
from training.corpora import Row

Places = NDArray[np.intp]
Pools = Mapping[str, Places]  # by the name of a site the places of its texts

FEWEST = 5  # texts of which sites are drawn
_MANY_TIMES = 8


def pools(rows: Sequence[Row | None], name_of: Callable[[Row], str | None], fewest: int = FEWEST) -> dict[str, Places]:
    """The places of the texts of each site that has enough of them; in the order of names. None is no text of any."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        if row and (name := name_of(row)):
            found[name].append(at)
    return {name: np.array(places, np.intp) for name, places in sorted(found.items()) if len(places) >= fewest}


def draw(places: Places, articles: int, sites: int, chance: np.random.Generator) -> Places:
    """The texts of sites of so many articles, drawn from those at `places`, shape (sites, articles).

    A text seldom comes again where there are enough.
    """
    if articles > len(places) or articles * _MANY_TIMES < len(places):  # of so many texts hardly any is drawn twice
        chosen = chance.integers(0, len(places), (sites, articles))
    else:
        chosen = chance.random((sites, len(places))).argsort(axis=1)[:, :articles]
    return places[chosen]


def draw_mixed(
    human: Places, machine: Places, share: float, articles: int, sites: int, chance: np.random.Generator
) -> Places:
    """The texts of sites of which a share of the articles is a machine's, shape (sites, articles)."""
    translated = round(share * articles)
    if translated == articles:
        return draw(machine, articles, sites, chance)
    if translated == 0:
        return draw(human, articles, sites, chance)
    own = draw(human, articles - translated, sites, chance)
    return np.concatenate([own, draw(machine, translated, sites, chance)], axis=1)


def histograms(bins: Places) -> Floats:
    """The histograms of sites, shape (sites, `BINS`), of the bins of their articles, shape (sites, articles)."""
    sites = len(bins)
    cells = bins + BINS * np.arange(sites)[:, None]
    return np.bincount(cells.ravel(), minlength=sites * BINS).reshape(sites, BINS).astype(np.float64)


def weights_of(sets: Iterable[str]) -> Floats:
    """The weight of each site by the set that it is of: a set weighs by the root of the number of its sites."""
    listed = list(sets)
    sizes = Counter(listed)
    weights = np.array([sizes[name] ** -0.5 for name in listed])
    return np.asarray(weights / weights.sum())
