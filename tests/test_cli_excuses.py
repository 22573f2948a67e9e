"""Excuses and the baseline from end to end."""

import json
import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from mtdetect.cli.app import app
from mtdetect.config.files import nearest_file

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds" / "articles"
FAIL = "gate: 2 of 3 articles translated (allowed 0): FAIL"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def score(*arguments: str) -> Result:
    return run("score", *arguments)


def excuse(newsroom: Path, text: str) -> None:
    (newsroom / ".mtdetectignore.toml").write_text(text, encoding="utf-8")


BEES = "[[excuse]]\npath = 'news/bees.*'\nreason = 'our own translation'\n"


def test_an_excused_article_passes_and_is_told(newsroom: Path) -> None:
    excuse(newsroom, BEES)

    ran = score("news", "--max-translated", "1")

    assert ran.exit_code == 0
    assert "news/bees.pt-quotes.txt: likely machine-translated, excused: our own translation\n" in ran.stdout
    assert ran.stdout.splitlines()[-1] == ("gate: 1 of 2 articles translated (allowed 1); not counted: 1 excused: PASS")


def test_excuses_are_found_from_folders_below_and_named_by_paths_from_their_own(
    newsroom: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    excuse(newsroom, BEES)
    monkeypatch.chdir(newsroom / "news")

    ran = score("bees.pt-quotes.txt", "--max-translated", "0")

    assert ran.exit_code == 0


def test_an_ignore_file_beside_the_articles_is_not_theirs_to_bring(newsroom: Path) -> None:
    excuse(newsroom / "news", "[[excuse]]\npath = '*'\nreason = 'trust me'\n")

    ran = score("news", "--max-translated", "0")

    assert (ran.stdout.splitlines()[-1], ran.exit_code) == (FAIL, 1)


def test_excuses_can_be_left_out(newsroom: Path) -> None:
    excuse(newsroom, BEES)

    ran = score("news", "--max-translated", "0", "--no-excuses")

    assert (ran.stdout.splitlines()[-1], ran.stderr) == (FAIL, "")


def test_expired_and_dead_excuses_are_told(newsroom: Path) -> None:
    excuse(newsroom, BEES + "expires = 2020-01-31\n[[excuse]]\nid = 'x'\nreason = 'gone'\n")

    ran = score("news", "--max-translated", "0")
    quiet = score("news", "--max-translated", "0", "--no-report-unused-excuses")

    expired = (
        'mtdetect: warning: .mtdetectignore.toml, excuse 1 (path "news/bees.*"): expired on 2020-01-31:'
        " renew it, or delete it\n"
    )
    dead = (
        'mtdetect: note: .mtdetectignore.toml, excuse 2 (id "x"): excused nothing in this run:'
        " delete it if it is dead\n"
    )
    assert (ran.stderr, ran.exit_code) == (expired + dead, 1)
    assert quiet.stderr == expired


def test_a_bad_ignore_file_stops_the_run(newsroom: Path) -> None:
    excuse(newsroom, "[[excuse]]\nid = 'a'\n")

    ran = score("news")

    assert (ran.stdout, ran.exit_code) == ("", 2)
    assert ran.stderr == "mtdetect: error: .mtdetectignore.toml, excuse 1: has no reason: say why it is excused\n"


@pytest.mark.usefixtures("newsroom")
def test_a_baseline_lets_pass_what_was_there() -> None:
    written = run("baseline", "news")
    ran = score("news", "--max-translated", "0")

    assert (written.exit_code, written.stderr) == (0, "")
    assert re.fullmatch(r"\.mtdetectbaseline\.json: 2 articles with \d+ tells known, of 3 articles\n", written.stdout)
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert ran.stdout.splitlines()[-1] == ("gate: 0 of 1 article translated (allowed 0); not counted: 2 excused: PASS")


def test_what_comes_later_counts(newsroom: Path) -> None:
    run("baseline", "news")
    shutil.copy(SEEDS / "quota.es-apertium.txt", newsroom / "news")

    ran = score("news", "--max-translated", "0", "--fpr", "0.02")

    assert (ran.exit_code, ran.stdout.splitlines()[-1]) == (
        1,
        "gate: 1 of 2 articles translated (allowed 0); not counted: 2 excused: FAIL",
    )


def test_a_baseline_is_written_anew_where_it_is_read(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("baseline", "news")
    before = (newsroom / ".mtdetectbaseline.json").read_bytes()
    monkeypatch.chdir(newsroom / "news")

    run("baseline", "bees.pt-quotes.txt", "levee.pt-stops.txt", "organ.txt")

    assert nearest_file(".mtdetectbaseline.json") == newsroom / ".mtdetectbaseline.json"
    assert (newsroom / ".mtdetectbaseline.json").read_bytes() == before.replace(b"news/", b"")


def test_known_articles_that_are_gone_are_told(newsroom: Path) -> None:
    run("baseline", "news")
    (newsroom / "news" / "levee.pt-stops.txt").unlink()

    ran = score("news")

    assert ran.stderr == (
        "mtdetect: note: .mtdetectbaseline.json: 1 of 2 known articles excused nothing in this run"
        " (news/levee.pt-stops.txt): if they are gone, write it anew with 'mtdetect baseline'\n"
    )


def test_a_baseline_of_what_cannot_be_read_is_not_written(newsroom: Path) -> None:
    (newsroom / "binary.txt").write_bytes(b"\0")

    ran = run("baseline", "news", "binary.txt")
    allowed = run("baseline", "news", "binary.txt", "--allow-unreadable", "--baseline", "-")

    assert (ran.exit_code, ran.stdout) == (2, "")
    assert not (newsroom / ".mtdetectbaseline.json").exists()
    assert len(json.loads(allowed.stdout)["articles"]) == 2


def test_a_baseline_leaves_out_what_is_excused_by_hand(newsroom: Path) -> None:
    excuse(newsroom, BEES)

    ran = run("baseline", "news", "--baseline", "-")

    assert [known["name"] for known in json.loads(ran.stdout)["articles"]] == ["news/levee.pt-stops.txt"]


@pytest.mark.usefixtures("newsroom")
def test_a_baseline_can_be_named() -> None:
    run("baseline", "news", "--baseline", "known.json")

    codes = [score("news", "--max-translated", "0", *named).exit_code for named in ((), ("--baseline", "known.json"))]

    assert codes == [1, 0]


def test_a_baseline_that_cannot_be_written_leaves_the_old_one(newsroom: Path) -> None:
    (newsroom / "known.json").mkdir()

    ran = run("baseline", "news", "--baseline", "known.json")

    assert (ran.exit_code, sorted(path.name for path in newsroom.iterdir())) == (2, ["known.json", "news"])
    assert ran.stderr.startswith("mtdetect: error: known.json: cannot be written (")


@pytest.fixture
def feed(newsroom: Path) -> Path:
    """Rows of two sites, each with three human articles and a translated one in its section `es`."""
    rows = []
    for site in ("one", "two"):
        for name in ("organ.txt", "quota.txt", "levee.txt", "bees.pt-quotes.txt"):
            text = (SEEDS / name).read_text(encoding="utf-8")
            section = "es" if "quotes" in name else "news"
            rows.append({"id": f"{site}/{name}", "text": text, "site": site, "meta": {"section": section}})
    file = newsroom / "feed.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


def test_a_section_is_excused_by_a_column_at_the_gate_and_at_its_site(newsroom: Path, feed: Path) -> None:
    excuse(newsroom, "[[excuse]]\nfields = { meta.section = 'es' }\nreason = 'our Spanish desk'\n")

    ran = score(feed.name, "--max-translated", "0", "--group-by", "site", "--format", "jsonl")

    assert (ran.exit_code, "2 excused" in ran.stderr) == (0, True)
    sites = [row for row in map(json.loads, ran.stdout.splitlines()) if row.get("kind") == "site"]
    assert [("one", 1), ("two", 1)] == [(row["site"], row["excused"]) for row in sites]


def test_a_site_is_excused_by_its_name_and_not_the_other(newsroom: Path, feed: Path) -> None:
    excuse(newsroom, "[[excuse]]\nsite = 'one'\nreason = 'translators'\n")

    ran = score(feed.name, "--max-translated", "0", "--group-by", "site", "--format", "jsonl")

    rows = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [("one", True), ("two", False)] == [
        (row["site"], row["excused"] == row["articles"]) for row in rows if row.get("kind") == "site"
    ]
    excused = [row["id"] for row in rows if row.get("suppressed")]
    assert (["one/bees.pt-quotes.txt"], 1) == (excused, ran.exit_code)


def test_a_run_that_knows_no_sites_says_so_in_one_note(newsroom: Path, feed: Path) -> None:
    excuse(newsroom, "".join(f"[[excuse]]\nsite = '{site}'\nreason = 'known'\n" for site in ("one", "two")))

    ran = score(feed.name, "--max-translated", "0")

    notes = [line for line in ran.stderr.splitlines() if "note" in line]
    assert 1 == len(notes)
    assert ', excuse 1 (site "one") and 1 more: names a site, and this run tells no sites: add --group-by' in notes[0]
    assert 1 == ran.exit_code


def test_an_unused_excuse_by_a_column_is_told(newsroom: Path, feed: Path) -> None:
    excuse(newsroom, "[[excuse]]\nfields = { meta.section = 'fr' }\nreason = 'known'\n")

    ran = score(feed.name)

    assert 'excuse 1 (meta.section "fr"): excused nothing in this run' in ran.stderr


def test_a_baseline_leaves_out_what_a_column_excuses(newsroom: Path, feed: Path) -> None:
    excuse(newsroom, "[[excuse]]\nfields = { meta.section = 'es' }\nreason = 'our Spanish desk'\n")

    ran = run("baseline", feed.name)

    assert "0 articles with 0 tells known" in ran.stdout
