"""A reader block: all formats that mtdetect reads, with the same documents and errors as from the command line."""

import io
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from datatrove.io import DataFolderLike
from datatrove.pipeline.readers.base import BaseDiskReader

from mtdetect.bulk.datatrove.documents import to_trove
from mtdetect.readers import Options, read_file_inputs
from mtdetect.readers.compression import format_suffix
from mtdetect.readers.formats import SUFFIXES
from mtdetect.readers.progress import ReadProgress


class ReadInputs(BaseDiskReader):
    """Reads the files of a folder, local or remote, that mtdetect knows by their suffix, each task its share.

    Unlike datatrove's own readers it hands on what cannot be read, as a document without text, so that nothing is lost,
    and a page's markup, which the rules look at too. `max_bytes` limits a document. Other arguments are those of
    `BaseDiskReader`.
    """

    name = "mtdetect inputs"

    def __init__(
        self,
        data_folder: DataFolderLike,
        *,
        text_key: str = "text",
        id_key: str = "id",
        max_bytes: int = 10_000_000,
        **arguments: Any,
    ) -> None:
        super().__init__(data_folder, text_key=text_key, id_key=id_key, **arguments)
        self.options = Options(max_bytes, text_key, id_key, "all")

    def read_file(self, filepath: str) -> Iterator[Any]:
        """The documents of a file, in order."""
        if format_suffix(filepath) not in SUFFIXES:
            return
        whole = str(self.data_folder.resolve_paths(filepath))
        for item in read_file_inputs(whole, self.options, lambda _path, _progress: self._open(filepath)):
            document = to_trove(item, (self.text_key, self.id_key))
            document.metadata = {**(self.default_metadata or {}), **document.metadata}
            yield document

    @contextmanager
    def _open(self, filepath: str, _progress: ReadProgress | None = None) -> Iterator[io.BufferedIOBase]:
        with closing(self.data_folder.open(filepath, "rb")) as file:
            yield io.BufferedReader(file)
