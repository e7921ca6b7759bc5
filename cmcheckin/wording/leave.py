"""What `leave` prints, and what the calendar says about planned leave."""

from __future__ import annotations

from datetime import date

from cmcheckin.wording.formats import date_range, long_date, short_date


def wrong_order(first: date, last: date) -> str:
    """Return why a range is refused whose `first` day is after its `last`, to follow the name of what is refused."""
    return f"can't start on {long_date(first)} {first.year} and end on {long_date(last)} {last.year}"


def too_long(first: date, last: date, most: int) -> str:
    """Return why a range of more than `most` days is refused, to follow the name of what is refused."""
    return f"from {short_date(first)} {first.year} to {short_date(last)} {last.year} covers more than {most} days"


def no_working_days(first: date, last: date) -> str:
    """Return why a range without working days is refused, to follow the name of what is refused."""
    return f"isn't needed on {date_range(first, last)}: you have no working days then"
