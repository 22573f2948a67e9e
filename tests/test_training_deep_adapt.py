"""Adapters: the blocks in torch are those of the reader, and training learns, stops and goes on where it was."""

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is not installed: pip install 'mtdetect[adapt]'")

from mtdetect.deep.model import Adapter, adapted  # noqa: E402  # after what may skip the module
from mtdetect.deep.transformer import WIDTH, Floats, run  # noqa: E402
from tests.test_deep_transformer import random_blocks, random_tokens  # noqa: E402
from training.corpora import Row  # noqa: E402
from training.deep import adapt as module  # noqa: E402
from training.deep import readings  # noqa: E402
from training.deep.adapt import Settings, adapt  # noqa: E402
from training.deep.frozen_states import FROZEN, TextStates  # noqa: E402
from training.deep.torch_blocks import AdaptedBlock, trained_adapters  # noqa: E402
from training.deep.trained_reader import Readings, TrainedReader  # noqa: E402

SETTINGS = Settings(rank=2, epochs=2, pairs=4, longest=6, rate=1e-2)


def test_blocks_in_torch_are_those_of_the_reader_with_and_without_adapters() -> None:
    blocks, tokens = random_blocks(), random_tokens()
    modules = [AdaptedBlock(block, number, rank=2) for number, block in enumerate(blocks)]

    plain = _run(modules, tokens)
    for one in modules:
        for name, parameter in one.adapters.items():
            if name.endswith("_outputs"):
                torch.nn.init.normal_(parameter, std=0.1, generator=torch.Generator().manual_seed(1))
    changed = _run(modules, tokens)

    np.testing.assert_allclose(plain, run(blocks, tokens), rtol=0, atol=1e-4)
    shipped = adapted(blocks, list(trained_adapters(modules)))
    np.testing.assert_allclose(changed, run(shipped, tokens), rtol=0, atol=1e-4)
    assert np.abs(changed - plain).max() > 0.1


@pytest.fixture
def rows(monkeypatch: pytest.MonkeyPatch) -> list[Row]:
    """Machine and human texts in pairs; the states of a machine text lie a little to one side."""
    made = [
        Row(f"{group}/{label}", f"{group} {label}", label, "native", "", "", str(group), "news", "a")
        for group in range(40)
        for label in (0, 1)
    ]

    monkeypatch.setattr(module, "read_states", lambda text, _: invented_states(text))
    return made


def invented_states(text: str) -> TextStates:
    group, label = map(int, text.split())
    drawn = np.random.default_rng(group).normal(0, 1, (8, WIDTH)) + 0.2 * label
    return TextStates(drawn.astype(np.float16), (0, 8))


def score(trained: TrainedReader, row: Row) -> float:
    states = invented_states(row.text).states[: SETTINGS.longest].astype(np.float32)
    read = run(adapted(random_blocks(), trained.adapters)[FROZEN:], states, FROZEN)[1:]
    return float(read.mean(0) @ trained.probe) + trained.intercept


def test_training_learns_what_tells_machine_from_human_texts(rows: list[Row], tmp_path: Path) -> None:
    trained = adapt(rows, random_blocks(), tmp_path, tmp_path / "adapters.pt", SETTINGS)

    assert len(trained.adapters) == 4 * 3
    assert max(np.abs(one.outputs).max() for one in trained.adapters) > 0
    apart = [
        score(trained, machine) - score(trained, human) for human, machine in zip(rows[::2], rows[1::2], strict=True)
    ]
    assert np.mean(np.array(apart) > 0) > 0.9


def test_a_run_that_was_stopped_goes_on_to_the_same_end(
    rows: list[Row], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = adapt(rows, random_blocks(), tmp_path, tmp_path / "whole.pt", SETTINGS)
    monkeypatch.setattr(module, "_CHECKPOINT_EVERY", 3)
    with monkeypatch.context() as patch:
        patch.setattr(module, "_loss", _stop_after(7))
        with pytest.raises(KeyboardInterrupt):
            adapt(rows, random_blocks(), tmp_path, tmp_path / "part.pt", SETTINGS)

    resumed = adapt(rows, random_blocks(), tmp_path, tmp_path / "part.pt", SETTINGS)

    np.testing.assert_allclose(resumed.probe, whole.probe, rtol=1e-4, atol=1e-6)
    for one, other in zip(resumed.adapters, whole.adapters, strict=True):
        np.testing.assert_allclose(one.outputs, other.outputs, rtol=1e-3, atol=1e-6)


def test_a_row_is_scored_by_adapters_and_a_probe_that_have_not_seen_its_fold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sets = {"german_roundtrip_google_deepl": 0, "wmt21_into_english": 1}  # of two folds
    rows = [
        Row(
            f"{name}/{group}/{label}",
            f"{name} {group} {label}",
            label,
            "native",
            "",
            "",
            f"{name} {group}",
            "news",
            name,
        )
        for name in sets
        for group in range(30)
        for label in (0, 1)
    ]
    drawn = np.random.default_rng(3).normal(0, 1, (len(rows), WIDTH)).astype(np.float32)
    for at, row in enumerate(rows):
        drawn[at, sets[row.set]] += 8 * row.label  # each set shows by a number of its own what made a text
    by_text = dict(zip((row.text for row in rows), drawn, strict=True))
    seen: list[str] = []

    def means(texts: list[str], *_: object, name: str) -> Floats:
        seen.append(name)
        return np.stack([by_text[text] for text in texts])

    adapter = Adapter(3, "output", np.zeros((WIDTH, 2), np.float32), np.zeros((2, 1024), np.float32))
    trained = TrainedReader((adapter,), np.zeros(WIDTH, np.float32), 0.0)
    monkeypatch.setattr(readings, "_train_all", lambda names, *_: [trained] * len(names))
    monkeypatch.setattr(readings, "mean_states", means)
    monkeypatch.setattr(readings, "probe_all", lambda *_: Readings(np.ones(120) * range(120), np.zeros(120), trained))

    found = readings.read_all(rows[:-2], rows[-2:], random_blocks(), tmp_path)

    assert len(set(seen)) == 3  # two folds, and what ships
    assert found.shipped.adapters == (adapter,)
    assert set(np.argsort(-np.abs(found.shipped.probe) * drawn.std(0))[:2].tolist()) == {0, 1}
    left_out, last = found.by_block[:-2], found.by_block[-2:]
    assert abs(np.mean(left_out[1::2] - left_out[::2])) < 0.5 < last[1] - last[0]


def _stop_after(steps: int):  # type: ignore[no-untyped-def]
    true_loss, done = module._loss, iter(range(steps))

    def loss(*given):  # type: ignore[no-untyped-def]
        if next(done, None) is None:
            raise KeyboardInterrupt
        return true_loss(*given)

    return loss


def _run(modules: list[AdaptedBlock], tokens: Floats) -> Floats:
    states = torch.from_numpy(tokens)[None]
    with torch.no_grad():
        for one in modules:
            states = one(states)
    return np.asarray(states[0].numpy())
