"""Timers that come."""

from __future__ import annotations

from textual.timer import Timer


def certain(timer: Timer) -> Timer:
    """This timer, just made for one tick, which it will not leave out.

    Textual (8.2) leaves out ticks it is late for, and looks at the clock twice to know. Kept from running between the
    two for as long as the delay, 8 ms for a new size of the window, a timer for one tick never ticked, and whoever
    waited for it, waited for good.
    """
    timer._skip = False
    return timer
