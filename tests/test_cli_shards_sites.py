"""Shards and sites: a run may be resumed with `--group-by`, or without it, and gives what a whole run gives."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from mtdetect.cli.app import app

ARTICLES = sorted((Path(__file__).resolve().parents[1] / "seeds" / "articles").glob("*.txt"))[:4]
SITES = ("--group-by", "domain")


@pytest.fixture(autouse=True)
def _pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    rows = [{"id": file.stem, "url": "https://a.example/", "text": file.read_text("utf-8")} for file in ARTICLES]
    Path("pages.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")


def run(command: str, *arguments: str) -> Result:
    return CliRunner().invoke(app, [command, *arguments, "--format", "jsonl"])


def score(*arguments: str) -> str:
    return run("score", "pages.jsonl", "--deep", "never", *arguments).stdout


@pytest.mark.parametrize(("first", "then"), [(SITES, ()), ((), SITES), (SITES, SITES)])
def test_a_run_is_resumed_as_it_would_be_made(first: tuple[str, ...], then: tuple[str, ...]) -> None:
    score("--shards", "rows", *first)

    resumed = score("--shards", "rows", "--resume", *then)

    assert score(*then) == resumed


def test_who_asks_shards_for_their_sites_is_told_the_way() -> None:
    score("--shards", "rows", *SITES)

    ran = run("report", "rows/00000.jsonl.zst", "--group-by", "site")

    advice = "save the rows with 'mtdetect score --group-by COLUMN --format jsonl' (shards name no sites)"
    assert (2, True) == (ran.exit_code, advice in ran.stderr)
