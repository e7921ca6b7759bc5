"""Check-ins, with their wins."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Final, TypeVar

from cmcheckin.domain import fields as f
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.fields import JSON, Key
from cmcheckin.domain.named import NamedTuple
from cmcheckin.domain.text import LINE, NOTE, WORD

T = TypeVar("T")
WIN_KINDS: Final = ("community", "member", "event", "content", "product", "thanks", "team", "self")
"""`thanks` is praise received; its `sender` says from whom."""
PRIVATE_WIN_KINDS: Final = frozenset({"self"})
"""Kinds of wins that are left out of documents for others, and of lines shown without being asked for."""
FOLLOW_UP_DAYS: Final = (30, 90)
"""How many days after a long-term win it is asked about again (product contract)."""
CHECK_FIELDS: Final = ("on", "after_days", "holds")
WIN_FIELDS: Final = ("id", "text", "kind", "from", "long_term", "checks")
COMMUNITY_FIELDS: Final = ("mood", "feels")


class WinCheck(NamedTuple):
    """An answer to whether a long-term win still holds, `after_days` days (30 or 90) after it was logged."""

    on: dt.date
    after_days: int | None = None
    holds: bool | None = None
    extra: Mapping[str, JSON] = f.NOTHING

    @classmethod
    def read(cls, raw: Mapping[str, JSON]) -> WinCheck:
        """Read it from a JSON object. Raises Refused, naming the field."""
        return cls(
            f.required("on", f.day("on", raw.get("on"))),
            f.whole("after_days", raw.get("after_days"), 0, 36500),
            f.flag("holds", raw.get("holds")),
            f.unknown(raw, CHECK_FIELDS),
        )

    def raw(self) -> dict[str, JSON]:
        """Return it as a JSON object with every field, including null and empty ones."""
        return {"on": self.on.isoformat(), "after_days": self.after_days, "holds": self.holds, **self.extra}


class Win(NamedTuple):
    """Something that went well. A win gets its id when it is saved."""

    text: str
    id: str | None = None
    kind: str | None = None
    sender: str | None = None
    long_term: bool | None = None
    checks: tuple[WinCheck, ...] = ()
    extra: Mapping[str, JSON] = f.NOTHING

    @classmethod
    def read(cls, raw: Mapping[str, JSON]) -> Win:
        """Read it from a JSON object. Raises Refused, naming the field."""
        return cls(
            f.required("text", f.line("text", raw.get("text"))),
            f.record_id("id", raw.get("id")),
            f.choice("kind", raw.get("kind"), WIN_KINDS),
            f.line("from", raw.get("from")),
            f.flag("long_term", raw.get("long_term")),
            f.each("checks", raw.get("checks"), WinCheck.read),
            f.unknown(raw, WIN_FIELDS),
        )

    def raw(self) -> dict[str, JSON]:
        """Return it as a JSON object with every field, including null and empty ones."""
        return {
            "id": self.id,
            "text": self.text,
            "kind": self.kind,
            "from": self.sender,
            "long_term": self.long_term,
            "checks": [check.raw() for check in self.checks],
            **self.extra,
        }


class Community(NamedTuple):
    """How the community felt since the last check-in: a rating from 1 to 5, and one line of text."""

    mood: int | None = None
    feels: str | None = None
    extra: Mapping[str, JSON] = f.NOTHING

    @classmethod
    def read(cls, raw: Mapping[str, JSON]) -> Community:
        """Read it from a JSON object. Raises Refused, naming the field."""
        try:
            return cls(
                f.rating("mood", raw.get("mood")), f.line("feels", raw.get("feels")), f.unknown(raw, COMMUNITY_FIELDS)
            )
        except Refused as error:
            raise error.inside("community") from None

    def raw(self) -> dict[str, JSON]:
        """Return it as a JSON object with every field, including null and empty ones."""
        return {"mood": self.mood, "feels": self.feels, **self.extra}


class CheckIn(NamedTuple):
    """The check-in made on the morning of `date`. Ratings run from 1 to 5. Workload is two-sided: 3 is about right.

    `metrics` and `answers` have the user's own numbers, and the answers to the user's own questions, by name: yes or no
    as a bool, or a short text.
    """

    date: dt.date
    logged_at: dt.datetime | None = None
    workload: int | None = None
    mood: int | None = None
    energy: int | None = None
    feelings: tuple[str, ...] = ()
    community: Community = Community()
    wins: tuple[Win, ...] = ()
    metrics: Mapping[str, float] = f.NOTHING
    answers: Mapping[str, bool | str] = f.NOTHING
    note: str | None = None
    extra: Mapping[str, JSON] = f.NOTHING

    @property
    def type(self) -> str:
        """The type's name in the interchange format."""
        return "checkin"

    @property
    def key(self) -> Key:
        """The key: its date."""
        return Key(self.type, self.date.isoformat())

    @property
    def day(self) -> dt.date:
        """The day it counts for."""
        return self.date

    @property
    def done(self) -> bool:
        """Whether the day counts as checked in: it has a mood or a workload."""
        return self.mood is not None or self.workload is not None

    @classmethod
    def read(cls, raw: Mapping[str, JSON]) -> CheckIn:
        """Read it from a JSON object. Raises Refused, naming the field."""
        return cls(
            f.required("date", f.day("date", raw.get("date"))),
            f.moment("logged_at", raw.get("logged_at")),
            f.rating("workload", raw.get("workload")),
            f.rating("mood", raw.get("mood")),
            f.rating("energy", raw.get("energy")),
            f.words("feelings", raw.get("feelings"), WORD),
            Community() if raw.get("community") is None else Community.read(f.table("community", raw["community"])),
            f.each("wins", raw.get("wins"), Win.read),
            _by_name("metrics", raw.get("metrics"), lambda field, item: f.number(field, item, -1e12, 1e12)),
            _by_name("answers", raw.get("answers"), _answer),
            f.prose("note", raw.get("note"), NOTE),
            f.unknown(raw, CHECKIN_FIELDS),
        )

    def raw(self) -> dict[str, JSON]:
        """Return it as a JSON object with every field, including null and empty ones."""
        return {
            "date": self.date.isoformat(),
            "logged_at": self.logged_at.isoformat() if self.logged_at else None,
            "workload": self.workload,
            "mood": self.mood,
            "energy": self.energy,
            "feelings": list(self.feelings),
            "community": self.community.raw(),
            "wins": [win.raw() for win in self.wins],
            "metrics": dict(self.metrics),
            "answers": dict(self.answers),
            "note": self.note,
            **self.extra,
        }


CHECKIN_FIELDS: Final = ("type", *CheckIn._fields[:-1])
"""The fields of a check-in in the interchange format: those of the class but `extra`."""


def _by_name(field: str, value: JSON, read: Callable[[str, JSON], T | None]) -> Mapping[str, T]:
    """Read the object `value` of `field`, sorted by its cleaned names, without empty values. `read` gets the name of
    each entry for errors, and its value."""
    if value is None:
        return f.NOTHING
    found: dict[str, T] = {}
    for name, item in f.table(field, value).items():
        plain = f.required(f"{field} name", f.line(f"{field} name", name, WORD))
        if plain in found:
            raise Refused(f"{field}.{plain}", "appears twice, once with invisible characters in its name")
        entry = read(f"{field}.{plain}", item)
        if entry is not None:
            found[plain] = entry
    return {name: found[name] for name in sorted(found)}


def _answer(field: str, value: JSON) -> bool | str | None:
    """Read the answer to a question of the user's own: true, false, or one line of text."""
    if value is not None and not isinstance(value, bool | str):
        raise Refused(field, "must be true, false or text")
    return value if isinstance(value, bool) else f.line(field, value, LINE)
