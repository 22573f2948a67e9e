"""Reports: one module a format. The only place that prints."""
