"""Reading texts whose origin is known: rows of JSON Lines with a label."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from mtdetect.document import Document
from mtdetect.errors import UsageError
from mtdetect.readers.errors import ReadError, convert_os_errors
from mtdetect.readers.json import JsonRow, json_rows
from mtdetect.readers.paths import display_path
from mtdetect.readers.stream import open_bytes
from mtdetect.readers.tables import row_text


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A text whose origin is known: `label` is 1 for machine, 0 for human; texts of one group share content.

    `kind` is the kind of origin, such as `round_trip`; it is empty for a row that does not name one.
    """

    text: str
    label: int
    group: str
    kind: str = ""


def read_labelled(path: str, *, max_bytes: int, text_key: str) -> Iterator[LabelledText]:
    """The rows of a JSON Lines or JSON file, plain or compressed, or of `-`: a text, a label, perhaps a group.

    Raises UsageError, which names the line, for the first row that cannot be used: metrics without it would mislead.
    """
    place, has_rows = display_path(path), False
    try:
        with convert_os_errors(), open_bytes(path) as stream:
            for number, row, _ in json_rows(stream, max_bytes):
                has_rows = True
                place = f"{display_path(path)}:{number}"
                yield _labelled_text(row, number, text_key)
            place = display_path(path)
            if not has_rows:
                raise ReadError("empty", "holds no rows: give a JSON object a line")
    except ReadError as failure:
        raise UsageError(f"{place}: {failure.message}") from failure


def _labelled_text(row: JsonRow | ReadError, number: int, text_key: str) -> LabelledText:
    if isinstance(row, ReadError):
        raise row
    text, _ = row_text(row, text_key)
    label, group = row.get("label"), row.get("group")
    if label not in (0, 1):
        raise ReadError("no_label", "has no 'label' of 1 (machine) or 0 (human): add it to every row")
    if group is not None and not isinstance(group, (str, int)):
        raise ReadError("bad_group", "has a 'group' that is neither a string nor a number: mend or remove it")
    # A row without a group is a group of its own, under a name that no row can have.
    kind = row.get("kind")
    group_name = f"\0{number}" if group is None else str(group)
    return LabelledText(text, int(label == 1), group_name, kind if isinstance(kind, str) else "")


def read_sets(
    files: Iterable[str], *, max_bytes: int, text_key: str
) -> tuple[Mapping[str, Sequence[LabelledText]], list[Document]]:
    """The rows of each file, by the name of the file without its suffixes, and the texts of all rows in that order.

    Raises UsageError for a row that cannot be used, and for two files of the same name.
    """
    rows: dict[str, Sequence[LabelledText]] = {}
    for file in files:
        name = PurePath(file).name.removesuffix(".gz").removesuffix(".jsonl")
        if name in rows:
            raise UsageError(f"{file}: a second file called {name}: rename one, for figures go by the name")
        rows[name] = list(read_labelled(file, max_bytes=max_bytes, text_key=text_key))
    return rows, [Document(name, row.text) for name, set_rows in rows.items() for row in set_rows]
