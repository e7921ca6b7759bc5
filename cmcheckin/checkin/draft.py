"""A morning under way as JSON, to be picked up where it was left."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, TypeVar

from cmcheckin.checkin.form import CarriedEscalation, CheckinForm, DayRow, FollowUp, FormPosition
from cmcheckin.domain.checkin import CheckIn, Win
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.fields import Key
from cmcheckin.domain.records import Record, decode, encode
from cmcheckin.domain.workday import Workday

VERSION: Final = 1
T = TypeVar("T", CheckIn, Workday, Escalation)


def write(morning: CheckinForm, place: FormPosition) -> dict[str, Any]:
    """As JSON."""
    return {
        "version": VERSION,
        "date": morning.date.isoformat(),
        "previous": morning.previous_date.isoformat() if morning.previous_date else None,
        "place": {"page": place.page, "spot": place.field, "caret": place.cursor, "typed": dict(place.unsaved_texts)},
        "checkin": encode(morning.checkin),
        "days": [{"workday": encode(row.workday), "confirmed": row.confirmed} for row in morning.days],
        "carried": [
            {"before": encode(item.before), "now": encode(item.now), "answered": item.answered}
            for item in morning.carried
        ],
        "fresh": [encode(item) for item in morning.new_escalations],
        "looks": [
            {"day": look.day.isoformat(), "win": look.win.raw(), "after_days": look.after_days, "holds": look.holds}
            for look in morning.follow_ups
        ],
        "base": [[*key, encode(record) if record else None] for key, record in morning.base.items()],
    }


def read(raw: Mapping[str, Any]) -> tuple[CheckinForm, FormPosition]:
    """A draft back from JSON. Raises Refused when it is not one of ours; nothing of it is taken then."""
    try:
        if raw["version"] != VERSION:
            raise Refused("draft", f"has version {raw['version']!r}, and this cmcheckin reads {VERSION}")
        place = raw["place"]
        return CheckinForm(
            date=date.fromisoformat(raw["date"]),
            checkin=_of(CheckIn, raw["checkin"]),
            days=tuple(DayRow(_of(Workday, row["workday"]), bool(row["confirmed"])) for row in raw["days"]),
            carried=tuple(
                CarriedEscalation(_of(Escalation, item["before"]), _of(Escalation, item["now"]), bool(item["answered"]))
                for item in raw["carried"]
            ),
            new_escalations=tuple(_of(Escalation, item) for item in raw["fresh"]),
            follow_ups=tuple(
                FollowUp(date.fromisoformat(look["day"]), Win.read(look["win"]), int(look["after_days"]), look["holds"])
                for look in raw["looks"]
            ),
            previous_date=date.fromisoformat(raw["previous"]) if raw["previous"] else None,
            base={Key(kind, name): _record(kept) for kind, name, kept in raw["base"]},
        ), FormPosition(
            str(place["page"]),
            str(place["spot"]),
            int(place["caret"]),
            {str(k): str(v) for k, v in place["typed"].items()},
        )
    except Refused:
        raise
    except (KeyError, TypeError, ValueError, AttributeError) as no:
        raise Refused("draft", f"cannot be read ({type(no).__name__})") from None


def _of(kind: type[T], raw: Any) -> T:
    record = decode(raw)
    if not isinstance(record, kind):
        raise Refused("draft", f"holds a {record.type} where a {kind.__name__.lower()} belongs")
    return record


def _record(raw: Any) -> Record | None:
    return None if raw is None else decode(raw)
