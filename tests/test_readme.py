"""What the pages show is what the program does now."""

import re

import pytest

from training.docs.pages import PAGES, redraw_page
from training.paths import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_pages_show_the_present_figures_and_transcripts(name: str) -> None:
    page = (ROOT / name).read_text(encoding="utf-8")

    assert redraw_page(page) == page, "python -m training.docs redraws it"


def test_a_transcript_opens_the_readme() -> None:
    position = README.find("```console\n$ mtdetect score")

    assert 0 < position < README.find("\n## ")


@pytest.mark.parametrize("code", re.findall(r"^```python\n((?s:.*?))^```$", README, re.M))
def test_python_examples_run(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    article = (ROOT / "seeds" / "articles" / "organ.txt").read_text(encoding="utf-8")

    exec(code, {"text": article, "texts": [article]})

    assert capsys.readouterr().out.startswith("human")
