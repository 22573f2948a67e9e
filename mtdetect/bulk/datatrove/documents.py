"""Documents of mtdetect as those of datatrove, and back; what datatrove has no place for goes along as metadata."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from mtdetect.bulk.inputs import Input
from mtdetect.bulk.step import read_item
from mtdetect.document import Document, Unreadable
from mtdetect.readers.columns import Fields
from mtdetect.readers.decoding import replace_surrogates
from mtdetect.results.json_value import json_value
from mtdetect.results.row import Result

if TYPE_CHECKING:
    from datatrove.data import Document as TroveDocument

SOURCE = "mtdetect_source"  # what was read beside the text: path, markup, notes, or why there is no text
PATH = "file_path"  # where datatrove's own readers put it


def to_trove(item: Input, keys: tuple[str, str]) -> "TroveDocument":
    """The document of an input, whose page is read now; the text of an unreadable one is empty.

    Its metadata are the columns of its row but those under `keys`, the text's and the id's.
    """
    from datatrove.data import Document as TroveDocument

    found = read_item(item)
    source: dict[str, Any] = {"path": item.path}
    if isinstance(found, Document):
        source |= {"markup": found.markup, "notes": list(found.notes)}
    elif isinstance(found, Unreadable):
        source["error"] = [found.kind, found.message]
    elif isinstance(found, Result):
        source["error"] = list(found.row["error"].values())
    text = found.text if isinstance(found, Document) else ""
    metadata = {**_metadata(item.fields or {}, keys), SOURCE: source}
    return TroveDocument(text=text, id=item.id, metadata={PATH: item.path, **metadata})


def from_trove(document: "TroveDocument", path_key: str) -> Input:
    """The input that a document stands for.

    `path_key` is the metadata with its file, for documents of another reader than `ReadInputs`.
    """
    source = document.metadata.get(SOURCE)
    if source and source.get("error") and not document.text:
        kind, message = source["error"]
        return Unreadable(document.id, source["path"], kind, message)
    if source and "notes" in source:
        return Document(document.id, document.text, source["path"], source["markup"], tuple(source["notes"]))
    path = document.metadata.get(path_key)
    text, notes = replace_surrogates(document.text)
    return Document(str(document.id), text, None if path is None else str(path), notes=notes)


def _metadata(fields: Fields, keys: tuple[str, str]) -> Mapping[str, object]:
    kept = {name: value for name, value in fields.items() if name not in keys}
    return cast(dict[str, object], _plain(json_value(kept)))


def _plain(value: Any) -> Any:
    """A value of JSON without lone surrogates, which writers in compiled code refuse."""
    if isinstance(value, str):
        return replace_surrogates(value)[0]
    if isinstance(value, dict):
        return {_plain(name): _plain(inner) for name, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list) else value
