"""Convert an unfinished check-in to JSON and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from operator import itemgetter
from typing import Any, Final, TypeVar

from cmcheckin.checkin.form import CarriedEscalation, CheckinForm, DayRow, FollowUp, FormPosition, GapRange
from cmcheckin.checkin.gaps import ANSWERS
from cmcheckin.domain.checkin import CheckIn, Win
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.fields import Key
from cmcheckin.domain.records import decode, encode
from cmcheckin.domain.workday import DAY_KINDS, Workday
from cmcheckin.wording import checkin as words

VERSION: Final = 1
T = TypeVar("T", CheckIn, Workday, Escalation)


def write(form: CheckinForm, position: FormPosition) -> dict[str, object]:
    """Return `form` and `position` as JSON."""
    return {
        "version": VERSION,
        "date": form.date.isoformat(),
        "previous": form.previous_date.isoformat() if form.previous_date else None,
        "place": {
            "page": position.page,
            "spot": position.field,
            "caret": position.cursor,
            "typed": dict(position.unsaved_texts),
        },
        "checkin": encode(form.checkin),
        "days": [
            {"workday": encode(row.workday), "confirmed": row.confirmed, "as_usual": row.as_usual} for row in form.days
        ],
        "carried": [
            {"before": encode(item.before), "now": encode(item.now), "answered": item.answered} for item in form.carried
        ],
        "fresh": [encode(item) for item in form.new_escalations],
        "looks": [
            follow_up._asdict() | {"day": follow_up.day.isoformat(), "win": follow_up.win.raw()}
            for follow_up in form.follow_ups
        ],
        "base": [[*key, encode(record) if record else None] for key, record in form.base.items()],
    } | ({"gap": [[str(part) for part in days] for days in form.gap]} if form.gap else {})


def read(raw: Mapping[str, Any]) -> tuple[CheckinForm, FormPosition]:
    """Return the form and the position from `raw`. Raises Refused if `raw` isn't a draft of this version."""
    try:
        if raw["version"] != VERSION:
            raise Refused("draft", words.DRAFT_VERSION.format(version=raw["version"], known=VERSION))
        position = raw["place"]
        form = CheckinForm(
            date=date.fromisoformat(raw["date"]),
            checkin=_of(CheckIn, raw["checkin"]),
            days=tuple(
                DayRow(_of(Workday, row["workday"]), bool(row["confirmed"]), as_usual=bool(row.get("as_usual")))
                for row in raw["days"]
            ),
            carried=tuple(
                CarriedEscalation(_of(Escalation, item["before"]), _of(Escalation, item["now"]), bool(item["answered"]))
                for item in raw["carried"]
            ),
            new_escalations=tuple(_of(Escalation, item) for item in raw["fresh"]),
            follow_ups=tuple(
                FollowUp(date.fromisoformat(day), Win.read(win), int(after_days), holds)
                for day, win, after_days, holds in map(itemgetter(*FollowUp._fields), raw["looks"])
            ),
            previous_date=date.fromisoformat(raw["previous"]) if raw["previous"] else None,
            gap=tuple(_range(*days) for days in raw.get("gap", ())),
            base={Key(kind, name): None if record is None else decode(record) for kind, name, record in raw["base"]},
        )
        unsaved_texts = {str(name): str(text) for name, text in position["typed"].items()}
        return form, FormPosition(str(position["page"]), str(position["spot"]), int(position["caret"]), unsaved_texts)
    except Refused:
        raise
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Refused("draft", words.DRAFT_DAMAGED.format(error=type(error).__name__)) from None


def texts(form: CheckinForm) -> list[str]:
    """Return what was typed in `form` and isn't saved yet: wins, feelings, note and the titles of new escalations."""
    saved = form.base.get(form.checkin.key)
    before = saved if isinstance(saved, CheckIn) else CheckIn(form.date)
    old = {*before.feelings, before.community.feels, before.note, *(win.text for win in before.wins)}
    now = form.checkin
    wins, titles = (win.text for win in now.wins), (item.title for item in form.new_escalations)
    found = (*now.feelings, now.community.feels, now.note, *wins, *titles)
    return [text for text in found if text and text not in old]


def _range(first: str, last: str, answer: str, logged: str) -> GapRange:
    """Return a range of a long gap. Raises ValueError if the answer isn't one, or the days don't follow each other."""
    days = GapRange(date.fromisoformat(first), date.fromisoformat(last), answer, logged)
    if days.first > days.last or answer not in ("", *ANSWERS.values(), *DAY_KINDS) or logged not in ("", *DAY_KINDS):
        raise ValueError(days)
    return days


def _of(kind: type[T], raw: object) -> T:
    """Return the record in `raw`. Raises Refused if it is of another kind."""
    record = decode(raw)
    if not isinstance(record, kind):
        raise Refused("draft", words.DRAFT_MIXED_UP.format(found=record.type, expected=kind.__name__.lower()))
    return record
