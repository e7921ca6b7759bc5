"""Builds the wheel and the source distribution, and tests both: `python -m tests.release`."""
