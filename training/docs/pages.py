"""The pages that show figures of the base model, and transcripts that are made by running their commands.

A transcript is a `console` block that begins with `$ mtdetect`. A test fails while a page shows anything else than what
the program does now.
"""

import os
import re
import shlex
import subprocess
import sys

from training.docs import base_card
from training.docs.tables import read_metrics
from training.paths import BASE_MODEL, ROOT

PAGES = ("README.md", "models/README.md")
_TRANSCRIPT = re.compile(r"(^```console\n)\$ (mtdetect [^\n]+)\n.*?(^```$)", re.M | re.S)
_PLAIN = {"MTDETECT_DEEP": "never", "COLUMNS": "100", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}


def redraw_page(page: str) -> str:
    """A page's text with all its tables and transcripts as they are now."""
    page = base_card.redraw(page, read_metrics(BASE_MODEL))
    return _TRANSCRIPT.sub(lambda found: f"{found[1]}$ {found[2]}\n{_run(found[2])}{found[3]}", page)


def _run(command: str) -> str:
    arguments = [sys.executable, "-m", *shlex.split(command)]
    return subprocess.run(
        arguments, cwd=ROOT, env=os.environ | _PLAIN, stdout=subprocess.PIPE, encoding="utf-8", check=True
    ).stdout
