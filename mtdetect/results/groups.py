"""Which group, such as a site, the article of a result belongs to: the gate can judge groups in place of a run."""

from collections.abc import Callable

from mtdetect.readers.groups import namer
from mtdetect.results.row import Result

GroupOf = Callable[[Result], str | None]


def grouper(group_by: str) -> GroupOf:
    """A function that returns the group of a result, or None where it has none; `group_by` as in `namer`."""
    name_of = namer(group_by)
    return lambda result: name_of(result.row["id"], result.row["path"], result.fields)
