"""Answers to requests that are read and checked: parts go to the processes, their results are put together."""

import asyncio
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from mtdetect.bulk.loader import DetectorLoader
from mtdetect.bulk.step import internal_error
from mtdetect.config.web_settings import WebLimits
from mtdetect.document import Document
from mtdetect.errors import MtdetectError, UsageError
from mtdetect.quantify.collect import Tally, total
from mtdetect.readers.columns import select
from mtdetect.readers.groups import group_columns
from mtdetect.report.chosen_fields import select_fields
from mtdetect.results.row import Result, dump
from mtdetect.runs.sites import with_sites
from mtdetect.web.chunks import in_order, split
from mtdetect.web.problems import RequestError, invalid
from mtdetect.web.steps import (
    Asked,
    Numbered,
    Tallies,
    estimate_share,
    match_line,
    read_document,
    score_lines,
    tally_documents,
)
from mtdetect.web.workers import WorkerDiedError, Workers

_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class Service:
    """The processes, and what they load. `signature` is that of all rows; `fpr` and `prior` are the server's."""

    workers: Workers
    load: DetectorLoader
    limits: WebLimits
    signature: str

    async def score(
        self, documents: Sequence[Mapping[str, object]], asked: Asked, group_by: str | None = None
    ) -> list[str]:
        """The rows of documents as lines, then those of sites. Raises RequestError."""
        whole = replace(asked, fields=()) if group_by else asked
        chunks = self.chunks(list(enumerate(documents, 1)))
        lines = [
            line
            async for part in in_order(chunks, self.workers.count, lambda chunk: self.score_chunk(whole, chunk))
            for line in part
        ]
        if group_by:
            return await asyncio.to_thread(self._with_sites, lines, documents, asked, group_by)
        return lines

    async def score_chunk(self, asked: Asked, chunk: Sequence[Numbered]) -> list[str]:
        """The rows of some documents; one that kills its process gets an error row. Raises RequestError."""
        try:
            return await self._run(score_lines, asked, self.limits.document_bytes, chunk)
        except WorkerDiedError:
            return [await self._score_alone(asked, one) for one in chunk]

    async def _score_alone(self, asked: Asked, one: Numbered) -> str:
        """The row of a document that may have killed its process: if it does so again, it is at fault."""
        limit = self.limits.document_bytes
        try:
            [line] = await self._run(score_lines, asked, limit, [one])
        except WorkerDiedError:
            return dump(internal_error(read_document(one, limit), "the process that scored it died"))
        return line

    async def match(self, suspect: Document, candidates: Sequence[Document], asked: Asked) -> str:
        """The row of a text with its origin. Raises RequestError."""
        return await self._run_alone(match_line, asked, suspect, candidates)

    async def estimate(
        self,
        documents: Sequence[Mapping[str, object]],
        human: Sequence[Mapping[str, object]] | None,
        group_by: str | None,
    ) -> str:
        """The estimates of a corpus. Raises RequestError."""
        tallies = await self._tally(documents, group_by)
        known = total((await self._tally(human, None)).values()) if human is not None else None
        if group_by and set(tallies) <= {None}:
            raise invalid(f"group_by: no document has a {group_by!r}: name a column that they have")
        try:
            return await self._run_alone(estimate_share, tallies, known, group_by)
        except UsageError as error:
            raise invalid(f"human: {str(error).removeprefix('--expect-human: ')}") from error
        except MtdetectError as error:  # another model than the one that estimates were fitted to
            raise RequestError(503, "unavailable", str(error)) from error

    async def _tally(self, documents: Sequence[Mapping[str, object]], group_by: str | None) -> Tallies:
        tallies: Tallies = {}
        chunks = self.chunks(list(enumerate(documents, 1)))
        async for part in in_order(
            chunks, self.workers.count, lambda chunk: self._run_alone(tally_documents, group_by, chunk)
        ):
            for name, tally in part.items():
                tallies.setdefault(name, Tally()).add(tally)
        return tallies

    def chunks(self, items: Sequence[Numbered]) -> Iterator[list[Numbered]]:
        """Documents in parts that one process works on together."""
        return split(items, read="|deep:" in self.signature)

    async def _run(self, step: Callable[..., _Made], *arguments: object) -> _Made:
        return await self.workers.run(self.limits.seconds, step, *arguments)

    async def _run_alone(self, step: Callable[..., _Made], *arguments: object) -> _Made:
        try:
            return await self._run(step, *arguments)
        except WorkerDiedError as error:
            raise RequestError(
                503, "cut_short", "the process that worked on this died: send less, or try again"
            ) from error

    def _with_sites(
        self, lines: Sequence[str], documents: Sequence[Mapping[str, Any]], asked: Asked, group_by: str
    ) -> list[str]:
        columns = group_columns(group_by)
        results = (
            Result(json.loads(line), document["text"], select(document, columns))
            for line, document in zip(lines, documents, strict=True)
        )
        fpr = self.load.fpr if asked.fpr is None else asked.fpr
        prior = self.load.prior if asked.prior is None else asked.prior
        rows = (result.row for result in with_sites(results, group_by, fpr=fpr, prior=prior))
        fields = (*asked.fields, "view") if asked.fields else ()
        return [dump(select_fields(row, fields) if fields else row) for row in rows]
