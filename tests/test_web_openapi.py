"""The description of the API against the API: schemathesis sends what it allows and what it forbids."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.served import ROOT, serve


@pytest.mark.slow
def test_whatever_is_sent_the_answer_is_as_described_and_never_a_fault(tmp_path: Path) -> None:
    """But for what a schema cannot say: a name that is given twice, a column that no document has."""
    with serve("--max-seconds", "20") as server:
        ran = subprocess.run(
            [
                *(sys.executable, "-m", "schemathesis.cli", "run", f"http://127.0.0.1:{server.port}/openapi.json"),
                *("--checks", "all", "--exclude-checks", "positive_data_acceptance", "--max-examples", "15"),
                *("--continue-on-failure", "--suppress-health-check", "all", "--seed", "1", "--no-color"),
            ],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT), "SCHEMATHESIS_HOOKS": "tests.schemathesis_hooks"},
            capture_output=True,
            text=True,
            check=False,
        )

    assert (0, "") == (ran.returncode, "".join(server.printed[1:])), ran.stdout
    tested = re.search(r"Tested: (\d+)", ran.stdout)
    assert tested
    assert "7" == tested[1]
