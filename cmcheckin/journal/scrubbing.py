"""Find the words of a day in lines, damaged lines and drafts, and remove them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import time, timedelta
from typing import Any, Final

from cmcheckin.domain import fields as f
from cmcheckin.domain.checkin import CHECKIN_FIELDS, COMMUNITY_FIELDS
from cmcheckin.domain.days import DAY_STARTS_AT, day_of
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.escalation import ESCALATION_FIELDS
from cmcheckin.domain.reply_state import REPLY_STATE_FIELDS, reply_id
from cmcheckin.domain.workday import WORKDAY_FIELDS
from cmcheckin.journal.keys import DATED, MOMENTS, TABLES, number
from cmcheckin.journal.log.lines import START, Doc, Line, checked, dumps, verified
from cmcheckin.journal.markers import Marker

FORGOTTEN: Final = "(forgotten)"
"""The title of an escalation whose words were erased, since it must have one."""
_CHECKIN: Final = frozenset({"note", "feelings", "wins"})
_WORKDAY: Final = frozenset({"label"})
_TIMED: Final = {
    "escalations": (ESCALATION_FIELDS, frozenset({"cause", "handed_to", "outcome", "updates"})),
    "reply_states": (REPLY_STATE_FIELDS, frozenset({"from", "text", "about_text", "answer"})),
}
"""For tables whose records belong to the day of a time: the fields, and those of them with words."""
LATER: Final = {"escalations": ("outcome", "resolved"), "reply_states": ("answer", "answered_at")}
"""A text that may be of a later day than its record, and the field with its time."""
_WINDOW: Final = 12
"""The number of consecutive bytes of an erased text that make a fragment suspicious. Shorter texts must match whole."""
_DISTINCTIVE: Final = 8
"""The fewest characters of a text that is unlikely to be a common word."""
_STARTS: Final = re.compile(re.escape(START))
_NUMBERED: Final = re.compile(r"#\d+$")
"""The end of the key of an element that is equal to an earlier one of its list."""


class Words:
    """The words of the day of `marker`, collected in `texts` while they are removed. The user's days start at
    `day_starts_at`."""

    def __init__(self, marker: Marker, day_starts_at: time = DAY_STARTS_AT) -> None:
        self.marker, self.day_starts_at = marker, day_starts_at
        self.day = day = marker.day
        self._number = number(day)
        self._dates = (day.isoformat(), (day + timedelta(1)).isoformat())
        small_hours = (f"{self._dates[1]}T{hour:02d}".encode() for hour in range(day_starts_at.hour + 1))
        self._names = (day.isoformat().encode(), str(self._number).encode(), *small_hours)
        self.texts: set[str] = set()
        self.ids: set[str] = set()
        """Ids of the day's wins and escalations. Text in a draft under one of them belongs to the day."""
        self.opened: set[str] = set()
        """Document ids of escalations that were opened, and replies that were read, on the day in one of their
        versions."""
        self._feelings: set[str] = set()
        self._outcomes: set[tuple[str, str]] = set()
        """Document id and outcome of escalations resolved on the day, or the answer to a reply. Earlier versions may
        have the same text."""

    def without(self, raw: bytes, kept: Callable[[Line], bool] = lambda _: False) -> bytes:
        """Return the line `raw` without the day's words, which are added to `texts`: the same bytes if there are none
        or the line is `kept`, and nothing if `raw` is damaged and may contain some."""
        starts = [found.start() for found in _STARTS.finditer(raw)] or [0]
        if starts != [0]:  # lines whose newline was lost
            ends = [*starts, len(raw)]
            return b"".join(self._piece(raw[at:end], kept) for at, end in zip([0, *starts], ends, strict=True))
        return self._piece(raw, kept)

    def _piece(self, raw: bytes, kept: Callable[[Line], bool]) -> bytes:
        for length in (len(raw), len(raw) - 1):  # the last byte may be a part of the line's end
            try:
                if not self._may_have_words(raw) and verified(raw[:length]):
                    return raw  # parsing all lines of all backups would take long
                line, pack = unpacked(raw[:length])
                found = line if kept(line) else self.cleaned(line)
            except (ValueError, TypeError, LookupError, AttributeError):
                continue
            return raw if found is line else pack(dumps(found)) + raw[length:]
        return b"" if self._suspicious(raw) else raw

    def _may_have_words(self, raw: bytes) -> bool:
        """Return whether `raw` could have words if it isn't damaged: it names the day, or an escalation of it."""
        escalations = {*self.marker.escalations, *self.marker.outcomes, *self.opened, *(at for at, _ in self._outcomes)}
        return any(name in raw for name in self._names) or any(at.encode() in raw for at in escalations)

    def cleaned(self, line: Line) -> Line:
        """Return `line` without the day's words, which are added to `texts`; `line` itself if there are none."""
        found = dict(line)
        for name, clean in (("put", self.document), ("edit", self._edit), ("also", self._also)):
            for table, docs in line.get(name, {}).items():
                changed = {at: new for at, doc in docs.items() if (new := clean(table, at, doc)) != doc}
                if changed:
                    found[name] = {**found[name], table: {**docs, **changed}}
        return line if found == line else found

    def in_tables(self, tables: Mapping[str, Mapping[str, Doc]]) -> bool:
        """Return whether `tables` (documents by table and id, as in an index) have words of the day."""
        return any(self.document(table, at, doc) != doc for table, docs in tables.items() for at, doc in docs.items())

    def document(self, table: str, doc_id: str, doc: Doc, moments: Doc | None = None) -> Doc:
        """Return `doc`, or the part of it that a line changes, without the words. `moments`: the fields with the times
        of an escalation or a reply, if they aren't in `doc`."""
        if table in DATED:
            if int(doc_id) != self._number:
                return doc
            if table == "workdays":
                # Kinds of activities are words of the settings and of many days, so other texts may contain them.
                plain = {name: value for name, value in doc.items() if name != "activities"}
                return self._known(plain, WORKDAY_FIELDS, _WORKDAY)
            self._feelings.update(text for text in _items(doc.get("feelings")) if isinstance(text, str))
            self._named(*_items(doc.get("wins")))
            found = self._known(doc, CHECKIN_FIELDS, _CHECKIN)
            if isinstance(doc.get("community"), dict):
                found["community"] = self._known(doc["community"], COMMUNITY_FIELDS, {"feels"})
            if isinstance(doc.get("answers"), dict):  # yes and no stay, like ratings
                found["answers"] = self._known(doc["answers"], ())
            return found
        if table not in _TIMED:
            return doc
        moments = doc if moments is None else moments
        if self.is_that_day(moments, MOMENTS[table]):
            self.opened.add(doc_id)
        if doc_id in self.marker.escalations or (doc_id in self.opened and doc_id not in self.marker.elsewhere):
            self._named(doc)
            found = self._known(doc, *_TIMED[table])
            if found.get("title") not in (None, FORGOTTEN):
                self._take(found["title"])
                found["title"] = FORGOTTEN
            return found
        return self._of_other_day(doc_id, doc, moments, *LATER[table])

    def _of_other_day(self, doc_id: str, doc: Doc, moments: Doc, text: str, moment: str) -> Doc:
        """Return `doc`, an escalation or reply of another day, without the updates of this day, and without the field
        `text` if the time in the field `moment` is of this day."""
        found = dict(doc)
        updates = doc.get("updates")
        if isinstance(updates, list):
            found["updates"] = [update for update in updates if not self.is_that_day(update, "at")]
            self._take([update for update in updates if update not in found["updates"]])
        outcome = doc.get(text)
        if isinstance(outcome, str):
            if self.is_that_day(moments, moment):
                self._outcomes.add((doc_id, outcome))
            is_elsewhere = moments.get(moment) is not None and not self.is_that_day(moments, moment)
            if (doc_id, outcome) in self._outcomes or (doc_id in self.marker.outcomes and not is_elsewhere):
                self._take(found.pop(text))
        return found

    def _edit(self, table: str, doc_id: str, edit: Line) -> Line:
        """Return `edit`, the changed fields of a document, without the words: see `log.merge` for its parts."""
        moments = {**edit.get("of", {}), **edit.get("set", {})}

        def clean(doc: Doc) -> Doc:
            return self.document(table, doc_id, doc, moments)

        def is_clean(doc: Doc) -> bool:
            return clean(doc) == doc

        found: Line = {}
        for name, part in edit.items():
            if name in ("set", "add"):
                left: Any = {field: value for field, value in clean(part).items() if value or value == part[field]}
            elif name in ("remove", "order"):
                named = {at: [key for key in keys if is_clean({at: [_content(key)]})] for at, keys in part.items()}
                left = {field: keys for field, keys in named.items() if keys}
            else:
                left = part
            if left or left == part:
                found[name] = left
        return found

    def _also(self, table: str, doc_id: str, values: list[Any]) -> list[Any]:
        """Return `values`, all values of fields by their paths, each a list that begins with it, without the words."""

        def is_clean(path: list[str], value: Any) -> bool:
            doc = _at_path(path, value)
            return self.document(table, doc_id, doc) == doc

        found: list[Any] = []
        for path, rows in values:
            left = [row for row in rows if is_clean(path, row[0])]
            if left and (path[1:2] != ["list"] or is_clean(path, _content(path[2]))):
                found.append([path, left])
        return found

    def _named(self, *docs: Any) -> None:
        self.ids.update(doc["id"] for doc in docs if isinstance(doc, dict) and isinstance(doc.get("id"), str))
        self.ids.update(reply_id(doc["reply"]) for doc in docs if isinstance(doc, dict) and "reply" in doc)

    def _known(self, doc: Doc, fields: tuple[str, ...], words: frozenset[str] | set[str] = frozenset()) -> Doc:
        """Return `doc` without the fields in `words`, and without text in fields that are not in `fields`."""
        found: Doc = {}
        for name, value in doc.items():
            if name in words or (name not in fields and _has_text(value)):
                self._take(value)
            else:
                found[name] = value
        return found

    def is_that_day(self, doc: Any, moment: str) -> bool:
        """Return whether the time in the field `moment` of `doc` belongs to the day."""
        if not isinstance(doc, dict) or str(doc.get(moment))[:10] not in self._dates:  # parsing is slow
            return False
        try:
            at = f.moment(moment, doc.get(moment))
        except Refused:
            return str(doc.get(moment))[:10] == self._dates[0]
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
        if table in DATED and raw.get("date") != self._dates[0]:
            return raw
        at = str(self._number) if table in DATED else str(raw.get("id"))
        return self.document(table, at, raw)

    def _is_look_back(self, item: Any) -> bool:
        """Return whether `item` is a win of the day that a later check-in asks about."""
        return isinstance(item, dict) and "win" in item and item.get("day") == self._dates[0]

    def _mentions(self, name: Any) -> bool:
        """Return whether `name` contains an id of the day, or the day as in ids."""
        return isinstance(name, str) and (self._dates[0] in name or any(id_ in name for id_ in self.ids))

    def _quotes(self, value: str) -> bool:
        """Return whether `value` contains a text of the day. A short text must be all of it, or the end of an id."""
        return any(
            text in value
            if len(text) >= _DISTINCTIVE
            else text not in self._feelings and value in (text, f"cause-{text}")
            for text in self.texts
        )


def _has_text(value: Any) -> bool:
    if isinstance(value, dict):
        return bool(value)  # its names are text too, such as those of the scales of a mood tracker
    if isinstance(value, list):
        return any(_has_text(item) for item in value)
    return isinstance(value, str)


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def unpacked(raw: bytes) -> tuple[Line, Callable[[bytes], bytes]]:
    """Return the content of the line `raw` of either version, and a function that makes a line of its JSON again.
    Raises ValueError if it is damaged."""
    has_checksum = raw.startswith(START)
    try:
        line = json.loads(verified(raw) if has_checksum else raw)
    except RecursionError:
        raise ValueError("it's nested too deeply") from None
    if type(line) is not dict or ("id" if has_checksum else "stamp") not in line:
        raise ValueError("it isn't a change")
    line.pop("crc", None)
    return line, checked if has_checksum else bytes


def _content(key: str) -> Any:
    """Return the element of a list without ids that has this `key`; None for an id or a name in a map."""
    try:
        return json.loads(_NUMBERED.sub("", key))
    except (ValueError, RecursionError):
        return None


def _at_path(path: list[str], value: Any) -> Doc:
    """Return a document with only the `value` at `path`."""
    field, *element = path
    if not element:
        return {field: value}
    return {field: [value] if element[0] == "list" else {element[-1]: value}}
