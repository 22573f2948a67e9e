"""Fuzz targets: what must hold whatever bytes come in. `python -m fuzz TARGET` looks for bytes where it does not."""
