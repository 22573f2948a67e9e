"""Which environments are tried, and the table of what was seen there."""

from dataclasses import replace
from pathlib import Path

from release.case import ARM, HERE, HIGHEST, LOWEST, Case, Seen, cases, load, save, table

ONE = Seen("3.11.2", LOWEST, "wheel", HERE, "Linux x86_64", 40, "0.9.1", {"score": "abc", "match": "abd"}, ())
ON_ARM = replace(ONE, machine=ARM, hyperscan=None)


def test_each_python_gets_both_ends_and_the_outer_ones_all() -> None:
    found = cases(["3.11", "3.12", "3.14"])

    assert {("3.12", LOWEST, "wheel", HERE), ("3.12", HIGHEST, "wheel", HERE)} == {
        (one.python, one.resolution, one.package, one.machine) for one in found if one.python == "3.12"
    }
    assert {Case("3.14", HIGHEST, "sdist"), Case("3.11", LOWEST, "wheel", ARM)} <= set(found)


def test_what_is_seen_again_replaces_what_was_seen(tmp_path: Path) -> None:
    later = replace(ONE, python="3.11.9", failed=("match",))

    save(tmp_path / "seen.jsonl", [ONE, ON_ARM])
    save(tmp_path / "seen.jsonl", [later])

    assert [ON_ARM, later] == load(tmp_path / "seen.jsonl")


def test_table_says_what_failed_and_what_differed() -> None:
    other = replace(ONE, python="3.14.0", outputs={"score": "abc", "match": "abe"}, failed=("match",))

    rows = table([ONE, ON_ARM, other]).splitlines()[2:]

    assert [
        "| 3.11.2 | lowest | wheel | Linux x86_64 | 40 | 0.9.1 | 2 of 2 | the same bytes |",
        "| 3.11.2 | lowest | wheel | ARM Linux | 40 | none | 2 of 2 | the same bytes |",
        "| 3.14.0 | lowest | wheel | Linux x86_64 | 40 | 0.9.1 | 1 of 2 (not match) | **other bytes**: match |",
    ] == rows
