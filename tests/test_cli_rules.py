"""`mtdetect rules` on measured rates, and on a user's own labelled texts."""

import gzip
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from mtdetect.cli.app import app
from mtdetect.tells.measurement_file import load_measured
from mtdetect.tells.registry import RULES
from mtdetect.tells.status import status

CLEAN, SPACED = "The mill stood still for a year.", "The wind -powered mill stood still for a year."
ROWS = [
    *({"text": SPACED, "label": 1, "group": number} for number in range(6)),
    *({"text": CLEAN, "label": 1} for _ in range(2)),
    *({"text": CLEAN, "label": 0, "group": f"g{number}"} for number in range(7)),
    {"text": SPACED, "label": 0},
]


def run(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(app, ("rules", *arguments), input=given, env={"COLUMNS": "80"})


def written(folder: Path, *rows: object) -> str:
    file = folder / "labelled.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(file)


def test_a_page_shows_status_rates_and_ratios_in_eighty_columns() -> None:
    found = load_measured()["MT413"]

    lines = run("MT413").stdout.splitlines()

    assert "Status: stable" in lines
    after = lines[lines.index("Status: stable") :]
    named = [line.split()[0] for line in after if "_" in line]
    assert named == [*dict.fromkeys(name for name, _ in found.rates), *(one.set for one in found.comparisons)]
    assert max(len(line) for line in lines) <= 80


def test_a_rule_that_the_corpora_do_not_hold_says_what_it_rests_on() -> None:
    shown = run("MT101").stdout

    assert "\nStatus: stated (not seen in the corpora; it rests on its source)\n" in shown.replace("\n  ", " ")


def test_the_list_marks_the_rules_in_preview() -> None:
    lines = run().stdout.splitlines()

    marked = [line.split()[0] for line in lines if line.startswith("MT") and "(preview)" in line]
    assert marked == [rule.code for rule in RULES if status(rule) == "preview"]


def test_own_texts_get_the_same_table(tmp_path: Path) -> None:
    ran = run("--audit", written(tmp_path, *ROWS))

    assert ran.exit_code == 0
    assert ran.stdout.startswith("8 machine and 8 human texts")
    (line,) = (line for line in ran.stdout.splitlines() if line.startswith("MT413"))
    shown = ["MT413", "spaced-hyphen", "6", "(75.0%)", "1", "(12.5%)", "86%", "4.3", "(0.97-19)"]
    assert line.split() == shown
    assert f"{len(RULES) - 1} of {len(RULES)} rules found nothing." in ran.stdout
    assert ran.stderr == ""


def test_json_has_every_rule(tmp_path: Path) -> None:
    found = json.loads(run("--audit", written(tmp_path, *ROWS), "--format", "json").stdout)

    assert found["documents"] == {"machine": 8, "human": 8}
    assert [rule["code"] for rule in found["rules"]] == [rule.code for rule in RULES]
    (rule,) = (rule for rule in found["rules"] if rule["code"] == "MT413")
    assert rule["machine"] == {"hits": 6, "rate": 0.75}
    assert rule["human"] == {"hits": 1, "rate": 0.125}
    assert rule["precision"] == pytest.approx(6 / 7, abs=1e-6)
    assert 1 < rule["ratio"]["value"] < rule["ratio"]["high"]


def test_a_rule_that_found_nothing_has_no_ratio(tmp_path: Path) -> None:
    found = json.loads(run("--audit", written(tmp_path, *ROWS), "--format", "json").stdout)

    nothing = [rule for rule in found["rules"] if not rule["machine"]["hits"] + rule["human"]["hits"]]
    assert len(nothing) == len(RULES) - 1
    assert {(None, None)} == {(rule["precision"], rule["ratio"]) for rule in nothing}


def test_one_hit_among_many_human_texts_and_none_among_two_of_machines_points_nowhere(tmp_path: Path) -> None:
    rows = [*({"text": CLEAN, "label": 1} for _ in range(2)), *({"text": CLEAN, "label": 0} for _ in range(299))]

    shown = run("--audit", written(tmp_path, *rows, {"text": SPACED, "label": 0})).stdout

    (line,) = (line for line in shown.splitlines() if line.startswith("MT413"))
    assert ["0", "(0)", "1", "(0.3%)", "0%", "0.5"] == line.split()[2:8]


def test_a_code_narrows_the_table(tmp_path: Path) -> None:
    ran = run("mt413", "--audit", written(tmp_path, *ROWS), "--format", "json")

    assert [rule["code"] for rule in json.loads(ran.stdout)["rules"]] == ["MT413"]


def test_texts_come_gzipped_or_from_standard_input_and_under_another_key(tmp_path: Path) -> None:
    rows = "\n".join(json.dumps({"body": row["text"], "label": row["label"]}) for row in ROWS)
    file = tmp_path / "labelled.jsonl.gz"
    file.write_bytes(gzip.compress(rows.encode()))

    piped = run("--audit", "-", "--text-key", "body", given=rows)

    assert piped.exit_code == 0
    assert piped.stdout == run("--audit", str(file), "--text-key", "body").stdout


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ([], "labelled.jsonl: holds no rows"),
        (ROWS[:3], "--audit: no human (0) text among the rows"),
        (ROWS[-3:], "--audit: no machine (1) text among the rows"),
        ([ROWS[0], {"text": CLEAN}], "labelled.jsonl:2: has no 'label' of 1 (machine) or 0 (human)"),
        ([{"text": CLEAN, "label": "1"}], "labelled.jsonl:1: has no 'label' of 1 (machine) or 0 (human)"),
        ([{"text": CLEAN, "label": 1, "group": ["a"]}], "labelled.jsonl:1: has a 'group' that is neither"),
        ([{"body": CLEAN, "label": 1}], "labelled.jsonl:1: has no string under 'text'"),
        (["no object"], "labelled.jsonl:1: is a string"),
        ([{"text": CLEAN * 40, "label": 1}], "labelled.jsonl:1: holds more than 500 bytes"),
    ],
)
def test_rows_that_cannot_be_used_are_named_in_one_line(tmp_path: Path, rows: list[object], complaint: str) -> None:
    ran = run("--audit", written(tmp_path, *rows), "--max-bytes", "500")

    assert (ran.exit_code, ran.stdout) == (2, "")
    assert complaint in ran.stderr
    assert ran.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("--audit", "nowhere.jsonl"), "nowhere.jsonl: does not exist"),
        (("--audit", "."), "mtdetect: error: .: is a folder: name a file in it\n"),
        (("--format", "json"), "--format json: is for --audit"),
        (("--audit", "-", "MT99"), "no such rule"),
    ],
)
def test_bad_usage_is_one_line(arguments: tuple[str, ...], complaint: str) -> None:
    ran = run(*arguments, given="")

    assert (ran.exit_code, ran.stdout) == (2, "")
    assert complaint in ran.stderr
    assert ran.stderr.count("\n") == 1
