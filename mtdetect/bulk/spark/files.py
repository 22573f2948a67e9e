"""The files of a run on any file system that Hadoop knows: a local disk, HDFS, object stores."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mtdetect.errors import UsageError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_HIDDEN = ("_", ".")  # how names begin that Spark does not read


@dataclass(frozen=True, slots=True)
class Files:
    """Files by their paths (`hdfs://...`, `s3a://...`; without a scheme, those of the cluster's default)."""

    spark: "SparkSession"

    def expand(self, pattern: str) -> Iterator[tuple[str, int]]:
        """The files of a path, folder or glob, by name, each with its bytes; UsageError where there is none."""
        system, path = self._at(pattern)
        found = self._list(system, system.globStatus(path) or ())
        if not found:
            raise UsageError(f"{pattern}: holds no file that can be read: check the path")
        return iter(sorted(found))

    def exists(self, name: str) -> bool:
        """Whether there is such a file or folder."""
        system, path = self._at(name)
        return bool(system.exists(path))

    def read(self, name: str) -> str:
        """The text of a small file, in UTF-8."""
        system, path = self._at(name)
        stream = system.open(path)
        try:
            text: str = self._java.org.apache.commons.io.IOUtils.toString(stream, "UTF-8")
            return text
        finally:
            stream.close()

    def write(self, name: str, text: str) -> None:
        """Write a small file, wholly or not at all: beside its place, then moved there."""
        part = f"{name}.part"
        system, path = self._at(part)
        stream = system.create(path, True)
        try:
            stream.write(bytearray(text.encode()))
        finally:
            stream.close()
        system.delete(self._path(name), False)
        if not system.rename(path, self._path(name)):
            raise UsageError(f"{name}: cannot be written: check the folder, and run again")

    @property
    def _java(self) -> Any:
        return self.spark.sparkContext._jvm

    def _path(self, name: str) -> Any:
        return self._java.org.apache.hadoop.fs.Path(name)

    def _at(self, name: str) -> tuple[Any, Any]:
        path = self._path(name)
        return path.getFileSystem(self.spark.sparkContext._jsc.hadoopConfiguration()), path

    def _list(self, system: Any, entries: Any) -> list[tuple[str, int]]:
        """The files among some entries and in the folders among them."""
        found: list[tuple[str, int]] = []
        for entry in entries:
            path = entry.getPath()
            if path.getName().startswith(_HIDDEN):
                continue
            if entry.isDirectory():
                found += self._list(system, system.listStatus(path))
            else:
                found.append((path.toString(), entry.getLen()))
        return found
