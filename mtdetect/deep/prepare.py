"""Takes out of a GGUF file what the reader needs: the first blocks, the embedding in 8 bits, and the tokeniser.

Done once for each installation (`mtdetect.deep.weights`), since only this needs the packages `gguf` and `protobuf`.
"""

from pathlib import Path
from typing import Any

import numpy as np
from gguf import GGUFReader, dequantize
from safetensors.numpy import save_file
from sentencepiece import sentencepiece_model_pb2

from mtdetect.deep.prepared_files import ARRAYS, BLOCKS, SCALES, TOKENS, VALUES
from mtdetect.deep.transformer import WIDTH, Floats

_BYTE_PAIRS = 2  # the number of that kind of model in SentencePiece
_GROUP = 32  # numbers of an embedding that share a scale, in GGUF's Q8_0
_JOINED = {  # arrays that are one behind the other in `Block`, and those that are by themselves
    "attention": ("attn_q", "attn_k", "attn_v"),
    "output": ("attn_output",),
    "gate_up": ("ffn_gate", "ffn_up"),
    "down": ("ffn_down",),
    "attention_norm": ("attn_norm",),
    "query_norm": ("attn_q_norm",),
    "key_norm": ("attn_k_norm",),
    "after_attention_norm": ("post_attention_norm",),
    "feed_norm": ("ffn_norm",),
    "after_feed_norm": ("post_ffw_norm",),
}


def prepare(file: Path, folder: Path) -> None:
    """Write the files of `mtdetect.deep.weights` into a new folder. Raises OSError."""
    reader = GGUFReader(file)
    tensors = {tensor.name: tensor for tensor in reader.tensors}
    folder.mkdir()
    blocks = {
        f"{number}.{name}": np.concatenate([_floats(tensors[f"blk.{number}.{part}.weight"]) for part in parts])
        for number in range(BLOCKS)
        for name, parts in _JOINED.items()
    }
    save_file(blocks, folder / ARRAYS)
    rows = np.asarray(tensors["token_embd.weight"].data).reshape(-1, WIDTH // _GROUP, _GROUP + 2)
    np.save(folder / SCALES, np.ascontiguousarray(rows[:, :, :2]).view(np.float16)[..., 0])
    np.save(folder / VALUES, np.ascontiguousarray(rows[:, :, 2:]).view(np.int8).reshape(-1, WIDTH))
    (folder / TOKENS).write_bytes(_tokeniser(reader))


def _floats(tensor: Any) -> Floats:
    return np.asarray(dequantize(tensor.data, tensor.tensor_type), np.float32)


def _tokeniser(reader: GGUFReader) -> bytes:
    """The tokeniser in the format of SentencePiece, with the settings of Gemma's."""
    names = ("tokens", "scores", "token_type")
    pieces, scores, kinds = (reader.fields[f"tokenizer.ggml.{name}"].contents() for name in names)
    model = sentencepiece_model_pb2.ModelProto()
    for piece, score, kind in zip(pieces, scores, kinds, strict=True):
        model.pieces.add(piece=piece, score=score, type=kind)
    model.trainer_spec.model_type = _BYTE_PAIRS
    model.trainer_spec.byte_fallback = True
    model.trainer_spec.vocab_size = len(pieces)
    model.trainer_spec.pad_id, model.trainer_spec.eos_id = 0, 1
    model.trainer_spec.bos_id, model.trainer_spec.unk_id = 2, 3
    model.normalizer_spec.name = "identity"
    model.normalizer_spec.add_dummy_prefix = False
    model.normalizer_spec.remove_extra_whitespaces = False
    model.normalizer_spec.escape_whitespaces = True
    return bytes(model.SerializeToString())
