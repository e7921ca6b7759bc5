"""Map the keys of records to tables and TinyDB's integer ids, and find the day of each record.

The check-in of 2026-11-20 is document 20261120 of the table `checkins`. The ids of other records are text, so their
document ids are hashes of 60 bits.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from cmcheckin.domain.fields import Key
from cmcheckin.journal.log.lines import Doc
from cmcheckin.journal.log.memory import Memory

TABLES: Final = {
    "checkin": "checkins",
    "workday": "workdays",
    "escalation": "escalations",
    "nudge_state": "nudge_states",
    "reply_state": "reply_states",
}
TYPES: Final = {table: kind for kind, table in TABLES.items()}
DATED: Final = ("checkins", "workdays")
LASTING: Final = ("nudge_states", "reply_states")
"""Tables that are always read in full."""
NEVER: Final = 99999999
"""A day, YYYYMMDD, that comes after all others."""
MOMENTS: Final = {"escalations": "opened", "nudge_states": "at", "reply_states": "at"}
"""Tables whose documents belong to the day of a time, and the field with that time."""
IDENTITY: Final = {"escalations": ("id", "opened"), "nudge_states": ("kind", "at"), "reply_states": ("reply", "at")}
"""The fields that say which record a document is, where its id doesn't."""


def place_of(key: Key) -> tuple[str, str]:
    """Return table and document id of the record of `key`. Raises KeyError for an unknown type, ValueError for an
    invalid date."""
    table = TABLES[key.type]
    if table in DATED:
        return table, str(number(date.fromisoformat(key.id)))
    try:
        from _blake2 import blake2b  # hashlib would load all of OpenSSL for it
    except ImportError:
        from hashlib import blake2b
    return table, str(int.from_bytes(blake2b(key.id.encode(), digest_size=8).digest(), "big") >> 4)


def number(day: date) -> int:
    """Return `day` as the integer YYYYMMDD."""
    return day.year * 10000 + day.month * 100 + day.day


def day_from(day: int) -> date:
    """Return the date of `day` (YYYYMMDD)."""
    return date(day // 10000, day // 100 % 100, day % 100)


def day_in_key(key: Key) -> int:
    """Return the day (YYYYMMDD) in `key`, such as 20261119 in `e-2026-11-19-1-3f9a`; 0 if there is none. NEVER for a
    reply state, since all of them are always in memory."""
    if key.type in ("checkin", "workday"):
        return _number(key.id)
    if key.type == "reply_state":
        return NEVER
    return _number(key.id.rpartition("@")[2] if key.type == "nudge_state" else key.id[2:])


def day_in_doc(table: str, doc_id: str, doc: Doc) -> int:
    """Return the day (YYYYMMDD) of `doc`, 0 when it has none."""
    return int(doc_id) if table in DATED else _number(doc.get(MOMENTS.get(table, "")))


def _number(text: object) -> int:
    if isinstance(text, str) and len(text) >= 10 and text[4] == text[7] == "-":
        digits = text[:4] + text[5:7] + text[8:10]
        if digits.isdecimal():
            return int(digits)
    return 0


def closed_on(doc: Doc) -> int:
    """Return the day (YYYYMMDD) the escalation `doc` was resolved: 0 if unknown, NEVER while it is open."""
    return _number(doc.get("resolved")) if doc.get("status") == "resolved" else NEVER


class RecordPlacing:
    """The rules that say which days records belong to. Implements `Placing`."""

    def year(self, table: str, doc_id: str, doc: Doc | None) -> int | None:
        """Return the year of the record's day, or None if it has none."""
        if table in DATED:
            return int(doc_id) // 10000
        return day_in_doc(table, doc_id, doc) // 10000 or None if doc is not None else None

    def identity(self, table: str) -> tuple[str, ...]:
        """Return the fields of a record in `table` that its document id doesn't have."""
        return IDENTITY.get(table, ())

    def assumed(self, table: str, doc: Doc) -> Doc:
        """Return the part of the new `doc` that an earlier version of it has too. A day may have been worked or not, so
        that a new one is a working day doesn't count."""
        names = ("date", *IDENTITY.get(table, ()))
        kind = {"kind": doc["kind"]} if table == "workdays" and doc.get("kind") == "work" else {}
        return {**{name: doc[name] for name in names if name in doc}, **kind}

    def newest(self, memory: Memory) -> int:
        """Return the newest day with a check-in or workday, 0 without any."""
        return max((int(at) for table in DATED for at in memory.docs(table)), default=0)

    def last_day(self, table: str, doc_id: str, doc: Doc) -> int:
        """Return the last of the days of `doc`, by its date, its id, and when it was resolved; NEVER for an open
        escalation. So too for states of nudges and replies: they are few, a kind switched off years ago is still off,
        and a reply read years ago is still read."""
        if table in LASTING:
            return NEVER
        day = day_in_doc(table, doc_id, doc)
        if table == "escalations":
            return max(day, closed_on(doc), self.first_day(table, doc_id, doc))
        return day

    def first_day(self, table: str, doc_id: str, doc: Doc) -> int:
        """Return the day that the id of `doc` has, which is the same in all its versions."""
        if table == "escalations":
            return day_in_key(Key("escalation", str(doc.get("id", ""))))
        return NEVER if table in LASTING else day_in_doc(table, doc_id, doc)
