"""One article in many forms: what nobody sees and what is only format change no score."""

import os
import textwrap
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

import mtdetect
from mtdetect.document import Document
from mtdetect.readers import read
from mtdetect.results.row import row
from mtdetect.verdict import Verdict

ARTICLES = Path(__file__).resolve().parents[1] / "seeds" / "articles"
CASES = Path(os.environ.get("MTDETECT_CASES", Path(__file__).resolve().parents[2] / "shared" / "cases"))
NAMES = ("bees.txt", "bees.pt-quotes.txt", "levee.txt", "quota.pt.txt")
LOOKALIKES = str.maketrans("aeopcxiAEHOT", "аеорсхіАЕНОТ")

HIDING: dict[str, Callable[[str], str]] = {
    "zero-width": lambda text: text.replace(" ", " \u200b").replace("e", "e\u2060"),
    "soft hyphens": lambda text: text.replace("th", "t\xadh"),
    "spaces": lambda text: text.replace(" ", "\u2009"),
    "look-alikes": lambda text: text.translate(LOOKALIKES),
    "accents": lambda text: unicodedata.normalize("NFD", text),
    "ligatures": lambda text: text.replace("fi", "ﬁ").replace("fl", "ﬂ"),
    "direction": lambda text: "\u202a" + text.replace("\n", "\u202c\n\u202a"),
    "tags": lambda text: text.replace("s ", "s\U000e0073 "),
    "controls": lambda text: text.replace("r", "r\b", 9) + "\0",
}
FORMS: dict[str, Callable[[list[str]], tuple[str, str]]] = {
    "lines": lambda lines: ("txt", "\n".join(lines)),
    "old line ends": lambda lines: ("txt", "\r\r".join(lines)),
    "wrapped": lambda lines: ("txt", "\n\n".join(textwrap.fill(line, 72, break_on_hyphens=False) for line in lines)),
    "double spaces": lambda lines: ("txt", "\n\n".join(line.replace(". ", ".  ") for line in lines)),
    "heading": lambda lines: ("md", "\n\n".join(["# What the town heard on Monday", *lines])),
    "list": lambda lines: ("md", "\n\n".join([lines[0], "\n".join(f"* {line}" for line in lines[1:3]), *lines[3:]])),
    "numbers": lambda lines: (
        "md",
        "\n\n".join([lines[0], "\n".join(f"{at}. {line}" for at, line in enumerate(lines[1:3], 1)), *lines[3:]]),
    ),
    "quotation": lambda lines: ("md", "\n\n".join([lines[0], f"> {lines[1]}", *lines[2:]])),
    "stars": lambda lines: ("md", "\n\n".join([lines[0].replace("the ", "**the** ", 1), f"*{lines[1]}*", *lines[2:]])),
    "page": lambda lines: (
        "html",
        f"<html><body><article>{''.join(map('<p>{}</p>'.format, lines))}</article></body></html>",
    ),
}


@pytest.fixture(scope="module")
def detector() -> mtdetect.Detector:
    return mtdetect.load()


def article(name: str) -> str:
    return (ARTICLES / name).read_text(encoding="utf-8")


def paragraphs(name: str) -> list[str]:
    """The paragraphs of an article without its heading."""
    return [line.strip() for line in article(name).split("\n") if line.strip()][1:]


def log_odds(verdict: Verdict) -> float:
    return verdict.base + sum(reason.log_odds for reason in verdict.reasons)


def unweighed(verdict: Verdict) -> set[str]:
    """The rules with tells that are no reasons."""
    return {tell.rule for tell in verdict.tells} - {reason.name.partition(":")[2] for reason in verdict.reasons}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("hide", HIDING)
def test_what_nobody_sees_changes_no_score(detector: mtdetect.Detector, hide: str, name: str) -> None:
    changed = HIDING[hide](article(name))

    made, plain = detector.score(changed), detector.score(article(name))

    assert (plain.verdict, plain.words) == (made.verdict, made.words)
    assert pytest.approx(log_odds(plain), abs=0.01) == log_odds(made)
    assert [tell.evidence for tell in made.tells] == [changed[tell.start : tell.end] for tell in made.tells]
    assert {tell.rule for tell in made.tells if tell.rule.startswith("MT8")} <= unweighed(made)
    spans = [span for reason in made.reasons for span in reason.spans]
    assert all(0 <= start < end <= len(changed) for start, end in spans)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", FORMS)
def test_a_form_changes_no_score(tmp_path: Path, detector: mtdetect.Detector, form: str, name: str) -> None:
    lines = paragraphs(name)
    suffix, text = FORMS[form](lines)
    (tmp_path / f"a.{suffix}").write_bytes(text.encode())

    (found,) = read([tmp_path / f"a.{suffix}"])

    assert isinstance(found, Document)
    made, plain = detector.score(found), detector.score("\n\n".join(lines))
    assert pytest.approx(log_odds(plain), abs=0.05) == log_odds(made)


def test_lost_characters_are_noted_and_change_no_score(detector: mtdetect.Detector) -> None:
    plain = "José and I opened the café in the spring, and it's full. " + article("bees.txt")
    damaged = Document("a", plain.replace("é", "\ufffd").replace("it's", "it\ufffds"))

    made, clean = detector.score(damaged), detector.score(plain)

    assert pytest.approx(log_odds(clean), abs=0.01) == log_odds(made)
    assert {tell.rule for tell in clean.tells} == {tell.rule for tell in made.tells}
    assert row(damaged, made)["notes"] == ["characters that were lost (U+FFFD), which count for nothing: 3"]


def test_misread_characters_change_no_score(detector: mtdetect.Detector) -> None:
    plain = article("bees.txt").replace("'", "’")

    made, clean = detector.score(plain.encode().decode("cp1252")), detector.score(plain)

    assert pytest.approx(log_odds(clean), abs=0.01) == log_odds(made)
    assert unweighed(made) - unweighed(clean) == {"MT803"}


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("a\0b\bc", ["control characters, which count for nothing: 2"]),
        ("the crewâ€™s", ["characters that were read in another encoding, judged as what was meant: 1"]),
        ("tabs\tand\r\nlines", None),
        ("“Å”", None),
    ],
)
def test_a_row_notes_damage(detector: mtdetect.Detector, text: str, notes: list[str] | None) -> None:
    assert notes == row(Document("a", text), detector.score(text)).get("notes")


@pytest.mark.parametrize(
    ("case", "plain"),
    [
        *((f"c1-pt-{one}.txt", "bees.pt.txt") for one in ("zwsp", "shy", "zwj", "homoglyph")),
        ("c1-ptq-zwsp.txt", "bees.pt-quotes.txt"),
        ("b8-zwsp.txt", "bees.txt"),
        ("b8-soft-hyphen.txt", "bees.txt"),
    ],
)
def test_cases_that_failed(detector: mtdetect.Detector, case: str, plain: str) -> None:
    if not (CASES / case).exists():
        pytest.skip(f"{CASES / case} is not there: name the folder of the cases with MTDETECT_CASES")

    made, expected = detector.score((CASES / case).read_text(encoding="utf-8")), detector.score(article(plain))

    assert pytest.approx(log_odds(expected), abs=0.01) == log_odds(made)
    assert {tell.rule for tell in made.tells if tell.rule.startswith("MT8")} != set()


def test_damaged_case(detector: mtdetect.Detector) -> None:
    files = [CASES / name for name in ("h-fffd.txt", "h-fffd-clean.txt")]
    if not files[0].exists():
        pytest.skip(f"{files[0]} is not there: name the folder of the cases with MTDETECT_CASES")

    damaged, clean = (detector.score(file.read_text(encoding="utf-8")) for file in files)

    assert pytest.approx(log_odds(clean), abs=0.01) == log_odds(damaged)


def test_what_is_no_text_is_named() -> None:
    detector = mtdetect.load(deep="never")
    with pytest.raises(TypeError, match="one text, not several"):
        next(detector.score_many("A text."))
    with pytest.raises(TypeError, match="not NoneType"):
        detector.score(None)  # type: ignore[arg-type]


def test_the_file_of_a_reader_may_be_a_string() -> None:
    with pytest.raises(mtdetect.UsageError, match=r"none\.gguf: does not exist: name the file"):
        mtdetect.load(reader="none.gguf")


def test_a_prior_that_is_no_number_is_named() -> None:
    with pytest.raises(mtdetect.UsageError, match="prior 5%: give a share between 0 and 1"):
        mtdetect.load(prior="5%")  # type: ignore[arg-type]
