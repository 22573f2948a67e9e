"""Without the extra `deep`: the score alone decides, and who demands the reader is told what to install."""

import subprocess
import sys

import pytest

_PROGRAM = """
import sys
sys.modules["sentencepiece"] = None
import mtdetect
from mtdetect.errors import MtdetectError
try:
    print(mtdetect.load(deep=sys.argv[1]).score("The council met on Tuesday to hear of a harbour. " * 12).abstained)
except MtdetectError as error:
    print(error)
"""


@pytest.mark.parametrize(
    ("deep", "printed"),
    [
        ("auto", "None"),
        ("always", "the reader is not installed: pip install 'mtdetect[deep]', or use --deep never"),
    ],
)
def test_nothing_of_the_extra_is_imported_where_it_is_missing(deep: str, printed: str) -> None:
    ran = subprocess.run([sys.executable, "-c", _PROGRAM, deep], capture_output=True, text=True, check=False)

    assert (f"{printed}\n", "") == (ran.stdout, ran.stderr)
