"""The settings of a scoring run: what the command makes of its options."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from mtdetect.cli.app import app
from mtdetect.config import score_settings as settings


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[settings.ScoreSettings]:
    """The settings of the runs that commands ask for, in place of running them."""
    asked: list[settings.ScoreSettings] = []

    def run_score(given: settings.ScoreSettings) -> int:
        asked.append(given)
        return 7

    monkeypatch.setattr("mtdetect.runs.score.run_score", run_score)
    return asked


def test_the_defaults_of_the_options_are_those_of_the_settings(
    runs: list[settings.ScoreSettings], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MTDETECT_DEEP")
    ran = CliRunner().invoke(app, ["score", "--isolated", "a.txt"])

    isolated = settings.ExcuseSettings(search=False)
    assert ([settings.ScoreSettings(("a.txt",), excuses=isolated)], 7) == (runs, ran.exit_code)


def test_each_option_reaches_its_setting(runs: list[settings.ScoreSettings]) -> None:
    options = """--format json --output csv=b.csv --fpr 0.02 --prior 0.3 --model m --deep always --reader r
    --text-key t --id-key i
    --max-bytes 9 --annotate --drop-translated --dropped d --jobs 2 --shards s --shard-rows 4 --resume
    --max-translated 1 --max-share 2% --fail-over 0.9 --group-by domain --allow-unjudged --allow-unreadable --excuses e
    --baseline k --no-excuses --no-report-unused-excuses --isolated"""
    CliRunner().invoke(app, ["score", "a.txt", "b.txt", *options.split()])

    expected = settings.ScoreSettings(
        paths=("a.txt", "b.txt"),
        detector=settings.DetectorSettings(Path("m"), fpr=0.02, prior=0.3, deep="always", reader=Path("r")),
        reading=settings.ReadSettings("t", "i", 9),
        output=settings.OutputSettings("json", ("csv=b.csv",)),
        input_rows=settings.InputRowSettings(annotate=True, drop_translated=True, dropped=Path("d")),
        shards=settings.ShardSettings(Path("s"), rows=4, resume=True),
        limits=settings.Limits(1, 0.02, 0.9, "domain", allow_unjudged=True, allow_unreadable=True),
        excuses=settings.ExcuseSettings(Path("e"), Path("k"), enabled=False, search=False, report_unused=False),
        jobs=2,
    )
    assert [expected] == runs
