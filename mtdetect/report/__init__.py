"""Reports: one module for each format. Nothing else in the package prints."""
