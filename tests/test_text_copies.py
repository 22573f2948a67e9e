"""A text that holds a passage again is judged as the text alone; what only begins alike is prose."""

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mtdetect
from mtdetect.text.batch import analyse, parse
from mtdetect.text.masks import BLOCKED
from mtdetect.text.text import Text

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT.parent / "shared" / "cases"
ARTICLES = [
    (ROOT / "seeds" / "articles" / f"{name}.txt").read_text(encoding="utf-8").strip() for name in ("levee", "organ")
]
FIRST = (
    "The harbour board met on Monday to hear the crews of the north quay, who had waited for an answer since June. "
    "Its clerk said it would vote again in the autumn."
)
SECOND = (
    "Nobody had asked the two sisters who own the ice plant. “We read it in the paper,” said Ida Lund, the elder. "
    "She has sold ice to three generations of crews, and her books show what each of them paid."
)
THIRD = "A third boat was sold last week. It went to a man from Orkney who wants to carry visitors to the seal rocks."
STORY = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"


@cache
def detector() -> mtdetect.Detector:
    """No fixture: where a test fails, all of the model would be printed."""
    return mtdetect.load()


def prose(text: Text) -> str:
    """The characters outside blocked regions, as read, with single spaces."""
    shown = zip(text.raw, text.masks, strict=True)
    return " ".join("".join([" " if bits & BLOCKED else char for char, bits in shown]).split())


def raw_score(verdict: mtdetect.Verdict) -> float:
    return verdict.base + sum(reason.log_odds for reason in verdict.reasons)


def one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("article", ARTICLES)
@pytest.mark.parametrize(
    "again",
    [
        lambda text: f"{text}\n\n{text}",
        lambda text: f"{text} {text}",
        lambda text: f"{text}\n{text}\n{text}",
        lambda text: f"{text}\n\n{one_line(text)}",
        lambda text: f"{text}\n\n{text.replace(' ', '  ').replace(chr(10) * 2, chr(10))}",
        lambda text: f"{text}\n\n{re.sub(chr(34) + r'|“|”', '»', text)}",
        lambda text: f"{text}\n\n{text[text.index(chr(10), len(text) // 2) :]}",
        lambda text: "\n\n".join(f"{line}\n\n{line}" for line in text.split("\n\n")),
    ],
    ids="copy joined thrice one-line spaces quotes half each-paragraph".split(),
)
def test_a_text_that_holds_itself_again_is_judged_as_alone(article: str, again: object) -> None:
    assert callable(again)
    alone = detector().score(article)

    verdict = detector().score(again(article))

    assert (alone.verdict, alone.words, alone.tells) == (verdict.verdict, verdict.words, verdict.tells)
    assert raw_score(verdict) == pytest.approx(raw_score(alone), abs=0.05)


def test_one_line_that_holds_itself_twice() -> None:
    article = one_line(ARTICLES[0])

    alone, verdict = detector().score(article), detector().score(f"{article} {article}")

    assert (alone.words, alone.verdict) == (verdict.words, verdict.verdict)
    assert raw_score(verdict) == pytest.approx(raw_score(alone), abs=0.05)


@pytest.mark.parametrize(
    "text",
    [
        f"{FIRST}\n\n{SECOND}\n\n{FIRST}\n\n{THIRD}",
        f"{FIRST}\n\n{SECOND}\n\nA third boat was sold last week.\n\n{THIRD}",
        f"{FIRST}\n\nShe has sold ice to three generations of crews, and her books show what each of them paid.\n\n"
        f"{SECOND}\n\n{THIRD}",
        f"{FIRST}\n\n“We read it in the paper.”\n\n{SECOND}\n\n{THIRD}",
        f"{STORY}\n\nIts clerk said it would vote again in the autumn.",
    ],
    ids="paragraph pull-quote-before long-one-before speech sentence-behind".split(),
)
def test_a_paragraph_or_a_pull_quote_that_comes_again_is_read_once(text: str) -> None:
    assert one_line(STORY) == prose(parse(text))


def test_a_short_paragraph_that_comes_twice_is_read_once() -> None:
    short = "It was the last boat that was built here."

    assert one_line(f"{short} {STORY}") == prose(parse(f"{short}\n\n{STORY}\n\n{short}"))


def test_a_short_line_that_comes_many_times_is_furniture() -> None:
    line = "Read the news of the coast before your neighbours do."

    assert one_line(STORY) == prose(parse(f"{line}\n\n{FIRST}\n\n{line}\n\n{SECOND}\n\n{THIRD}\n\n{line}"))


@pytest.mark.parametrize(
    "resolution",
    [
        "\n\n".join(
            "WHEREAS, the Board of Commissioners of the Port of Ardle, in the County of Dunmore and State of Oregon, "
            f"has since the first of June heard the {who} of the north quay; and"
            for who in ("crews", "owners", "clerks", "pilots", "buyers", "sellers", "cooks", "guards")
        ),
        "\n".join(
            f"Resolved, That the members of the Ardle Harbour Association ask the board to {what} before the winter."
            for what in ("mend the pier", "buy a crane", "sell no quota", "light the rocks", "pay the crews", "dredge")
        ),
        "Resolved, That the board shall meet in June.\nResolved, That the board shall meet in June. It then votes.\n"
        "Resolved, That the board shall meet in June or in July if the clerk is ill, and hear all who come.",
    ],
    ids="whereas resolved shorter".split(),
)
def test_clauses_that_begin_alike_are_prose(resolution: str) -> None:
    text = parse(f"{STORY}\n\n{resolution}")

    assert len(text.words) >= len(parse(STORY).words) + len(resolution.split()) - 10


@pytest.mark.parametrize("loop", ["and so the boat came in ", "and then we see that they have a boat in the harbour "])
def test_words_that_come_again_at_once_are_a_loop_and_no_copy(loop: str) -> None:
    loop *= 12

    assert one_line(f"{FIRST} It was late {loop}.") == prose(parse(f"{FIRST}\n\nIt was late {loop}."))


def test_spans_point_into_the_text_as_read() -> None:
    tail = "The buyers waited on the pier , but no boat came in that night."
    text = f"{STORY}\n\n{STORY}\n\n{tail}"

    verdict = detector().score(text)

    assert [text.index(tail)] == [at for at, _ in parse(text).sentences if at > len(STORY)]
    assert any(tell.start > 2 * len(STORY) for tell in verdict.tells)
    assert all(text[tell.start : tell.end] == tell.evidence for tell in verdict.tells)
    assert len(text) == len(parse(text).folded)


def test_copies_of_another_text_of_the_batch_are_none() -> None:
    found = analyse([STORY, STORY, f"{STORY}\n\n{STORY}"]).texts

    assert [one_line(STORY)] * 3 == [prose(text) for text in found]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("word " * 100_000, 100_000),
        ("The boat came in late again on a wet day.\n" * 20_000, 200_000),
        (f"{FIRST}\n" * 10_000, len(FIRST.split())),
        ("".join(f"{'The boat came in. ' * size}\n" for size in range(1, 200)), None),
    ],
    ids="one-word lines paragraphs prefixes".split(),
)
def test_hostile_repeats(text: str, words: int | None) -> None:
    found = parse(text)

    assert len(text) == len(found.folded) == len(found.masks)
    assert words is None or words == found.word_count


@given(
    st.lists(
        st.sampled_from(["the boat came", "in late.", "\n", '"So it', "was,", "she said", "\n\n", "…"]), max_size=90
    )
)
def test_what_is_kept_is_where_it_was(pieces: list[str]) -> None:
    raw = " ".join(pieces)

    found = parse(raw).folded

    assert all(new in (old, "\n") for old, new in zip(raw, found, strict=True))


@pytest.mark.skipif(not CASES.is_dir(), reason="needs the shared cases")
@pytest.mark.parametrize(
    ("copy", "original"),
    [
        (CASES / "c1-pt-twice.txt", ROOT / "seeds/articles/bees.pt.txt"),
        (CASES / "c1-ptq-twice.txt", ROOT / "seeds/articles/bees.pt-quotes.txt"),
        (CASES / "c5-onepara-repeated.txt", CASES / "c5-original.txt"),
        (CASES / "c5-pullquote.txt", CASES / "c5-original.txt"),
    ],
    ids=lambda path: path.name,
)
def test_shared_cases(copy: Path, original: Path) -> None:
    verdict, alone = (detector().score(path.read_text(encoding="utf-8")) for path in (copy, original))

    assert (alone.verdict, alone.words) == (verdict.verdict, verdict.words)
    assert raw_score(verdict) == pytest.approx(raw_score(alone), abs=0.05)
