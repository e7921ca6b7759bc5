"""The demo: half a year of an invented community manager, as records, always the same for a day, zone and seed."""

from __future__ import annotations

from cmcheckin.cli.demo_data.builder import CONFIG, demo_records

__all__ = ["CONFIG", "demo_records"]
