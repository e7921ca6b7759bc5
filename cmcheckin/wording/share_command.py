"""Errors of the `share` command about what it was given. Names, paths and typed text arrive quoted and shortened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cmcheckin.wording.share import NOTHING_WRITTEN

NO_DAYS: Final = "cmcheckin share: say which WEEK, such as -1 for last week, or --from and --to."
NO_FOLDER: Final = "cmcheckin share: say where to write with --out DIR, or with [share] folder in config.toml."
NOT_A_FOLDER_NAME: Final = "cmcheckin share: --out is no name of a folder."
HELP_NOT_INCLUDED: Final = "cmcheckin share: --help-line says what would help, and --fields leaves help out."
NO_ID_AND_WORDS: Final = "cmcheckin share: --text takes ID=WORDS; --drop ID leaves one out."
NOT_WRITABLE: Final = "it cannot be written"
"""Why a file can't be written when the system gives no reason."""
TO_IN_FUTURE: Final = "--to is {last}, which has not come yet (today is {today}). Nothing was written."
IN_FUTURE: Final = "{first} has not come yet (today is {today}). Nothing was written."
RANGE_TOO_LONG: Final = "That is more than one file holds ({weeks} weeks). Nothing was written."
UNKNOWN_NAME: Final = "cmcheckin share: {flag} has {name!r}; it takes {known}."
EMPTY_LIST: Final = "cmcheckin share: {flag} takes some of {known}."
NEEDS_OUT: Final = "cmcheckin share: {flag} goes with --out DIR; --json without it writes nothing."
TOO_LONG: Final = "cmcheckin share: {flag} has {length:,} characters, and {limit} is the most."
HELP_TOO_LONG: Final = "cmcheckin share: --help-line has more than {limit} characters, and {limit} is the most."


def nothing_written(problem: str) -> str:
    """Return the `problem` as a sentence, and that nothing was written."""
    return f"{problem}. {NOTHING_WRITTEN}"


def unknown_id(id_: str, entries: Sequence[tuple[str, str]], more: int) -> str:
    """Return the error for `id_`, which no entry has. List `entries`, ids and texts, and count `more` others."""
    error = nothing_written(f"Nothing here has the id {id_!r}")
    if not entries:
        return error
    listed = "".join(f"\n  {known}  {text}" for known, text in entries)
    return f"{error} Here are:{listed}" + (f"\n  and {more:,} more, which --json by itself shows" if more > 0 else "")
