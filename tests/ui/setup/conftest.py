"""Fixtures of the tests of the setup."""

from __future__ import annotations

from tests.cli.conftest import cli

__all__ = ["cli"]
