"""Read when people posted, for hints, from a Slack export: a folder for each channel, with a JSON file for each day.

Only times and user ids are taken. The names in `users.json` are compared with the user's own, but not kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from cmcheckin.domain.text import WORD, clean
from cmcheckin.interchange.parsing import Refusal
from cmcheckin.interchange.readers.hint_items import HintItem, Scope
from cmcheckin.interchange.readers.items import Event
from cmcheckin.interchange.readers.source import SourceFile
from cmcheckin.wording import hints as words

_TS: Final = re.compile(r"[0-9]{9,10}\.[0-9]{6}")
_POSTS: Final = (None, "", "thread_broadcast", "file_share", "me_message")
"""The subtypes of messages that somebody wrote. Others record that somebody joined a channel or changed its topic."""


def matches(file: SourceFile) -> bool:
    """Return whether `file` has the messages of a channel on a day."""
    first = file.first_item
    return _time(first) is not None and "text" in first and bool(first.keys() & {"user", "bot_id", "subtype"})


def _time(entry: Any) -> datetime | None:
    """Return the time of `entry`, or None if it isn't a message."""
    at = entry.get("ts") if isinstance(entry, dict) else None
    return datetime.fromtimestamp(float(at), UTC) if isinstance(at, str) and _TS.fullmatch(at) else None


def read(file: SourceFile, scope: Scope) -> Iterator[HintItem]:
    """Yield an event for each message that somebody posted."""
    for line, entry in file.items():
        at = _time(entry)
        if at is None:
            yield entry if isinstance(entry, Refusal) else Refusal(line, words.NOT_A_MESSAGE)
        elif isinstance(user := entry.get("user"), str) and entry.get("subtype") in _POSTS:
            yield Event(line, at, clean(user[:WORD]))


def people(file: SourceFile) -> Mapping[str, tuple[str, ...]]:
    """Return the names and e-mail addresses of each user id, if `file` is the `users.json` of an export."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in (item for _, item in file.items()):
        if not isinstance(entry, dict) or not isinstance(entry.get("id"), str) or "name" not in entry:
            return {}
        profile = entry.get("profile")
        profile = profile if isinstance(profile, dict) else {}
        names = [entry.get("real_name"), entry.get("name"), profile.get("display_name"), profile.get("email")]
        found[entry["id"]] = tuple(dict.fromkeys(clean(name[:200]) for name in names if isinstance(name, str) and name))
    return found
