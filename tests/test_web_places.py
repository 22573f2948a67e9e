"""Places and memory that requests share: who gets them, who waits, and who is told to come again."""

import asyncio

import pytest

from mtdetect.web.places import Memory, Places
from mtdetect.web.problems import RequestError
from tests.test_web_requests import run


def test_there_are_as_many_places_as_said_and_again_when_one_is_free() -> None:
    places = Places(1)

    with places.take(), pytest.raises(RequestError) as caught, places.take():
        pass

    with places.take():
        assert (503, "busy", 1) == (caught.value.status, caught.value.kind, places.count)
    assert 0 == places.count


def test_memory_is_waited_for_while_a_request_is_answered() -> None:
    async def wait() -> list[str]:
        places, done = Places(4), list[str]()
        memory = Memory(10, places)

        async def take(name: str, size: int) -> None:
            await memory.take(size)
            done.append(name)

        await take("answered", 8)
        with places.take():
            waiting = [asyncio.create_task(take(name, size)) for name, size in (("large", 9), ("small", 2))]
            await asyncio.sleep(0)
            waiting.append(asyncio.create_task(take("later", 1)))
            await asyncio.sleep(0)
            memory.give(8)
            await asyncio.wait(waiting[1:])
            memory.give(2)
            await asyncio.sleep(0)
            memory.give(1)
            await asyncio.wait(waiting)
        return done

    assert ["answered", "small", "later", "large"] == run(wait())


def test_memory_that_is_all_of_bodies_still_coming_is_not_waited_for() -> None:
    async def take() -> str:
        memory = Memory(10, Places(4))
        await memory.take(8)
        with pytest.raises(RequestError) as caught:
            await memory.take(3)
        memory.give(8)
        await memory.take(10)
        return caught.value.kind

    assert "busy" == run(take())


def test_who_waits_is_told_to_come_again_when_nothing_is_answered_any_more() -> None:
    async def wait() -> str:
        places = Places(4)
        memory = Memory(10, places)
        await memory.take(10)
        with places.take():
            waiting = asyncio.create_task(memory.take(1))
            await asyncio.sleep(0)
        memory.give(0)
        with pytest.raises(RequestError) as caught:
            await waiting
        return caught.value.kind

    assert "busy" == run(wait())
