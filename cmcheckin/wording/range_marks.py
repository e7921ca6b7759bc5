"""Texts for figures outside a person's own normal range, and for what such figures can't tell."""

from __future__ import annotations

from typing import Final

CANNOT_TELL: Final = (
    "Hours can't show how hard the work was or how well it went, and a person's numbers only compare with their own."
)
"""What the page says once."""


def mark_text(figure: str, value: float, low: float, high: float, weeks: int) -> str:
    """Return `51 h, outside their range of 38 to 44 h (11 weeks)`. `figure`: a field of ShareWeek."""
    return f"{value:g}, outside their range of {low:g} to {high:g} ({weeks} weeks)"
