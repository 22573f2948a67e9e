"""What all requests share: the service, answers that never change, and a bound on the bodies in memory."""

import asyncio
from dataclasses import dataclass, field

from fastapi import Request

from mtdetect.web.service import Service

_HELD = 16  # large bodies in memory at once; others wait unread, in the buffers of the system


@dataclass(frozen=True, slots=True)
class State:
    """`rules`, `model` and `health` are answers as bytes; `held` bounds the large bodies that are in memory at once."""

    service: Service
    rules: bytes
    model: bytes
    health: bytes
    held: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_HELD))


def state_of(request: Request) -> State:
    """The state of the application that a request came to."""
    state: State = request.app.state.mtdetect
    return state
