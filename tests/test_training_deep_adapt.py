"""Adapters: the blocks in torch are those of the reader, and training learns, stops and goes on."""

import numpy as np
import pytest

pytest.importorskip("torch", reason="torch is not installed: pip install 'mtdetect[adapt]'")

import torch

from mtdetect.deep.reader_model import adapted
from mtdetect.deep.transformer import run
from tests.test_deep_transformer import random_blocks, random_tokens
from training.deep.torch_blocks import AdaptedBlock, trained_adapters


def test_blocks_in_torch_are_those_of_the_reader_with_and_without_adapters() -> None:
    blocks, tokens = random_blocks(), random_tokens()
    modules = [AdaptedBlock(block, number, rank=2) for number, block in enumerate(blocks)]

    plain = _run(modules, tokens)
    for module in modules:
        for name, parameter in module.adapters.items():
            if name.endswith("_outputs"):
                torch.nn.init.normal_(parameter, std=0.1, generator=torch.Generator().manual_seed(1))
    changed = _run(modules, tokens)

    np.testing.assert_allclose(plain, run(blocks, tokens), rtol=0, atol=1e-4)
    shipped = adapted(blocks, list(trained_adapters(modules)))
    np.testing.assert_allclose(changed, run(shipped, tokens), rtol=0, atol=1e-4)
    assert np.abs(changed - plain).max() > 0.1


def _run(modules: list[AdaptedBlock], tokens: np.ndarray) -> np.ndarray:
    states = torch.from_numpy(tokens)[None]
    with torch.no_grad():
        for module in modules:
            states = module(states)
    return np.asarray(states[0].numpy())
