"""Code on a page of HTML comes out between fences; other preformatted text does not."""

from pathlib import Path

import pytest

from mtdetect.document import Document
from mtdetect.readers import read
from mtdetect.text.batch import parse

PROSE = "The ferry company said on Friday that its oldest boat would be sold before the winter timetable began. "
LATER = "Nobody asked the crews what they thought of it, said a woman who has fished there for thirty years and more. "
CODE = "fetch(boat)\n".replace("boat", "'the name of the oldest boat in the harbour'") * 9


def text_of(tmp_path: Path, block: str) -> str:
    file = tmp_path / "page.html"
    file.write_text(f"<html><body><article><p>{PROSE}</p>{block}<p>{LATER}</p></article></body></html>")
    (found,) = read([file])
    assert isinstance(found, Document)
    return found.text


@pytest.mark.parametrize("tag", ["code", 'code class="language-js"', "code><b>x()</b"])
def test_a_block_of_code_is_fenced_and_no_prose(tmp_path: Path, tag: str) -> None:
    text = text_of(tmp_path, f"<pre><{tag}>{CODE}</code></pre>")

    assert text.count("```\n") == 2
    assert "fetch" in text
    assert parse(text).word_count == len(PROSE.split()) + len(LATER.split())


@pytest.mark.parametrize("block", ["<pre>{}</pre>", "<pre>He wrote: <code>x</code> {}</pre>", "<p><code>{}</code></p>"])
def test_other_text_is_not(tmp_path: Path, block: str) -> None:
    text = text_of(tmp_path, block.format("It was built in a yard that is no longer there."))

    assert "```" not in text
    assert "It was built in a yard" in text
