"""Errors of the `nudges` command. Typed text arrives quoted and shortened."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

END_WITHOUT_ACTION: Final = "cmcheckin nudges: --until and --weeks go with snooze, peak or leave."
ONE_OR_MANY: Final = "cmcheckin nudges: --on asks for one morning, --from and --to for many."
TO_WITHOUT_FROM: Final = "cmcheckin nudges: --to goes with --from."
UNTIL_OR_WEEKS: Final = "cmcheckin nudges: --until or --weeks, one of them."
NOT_WEEKS: Final = "cmcheckin nudges: --weeks is a whole number from 1 to 52."
NO_ID: Final = "cmcheckin nudges why needs the id of a note, such as no_day_off-2026-11-20."
MORNING: Final = "The morning of the note"
"""How the day in an id is named in errors."""
REFUSED_FLAG: Final = "cmcheckin nudges {action} takes no --{flag}."
NEEDS_KIND: Final = "cmcheckin nudges {action} needs a kind.\nKinds: {kinds}."
TAKES_NO_KIND: Final = "cmcheckin nudges {action} takes no kind: it is about all it holds. Use snooze for one."
TAKES_NO_END: Final = "cmcheckin nudges {action} takes no end; {snooze} does."
TAKES_UNTIL: Final = "cmcheckin nudges {action} takes --until D, its last day."
NEEDS_UNTIL: Final = "cmcheckin nudges {action} needs --until D, its last day."
END_IS_OVER: Final = "--until is {until}, which is over already (today is {today}). Nothing was changed."
END_TOO_FAR: Final = "--until is {until}, more than a year ahead; nudges {off} has no end. Nothing was changed."
NEEDS_MORNING: Final = "cmcheckin nudges why needs the morning too, such as {kind}-{today}."


def unknown_action(action: str, near: str) -> str:
    """Return the error for an `action` that doesn't exist. `near` is the one most like it, or empty."""
    suggestion = f" Did you mean {near}?" if near else ""
    return f"cmcheckin nudges: there is no {action!r}.{suggestion} --help lists what there is."


def no_such_nudge(name: str, ids: Iterable[str]) -> str:
    """Return the error for the nudge `name`, which a morning didn't have. `ids` are those it had."""
    listed = ", ".join(ids)
    return f"That morning had no note {name}.{f' It had {listed}.' if listed else ''}"
