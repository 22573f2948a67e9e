"""The gate: whether the articles of a run keep within the limits that the user has set."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from mtdetect.config.score_settings import Limits
from mtdetect.model.abstention import EMPTY
from mtdetect.results.groups import GroupOf, grouper
from mtdetect.results.row import Result, Row, answer, is_site

CONFIDENCE = 0.95


@dataclass(slots=True)
class Tally:
    """Counts of the articles of a run, or of a group, or of the sites of a run, that are judged and not excused.

    `over` of them have a likelihood above the limit. `highest` (0-1) is the highest likelihood, and `likeliest` the id
    of the article, or the name of the site, that has it.
    """

    judged: int = 0
    translated: int = 0
    over: int = 0
    highest: float = -1.0
    likeliest: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a gate found: `broken` of `groups` groups exceed a limit, and `tally` holds the counts of the `worst` one.

    A run without groups is one group. `confidence` (0-1) is the one of the lower bound of a group's share. `abstained`,
    `excused` and `unreadable` are the numbers of articles that do not count; `ungrouped` is the number of articles that
    have no group, which count as one group. `sites` has the counts of sites, None where there is no limit for them.
    """

    limits: Limits
    met: bool
    groups: int
    broken: int
    worst: str | None
    tally: Tally
    confidence: float
    abstained: int
    excused: int
    unreadable: int
    ungrouped: int
    sites: Tally | None = None


@dataclass(slots=True)
class Gate:
    """Counts the results of a run as they pass, then judges the counts. Memory grows with the groups alone."""

    limits: Limits
    _tallies: defaultdict[str | None, Tally] = field(default_factory=lambda: defaultdict(Tally))
    _uncounted: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    _sites: Tally = field(default_factory=Tally)

    def count(self, results: Iterable[Result]) -> Iterator[Result]:
        """The same results, counted as they pass."""
        group_by = self.limits.group_by
        group_of = _site_or(grouper(group_by)) if group_by else lambda _result: None
        for result in results:
            if is_site(result.row):
                if result.row["abstained"] is None and answer(result.row) != "excused":
                    _add(self._sites, result.row, self.limits)
            elif reason := _uncounted(result):
                self._uncounted[reason] += 1
            else:
                _add(self._tallies[group_of(result)], result.row, self.limits)
            yield result

    def judge(self) -> Judgement:
        """The judgement on the results counted so far."""
        groups = sorted(self._tallies.items(), key=lambda pair: pair[0] or "")
        confidence = 1 - (1 - CONFIDENCE) / max(1, len(groups))  # for all groups at once (Bonferroni)
        ranked = [(_rank(tally, self.limits, confidence), name, tally) for name, tally in groups]
        broken = sum(rank[0] for rank, _, _ in ranked)
        _, worst, tally = max(ranked, key=lambda one: one[0], default=(None, None, Tally()))
        excused, unreadable = self._uncounted["excused"], self._uncounted["unreadable"]
        unjudged = self._uncounted["abstained"] or not self._uncounted[EMPTY]
        nothing_judged = unjudged and not groups and not excused and not self.limits.allow_unjudged
        return Judgement(
            limits=self.limits,
            met=not (
                broken or self._sites_are_beyond or nothing_judged or (unreadable and not self.limits.allow_unreadable)
            ),
            groups=len(groups),
            broken=broken,
            worst=worst,
            tally=tally,
            confidence=confidence,
            abstained=self._uncounted["abstained"] + self._uncounted[EMPTY],
            excused=excused,
            unreadable=unreadable,
            ungrouped=self._tallies[None].judged if self.limits.group_by and None in self._tallies else 0,
            sites=self._sites if self.limits.are_of_sites else None,
        )

    @property
    def _sites_are_beyond(self) -> bool:
        """Whether sites exceed a limit."""
        allowed = self.limits.max_translated_sites
        return (allowed is not None and self._sites.translated > allowed) or self._sites.over > 0

    @property
    def lacks_groups(self) -> bool:
        """Whether articles are judged by groups and none has a group: limits for a group then mean nothing."""
        return self.limits.group_by is not None and set(self._tallies) == {None}


def _site_or(group_of: GroupOf) -> GroupOf:
    """The site that the row names, where sites were judged before; else the group is found."""
    return lambda result: result.row.get("site") or group_of(result)


def least_share(translated: int, judged: int, confidence: float) -> float:
    """The lower bound of the share (0-1) of translated articles, at a confidence (0-1), from counts in a sample.

    The one-sided lower bound of Clopper and Pearson (1934, "The use of confidence or fiducial limits illustrated in the
    case of the binomial"), which is too high no more often than 1 - `confidence`: 1 of 3 articles shows at least 1.7 %.
    """
    if not translated:
        return 0.0
    from scipy.special import betaincinv

    return float(betaincinv(translated, judged - translated + 1, 1 - confidence))


def _uncounted(result: Result) -> str | None:
    """Why an article does not count; None if it does. An article that does not count is not counted as human either.

    An article without any text is told from the others that were not judged: there is nothing in it to miss.
    """
    name = answer(result.row)
    if name == "abstained" and result.row["abstained"] == EMPTY:
        return EMPTY
    return name if name in ("unreadable", "abstained", "excused") else None


def _add(tally: Tally, row: Row, limits: Limits) -> None:
    tally.judged += 1
    tally.translated += row["verdict"] == "translated"
    tally.over += limits.fail_over is not None and row["likelihood"] > limits.fail_over
    if row["likelihood"] > tally.highest:
        tally.highest, tally.likeliest = row["likelihood"], row["site"] if is_site(row) else row["id"]


def _rank(tally: Tally, limits: Limits, confidence: float) -> tuple[bool, float, int, float]:
    """How bad a group is, for comparison with others; the first value says whether it exceeds a limit."""
    share = 0.0 if limits.max_share is None else least_share(tally.translated, tally.judged, confidence)
    broken = (
        (limits.max_translated is not None and tally.translated > limits.max_translated)
        or (limits.max_share is not None and share > limits.max_share)
        or tally.over > 0
    )
    return broken, share, tally.translated, tally.highest
