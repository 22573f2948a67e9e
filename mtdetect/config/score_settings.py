"""All settings of a scoring run as values, in the groups that other commands share."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict

from mtdetect.config.deep_mode import DeepMode
from mtdetect.errors import UsageError


@dataclass(frozen=True, slots=True)
class DetectorSettings:
    """What scores depend on: the model's folder (None for the shipped one) and the arguments of `mtdetect.load`.

    `fpr` (0-1) is the share of human articles that may be called translated, `prior` (0-1) the share of articles
    thought to be translated before reading them, `reader` the file of the weights of the reader.
    """

    model: Path | None = None
    fpr: float = 0.01
    prior: float = 0.5
    deep: DeepMode = "auto"
    reader: Path | None = None


class ReadKeywords(TypedDict):
    """How inputs are read, as arguments of a function."""

    text_key: str
    id_key: str
    max_bytes: int
    input_format: str | None


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """How inputs are read: the columns of text and id in tables, and the largest document in bytes, unpacked.

    `input_format` says what inputs are whose names do not say it.
    """

    text_key: str = "text"
    id_key: str = "id"
    max_bytes: int = 10_000_000
    input_format: str | None = None

    def as_keywords(self) -> ReadKeywords:
        """The settings as arguments of `mtdetect.readers.read`."""
        return {
            "text_key": self.text_key,
            "id_key": self.id_key,
            "max_bytes": self.max_bytes,
            "input_format": self.input_format,
        }


@dataclass(frozen=True, slots=True)
class OutputSettings:
    """The format of standard output, by its name, and the files that are written as well, each as `FORMAT=FILE`.

    With `fields`, standard output has just these fields of each row, as JSON Lines.
    """

    format: str = "text"
    files: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


def field_names(listed: str | None) -> tuple[str, ...]:
    """The names of `--fields`, given with commas between them."""
    return tuple(name.strip() for name in listed.split(",")) if listed is not None else ()


@dataclass(frozen=True, slots=True)
class InputRowSettings:
    """Whether the input's own rows are printed in place of a report, and how.

    With `annotate`, columns are added. With `drop_translated`, the rows of likely translated articles go to the file
    `dropped`.
    """

    annotate: bool = False
    drop_translated: bool = False
    dropped: Path | None = None


@dataclass(frozen=True, slots=True)
class ShardSettings:
    """The folder into which rows are written as they are scored, and how many go into a shard.

    With `resume`, an earlier run in the folder is continued.
    """

    folder: Path
    rows: int = 1000
    resume: bool = False


def shard_settings(folder: Path | None, rows: int, *, resume: bool) -> ShardSettings | None:
    """The settings by the options of the command line, None without a folder; raises UsageError for --resume alone."""
    if folder is None and resume:
        raise UsageError("--resume: goes on with the run in a folder: name it with --shards DIR")
    return None if folder is None else ShardSettings(folder, rows, resume)


@dataclass(frozen=True, slots=True)
class Limits:
    """What the gate allows; None where it sets no limit.

    `max_translated` is a number of articles, `max_share` a share (0-1) of the judged articles, and `fail_over` the
    highest likelihood (0-1) that an article may have. With `group_by` (`mtdetect.readers.groups`) the limits hold for
    each group, or site; then `fail_over` holds for the likelihood of a site too, and `max_translated_sites` is a number
    of sites. A run in which no article was judged, or an input could not be read, fails, unless that is allowed; one
    of empty articles alone has nothing to judge, and passes.

    Raises UsageError for `max_translated_sites` without `group_by`.
    """

    max_translated: int | None = None
    max_share: float | None = None
    fail_over: float | None = None
    group_by: str | None = None
    allow_unjudged: bool = False
    allow_unreadable: bool = False
    max_translated_sites: int | None = None

    def __post_init__(self) -> None:
        if self.max_translated_sites is not None and not self.group_by:
            raise UsageError(
                "--max-translated-sites: says nothing of what a site is: add --group-by domain, or a column"
            )

    @property
    def are_of_articles(self) -> bool:
        """Whether there is a limit for articles."""
        return (self.max_translated, self.max_share, self.fail_over) != (None, None, None)

    @property
    def are_of_sites(self) -> bool:
        """Whether there is a limit for sites."""
        return self.max_translated_sites is not None or bool(self.group_by and self.fail_over is not None)

    @property
    def are_set(self) -> bool:
        """Whether there is a gate at all."""
        return self.are_of_articles or self.are_of_sites


@dataclass(frozen=True, slots=True)
class ExcuseSettings:
    """The files of excuses and of known findings; with `search`, the nearest ones where none is named.

    Without `enabled`, nothing is excused. `report_unused` asks for a note on each excuse that excused nothing.
    """

    file: Path | None = None
    baseline: Path | None = None
    enabled: bool = True
    search: bool = True
    report_unused: bool = True


@dataclass(frozen=True, slots=True)
class ScoreSettings:
    """All settings of a scoring run. `jobs` is the number of processes, 0 for one a core."""

    paths: tuple[str, ...]
    detector: DetectorSettings = field(default_factory=DetectorSettings)
    reading: ReadSettings = field(default_factory=ReadSettings)
    output: OutputSettings = field(default_factory=OutputSettings)
    input_rows: InputRowSettings = field(default_factory=InputRowSettings)
    shards: ShardSettings | None = None
    limits: Limits = field(default_factory=Limits)
    excuses: ExcuseSettings = field(default_factory=ExcuseSettings)
    jobs: int = 0


@dataclass(frozen=True, slots=True)
class EstimateSettings:
    """All settings of a run that estimates shares.

    `expect_human` are the paths of human texts of the same source. `group_by` is a column, `domain`, `path` or
    `folder`. `format` is `text`, `json`, `jsonl` or `csv`. `jobs` is the number of processes, 0 for one a core.
    """

    paths: tuple[str, ...]
    model: Path | None = None
    expect_human: tuple[str, ...] = ()
    group_by: str | None = None
    format: str = "text"
    reading: ReadSettings = field(default_factory=ReadSettings)
    allow_unreadable: bool = False
    jobs: int = 0
