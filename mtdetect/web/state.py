"""What all requests share: the service, answers that never change, and bounds on what is done and held at once."""

from dataclasses import dataclass

from fastapi import Request

from mtdetect.web.places import Memory, Places
from mtdetect.web.service import Service

_LARGEST = 16  # bodies of the largest size that may be in memory at once


@dataclass(frozen=True, slots=True)
class State:
    """`rules`, `model` and `health` are answers as bytes.

    `places` are for requests whose body has come, `streams` for those that are answered as they come, so that these
    take no place of the others; `memory` is for the bodies that are large.
    """

    service: Service
    rules: bytes
    model: bytes
    health: bytes
    places: Places
    streams: Places
    memory: Memory


def make_state(service: Service, *, rules: bytes, model: bytes, health: bytes) -> State:
    """The state of a server that has just begun."""
    limits = service.limits
    places = Places(limits.requests)
    return State(
        service, rules, model, health, places, Places(limits.requests), Memory(_LARGEST * limits.body_bytes, places)
    )


def state_of(request: Request) -> State:
    """The state of the application that a request came to."""
    state: State = request.app.state.mtdetect
    return state
