"""Estimates of shares: groups of a corpus in, each with its share and interval out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mtdetect.errors import UsageError
from mtdetect.quantify.collect import Tally, total
from mtdetect.quantify.human import FEWEST
from mtdetect.quantify.model import QuantifyModel
from mtdetect.quantify.posterior import Share


@dataclass(frozen=True, slots=True)
class Estimate:
    """The share of machine-translated documents among those judged of a group; None where none was judged.

    `name` is None for documents without a group, and for all documents together. `called` documents have the verdict
    `translated`: their number is no estimate.
    """

    name: str | None
    judged: int
    called: int
    not_judged: int
    unreadable: int
    share: Share | None


@dataclass(frozen=True, slots=True)
class Estimates:
    """The estimates of `groups`, those with the highest lower bound first, and of all documents together.

    `human_texts` is the number of known human texts of the same source, 0 for none.
    """

    groups: tuple[Estimate, ...]
    all: Estimate
    group_by: str | None
    human_texts: int
    signature: str


def estimate_groups(
    groups: Mapping[str | None, Tally],
    model: QuantifyModel,
    known: Tally | None = None,
    *,
    group_by: str | None = None,
    scored_by: str = "",
) -> Estimates:
    """Estimate the share of each group, and of all together; `known` are human texts of the same source.

    Raises UsageError for too few human texts.
    """
    if known is not None and known.judged < FEWEST:
        raise UsageError(f"--expect-human: {known.judged} texts were judged, {FEWEST} or more are needed: add texts")
    mixtures = model.mixtures(known.counts if known else None)
    everything = total(groups.values())
    named = [(name, tally) for name, tally in groups.items() if group_by]
    tallies = [*(tally for _, tally in named), everything]
    judged = [tally for tally in tallies if tally.judged]
    shares = iter(mixtures.estimate([tally.counts for tally in judged]) if judged else [])
    made = [
        _estimate(name, tally, next(shares) if tally.judged else None) for name, tally in [*named, (None, everything)]
    ]
    signature = "|".join(filter(None, (scored_by, model.signature)))
    return Estimates(tuple(_ranked(made[:-1])), made[-1], group_by, known.judged if known else 0, signature)


def _estimate(name: str | None, tally: Tally, share: Share | None) -> Estimate:
    return Estimate(name, tally.judged, tally.called, tally.not_judged, tally.unreadable, share)


def _ranked(estimates: Iterable[Estimate]) -> list[Estimate]:
    def key(one: Estimate) -> tuple[float, float, str]:
        return (-one.share.low, -one.share.estimate, one.name or "") if one.share else (1, 1, one.name or "")

    return sorted(estimates, key=key)
