"""Fixtures of the torture tests."""

from tests.cli.conftest import cli

__all__ = ["cli"]
