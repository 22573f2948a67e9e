"""What the model sees of a text: tells by rule, style measures, n-grams of word classes."""
