"""The one codec between records and JSON, and the collections of records.

Records are named tuples, which are made faster than dataclasses: a prompt that asks for `status` waits for them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from itertools import chain
from typing import Any, Final, Generic, TypeAlias, TypeVar

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.days import DAY_STARTS_AT
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.fields import JSON, empty
from cmcheckin.domain.nudge_state import NudgeState
from cmcheckin.domain.reply_state import ReplyState
from cmcheckin.domain.workday import PLANNED, Workday

Record: TypeAlias = CheckIn | Workday | Escalation | NudgeState | ReplyState
R = TypeVar("R", CheckIn, Workday, Escalation, NudgeState, ReplyState)

TYPES: Final[Mapping[str, type[Record]]] = {
    "checkin": CheckIn, "workday": Workday, "escalation": Escalation, "nudge_state": NudgeState,
    "reply_state": ReplyState,
}  # fmt: skip
"""Record types by their name in the interchange format."""


def decode(raw: object, day_starts_at: time = DAY_STARTS_AT) -> Record:
    """Return the record in the JSON object `raw`. Its moments belong to days that start at `day_starts_at`.

    Raises Refused, naming the field.
    """
    if not isinstance(raw, Mapping):
        raise Refused("record", "must be a JSON object")
    kind = raw.get("type")
    if not isinstance(kind, str) or kind not in TYPES:
        raise Refused("type", f"must be one of these: {', '.join(TYPES)}")
    record = TYPES[kind].read(raw)
    if day_starts_at != DAY_STARTS_AT and isinstance(record, Escalation | NudgeState | ReplyState):
        return record._replace(day_starts_at=day_starts_at)
    return record


def encode(record: Record) -> dict[str, JSON]:
    """Return `record` as a JSON object without null and empty fields.

    The type comes first, then the fields in the contract's order, then unknown fields by name.
    """
    return {"type": record.type, **encode_fields(record)}


def encode_fields(record: Record) -> dict[str, JSON]:
    """Return the fields of `record` as in `encode`, without the type."""
    return _full(record.raw())


def _full(raw: Mapping[str, JSON]) -> dict[str, JSON]:
    found: dict[str, JSON] = {}
    for name, value in raw.items():
        kind = type(value)
        full = _full(value) if kind is dict else [_inner(item) for item in value] if kind is list else value
        if full or (full is not None and not empty(full)):
            found[name] = full
    return found


def _inner(value: JSON) -> JSON:
    kind = type(value)
    if kind is dict:
        return _full(value)
    return [_inner(item) for item in value] if kind is list else value


def same(one: Record | None, other: Record | None) -> bool:
    """Whether `one` and `other` are exported the same, so that 8 equals 8.0, and an absent field equals a null one."""
    if one is None or other is None:
        return one is other
    return one == other or encode(one) == encode(other)


MAX_AHEAD: Final = timedelta(days=1)
"""How far in the future a time may be: enough for any UTC offset and for another machine's clock."""


def refuse_future(record: Record, today: date, now: datetime | None = None) -> None:
    """Raise Refused if `record` is of a day after `today`, unless it is planned leave or a planned day off.

    An escalation, or the state of a nudge or reply, may be one day ahead, because of its UTC offset. With `now`, no
    time in the record may be more than MAX_AHEAD after it.
    """
    ahead = (record.day - today).days
    if isinstance(record, Workday) and record.kind in PLANNED:
        return
    if ahead > (0 if isinstance(record, CheckIn | Workday) else 1):
        field_name = {"escalation": "opened", "nudge_state": "at", "reply_state": "at"}.get(record.type, "date")
        raise Refused(field_name, f"is {record.day}, which is in the future (today is {today})")
    for name, at in _times(record) if now else ():
        if at is not None and now is not None and at > now + MAX_AHEAD:
            raise Refused(name, f"is {at.isoformat()}, which is in the future")
    for win in record.wins if isinstance(record, CheckIn) else ():
        if any(check.on > today for check in win.checks):
            raise Refused("wins.checks.on", f"is in the future (today is {today})")


def _times(record: Record) -> Iterator[tuple[str, datetime | None]]:
    """Yield the times in `record`, each with its field."""
    if isinstance(record, CheckIn):
        yield "logged_at", record.logged_at
    elif isinstance(record, Escalation):
        yield "opened", record.opened
        yield "resolved", record.resolved
        yield from (("updates.at", update.at) for update in record.updates)
    elif isinstance(record, NudgeState):
        yield "at", record.at
    elif isinstance(record, ReplyState):
        yield "at", record.at
        yield "answered_at", record.answered_at


def _day(record: Record) -> date:
    return record.day


class Collection(Generic[R]):
    """Records of one type, ordered by day. Every filter returns a new collection."""

    def __init__(self, items: Iterable[R] = ()) -> None:
        self._items: tuple[R, ...] = tuple(sorted(items, key=lambda item: (item.day, item.key)))

    def __iter__(self) -> Iterator[R]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other._items == self._items

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"{type(self).__name__}({list(self._items)!r})"

    def where(self, wanted: Callable[[R], bool]) -> Collection[R]:
        """Return the records for which `wanted` is true."""
        return type(self)(filter(wanted, self._items))

    def between(self, first: date, last: date) -> Collection[R]:
        """Return the records from `first` to `last`, both included, by binary search."""
        lo = bisect_left(self._items, first, key=_day)
        found = type(self)()
        found._items = self._items[lo : bisect_right(self._items, last, lo, key=_day)]
        return found

    def before(self, day: date) -> Collection[R]:
        """Return the records before `day`."""
        found = type(self)()
        found._items = self._items[: bisect_left(self._items, day, key=_day)]
        return found

    def on(self, day: date) -> R | None:
        """Return the first record of `day`, or None."""
        return next((item for item in self._items if item.day == day), None)

    @property
    def latest(self) -> R | None:
        """The last record, or None."""
        return self._items[-1] if self._items else None


CheckIns: TypeAlias = Collection[CheckIn]
Workdays: TypeAlias = Collection[Workday]
Escalations: TypeAlias = Collection[Escalation]
NudgeStates: TypeAlias = Collection[NudgeState]
ReplyStates: TypeAlias = Collection[ReplyState]


_NONE: Final = Collection[Any]()


class Records:
    """The records of a range of days, in one collection for each type."""

    def __init__(
        self,
        checkins: CheckIns = _NONE,
        workdays: Workdays = _NONE,
        escalations: Escalations = _NONE,
        nudge_states: NudgeStates = _NONE,
        reply_states: ReplyStates = _NONE,
    ) -> None:
        self.checkins, self.workdays, self.escalations = checkins, workdays, escalations
        self.nudge_states, self.reply_states = nudge_states, reply_states

    @classmethod
    def of(cls, records: Iterable[Record]) -> Records:
        """Return `records` sorted into their collections."""
        found: dict[type[Record], list[Any]] = {kind: [] for kind in TYPES.values()}
        for record in records:
            found[type(record)].append(record)
        return cls(*map(Collection, found.values()))

    @property
    def _collections(self) -> tuple[Collection[Any], ...]:
        """The collections in the order of TYPES."""
        return self.checkins, self.workdays, self.escalations, self.nudge_states, self.reply_states

    def __iter__(self) -> Iterator[Record]:
        """Iterate over all records in the order of an export: by type, then key."""
        return iter(sorted(chain(*self._collections), key=lambda record: record.key))

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and list(other) == list(self)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"{type(self).__name__}({list(self)!r})"

    def __len__(self) -> int:
        return sum(map(len, self._collections))

    def between(self, first: date, last: date) -> Records:
        """Return the records from `first` to `last`, both included."""
        return Records(*(found.between(first, last) for found in self._collections))
