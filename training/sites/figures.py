"""What is measured: sites of outlets and engines that were left out of everything, called translated and shared out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mtdetect.sites.histogram import Floats
from mtdetect.sites.judge import site_scores
from mtdetect.sites.level import Level
from mtdetect.sites.mixture import Mixture, share_of
from mtdetect.sites.rare import RareRules
from training.corpora import Row
from training.protocols.figures import Figure, Figures
from training.sites.draws import Places, draw, draw_mixed, histograms, pools, weights_of
from training.sites.fit import SitePools, fit_level, fit_mixture
from training.sites.outlets import family, human_outlet, pipeline, translators
from training.sites.rates import rare_rules
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


class Judged(NamedTuple):
    """Sites of one outlet or pipeline: the share called translated, the same by their level alone, the share of
    intervals that hold the share of a machine's articles, and their mean width."""

    called: float
    by_level: float
    held: float
    width: float


class Measured:
    """The sites called translated, by kind of site, and the intervals that hold the share drawn."""

    def __init__(self) -> None:
        self.called: dict[tuple[str, str, int, float], list[Judged]] = {}
        self.held: dict[tuple[str, int, float], list[tuple[float, float]]] = {}

    def add(self, kind: str, of: str, size: int, share: float, found: Judged) -> None:
        """Add the sites of one outlet or pipeline, which is of a set or family."""
        self.called.setdefault((kind, of, size, share), []).append(found)
        if kind != "translators":
            of_kind = of if kind == "machine" else kind
            self.held.setdefault((of_kind, size, share), []).append((found.held, found.width))


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
    """The outlets, pipelines and houses of translators of the texts of `known`."""
    return _pools(texts.rows, known.astype(np.bool_), texts.bins(known.astype(np.bool_)))


def _pools(rows: Sequence[Row], chosen: NDArray[np.bool_], bins: Places) -> SitePools:
    """Those of the chosen texts alone."""
    of_chosen = [row if use else None for row, use in zip(rows, chosen.tolist(), strict=True)]
    of_many = (pools(of_chosen, name_of, _FEWEST_OF_PIPELINE) for name_of in (pipeline, translators))
    return SitePools(list(rows), bins, pools(of_chosen, human_outlet), *of_many)


@dataclass(frozen=True, slots=True)
class _Judge:
    """The model of sites without a block, and of all texts the bins, and whether they have rare tells."""

    level: Level
    mixture: Mixture
    rare: RareRules
    bins: Places
    have_rare: NDArray[np.bool_]

    def judge(self, drawn: Places, share: float) -> Judged:
        """What is said of sites of such texts, of which a share is a machine's; they have shape (sites, articles)."""
        articles, sites = drawn.shape[1], histograms(self.bins[drawn])
        level, calibration = self.level.scores(sites), self.level.calibration
        # A text that was drawn twice counts once, as a copy does.
        rare = [int(self.have_rare[np.unique(of_site)].sum()) for of_site in drawn]
        scores = site_scores(self.level, self.rare, sites, rare)
        some = np.array([calibration.likelihood(score, articles, 0.5) for score in scores.tolist()])
        of_rare = np.stack([self.rare.log_likelihoods(count, articles, self.mixture.shares) for count in rare])
        posteriors = self.mixture.posterior(sites, some, of_rare)
        shares = [share_of(posterior, self.mixture.shares) for posterior in posteriors]
        held = [one.low - 1e-9 <= share <= one.high + 1e-9 for one in shares]
        called, by_level = (
            float(np.mean([calibration.human_share(score, articles) <= _FPR for score in of.tolist()]))
            for of in (scores, level)
        )
        widths = [one.high - one.low for one in shares]
        return Judged(called, by_level, float(np.mean(held)), float(np.mean(widths)))


def _measure_block(texts: SiteTexts, judged: BinsOf | None, block: str, measured: Measured) -> None:
    own = texts.blocks == block
    known = site_pools(texts, ~own)
    level = fit_level(known)
    bins = judged(~own) if judged else known.bins
    rare, have_rare = rare_rules(texts.tells, texts.words, texts.rows, known.outlets, known.translators)
    judge = _Judge(level, fit_mixture(known, level), rare, bins, have_rare)
    left_out = _pools(texts.rows, own & (bins != NOT_JUDGED), bins)
    chance = np.random.default_rng(2)
    of_people = {"human": left_out.outlets, "translators": left_out.translators}
    for kind, sites in of_people.items():
        for places in sites.values():
            for size in SIZES:
                found = judge.judge(draw(places, size, _DRAWS, chance), 0.0)
                measured.add(kind, known.rows[places[0]].set, size, 0.0, found)
    for name, places in left_out.pipelines.items():
        home = left_out.home(name)
        for size in (*SIZES, _MIXED_ARTICLES):
            for share in _SHARES:
                if share < 1 and home is None:
                    continue
                human = left_out.outlets[home] if home else places
                found = judge.judge(draw_mixed(human, places, share, size, _DRAWS // 10, chance), share)
                measured.add("machine", family(known.rows[places[0]]), size, share, found)


def _human(measured: Measured) -> Iterator[tuple[str, dict[str, Figure]]]:
    """Of human sites, and of those of translators, by the number of articles."""
    for kind in ("human", "translators"):
        for size in SIZES:
            of_size = [
                (of, one)
                for (of_kind, of, articles, _), found in measured.called.items()
                for one in found
                if of_kind == kind and articles == size
            ]
            if not of_size:
                continue
            weights = weights_of(of for of, _ in of_size)
            shares, by_level = (
                np.array(each) for each in zip(*((one.called, one.by_level) for _, one in of_size), strict=True)
            )
            yield (
                f"{kind}, {size} articles",
                {
                    "sites": len(of_size),
                    "called": round(float(weights @ shares), 4),
                    "called, level alone": round(float(weights @ by_level), 4),
                    "called, each outlet alike": round(float(shares.mean()), 4),
                    "called, most": round(float(shares.max()), 4),
                    "outlets called too often": int((shares > _MOST_OFTEN).sum()),
                },
            )


def _found(measured: Measured) -> Iterator[tuple[str, dict[str, Figure]]]:
    """Of sites of which a machine wrote a share of the articles, by family, number of articles and share."""
    for (kind, of, size, share), found in sorted(measured.called.items()):
        if kind == "machine":
            called, by_level = (float(np.mean(each)) for each in zip(*(one[:2] for one in found), strict=True))
            name = f"{of}, {share:.0%} of {size} articles"
            yield name, {"pipelines": len(found), "found": round(called, 3), "found, level alone": round(by_level, 3)}


def _intervals(measured: Measured) -> Iterator[tuple[str, dict[str, Figure]]]:
    for (of, size, share), found in sorted(measured.held.items()):
        held, widths = np.array(found).T
        name = f"{of}, {share:.0%} of {size} articles"
        yield name, {"held": round(float(held.mean()), 3), "width": round(float(widths.mean()), 3)}
