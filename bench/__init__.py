"""Measurements: one file a figure, each with a `main()` that prints a few lines. Run them all with `make bench`."""
