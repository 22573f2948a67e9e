"""`mtdetect estimate`: texts and saved rows, groups, human texts, and what cannot be used."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner
from typer.testing import Result as Ran

import mtdetect
from mtdetect.cli.app import app
from mtdetect.model.additive import load_model
from mtdetect.model.digest import digest
from mtdetect.quantify.model import write_quantify
from tests.quantify_models import make_model

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = sorted((ROOT / "seeds" / "articles").glob("*.txt"))


@pytest.fixture(autouse=True)
def fitted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A model of estimates that was fitted to the base model, whichever ships."""
    models = tmp_path_factory.mktemp("models")
    write_quantify(models / "estimate", make_model(digest(load_model())), "{}\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mtdetect.quantify.model.shipped", lambda _name: models)
        yield


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Articles of two sites, one text that is too short, as rows."""
    texts = [(file.stem, file.read_text(encoding="utf-8")) for file in ARTICLES]
    rows = [
        {"id": name, "text": text, "domain": "one.example" if at % 2 else "two.example"}
        for at, (name, text) in enumerate(texts)
    ]
    file = tmp_path / "corpus.jsonl"
    rows.append({"id": "short", "text": "Too short to judge.", "domain": "two.example"})
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


def run(*arguments: str | Path) -> Ran:
    return CliRunner().invoke(app, ["estimate", *map(str, arguments), "--jobs", "1"])


def estimates(*arguments: str | Path) -> dict[str, Any]:
    report: dict[str, Any] = json.loads(run(*arguments, "--format", "json").stdout)
    return report


def test_saved_rows_of_sites_are_no_documents(corpus: Path, tmp_path: Path) -> None:
    command = ["score", str(corpus), "--group-by", "domain", "--format", "jsonl", "--jobs", "1"]
    saved = CliRunner().invoke(app, command).stdout
    (tmp_path / "sites.jsonl").write_text(saved, encoding="utf-8")
    (tmp_path / "rows.jsonl").write_text("".join(saved.splitlines(keepends=True)[:-2]), encoding="utf-8")

    with_sites, without = (estimates(tmp_path / name, "--group-by", "folder") for name in ("sites.jsonl", "rows.jsonl"))

    assert '"kind": "site"' in saved.splitlines()[-2]
    assert without == with_sites


def test_saved_rows_that_name_their_sites_are_grouped_by_these(corpus: Path, tmp_path: Path) -> None:
    command = ["score", str(corpus), "--group-by", "domain", "--format", "jsonl", "--jobs", "1"]
    rows = tmp_path / "rows.jsonl"
    rows.write_text(CliRunner().invoke(app, command).stdout, encoding="utf-8")

    refused, of_sites = run(rows, "--group-by", "domain"), run(rows, "--group-by", "site")

    advice = "--group-by domain: no row has one: the rows name their sites: use --group-by site"
    assert (2, f"mtdetect: error: {advice}\n") == (refused.exit_code, refused.stderr)
    assert (0, "") == (of_sites.exit_code, of_sites.stderr)
    assert "one.example" in of_sites.stdout


def test_texts_without_a_domain_are_not_advised_to_be_grouped_by_it(tmp_path: Path) -> None:
    (tmp_path / "short.jsonl").write_text('{"id": "a", "text": "Too short."}', encoding="utf-8")

    ran = run(tmp_path / "short.jsonl", "--group-by", "domain")

    assert "--group-by domain: no document has one: name a column of the rows or folder\n" in ran.stderr


def test_an_unreadable_row_is_named_with_its_file(tmp_path: Path) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_text('{"id": "x1", "txt": "a"}\n{"txt": "a"}\n', encoding="utf-8")

    first, second, _ = run(file).stderr.splitlines()

    assert first.startswith(f"mtdetect: error: {file} [x1]: has no string under 'text'")
    assert second.startswith(f"mtdetect: error: {file}:2: has no string under 'text'")


def test_a_corpus_has_a_share_with_an_interval(corpus: Path) -> None:
    found = estimates(corpus)["all"]

    assert (len(ARTICLES), 1, 0) == (found["judged"], found["not_judged"], found["unreadable"])
    assert 0 <= found["share"]["low"] <= found["share"]["estimate"] <= found["share"]["high"] <= 1


def test_saved_rows_give_the_same_estimate_as_their_texts(corpus: Path, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text(CliRunner().invoke(app, ["score", str(corpus), "--format", "jsonl"]).stdout, encoding="utf-8")

    assert estimates(corpus)["all"] == estimates(rows)["all"]


def test_texts_and_saved_rows_can_be_given_together(corpus: Path, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text(CliRunner().invoke(app, ["score", str(corpus), "--format", "jsonl"]).stdout, encoding="utf-8")

    found = estimates(corpus, rows)["all"]

    assert (2 * len(ARTICLES), 2) == (found["judged"], found["not_judged"])


def test_the_estimate_is_the_same_from_python(corpus: Path) -> None:
    texts = [json.loads(line)["text"] for line in corpus.read_text(encoding="utf-8").splitlines()]

    found = mtdetect.load_estimator().estimate(texts)

    assert found.share is not None
    assert estimates(corpus)["all"]["share"] == pytest.approx(
        {"estimate": found.share.estimate, "low": found.share.low, "high": found.share.high}, abs=1e-5
    )


def test_each_group_has_an_estimate(corpus: Path) -> None:
    found = estimates(corpus, "--group-by", "domain")

    assert {"one.example", "two.example"} == {one["group"] for one in found["groups"]}
    assert found["all"]["judged"] == sum(one["judged"] for one in found["groups"])
    lows = [one["share"]["low"] for one in found["groups"]]
    assert lows == sorted(lows, reverse=True)


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_rows_end_with_all_documents(corpus: Path, form: str) -> None:
    printed = run(corpus, "--group-by", "domain", "--format", form).stdout

    rows = (
        list(csv.DictReader(io.StringIO(printed)))
        if form == "csv"
        else [json.loads(line) for line in printed.splitlines()]
    )
    assert ["group", "group", "all"] == [row["of"] for row in rows]


def test_human_texts_are_named_in_the_report(corpus: Path, tmp_path: Path) -> None:
    many = tmp_path / "human.jsonl"
    many.write_text(corpus.read_text(encoding="utf-8") * (1 + 60 // len(ARTICLES)), encoding="utf-8")

    found = estimates(corpus, "--expect-human", many)

    assert found["human_texts"] >= 50


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--expect-human", "CORPUS"), "--expect-human: "),
        (("--group-by", "nothing"), "--group-by nothing: no document has one"),
        (
            ("--group-by", "path:x"),
            "--group-by path:x: no document has one: name a column of the rows, domain or folder",
        ),
        (("--model", "none"), "none: does not exist"),
    ],
)
def test_what_cannot_be_used_is_told_in_one_line(corpus: Path, arguments: tuple[str, ...], message: str) -> None:
    ran = run(corpus, *(str(corpus) if one == "CORPUS" else one for one in arguments))

    assert (2, 1) == (ran.exit_code, len(ran.stderr.splitlines()))
    assert message in ran.stderr


def test_rows_of_another_model_are_refused_with_the_name_of_their_file(corpus: Path, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    scored = CliRunner().invoke(app, ["score", str(corpus), "--format", "jsonl"]).stdout
    rows.write_text(scored.replace('"signature": "model:', '"signature": "model:other-'), encoding="utf-8")

    ran = run(rows)

    assert (2, "", 1) == (ran.exit_code, ran.stdout, len(ran.stderr.splitlines()))
    first = json.loads(corpus.read_text("utf-8").splitlines()[0])["id"]
    assert f"{rows}: the row of {first} was scored by another model (model:other-" in ran.stderr


@pytest.mark.parametrize(("allow", "code"), [((), 2), (("--allow-unreadable",), 0)])
def test_an_unreadable_input_is_counted_apart(corpus: Path, allow: tuple[str, ...], code: int) -> None:
    ran = run(corpus, "none.txt", "--format", "json", *allow)

    found = json.loads(ran.stdout)["all"]
    assert (code, len(ARTICLES), 1) == (ran.exit_code, found["judged"], found["unreadable"])


def test_where_nothing_was_judged_there_is_no_estimate(tmp_path: Path) -> None:
    (tmp_path / "short.txt").write_text("Too short.", encoding="utf-8")

    assert estimates(tmp_path / "short.txt")["all"]["share"] is None
    assert "no estimate" in run(tmp_path / "short.txt").stdout


def test_saved_rows_may_be_named_by_a_pattern(corpus: Path, tmp_path: Path) -> None:
    command = ["score", str(corpus), "--format", "jsonl", "--deep", "never", "--jobs", "1", "--shards"]
    CliRunner().invoke(app, [*command, str(tmp_path / "rows"), "--shard-rows", "4"])

    of_shards = run(tmp_path / "rows" / "*.jsonl.zst")

    assert (0, "") == (of_shards.exit_code, of_shards.stderr)
    assert run(corpus).stdout == of_shards.stdout
