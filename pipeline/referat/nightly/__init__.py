"""The nightly run, and what its operator does beside it; knows all stages and is known by none."""
