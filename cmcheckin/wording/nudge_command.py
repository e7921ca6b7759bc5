"""Errors of the `nudges` command. Typed text arrives quoted and shortened."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from cmcheckin.wording.command_messages import nothing_changed

END_WITHOUT_ACTION: Final = "cmcheckin nudges: --until and --weeks go with snooze, peak or leave."
ONE_OR_MANY: Final = "cmcheckin nudges: --on asks for one morning, --from and --to for many."
TO_WITHOUT_FROM: Final = "cmcheckin nudges: --to goes with --from."
UNTIL_OR_WEEKS: Final = "cmcheckin nudges: --until or --weeks, one of them."
NOT_WEEKS: Final = "cmcheckin nudges: --weeks is a whole number from 1 to 52."
NO_ID: Final = "cmcheckin nudges why needs the id of a note, such as no_day_off-2026-11-20."
MORNING: Final = "The morning of the note"
"""How the day in an id is named in errors."""


def unknown_action(action: str, near: str) -> str:
    """Return the error for an `action` that doesn't exist. `near`: the one most like it, if any."""
    suggestion = f" Did you mean {near}?" if near else ""
    return f"cmcheckin nudges: there is no {action!r}.{suggestion} --help lists what there is."


def refused_flag(action: str, flag: str) -> str:
    """Return the error for a `flag`, without hyphens, that `action` doesn't have."""
    return f"cmcheckin nudges {action} takes no --{flag}."


def takes_no_kind(action: str) -> str:
    """Return the error for a kind given to `action`."""
    return f"cmcheckin nudges {action} takes no kind: it is about all it holds. Use snooze for one."


def needs_kind(action: str, kinds: Iterable[str]) -> str:
    """Return the error for `action` without one of `kinds`."""
    return f"cmcheckin nudges {action} needs a kind.\nKinds: {', '.join(kinds)}."


def takes_no_end(action: str, snooze: str) -> str:
    """Return the error for an end given to `action`. `snooze` is the action that has one."""
    return f"cmcheckin nudges {action} takes no end; {snooze} does."


def takes_until(action: str) -> str:
    """Return the error for weeks given to `action`, which takes its last day."""
    return f"cmcheckin nudges {action} takes --until D, its last day."


def needs_until(action: str) -> str:
    """Return the error for `action` without its last day."""
    return f"cmcheckin nudges {action} needs --until D, its last day."


def end_is_over(until: date, today: date) -> str:
    """Return the error for an end before `today`."""
    return nothing_changed(f"--until is {until}, which is over already (today is {today})")


def end_too_far(until: date, off: str) -> str:
    """Return the error for an end over a year ahead. `off` is the action without an end."""
    return nothing_changed(f"--until is {until}, more than a year ahead; nudges {off} has no end")


def needs_morning(kind: str, today: date) -> str:
    """Return the error for an id without a day."""
    return f"cmcheckin nudges why needs the morning too, such as {kind}-{today}."


def no_such_nudge(name: str, ids: Iterable[str]) -> str:
    """Return the error for a nudge that a morning didn't have. `ids` are those it had."""
    listed = ", ".join(ids)
    return f"That morning had no note {name}.{f' It had {listed}.' if listed else ''}"
