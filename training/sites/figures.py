"""What is measured: sites of outlets and engines that were left out of everything, called translated and shared out."""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from mtdetect.sites.histogram import Floats
from mtdetect.sites.level import Level
from mtdetect.sites.mixture import Mixture, share_of
from training.protocols.figures import Figure, Figures
from training.sites.draws import draw, draw_mixed, pools, weights_of
from training.sites.fit import SitePools, fit_level, fit_mixture
from training.sites.outlets import family, human_outlet, pipeline, translators
from training.sites.texts import SiteTexts

SIZES = (5, 10, 20, 50)
_SHARES = (0.1, 0.5, 1.0)
_DRAWS = 500  # sites of an outlet, and a tenth as many of a pipeline
_FPR = 0.01
_MOST_OFTEN = 0.05  # of an outlet's sites that may be called translated
_FEWEST_OF_PIPELINE = 10
_MIXED_ARTICLES = 40

NOT_JUDGED = -1  # in the place of a bin
BinsOf = Callable[[NDArray[np.bool_]], NDArray[np.intp]]


class Measured:
    """The sites called translated, by kind of site, and the intervals that hold the share drawn."""

    def __init__(self) -> None:
        self.called: dict[tuple[str, str, int, float], list[tuple[str, str, float]]] = {}
        self.held: dict[tuple[str, int, float], list[tuple[float, float]]] = {}

    def add(self, kind: str, name: str, of: str, size: int, share: float, found: tuple[float, float, float]) -> None:
        """Add the sites of one outlet or pipeline: the share called, that of intervals that hold, and their width."""
        called, held, width = found
        self.called.setdefault((kind, of, size, share), []).append((name, of, called))
        if kind != "translators":
            self.held.setdefault((of if kind == "machine" else kind, size, share), []).append((held, width))


def measure_sites(texts: SiteTexts, bins: BinsOf | None = None) -> dict[str, Figures]:
    """Each block is left out in turn, of the thresholds and the model of sites, and its sites are judged.

    `bins` gives the bins by which the texts are judged, where those are others than the ones that the model of sites is
    fitted to, by thresholds that are fitted on the texts of its argument alone, and `NOT_JUDGED` where one is left out.
    """
    measured = Measured()
    for block in sorted(set(texts.blocks.tolist())):
        _measure_block(texts, bins, block, measured)
    return {
        "human sites called translated": dict(_human(measured)),
        "sites found": dict(_found(measured)),
        "share": dict(_intervals(measured)),
    }


def site_pools(texts: SiteTexts, known: Floats) -> SitePools:
    """The outlets and pipelines of the texts of `known`."""
    rows = list(texts.rows)
    of_known = [row if use else None for row, use in zip(rows, known.tolist(), strict=True)]
    return SitePools(
        rows,
        texts.bins(known.astype(np.bool_)),
        pools(of_known, human_outlet),
        pools(of_known, pipeline, _FEWEST_OF_PIPELINE),
    )


def _measure_block(texts: SiteTexts, judged: BinsOf | None, block: str, measured: Measured) -> None:
    own = texts.blocks == block
    known = site_pools(texts, ~own)
    level = fit_level(known)
    mixture = fit_mixture(known, level)
    bins = judged(~own) if judged else known.bins
    is_mine = own & (bins != NOT_JUDGED)
    mine = [row if use else None for row, use in zip(texts.rows, is_mine.tolist(), strict=True)]
    left_out = SitePools(known.rows, bins, pools(mine, human_outlet), pools(mine, pipeline, _FEWEST_OF_PIPELINE))
    chance = np.random.default_rng(2)
    for name, places in left_out.outlets.items():
        for size in SIZES:
            sites = draw(bins[places], size, _DRAWS, chance)
            measured.add("human", name, known.rows[places[0]].set, size, 0.0, _judge(level, mixture, sites, 0.0))
    for name, places in pools(mine, translators, _FEWEST_OF_PIPELINE).items():
        for size in SIZES:
            sites = draw(bins[places], size, _DRAWS, chance)
            measured.add("translators", name, known.rows[places[0]].set, size, 0.0, _judge(level, mixture, sites, 0.0))
    for name, places in left_out.pipelines.items():
        home = left_out.home(name)
        for size in (*SIZES, _MIXED_ARTICLES):
            for share in _SHARES:
                if share < 1 and home is None:
                    continue
                human = bins[left_out.outlets[home]] if home else bins[places]
                sites = draw_mixed(human, bins[places], share, size, _DRAWS // 10, chance)
                found = _judge(level, mixture, sites, share)
                measured.add("machine", name, family(known.rows[places[0]]), size, share, found)


def _judge(level: Level, mixture: Mixture, sites: Floats, share: float) -> tuple[float, float, float]:
    """The share of sites called translated, that of intervals that hold `share`, and their mean width."""
    articles = int(sites[0].sum())
    shares = [level.calibration.human_share(score, articles) for score in level.scores(sites).tolist()]
    found = [share_of(posterior, mixture.shares) for posterior in mixture.posterior(sites, level.likelihoods(sites))]
    held = [one.low - 1e-9 <= share <= one.high + 1e-9 for one in found]
    return (
        float(np.mean(np.array(shares) <= _FPR)),
        float(np.mean(held)),
        float(np.mean([o.high - o.low for o in found])),
    )


def _human(measured: Measured) -> Iterator[tuple[str, dict[str, Figure]]]:
    """Of human sites, and of those of translators, by the number of articles."""
    for kind in ("human", "translators"):
        for size in SIZES:
            of_size = [
                one
                for (of_kind, _, articles, _), found in measured.called.items()
                for one in found
                if of_kind == kind and articles == size
            ]
            if not of_size:
                continue
            weights = weights_of(of for _, of, _ in of_size)
            shares = np.array([called for _, _, called in of_size])
            yield (
                f"{kind}, {size} articles",
                {
                    "sites": len(of_size),
                    "called": round(float(weights @ shares), 4),
                    "called, each outlet alike": round(float(shares.mean()), 4),
                    "called, most": round(float(shares.max()), 4),
                    "outlets called too often": int((shares > _MOST_OFTEN).sum()),
                },
            )


def _found(measured: Measured) -> Iterator[tuple[str, dict[str, Figure]]]:
    """Of sites of which a machine wrote a share of the articles, by family, number of articles and share."""
    for (kind, of, size, share), found in sorted(measured.called.items()):
        if kind == "machine":
            called = [share_called for _, _, share_called in found]
            name = f"{of}, {share:.0%} of {size} articles"
            yield name, {"pipelines": len(called), "found": round(float(np.mean(called)), 3)}


def _intervals(measured: Measured) -> Iterator[tuple[str, dict[str, Figure]]]:
    for (of, size, share), found in sorted(measured.held.items()):
        held, widths = np.array(found).T
        name = f"{of}, {share:.0%} of {size} articles"
        yield name, {"held": round(float(held.mean()), 3), "width": round(float(widths.mean()), 3)}
