"""The error for a value that isn't accepted."""

from __future__ import annotations


class Refused(ValueError):  # noqa: N818  the name says what happened
    """A value that isn't accepted. `field` is the name the user knows it by, `reason` a clause that follows it.

    >>> str(Refused("hours", "is 25, and a day has 24"))
    'hours is 25, and a day has 24'
    """

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field} {reason}")
        self.field = field
        self.reason = reason

    def inside(self, outer: str) -> Refused:
        """Return the same error with its field inside `outer`: `wins[2]` and `text` give `wins[2].text`."""
        return Refused(f"{outer}.{self.field}", self.reason)
