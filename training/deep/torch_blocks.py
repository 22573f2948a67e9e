"""The blocks of `mtdetect.deep.transformer` in torch, with adapters that can be trained; held equal by a test."""

import math
from collections.abc import Iterator, Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from mtdetect.deep.model import ADAPTED, Adapter
from mtdetect.deep.transformer import HEAD_WIDTH, HEADS, INNER, QUERIES, Block, rotary_positions

_EPSILON = 1e-6


class AdaptedBlock(nn.Module):  # type: ignore[misc]  # torch may not be installed
    """Block `number` of a model, its weights frozen, each matrix with an adapter of a rank; without one at rank 0."""

    def __init__(self, block: Block, number: int, rank: int, seed: int = 0) -> None:
        super().__init__()
        self.number = number
        self.frozen = {name: torch.tensor(getattr(block, name)) for name in block.__slots__}
        self.adapters = nn.ParameterDict()
        chance = torch.Generator().manual_seed(seed + number)
        for name in ADAPTED if rank else ():
            outputs, inputs = self.frozen[name].shape
            drawn = torch.randn(rank, inputs, generator=chance) / math.sqrt(inputs)
            self.adapters[f"{name}_inputs"] = nn.Parameter(drawn)
            self.adapters[f"{name}_outputs"] = nn.Parameter(torch.zeros(outputs, rank))

    def forward(self, states: Tensor) -> Tensor:
        """The states after the block, shape (texts, tokens, WIDTH), from those before it."""
        texts, tokens, _ = states.shape
        mixed = self._apply(self._norm(states, "attention_norm"), "attention")
        queries, keys, values = mixed.split([QUERIES, HEAD_WIDTH, HEAD_WIDTH], -1)
        queries = self._norm(queries.view(texts, tokens, HEADS, HEAD_WIDTH), "query_norm").transpose(1, 2)
        keys = self._norm(keys, "key_norm")[:, None]
        cosines, sines = (torch.from_numpy(one) for one in rotary_positions(tokens, self.number))
        queries, keys = (one * cosines + _turn(one) * sines for one in (queries, keys))
        shape = texts, HEADS, tokens, HEAD_WIDTH
        heads = functional.scaled_dot_product_attention(
            queries, keys.expand(shape), values[:, None].expand(shape), is_causal=True, scale=HEAD_WIDTH**-0.5
        )
        joined = heads.transpose(1, 2).reshape(texts, tokens, QUERIES)
        states = states + self._norm(self._apply(joined, "output"), "after_attention_norm")
        gate, up = self._apply(self._norm(states, "feed_norm"), "gate_up").split(INNER, -1)
        fed = self._apply(functional.gelu(gate, approximate="tanh") * up, "down")
        return states + self._norm(fed, "after_feed_norm")

    def _apply(self, values: Tensor, name: str) -> Tensor:
        result = functional.linear(values, self.frozen[name])
        if f"{name}_inputs" in self.adapters:
            inner = functional.linear(values, self.adapters[f"{name}_inputs"])
            result = result + functional.linear(inner, self.adapters[f"{name}_outputs"])
        return result

    def _norm(self, values: Tensor, name: str) -> Tensor:
        return functional.rms_norm(values, (values.shape[-1],), self.frozen[name], _EPSILON)


def trained_adapters(blocks: Sequence[AdaptedBlock]) -> Iterator[Adapter]:
    """The adapters of blocks as they ship."""
    for block in blocks:
        for name in ADAPTED:
            if f"{name}_inputs" in block.adapters:
                outputs, inputs = (
                    block.adapters[f"{name}_{side}"].detach().numpy().copy() for side in ("outputs", "inputs")
                )
                yield Adapter(block.number, name, outputs, inputs)


def _turn(values: Tensor) -> Tensor:
    half = HEAD_WIDTH // 2
    return torch.cat([-values[..., half:], values[..., :half]], -1)
