"""The gate: whether a run's articles keep within the limits that its user set."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from mtdetect.errors import UsageError
from mtdetect.results.groups import columns, grouper
from mtdetect.results.row import Result, answer

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Limits:
    """What a gate allows; None where it sets no limit.

    `max_translated` articles, a share `max_share` (0-1) of those judged, and no article of a likelihood above
    `fail_over` (0-1). With `group_by` (`results.groups`) each group must keep within them. A run in which nothing was
    judged, or something could not be read, keeps within no limit unless it is allowed to.
    """

    max_translated: int | None = None
    max_share: float | None = None
    fail_over: float | None = None
    group_by: str | None = None
    allow_unjudged: bool = False
    allow_unreadable: bool = False

    def __post_init__(self) -> None:
        if self.group_by and not self.are_set:
            raise UsageError("--group-by: is for a gate: add --max-translated, --max-share or --fail-over")

    @property
    def are_set(self) -> bool:
        """Whether there is a gate at all."""
        return (self.max_translated, self.max_share, self.fail_over) != (None, None, None)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of their rows that documents must keep."""
        return columns(self.group_by) if self.group_by else ()


@dataclass(slots=True)
class Tally:
    """The articles of a run, or of one group of it, that count: those judged and not excused.

    `over` of them have a likelihood above the limit; `highest` (0-1) is that of the `likeliest`.
    """

    judged: int = 0
    translated: int = 0
    over: int = 0
    highest: float = -1.0
    likeliest: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a gate found: `broken` of `groups` groups are beyond a limit, and `tally` is of the `worst` one.

    A run that is not grouped is one group. `confidence` (0-1) is that at which a group's share is bounded. Articles
    that do not count are told beside: `abstained`, `excused`, `unreadable`; `ungrouped` ones count together.
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


@dataclass(slots=True)
class Gate:
    """Watches the results of a run go by and judges them at the end. Its memory grows with the groups alone."""

    limits: Limits
    _tallies: defaultdict[str | None, Tally] = field(default_factory=lambda: defaultdict(Tally))
    _beside: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))

    def watch(self, results: Iterable[Result]) -> Iterator[Result]:
        """The same results, counted as they pass."""
        group_by = self.limits.group_by
        group_of = grouper(group_by) if group_by else lambda _result: None
        for result in results:
            if beside := _beside(result):
                self._beside[beside] += 1
            else:
                _add(self._tallies[group_of(result)], result, self.limits)
            yield result

    def judge(self) -> Judgement:
        """The judgement on what has gone by."""
        groups = sorted(self._tallies.items(), key=lambda pair: pair[0] or "")
        confidence = 1 - (1 - CONFIDENCE) / max(1, len(groups))  # for all groups at once (Bonferroni)
        ranked = [(_badness(tally, self.limits, confidence), name, tally) for name, tally in groups]
        broken = sum(badness[0] for badness, _, _ in ranked)
        _, worst, tally = max(ranked, key=lambda one: one[0], default=(None, None, Tally()))
        excused, unreadable = self._beside["excused"], self._beside["unreadable"]
        blank = not groups and not excused and not self.limits.allow_unjudged
        return Judgement(
            limits=self.limits,
            met=not (broken or blank or (unreadable and not self.limits.allow_unreadable)),
            groups=len(groups),
            broken=broken,
            worst=worst,
            tally=tally,
            confidence=confidence,
            abstained=self._beside["abstained"],
            excused=excused,
            unreadable=unreadable,
            ungrouped=self._tallies[None].judged if self.limits.group_by and None in self._tallies else 0,
        )

    @property
    def is_blind(self) -> bool:
        """Whether articles were judged by groups and none has one: the limits of a group then say nothing."""
        return self.limits.group_by is not None and set(self._tallies) == {None}


def least_share(translated: int, judged: int, confidence: float) -> float:
    """The share (0-1) that is at least translated where these articles are a sample, at this confidence (0-1).

    The one-sided lower bound of Clopper and Pearson (1934, "The use of confidence or fiducial limits illustrated in the
    case of the binomial"), which is never too high more often than it says: 1 of 3 proves no more than 1.7 %.
    """
    if not translated:
        return 0.0
    from scipy.special import betaincinv

    return float(betaincinv(translated, judged - translated + 1, 1 - confidence))


def _beside(result: Result) -> str | None:
    """Why an article does not count; None when it does. Not to count is never to count as human."""
    found = answer(result.row)
    return found if found in ("unreadable", "abstained", "excused") else None


def _add(tally: Tally, result: Result, limits: Limits) -> None:
    row = result.row
    tally.judged += 1
    tally.translated += row["verdict"] == "translated"
    tally.over += limits.fail_over is not None and row["likelihood"] > limits.fail_over
    if row["likelihood"] > tally.highest:
        tally.highest, tally.likeliest = row["likelihood"], row["id"]


def _badness(tally: Tally, limits: Limits, confidence: float) -> tuple[bool, float, int, float]:
    """How bad a group is, to be compared: whether it is beyond a limit comes first."""
    share = 0.0 if limits.max_share is None else least_share(tally.translated, tally.judged, confidence)
    broken = (
        (limits.max_translated is not None and tally.translated > limits.max_translated)
        or (limits.max_share is not None and share > limits.max_share)
        or tally.over > 0
    )
    return broken, share, tally.translated, tally.highest
