"""The files that the reader's weights are kept in once they are prepared, and how much of the model they hold."""

BLOCKS = 6  # the first of the model
ARRAYS, VALUES, SCALES, TOKENS = "blocks.safetensors", "embedding_values.npy", "embedding_scales.npy", "tokens.model"
