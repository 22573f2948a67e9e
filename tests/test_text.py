import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtdetect.text.batch import parse
from mtdetect.text.hashing import keys_of
from mtdetect.text.masks import BLOCKED, CODE, FURNITURE, QUOTED, TABLE
from mtdetect.text.text import Text

STORY = (
    "The harbour board met on Monday to hear the crews. It will vote again in June, its clerk said.\n\n"
    "“Nobody asked us,” said Ida Lund, who has fished there for thirty years. She left before the vote was taken."
)


def masked(text: Text, part: str) -> int:
    at = text.raw.index(part)
    return text.masks[at]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=400))
def test_spans_of_any_text_lie_inside_it_and_in_order(raw: str) -> None:
    text = parse(raw)

    spans = [*text.sentences, *text.tokens]
    assert len(text.raw) == len(text.folded) == len(text.masks)
    assert all(0 <= start < end <= len(text.raw) for start, end in spans)
    assert all(0 <= start < end <= len(raw) for start, end in [text.place(*span) for span in spans])
    assert list(text.tokens) == sorted(text.tokens)
    assert list(text.sentences) == sorted(text.sentences)


@given(st.text(max_size=200) | st.text(alphabet="aZ1_'’ .-éİſ\u212aΣς\n`中\u2028\ud800", max_size=60))
def test_tokens_are_words_with_inner_apostrophes_and_single_marks(raw: str) -> None:
    text = parse(raw)

    found = [match.span() for match in re.finditer(r"\w+(?:'\w+)*|[^\w\s]", text.folded)]
    kept = [span for span in found if not text.masks[span[0]] & BLOCKED]
    lowered = [text.folded[start:end].lower() for start, end in kept]
    assert kept == list(text.tokens)
    assert lowered == list(text.lowered)
    assert [token for token in lowered if token[0].isalnum()] == list(text.words)
    assert len(text.words) == text.word_count
    assert len(set(zip(lowered, text.keys.tolist(), strict=True))) == len(set(lowered))


def test_sentences_are_offsets_into_the_text_as_read() -> None:
    text = parse(
        "\n\n  “We met Mr. Lund in St. Ives.” He left.\n\nThe next day\u00a0was cold, and nothing else was said."
    )

    found = [text.raw[start:end] for start, end in text.sentences]

    assert [
        "“We met Mr. Lund in St. Ives.”",
        "He left.",
        "The next day\u00a0was cold, and nothing else was said.",
    ] == found


def test_long_line_without_a_space_is_segmented() -> None:
    text = parse("a" * 20_000 + ".")

    assert sum(end - start for start, end in text.sentences) == 20_001


def test_folding_keeps_every_offset() -> None:
    text = parse("“A”—‘b’\u00a0c\tc\u2009d。")

    assert "\"A\"-'b' c c d。" == text.folded


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    wrapped = "The board of the harbour met on Monday evening to\nhear what the crews of the north quay had to say\n"
    wrapped += "about the new quota, and it will vote on that in\nJune."

    text = parse(wrapped)

    assert ((0, len(wrapped)),) == text.paragraphs
    assert 1 == len(text.sentences)


def test_page_furniture_is_masked_and_prose_is_not() -> None:
    page = f"Share on Pinterest\n\nUpdated: 3 hours ago\n\n{STORY}\n\nLatest News\n\nTown hall closes early\n"

    text = parse(page)

    assert all(masked(text, part) & FURNITURE for part in ("Share on", "Updated", "Latest News", "Town hall"))
    assert not masked(text, "The harbour board") & BLOCKED
    assert not masked(text, "Nobody asked") & BLOCKED


def test_caption_printed_twice_is_masked_even_with_a_credit_added() -> None:
    caption = "Crews of the north quay wait for the vote on a cold Monday evening in the harbour of Ardle."

    text = parse(f"{caption}\n\n{caption} (Photo: Ida Lund)\n\n{STORY}")

    assert masked(text, caption) & FURNITURE
    assert not masked(text, "The harbour board") & BLOCKED


def test_table_and_code_are_masked() -> None:
    page = f"{STORY}\n\n| boat | tonnes |\n|---|---|\n1 Ardle Star 75 / 100\n\n```\nprint( 'fish' )\n```\n"

    text = parse(page)

    assert masked(text, "| boat") & TABLE
    assert masked(text, "1 Ardle Star") & TABLE
    assert masked(text, "print(") & CODE


@pytest.mark.parametrize("raw", [f"~~~~ {STORY}", f"```\n\n{STORY}", f"{STORY.partition(chr(10))[0]}\n~~~\n{STORY}"])
def test_a_fence_that_is_not_closed_makes_no_code_of_the_prose(raw: str) -> None:
    text = parse(raw)

    assert not masked(text, "The harbour board") & BLOCKED
    assert not masked(text, "Nobody asked") & BLOCKED


def test_a_fence_may_name_a_language() -> None:
    text = parse(f"{STORY}\n\n~~~ python title=boats\nprint( 'fish' )\n~~~\n\nThe clerk went home at nine, as always.")

    assert masked(text, "print(") & CODE
    assert not masked(text, "The clerk") & BLOCKED


def test_address_inside_prose_is_code() -> None:
    text = parse(f"{STORY} More is at https://harbour.example/vote,today , they said on the day.")

    assert masked(text, "harbour.example") & CODE
    assert not masked(text, "they said") & BLOCKED


def test_lone_teaser_among_links_is_masked() -> None:
    links = (
        "News\n\nNine boats were tied up in the harbour as the storm came in last night.\n\nNews\n\nUpdated: today\n"
    )

    text = parse(f"{STORY}\n\nLatest News\n\nNews\n\nNews\n\n{links}")

    assert masked(text, "Nine boats") & FURNITURE
    assert not masked(text, "The harbour board") & BLOCKED


def test_quoted_speech_is_marked_between_the_marks() -> None:
    text = parse(STORY)

    assert masked(text, "Nobody asked") & QUOTED
    assert not masked(text, "said Ida") & QUOTED


def test_lines_without_stops_are_an_authors_habit_where_all_are_so() -> None:
    lines = "today we went to the market with my sister\nshe buy many apple and one fish for my mother\n" * 4

    text = parse("\n".join(f"{line} {number}x" for number, line in enumerate(lines.splitlines())))

    assert len(text.words) > 50


def test_typing_slips_tell_a_text_typed_by_hand() -> None:
    slips = "I didnt see him,but i went home. We waited ,and then we left."

    assert parse(slips).is_hand_typed
    assert not parse(STORY).is_hand_typed


def test_lines_joined_without_a_space_are_no_typing_slips() -> None:
    assert not parse("He left.The boats came in.Nobody saw the fire.It burned.").is_hand_typed


def test_the_last_sentences_up_to_a_place_are_those_of_the_whole_text() -> None:
    text = parse("One came by. Two went off again.\n\nThree stayed there. Four left us. Five slept well.")
    at = text.raw.index("Four")

    found = [text.sentences_up_to(at, count) for count in (1, 3, 9)]

    assert [text.sentences[3:4], text.sentences[1:4], text.sentences[:4]] == found


def test_words_have_keys_of_their_own() -> None:
    text = parse("Tag the tag: later, plan and the PLANS, gat; it's its.")

    found = dict(zip(text.lowered, text.keys.tolist(), strict=True))

    assert len(found) == len(set(found.values())) == len(set(text.lowered))


def test_open_parts_leave_out_blocked_regions() -> None:
    """Parts of words: those around an apostrophe are apart."""
    prose = "The crew's men sat down by the river for a while."

    found = [open_part_keys(raw) for raw in (prose, f"{prose}\n\n```\nin addition the\n```\n")]

    assert found == [keys_of(re.findall(r"\w+", prose)).tolist()] * 2


def open_part_keys(raw: str) -> list[int]:
    batch = parse(raw).batch
    is_open = batch.are_open_parts(np.arange(len(batch.parts.keys)))
    keys: list[int] = batch.parts.keys[is_open].tolist()
    return keys


def test_keys_of_all_words_are_of_blocked_regions_too() -> None:
    prose = "The men sat down by the river for a while."

    text = parse(f"{prose}\n\n```\nin addition the\n```\n")

    assert [*keys_of(re.findall(r"\w+", text.raw))] == [*text.all_word_keys]
