"""Processes of the server end with it, whatever they do."""

import time
from typing import cast

import pytest

from mtdetect.bulk.loader import DetectorLoader
from mtdetect.bulk.pool import processes
from mtdetect.web.workers import Workers

pytestmark = pytest.mark.slow


def load_for_an_hour() -> None:
    time.sleep(3600)


def test_one_that_still_loads_its_model_is_ended() -> None:
    workers = Workers(cast("DetectorLoader", load_for_an_hour), 2)
    begun = [process for worker in workers._workers for process in processes(worker._pool)]

    workers.close()

    for process in begun:
        process.join(60)
    assert len(begun) == 2
    assert all(process.exitcode for process in begun)
