"""Messages of the app itself: keys, waiting, crashes."""

from __future__ import annotations

from typing import Final

SKIPPED: Final = "skipped"
"""Shown after a question without an answer."""
DEMO: Final = "DEMO"
"""Shown in front of the title of every screen of the demo."""
NOTICE_TITLE: Final = "Before you start"
GLOBAL_KEYS: Final = (
    ("?  F1", "this help; F1 works while writing too"),
    ("F2", "someone to talk to"),
    ("^p", "everything that can be done here, by name"),
    ("^l", "draw the screen anew"),
    ("^q", "leave, from anywhere; what is unfinished is kept as a draft"),
    ("^c", "does not leave: it says which key does"),
    ("^z", "put the program to sleep; fg in the shell brings it back"),
)
PARTIAL: Final = "Part of your journal can't be read. Press w again to write the rest."
CTRL_C: Final = "ctrl+q leaves; what is unfinished is kept as a draft"
NO_SHELL: Final = "There is no shell to go back to. Press q, or ctrl+q while typing, to quit."
PART_OF: Final = "{part} of {parts}"
WAITING_FOR_LOCK: Final = "Another cmcheckin is writing. Waiting to {verb}. Press Esc to give up."
STILL_WAITING_FOR_LOCK: Final = "Waiting to {verb}. Is another cmcheckin suspended? Press Esc to give up."
KEY_CONFLICT: Final = "config.toml: {key} is the key of {winner} and of {loser} on one screen. {winner} has it there."


def help_title(screen: str) -> str:
    """Return the title of the help of `screen`, which may be empty."""
    return f"Help · {screen}" if screen else "Help"


def window_too_small(columns: int, rows: int, has_columns: int, has_rows: int) -> str:
    """Return the text shown when a screen needs `columns` and `rows`, and the window has `has_columns` and
    `has_rows`."""
    return (
        f"This needs {columns} columns and {rows} rows; the window has {has_columns} and {has_rows}. "
        "Nothing is lost. Press q to quit."
    )


def unknown_key_name(name: str, near: str) -> str:
    """Return the message about a `name` in the `keys` of config.toml that no action has.

    `near`: a similar one, or empty.
    """
    meant = f" Perhaps {near} was meant." if near else ""
    return f"config.toml: keys.{name} is no action of cmcheckin.{meant} It is left out; the README lists them all."


def crashed(kind: str, place: str, has_draft: bool) -> str:
    """Return one line about a crash: the `kind` of error in the function `place`.

    `has_draft`: a draft was saved. It has no user text.
    """
    draft = "What you were writing is kept as a draft." if has_draft else "Everything saved is kept."
    return f"cmcheckin met a fault of its own ({kind} in {place}) and had to stop. {draft}"
