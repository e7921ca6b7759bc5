"""Messages of the app itself: keys, waiting, crashes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cmcheckin.domain.text import clean

SKIPPED: Final = "skipped"
"""Shown after a question without an answer."""
DEMO: Final = "DEMO"
"""Shown in front of the title of every screen of the demo."""
DEMO_HINT: Final = "A made-up week. Try w for why, t for trends, i for two replies, c to check in."
NOTICE_TITLE: Final = "Before you start"
UNREADABLE_TITLE: Final = "This couldn't be read"
GLOBAL_KEYS: Final = (
    ("?  F1", "this help (F1 also in text fields)"),
    ("F2", "someone to talk to"),
    ("^p", "all commands by name"),
    ("^l", "redraw the screen"),
    ("^q", "quit (drafts are kept)"),
    ("^c", "show how to quit"),
    ("^z", "suspend (type fg in the shell to come back)"),
)
HOUSE_THEMES: Final = {"dark": "House dark", "light": "House light", "high-contrast": "High contrast"}
CHOOSE_THEME: Final = "choose a theme"
SEARCH_COMMANDS: Final = "Search commands"
SEARCH_THEMES: Final = "Press ↑ ↓ to preview, Enter to keep, Esc to go back"
THEME_CHOSEN: Final = "Theme: {theme}."
THEME_NOT_SAVED: Final = "The choice couldn't be saved: {reason}."
THEME_OF_CONFIG: Final = "At the next start, config.toml brings “{theme}” back."
PLACES: Final = {
    "week": "go to the week", "checkin": "go to today's check-in", "trends": "go to the trends",
    "history": "go to the history", "wins": "go to your wins", "escalations": "go to the escalations",
    "report": "go to the weekly report", "share": "go to sharing", "inbox": "go to the inbox",
    "importing": "import a file",
}  # fmt: skip
"""What the command palette calls the screens, by the name of the action that opens each."""
LINES_IN_VIEW: Final = "{first}–{last} of {of:,}"
MORE_ROWS: Final = "{count:,} more"
SCROLL_DOWN: Final = "Page Down for more"
SCROLL_UP: Final = "Page Up to go back"
PAGE_KEYS: Final = {"Page Down": "pagedown", "Page Up": "pageup"}
"""Keys as sentences name them, with Textual's names."""
PARTIAL: Final = "Part of your journal can't be read. Press w again to write what could be read."
CTRL_C: Final = "Press Ctrl+Q to quit. Drafts are kept."
NO_SHELL: Final = "There is no shell to return to. Press q to quit, or Ctrl+Q in a text field."
IN_FULL: Final = "in full"
"""What the key that shows a cut text does, and the title of the screen that shows it."""
WAITING_FOR_LOCK: Final = "Another cmcheckin is saving. Waiting to {verb}. Press Esc to cancel."
STILL_WAITING_FOR_LOCK: Final = "Still waiting to {verb}. Is another cmcheckin suspended? Press Esc to cancel."
KEY_CONFLICT: Final = (
    "config.toml: {key} is set for both {winner} and {loser} on the same screen. It works for {winner} only."
)


def theme_label(name: str) -> str:
    """Return the label of the theme `name`: `House dark`, `Tokyo Night`."""
    return HOUSE_THEMES.get(name) or name.replace("-", " ").title()


def help_title(screen: str) -> str:
    """Return the title of the help of `screen`, which may be empty."""
    return f"Help · {screen}" if screen else "Help"


def window_too_small(columns: int, rows: int, has_columns: int, has_rows: int) -> str:
    """Return the text shown when a screen needs `columns` and `rows`, and the window has `has_columns` and
    `has_rows`."""
    return (
        f"This window has {has_columns} columns and {has_rows} rows. "
        f"cmcheckin needs {columns} columns and {rows} rows. Enlarge the window to carry on, or press q to quit. "
        "Nothing is lost."
    )


def window_far_too_small(columns: int, rows: int) -> str:
    """Return the text shown where `window_too_small` doesn't fit."""
    return f"cmcheckin needs {columns} columns and {rows} rows. Press q to quit."


def unknown_key_name(name: str, near: str) -> str:
    """Return the message about a `name` in the `keys` of config.toml that no action has.

    `near`: a similar one, or empty.
    """
    meant = f" Did you mean {near}?" if near else ""
    return f"config.toml: keys.{name} isn't an action, so it's ignored.{meant} `cmcheckin help keys` lists all actions."


def crashed(kind: str, place: str, has_draft: bool) -> str:
    """Return one line about a crash: the `kind` of error in the function `place`.

    `has_draft`: a draft was saved. It has no user text.
    """
    draft = "Your unfinished work is saved as a draft." if has_draft else "Everything you saved is kept."
    return f"cmcheckin crashed ({kind} in {place}). {draft}"


LOST_ON_LEAVING: Final = (
    "Nothing can be saved at the moment, so what you typed would be lost. Press the same key again to leave anyway. "
    "Any other key cancels."
)
STAYS_UNSAVED: Final = "Nothing can be saved at the moment, so this stays open. To leave anyway, press Esc twice."


def not_saved_at_end(texts: Sequence[str]) -> str:
    """Return the line at the end of the program about `texts` that were typed and couldn't be saved."""
    return f"This couldn't be saved, so copy it if you need it: {' '.join(f'“{clean(text)}”' for text in texts)}"
