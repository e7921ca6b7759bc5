"""Round numbers for display, the same way everywhere: halves away from zero, as people do by hand."""

from __future__ import annotations

from math import copysign, floor
from typing import Final

NEAR: Final = 1e-14
"""Relative error of a sum of decimals in binary, so that 34.499999999999996 counts as a half too."""


def rounded(value: float, places: int = 0) -> float:
    """Return `value` rounded to `places` decimals, halves away from zero: 34.5 is 35, 0.25 is 0.3, -0.5 is -1.

    Python's `round` and the `f` formats would take halves to the even digit or by their binary error.
    """
    scale = 10**places
    size = abs(value) * scale
    steps = floor(size + 0.5 + NEAR * max(size, 100))
    return copysign(steps / scale, value) if steps else 0.0


def whole(value: float) -> int:
    """Return `value` rounded to a whole number, halves away from zero."""
    return int(rounded(value))


def rounded_hours(amount: float) -> float:
    """Return `amount` as hours of a day are stored: from 0 to 24, rounded to the hundredth, 8 rather than 8.0."""
    hours = rounded(min(max(amount, 0.0), 24.0), 2)
    return int(hours) if hours.is_integer() else hours
