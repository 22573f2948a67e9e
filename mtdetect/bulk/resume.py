"""Scoring into shards: rows of complete shards are read, the others are scored; the results are those of one run."""

import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from hashlib import blake2b
from itertools import chain, count, islice

from mtdetect.bulk.input_digest import DIGEST, digest_input
from mtdetect.bulk.inputs import Input, Known, Work
from mtdetect.bulk.shards import Store, write_error
from mtdetect.config.atomic_files import write_atomically
from mtdetect.errors import UsageError
from mtdetect.results.row import Result, dump

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

Score = Callable[[Iterable[Work]], Generator[Result, None, None]]


def score_into(
    store: Store, score: Score, inputs: Iterable[Input], rows: int, *, texts: bool
) -> Generator[Result, None, None]:
    """The results of all inputs, in input order; `score` scores the inputs whose rows are in no complete shard.

    `rows` is the number of rows in a shard. With `texts`, the article is extracted again from pages whose rows are in
    complete shards. Raises UsageError if the inputs are not those of the complete shards, or if the disk is full;
    complete shards stay.
    """
    digests: deque[bytes] = deque()
    results = score(_inputs_with_rows(store, iter(inputs), rows, digests, texts))
    done = 0
    try:
        for number in count():
            if marker := store.marker(number):
                yield from islice(results, marker.rows)
                shard_rows = marker.rows
            else:
                shard_rows = yield from _write_shard(store, number, islice(results, rows), digests)
            done += shard_rows
            if shard_rows < rows:
                break
        for _ in results:  # nothing follows a short shard; if the inputs do go on, this raises
            pass
        _record_end(store, number, done)
    finally:
        results.close()


def _inputs_with_rows(
    store: Store, inputs: Iterator[Input], rows: int, digests: deque[bytes], texts: bool
) -> Generator[Work, None, None]:
    """The inputs; those of complete shards come with their rows. A digest of each other input goes into `digests`."""
    for number in count():
        first = number * rows + 1
        if marker := store.marker(number):
            digest = blake2b(digest_size=DIGEST)
            for at, row in enumerate(store.rows(number), first):
                item = next(inputs, None)
                if item is None:
                    raise _changed_inputs(store, f"the inputs end before row {at:,}")
                if item.id != row["id"]:
                    raise _changed_inputs(store, f"row {at:,} is {item.id}, was {row['id']}")
                digest.update(digest_input(item))
                yield Known(item, row, texts)
            if digest.hexdigest() != marker.inputs:
                raise _changed_inputs(
                    store, f"texts from row {first:,} to {first + marker.rows - 1:,} are not the same"
                )
            if marker.rows < rows:
                if next(inputs, None) is not None:
                    raise _changed_inputs(store, f"the inputs go on after row {first + marker.rows - 1:,}")
                return
        else:
            shard_rows = 0
            for item in islice(inputs, rows):
                digests.append(digest_input(item))
                shard_rows += 1
                yield item
            if shard_rows < rows:
                return


def _write_shard(
    store: Store, number: int, results: Iterator[Result], digests: deque[bytes]
) -> Generator[Result, None, int]:
    """Yield results while their rows are written; without results there is no shard. Returns the number of rows."""
    first = next(results, None)
    if first is None:
        return 0
    shard_rows, digest, file = 0, blake2b(digest_size=DIGEST), store.shard(number)
    packer = zstd.ZstdCompressor(options={zstd.CompressionParameter.checksum_flag: 1})
    with write_atomically(file, write_error(file)) as part:
        for result in chain((first,), results):
            part.write(packer.compress(f"{dump(result.row)}\n".encode()))
            digest.update(digests.popleft())
            shard_rows += 1
            yield result
        part.write(packer.flush())
    store.mark(number, shard_rows, digest.hexdigest())
    return shard_rows


def _record_end(store: Store, number: int, done: int) -> None:
    """Record that the run has ended; raises UsageError if an earlier run had more rows."""
    total = store.total()
    if store.marker(number + 1) or (total is not None and total != done):
        raise _changed_inputs(store, f"the inputs end with row {done:,}")
    if total is None:
        store.end(done)


def _changed_inputs(store: Store, difference: str) -> UsageError:
    return UsageError(
        f"--resume {store.folder}: the inputs are not those of the earlier run: {difference}: score into another folder"
    )
