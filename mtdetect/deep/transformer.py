"""The first blocks of Gemma 3, in numpy: from embedded tokens to hidden states.

As in the technical report (Gemma Team 2025, arXiv:2503.19786) and its reference implementation: one head of keys and
values for all heads of queries, RMS norms before and after each half of a block and of queries and keys, rotary
positions, and a gated feed-forward layer. Windows are shorter than the model's sliding window, so that all
blocks see all tokens before.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

WIDTH, HEADS, HEAD_WIDTH, INNER = 640, 4, 256, 2048  # numbers: of a token, heads, of a head, within the feed-forward
QUERIES = HEADS * HEAD_WIDTH
_EPSILON = np.float32(1e-6)
_LOCAL, _GLOBAL, _GLOBAL_EVERY = 1e4, 1e6, 6  # bases of rotary positions; every sixth block has the global one
_GELU = np.float32(np.sqrt(2 / np.pi)), np.float32(0.044715)  # of the approximation by tanh


@dataclass(frozen=True, slots=True)
class Block:
    """The weights of one block, shape (outputs, inputs), and of its norms, shape (inputs,).

    `attention` holds those of queries, keys and values; `gate_up` those of the gate and of what it lets through.
    """

    attention: Floats
    output: Floats
    gate_up: Floats
    down: Floats
    attention_norm: Floats
    query_norm: Floats
    key_norm: Floats
    after_attention_norm: Floats
    feed_norm: Floats
    after_feed_norm: Floats


def run(blocks: Sequence[Block], states: Floats, first: int = 0) -> Floats:
    """The states after the last block, shape (tokens, WIDTH), from those before the first, of the same shape.

    Before block 0 these are the embedded tokens; `first` is the number of the first of the blocks.
    """
    for number, block in enumerate(blocks, first):
        states = _feed(block, _attend(block, states, rotary_positions(len(states), number)))
    return states


def _attend(block: Block, states: Floats, positions: tuple[Floats, Floats]) -> Floats:
    tokens = len(states)
    mixed = _norm(states, block.attention_norm) @ block.attention.T
    queries = mixed[:, :QUERIES].reshape(tokens, HEADS, HEAD_WIDTH).transpose(1, 0, 2)
    keys, values = mixed[:, QUERIES : QUERIES + HEAD_WIDTH], mixed[:, QUERIES + HEAD_WIDTH :]
    queries = _rotate(_norm(queries, block.query_norm), positions)
    keys = _rotate(_norm(keys, block.key_norm), positions)
    scores = queries.reshape(-1, HEAD_WIDTH) @ (keys.T * np.float32(HEAD_WIDTH**-0.5))
    seen = scores.reshape(HEADS, tokens, tokens) + _mask(tokens)
    seen -= seen.max(-1, keepdims=True)
    np.exp(seen, out=seen)
    seen /= seen.sum(-1, keepdims=True)
    heads = (seen.reshape(-1, tokens) @ values).reshape(HEADS, tokens, HEAD_WIDTH)
    joined = heads.transpose(1, 0, 2).reshape(tokens, QUERIES)
    return states + _norm(joined @ block.output.T, block.after_attention_norm)


def _feed(block: Block, states: Floats) -> Floats:
    both = _norm(states, block.feed_norm) @ block.gate_up.T
    inner = _gelu(both[:, :INNER]) * both[:, INNER:]
    return states + _norm(inner @ block.down.T, block.after_feed_norm)


def _norm(values: Floats, weight: Floats) -> Floats:
    squares = np.einsum("...i,...i->...", values, values)[..., None] / np.float32(values.shape[-1])
    return np.asarray(values / np.sqrt(squares + _EPSILON) * weight, np.float32)


def _gelu(values: Floats) -> Floats:
    cubed = values * values
    cubed *= values
    cubed *= _GELU[1]
    cubed += values
    cubed *= _GELU[0]
    np.tanh(cubed, out=cubed)
    cubed += 1
    cubed *= values
    cubed *= np.float32(0.5)
    return cubed


def _rotate(values: Floats, positions: tuple[Floats, Floats]) -> Floats:
    """Rotary positions (Su et al. 2021): the first half of a head's numbers turned against the second."""
    cosines, sines = positions
    half = HEAD_WIDTH // 2
    turned = np.concatenate([-values[..., half:], values[..., :half]], axis=-1)
    return np.asarray(values * cosines + turned * sines, np.float32)


@lru_cache(maxsize=64)
def rotary_positions(tokens: int, block: int) -> tuple[Floats, Floats]:
    """The cosines and sines of rotary positions, shape (tokens, HEAD_WIDTH), in the block of a number from 0."""
    base = _GLOBAL if block % _GLOBAL_EVERY == _GLOBAL_EVERY - 1 else _LOCAL
    speeds = base ** -(np.arange(0, HEAD_WIDTH, 2) / HEAD_WIDTH)
    angles = np.arange(tokens)[:, None] * np.concatenate([speeds, speeds])
    return np.cos(angles).astype(np.float32), np.sin(angles).astype(np.float32)


@lru_cache(maxsize=8)
def _mask(tokens: int) -> Floats:
    """Minus infinity for what stands after a token, 0 else, shape (tokens, tokens)."""
    return np.triu(np.full((tokens, tokens), -np.inf, np.float32), 1)
