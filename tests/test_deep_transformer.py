"""The forward pass equals the reference implementation's, on weights drawn at random.

`tests/data/gemma3_states.npy` has the states of transformers 5.24 (`Gemma3TextModel`, six layers, no cache) for the
blocks and tokens that `random_blocks` and `random_tokens` draw; `test_transformers_gives_the_same` makes them again
where transformers and torch are installed.
"""

from pathlib import Path

import numpy as np
import pytest

from mtdetect.deep.transformer import INNER, QUERIES, WIDTH, Block, Floats, run

STATES = Path(__file__).parent / "data" / "gemma3_states.npy"
_BLOCKS, _TOKENS, _HEAD = 6, 20, 256


def random_blocks() -> list[Block]:
    chance = np.random.default_rng(6)

    def weights(outputs: int, inputs: int) -> Floats:
        return chance.normal(0, inputs**-0.5, (outputs, inputs)).astype(np.float32)

    def norm(inputs: int) -> Floats:
        return chance.uniform(0.5, 1.5, inputs).astype(np.float32)

    return [
        Block(
            weights(QUERIES + 2 * _HEAD, WIDTH),
            weights(WIDTH, QUERIES),
            weights(2 * INNER, WIDTH),
            weights(WIDTH, INNER),
            norm(WIDTH),
            norm(_HEAD),
            norm(_HEAD),
            norm(WIDTH),
            norm(WIDTH),
            norm(WIDTH),
        )
        for _ in range(_BLOCKS)
    ]


def random_tokens() -> Floats:
    return np.random.default_rng(7).normal(0, 1, (_TOKENS, WIDTH)).astype(np.float32)


def test_states_are_those_of_the_reference_implementation() -> None:
    found = run(random_blocks(), random_tokens())

    np.testing.assert_allclose(found, np.load(STATES), rtol=0, atol=1e-4)


def test_a_token_sees_only_what_stands_before() -> None:
    blocks, tokens = random_blocks(), random_tokens()

    whole, part = run(blocks, tokens), run(blocks, tokens[:9])

    np.testing.assert_allclose(part, whole[:9], rtol=0, atol=1e-4)


@pytest.mark.slow
def test_transformers_gives_the_same() -> None:
    torch = pytest.importorskip("torch", reason="torch is not installed: pip install torch transformers")
    transformers = pytest.importorskip("transformers", reason="transformers is not installed: pip install transformers")

    states = reference_states(torch, transformers)

    np.testing.assert_allclose(states, np.load(STATES), rtol=0, atol=1e-4)


def reference_states(torch, transformers) -> Floats:  # type: ignore[no-untyped-def]  # modules that may be missing
    config = transformers.Gemma3TextConfig(
        vocab_size=8,
        hidden_size=WIDTH,
        intermediate_size=INNER,
        num_hidden_layers=_BLOCKS,
        num_attention_heads=QUERIES // _HEAD,
        num_key_value_heads=1,
        head_dim=_HEAD,
        query_pre_attn_scalar=_HEAD,
        attn_implementation="eager",
    )
    model = transformers.Gemma3TextModel(config).eval()
    for layer, block in zip(model.layers, random_blocks(), strict=True):
        queries, keys, values = np.split(block.attention, [QUERIES, QUERIES + _HEAD])
        gate, up = np.split(block.gate_up, 2)
        attention, feed = layer.self_attn, layer.mlp
        pairs = [
            (attention.q_proj, queries),
            (attention.k_proj, keys),
            (attention.v_proj, values),
            (attention.o_proj, block.output),
            (feed.gate_proj, gate),
            (feed.up_proj, up),
            (feed.down_proj, block.down),
            (layer.input_layernorm, block.attention_norm - 1),
            (attention.q_norm, block.query_norm - 1),
            (attention.k_norm, block.key_norm - 1),
            (layer.post_attention_layernorm, block.after_attention_norm - 1),
            (layer.pre_feedforward_layernorm, block.feed_norm - 1),
            (layer.post_feedforward_layernorm, block.after_feed_norm - 1),
        ]
        for module, weight in pairs:
            module.weight.data = torch.from_numpy(np.ascontiguousarray(weight))
    seen = []
    model.layers[-1].register_forward_hook(lambda _, __, output: seen.append(output))
    with torch.no_grad():
        model(inputs_embeds=torch.from_numpy(random_tokens())[None], use_cache=False)
    output = seen[0][0] if isinstance(seen[0], tuple) else seen[0]
    return np.asarray(output.reshape(_TOKENS, WIDTH).numpy())
