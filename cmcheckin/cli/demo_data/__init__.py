"""The demo: half a year of an invented community manager, as records, always the same for a day, zone and seed."""

from __future__ import annotations

from cmcheckin.cli.demo_data.builder import CONFIG, demo_records
from cmcheckin.cli.demo_data.friday import NAME, friday_records, opening_moment, write_replies

__all__ = ["CONFIG", "NAME", "demo_records", "friday_records", "opening_moment", "write_replies"]
