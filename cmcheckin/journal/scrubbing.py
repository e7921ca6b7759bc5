"""Find the words of a day in lines, damaged lines and drafts, and remove them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Any, Final

from cmcheckin.domain import fields as f
from cmcheckin.domain.checkin import CHECKIN_FIELDS, COMMUNITY_FIELDS
from cmcheckin.domain.days import DAY_STARTS_AT, day_of
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.escalation import ESCALATION_FIELDS
from cmcheckin.domain.workday import WORKDAY_FIELDS
from cmcheckin.journal.keys import DATED, TABLES, number
from cmcheckin.journal.log.lines import Doc, checked, dumps, read_change

FORGOTTEN: Final = "(forgotten)"
"""The title of an escalation whose words were erased, since it must have one."""
_CHECKIN: Final = frozenset({"note", "feelings", "wins"})
_ESCALATION: Final = frozenset({"cause", "handed_to", "outcome", "updates"})
_WINDOW: Final = 12
"""The number of consecutive bytes of an erased text that make a fragment suspicious. Shorter texts must match whole."""
_TELLING: Final = 8
"""The length in characters from which a text is unlikely to be a common word."""


class Words:
    """The words of `day`, collected in `texts` while they are removed. The user's days start at `day_starts_at`."""

    def __init__(self, day: date, day_starts_at: time = DAY_STARTS_AT) -> None:
        self.day, self.day_starts_at = day, day_starts_at
        self._number = number(day)
        small_hours = (f"{day + timedelta(1)}T{hour:02d}".encode() for hour in range(day_starts_at.hour + 1))
        self._names = (day.isoformat().encode(), str(self._number).encode(), *small_hours)
        self.texts: set[str] = set()
        self.ids: set[str] = set()
        """Ids of the day's wins and escalations. Text in a draft under one of them belongs to the day."""
        self._feelings: set[str] = set()
        self._outcomes: set[tuple[str, str]] = set()
        """Document id and outcome of escalations resolved on the day. Earlier versions may have the same outcome."""

    def without(self, raw: bytes) -> bytes:
        """Return the sealed line `raw` without the day's words, which are added to `texts`: the same bytes if there are
        none, and nothing if `raw` is damaged and may contain some."""
        try:
            _, line = read_change(raw)
        except ValueError:
            return b"" if self._suspicious(raw) else raw
        changed = False
        for table, docs in line.get("put", {}).items():
            for doc_id, doc in docs.items():
                found = self._doc(table, doc_id, doc)
                if found != doc:
                    docs[doc_id] = found
                    changed = True
        return checked(dumps(line)) if changed else raw

    def in_tables(self, tables: Mapping[str, Mapping[str, Doc]]) -> bool:
        """Return whether `tables` (documents by table and id, as in an index) hold words of the day."""
        return any(self._doc(table, at, doc) != doc for table, docs in tables.items() for at, doc in docs.items())

    def _doc(self, table: str, doc_id: str, doc: Doc) -> Doc:
        if table in DATED:
            if int(doc_id) != self._number:
                return doc
            if table == "workdays":
                return self._known(doc, WORKDAY_FIELDS)
            self._feelings.update(text for text in _items(doc.get("feelings")) if isinstance(text, str))
            self._named(*_items(doc.get("wins")))
            found = self._known(doc, CHECKIN_FIELDS, _CHECKIN)
            if isinstance(doc.get("community"), dict):
                found["community"] = self._known(doc["community"], COMMUNITY_FIELDS, {"feels"})
            return found
        if table != "escalations":
            return doc
        if self._is_that_day(doc, "opened"):
            self._named(doc)
            found = self._known(doc, ESCALATION_FIELDS, _ESCALATION)
            if found.get("title") not in (None, FORGOTTEN):
                self._take(found["title"])
                found["title"] = FORGOTTEN
            return found
        return self._went_on(doc_id, doc)

    def _went_on(self, doc_id: str, doc: Doc) -> Doc:
        """Return `doc`, an escalation of another day, without the updates and the outcome of this day."""
        found = dict(doc)
        updates = doc.get("updates")
        if isinstance(updates, list):
            found["updates"] = [update for update in updates if not self._is_that_day(update, "at")]
            self._take([update for update in updates if update not in found["updates"]])
        outcome = doc.get("outcome")
        if isinstance(outcome, str):
            if self._is_that_day(doc, "resolved"):
                self._outcomes.add((doc_id, outcome))
            if (doc_id, outcome) in self._outcomes:
                self._take(found.pop("outcome"))
        return found

    def _named(self, *docs: Any) -> None:
        self.ids.update(doc["id"] for doc in docs if isinstance(doc, dict) and isinstance(doc.get("id"), str))

    def _known(self, doc: Doc, fields: tuple[str, ...], words: frozenset[str] | set[str] = frozenset()) -> Doc:
        """Return `doc` without the fields in `words`, and without text in fields that are not in `fields`."""
        found: Doc = {}
        for name, value in doc.items():
            if name in words or (name not in fields and _has_text(value)):
                self._take(value)
            else:
                found[name] = value
        return found

    def _is_that_day(self, doc: Any, moment: str) -> bool:
        if not isinstance(doc, dict):
            return False
        try:
            at = f.moment(moment, doc.get(moment))
        except Refused:
            return str(doc.get(moment))[:10] == self.day.isoformat()
        return at is not None and day_of(at, self.day_starts_at, at.tzinfo) == self.day

    def _take(self, value: Any) -> None:
        if isinstance(value, str):
            self.texts.add(value)
        elif isinstance(value, dict):
            for item in value.values():
                self._take(item)
        elif isinstance(value, list):
            for item in value:
                self._take(item)

    def _suspicious(self, fragment: bytes) -> bool:
        """Return whether `fragment`, a damaged line, may contain words of the day. A date or part of a text counts."""
        if any(name in fragment for name in self._names):
            return True
        windows: set[bytes] = set()
        for text in self.texts:
            quoted = dumps(text)
            bare = quoted[1:-1]
            if len(bare) < _WINDOW:
                if quoted in fragment:
                    return True
            else:
                windows.update(bare[n : n + _WINDOW] for n in range(len(bare) - _WINDOW + 1))
        return any(fragment[n : n + _WINDOW] in windows for n in range(len(fragment) - _WINDOW + 1))

    def from_draft(self, value: Any) -> Any:
        """Return `value`, a draft of other days, without records of this day, text under an id of it (a reworded entry
        of a share or report), and text copied from it (a title, an outcome)."""
        if isinstance(value, str):
            return "" if self._quotes(value) else value
        if isinstance(value, list):
            return [self.from_draft(item) for item in value if not self._is_look_back(item)]
        if not isinstance(value, dict):
            return value
        if value.get("type") in TABLES:
            return self._record(value)
        kept = {name: item for name, item in value.items() if not (self._mentions(name) or self._quotes(name))}
        typing = kept.get("typing")
        if isinstance(typing, list) and any(self._mentions(item) for item in typing[:-1]):
            kept["typing"] = None
        return {name: self.from_draft(item) for name, item in kept.items()}

    def _record(self, raw: Doc) -> Doc:
        """Return `raw`, a record in a draft, without the words of the day."""
        table = TABLES[raw["type"]]
        if table in DATED and raw.get("date") != self.day.isoformat():
            return raw
        at = str(self._number) if table in DATED else str(raw.get("id"))
        return self._doc(table, at, raw)

    def _is_look_back(self, item: Any) -> bool:
        """Return whether `item` is a win of the day that a later check-in asks about."""
        return isinstance(item, dict) and "win" in item and item.get("day") == self.day.isoformat()

    def _mentions(self, name: Any) -> bool:
        """Return whether `name` contains an id of the day, or the day as in ids."""
        return isinstance(name, str) and (self.day.isoformat() in name or any(id_ in name for id_ in self.ids))

    def _quotes(self, value: str) -> bool:
        """Return whether `value` contains a text of the day. A short text must be all of it, or the end of an id."""
        return any(
            text in value if len(text) >= _TELLING else text not in self._feelings and value in (text, f"cause-{text}")
            for text in self.texts
        )


def _has_text(value: Any) -> bool:
    if isinstance(value, dict):
        return any(_has_text(item) for item in value.values())
    if isinstance(value, list):
        return any(_has_text(item) for item in value)
    return isinstance(value, str)


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
