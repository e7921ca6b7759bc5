"""What a journal says about forgotten days, without any words of them.

The line of a marker has the member `forget`: `{"day":"2026-11-20","escalations":["417…"]}`. Every line that had not
seen the marker is read as if the words of the day had never been in it, whichever file or device it comes from. So the
words are gone from view at once, and lines from a backup, or from a device that was away, don't bring them back.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from cmcheckin.domain.named import NamedTuple

_NONE: frozenset[str] = frozenset()


class Marker(NamedTuple):
    """The forgotten `day`, and escalations and replies by document id, as a changed field doesn't show to which day
    they belong.

    `escalations`: those of the day. `elsewhere`: those that were on the day in an earlier version, and were moved.
    `outcomes`: those of other days with an outcome, or an answer to a reply, of this day. `drafts_until`: when the last
    draft was saved, in seconds since 1970. Later ones keep their words, and so do those saved after the marker.
    """

    day: date
    escalations: frozenset[str] = _NONE
    elsewhere: frozenset[str] = _NONE
    outcomes: frozenset[str] = _NONE
    drafts_until: int = 0

    def raw(self) -> dict[str, Any]:
        """Return the member `forget` of the line."""
        named = {"escalations": self.escalations, "elsewhere": self.elsewhere, "outcomes": self.outcomes}
        ids = {name: sorted(found) for name, found in named.items() if found}
        return {"day": self.day.isoformat(), **ids, **({"drafts": self.drafts_until} if self.drafts_until else {})}


def read_marker(raw: Any) -> Marker | None:
    """Return the marker with the member `raw`; None if a newer version of the program wrote it in another form."""
    try:
        escalations, elsewhere, outcomes = (
            _ids(raw.get(name, ())) for name in ("escalations", "elsewhere", "outcomes")
        )
        return Marker(date.fromisoformat(raw["day"]), escalations, elsewhere, outcomes, int(raw.get("drafts", 0)))
    except (AttributeError, LookupError, TypeError, ValueError):
        return None


def _ids(raw: Iterable[object]) -> frozenset[str]:
    found = frozenset(raw)
    if not all(type(id_) is str for id_ in found):
        raise ValueError
    return found  # type: ignore[return-value]
