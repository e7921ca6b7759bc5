"""A made-up half year of a community manager, as records. Pure: a day, a zone and a seed always give the same."""

from __future__ import annotations

from cmcheckin.cli.demo_data.builder import CONFIG, demo_records

__all__ = ["CONFIG", "demo_records"]
