"""`mtdetect explain` from end to end: the sums, the marks, and whatever an article holds."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import mtdetect
from mtdetect.cli.app import app
from mtdetect.document import Document
from mtdetect.report.base import Style
from mtdetect.report.explanation import report
from mtdetect.report.formats import Format
from mtdetect.report.marked_text import mark_text, number_lines
from mtdetect.results.explanation import explain
from mtdetect.results.row import Result as Judged
from mtdetect.results.row import Row
from tests.report_pages import views_of

ARTICLES = Path(__file__).resolve().parents[1] / "seeds" / "articles"
FILES = sorted(ARTICLES.glob("*.txt"))
TRANSLATED, HUMAN = ARTICLES / "bees.pt-quotes.txt", ARTICLES / "organ.txt"


def run(*args: str | Path, **environment: str) -> Result:
    return CliRunner().invoke(app, ["explain", *map(str, args)], env={"COLUMNS": "80", **environment})


def explained(*args: str | Path) -> Any:
    return json.loads(run(*args, "--format", "json").stdout)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_base_and_reasons_add_up_to_the_score(file: Path) -> None:
    row = explained(file)

    weights = [reason["log_odds"] for reason in row["reasons"]]
    without = row["without_heaviest"]
    heaviest = [weights[number] for number in without["reasons"]]
    assert pytest.approx(row["raw"], abs=1e-4) == row["base"] + sum(weights)
    assert pytest.approx(without["raw"], abs=1e-4) == row["raw"] - sum(heaviest)
    assert sorted(map(abs, weights), reverse=True)[:3] == [abs(weight) for weight in heaviest]


@pytest.mark.parametrize("file", [TRANSLATED, HUMAN], ids=lambda file: file.stem)
def test_the_rest_is_judged_as_the_detector_judges_it(file: Path) -> None:
    detector = mtdetect.load()

    made = explain(detector, Document("a", file.read_text(encoding="utf-8")))

    assert made.raw is not None
    assert made.without is not None
    label, *shares = detector.judge(made.raw, made.verdict.words)
    assert label == made.verdict.verdict
    assert pytest.approx(shares) == [made.verdict.likelihood, made.verdict.human_share]
    assert detector.judge(made.without.raw, made.verdict.words) == (
        made.without.verdict,
        made.without.likelihood,
        made.without.human_share,
    )


def test_the_row_is_that_of_score() -> None:
    scored = CliRunner().invoke(app, ["score", str(TRANSLATED), "--format", "jsonl"])

    row = explained(TRANSLATED)

    assert json.loads(scored.stdout) == {key: row[key] for key in row if key not in ("raw", "without_heaviest")}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_without_its_marks_the_text_is_the_article(file: Path) -> None:
    shown = [line.split(" | ")[-1] for line in run(file).stdout.splitlines() if re.match(r" *\d+ \|", line)]

    bare = [re.sub(r"^ *\d+ \|$", "", re.sub(r"\[\[|\|[\w+]+\]\]", "", line)) for line in shown]

    assert file.read_text(encoding="utf-8").splitlines() == bare


def test_marks_stand_where_the_tells_are() -> None:
    said = run(TRANSLATED).stdout

    assert '[[" We|MT403+MT711]] expected' in said
    assert '[[nothing, "|MT401]] She said' in said


def marked(spans: list[tuple[int, int]]) -> Row:
    """A row with a tell at each span, by rules MT401, MT301, MT801 in turn, the second twice as heavy as the first."""
    rules = ("MT401", "MT301", "MT801")
    tells = [
        {"start": start, "end": end, "rule": rules[at], "name": "n", "message": "m", "hint": "h"}
        for at, (start, end) in enumerate(spans)
    ]
    reasons = [{"name": f"tell:{rules[at]}", "log_odds": at + 1.0, "tells": [at]} for at in range(len(spans)) if at < 2]
    return {"tells": tells, "reasons": reasons}


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(0, 1), (0, 1)], "[[a|MT401+MT301]]bcd"),
        ([(0, 4), (1, 2)], "[[a|MT401]][[b|MT401+MT301]][[cd|MT401]]"),
        ([(0, 3), (0, 1)], "[[a|MT301+MT401]][[bc|MT401]]d"),
        ([(0, 2), (1, 4)], "[[a|MT401]][[b|MT401+MT301]][[cd|MT301]]"),
        ([(0, 1), (1, 2)], "[[a|MT401]][[b|MT301]]cd"),
        ([(0, 0), (4, 4)], "abcd"),
    ],
)
def test_marks_that_overlap_are_split_and_never_nested(spans: list[tuple[int, int]], expected: str) -> None:
    assert expected == mark_text("abcd", marked(spans), colour=False)


def test_a_terminal_with_colour_gets_numbered_marks_in_the_colours_of_families_on_each_line() -> None:
    shown = mark_text("It rained\nagain [[", marked([(3, 15), (3, 9)]), colour=True)

    grammar, format_ = "\x1b[4;35m", "\x1b[4;33m"
    lines = [f"It {grammar}rained\x1b[0m\x1b[2m[1+2]\x1b[0m", f"{format_}again\x1b[0m\x1b[2m[2]\x1b[0m [["]
    assert lines == shown.split("\n")


def test_an_article_cannot_make_marks_or_move_the_cursor() -> None:
    shown = mark_text("[[x|MT401]] \x1b[2J\u202e\r\n\tend", marked([]), colour=False)

    assert shown == "[\\x5bx|MT401]\\x5d \\x1b[2J\\u202e\n\tend"


def test_lines_are_broken_between_words_and_keep_their_colours() -> None:
    lines = list(number_lines("one \x1b[4mtwo three four five\x1b[0m six\nseven", 24))

    assert lines == [
        "1 | one \x1b[4mtwo three four\x1b[0m",
        "  | \x1b[4mfive\x1b[0m six",
        "2 | seven",
    ]


def test_lines_are_counted_as_tells_count_them() -> None:
    assert ["1 | a", "2 |", "3 | b"] == list(number_lines("a\n\nb\n"))


@pytest.mark.parametrize("form", [Format.TEXT, Format.HTML, Format.JSON])
def test_hostile_articles_send_nothing_on(form: Format, hostile: list[Judged]) -> None:
    without = {"reasons": [0, 1], "raw": 0.0, "likelihood": 0.5, "human_share": 0.5, "verdict": "unsure"}

    for result in hostile:
        row = {**result.row, "raw": 1.0, "without_heaviest": without}
        drawn = report(form, Style()).entry(Judged(row, result.text)).encode("utf-8").decode("utf-8")

        assert re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028]", drawn) == []
        assert form is Format.JSON or "\u202e" not in drawn
        assert form is not Format.TEXT or "##[" not in drawn
        assert form is not Format.HTML or "<script>" not in drawn


def test_the_page_holds_all_reasons_the_marks_and_the_sums() -> None:
    row = explained(TRANSLATED)

    [view] = views_of(run(TRANSLATED, "--format", "html").stdout)

    assert view["all"]
    assert len(row["reasons"]) == len(view["reasons"])
    assert '" I' in [piece for piece, numbers, _ in view["pieces"] if numbers]
    assert ["Score:", "Without"] == [sentence.split()[0] for sentence in view["more"]]


def test_a_likely_origin_stands_beside_the_article() -> None:
    against = ("--against", ARTICLES / "bees.txt", ARTICLES / "organ.txt")

    row = explained(TRANSLATED, *against)
    [view] = views_of(run(TRANSLATED, "--format", "html", *against).stdout)

    assert str(ARTICLES / "bees.txt") == row["origin"]["path"]
    assert len(row["origin"]["pairs"]) == len(view["origin"]["pairs"])
    assert "Likely origin: " in run(TRANSLATED, *against).stdout


@pytest.mark.parametrize("form", ["text", "html"])
def test_what_is_not_judged_is_shown_without_a_score(form: str, tmp_path: Path) -> None:
    file = tmp_path / "short.txt"
    file.write_text("Too short , said he.", encoding="utf-8")

    ran = run(file, "--format", form)

    assert 0 == ran.exit_code
    assert "not judged" in ran.stdout.lower()
    assert "said he." in ran.stdout
    assert "log-odds, " not in ran.stdout
    assert (None, None) == (explained(file)["raw"], explained(file)["without_heaviest"])


@pytest.mark.parametrize(("form", "printed"), [("text", 0), ("json", 1)])
def test_what_cannot_be_read_is_one_line_and_2(form: str, printed: int, tmp_path: Path) -> None:
    ran = run(tmp_path / "none.txt", "--format", form)

    assert (2, printed, 1) == (ran.exit_code, len(ran.stdout.splitlines()), len(ran.stderr.splitlines()))
    assert "none.txt" in ran.stderr


def several(folder: Path) -> list[str | Path]:
    return [folder]


def several_rows(folder: Path) -> list[str | Path]:
    file = folder / "rows.jsonl"
    file.write_text('{"text": "a"}\n{"text": "b"}\n', encoding="utf-8")
    return [file]


def none(folder: Path) -> list[str | Path]:
    (folder / "empty").mkdir()
    return [folder / "empty"]


def two_inputs(_folder: Path) -> list[str | Path]:
    return ["-", "--against", "-"]


def bad_candidate(folder: Path) -> list[str | Path]:
    return [HUMAN, "--against", folder / "none.txt"]


@pytest.mark.parametrize("given", [several, several_rows, none, two_inputs, bad_candidate])
def test_what_is_not_one_article_is_one_line_and_2(given: Callable[[Path], list[str | Path]], tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("A plain line.", encoding="utf-8")

    ran = run(*given(tmp_path))

    assert (2, "", 1) == (ran.exit_code, ran.stdout, len(ran.stderr.splitlines()))


def test_settings_are_those_of_score() -> None:
    assert run(TRANSLATED, MTDETECT_PRIOR="0.001").stdout != run(TRANSLATED).stdout


@pytest.mark.parametrize("command", [["score"], ["explain"], ["match", "--against", str(HUMAN)]], ids=lambda c: c[0])
def test_no_command_shows_tells_of_an_article_that_is_not_judged(tmp_path: Path, command: list[str]) -> None:
    page = '<html lang="en-x-mtfrom-de"><body><p>We sold the boat , not the nets.</p></body></html>'
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    name, *options = command

    done = CliRunner().invoke(app, [name, str(tmp_path / "a.html"), *options, "--format", "json"])

    made = json.loads(done.stdout)
    row = made["rows"][0] if "rows" in made else made
    assert ("too_short", [], []) == (row["abstained"], row["tells"], row["reasons"])


def on_a_terminal(*command: str, **environment: str) -> str:
    """What a command prints on a terminal of 100 cells, as it is."""
    import pty
    import termios

    main, end = pty.openpty()
    termios.tcsetwinsize(end, (40, 100))
    process = subprocess.Popen(
        [sys.executable, "-m", "mtdetect", *command],
        cwd=ARTICLES.parents[1],
        stdin=subprocess.DEVNULL,
        stdout=end,
        stderr=subprocess.DEVNULL,
        env={**{name: os.environ[name] for name in os.environ if name != "NO_COLOR"}, "TERM": "xterm", **environment},
    )
    os.close(end)
    printed = b""
    with suppress(OSError):  # the terminal's end
        while piece := os.read(main, 1 << 16):
            printed += piece
    os.close(main)
    assert process.wait(60) == 0
    return printed.decode().replace("\r\n", "\n")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(
    "command",
    [("explain", f"seeds/articles/{TRANSLATED.name}"), ("score", "seeds/articles")],
    ids=lambda given: given[0],
)
def test_without_colour_a_terminal_gets_what_a_file_gets(command: tuple[str, ...]) -> None:
    plain = on_a_terminal(*command, NO_COLOR="1")
    coloured = on_a_terminal(*command)

    printed = subprocess.run(
        [sys.executable, "-m", "mtdetect", *command],
        cwd=ARTICLES.parents[1],
        env={**os.environ, "COLUMNS": "100"},
        capture_output=True,
        check=True,
    )
    assert printed.stdout.decode() == plain
    assert ("\x1b[" in plain, "\x1b[4;3" in coloured or "\x1b[33m" in coloured, "[[" in coloured) == (
        False,
        True,
        False,
    )
    assert "█" in coloured


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_on_a_terminal_reasons_have_bars_and_lead_to_the_numbers_of_their_marks() -> None:
    shown = re.sub(r"\x1b\[[\d;]*m", "", on_a_terminal("explain", f"seeds/articles/{TRANSLATED.name}"))

    assert '" We[2] expected a difference, but not so, "[3] said' in shown
    assert re.search(r"^  \+\d\.\d\d          │████████  MT711 ", shown, re.M)
    assert "(flow; marks 2, 3)" in " ".join(shown.split())
    assert all(len(line) <= 100 for line in shown.splitlines())
