"""What the trends say. Facts in, a line out."""

from __future__ import annotations


def ledger_line(owed: float, nights: int, taken_back: float, still_owed: float) -> str:
    """The 2 am ledger of a week in one line of at most 76 columns; empty when there is nothing to say. Minutes."""
    raise NotImplementedError
