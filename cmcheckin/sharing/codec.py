"""Convert a share file to JSON and back. `share.schema.json` beside this module describes the format.

Files come from other people, so every part is checked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields as dataclass_fields
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, TypeVar

from cmcheckin.domain import fields as f
from cmcheckin.domain.checkin import WIN_KINDS
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.escalation import ESCALATION_KINDS, STATUSES
from cmcheckin.domain.fields import JSON
from cmcheckin.domain.own_questions import MAX_QUESTIONS
from cmcheckin.domain.text import LINE, WORD, to_json
from cmcheckin.domain.week import Week
from cmcheckin.sharing.json_input import WHOLE_FILE, parse_json
from cmcheckin.sharing.share_file import (
    COMPARISONS,
    FIELDS,
    REPLY_KINDS,
    VERSION,
    Comparison,
    ShareActivity,
    ShareEscalation,
    ShareFile,
    ShareLeave,
    ShareMetric,
    ShareQuestion,
    ShareResponse,
    ShareWeek,
    ShareWin,
)
from cmcheckin.wording import file_reasons as reasons

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T")
SHARE_KIND: Final = "share"
MAX_WEEKS: Final = 530
"""Most weeks in one file: ten years (our choice)."""
MAX_ENTRIES: Final = 20_000
"""Most wins, escalations or asks in one file. The largest file that is read, 5 MB, holds about as many."""
NAME_LENGTH: Final = 120
"""Longest name of a person, in characters."""
OUTCOME_LENGTH: Final = 2000
"""Longest outcome, in characters: a page."""
MAX_LEAVE: Final = 1000
"""Most ranges of leave and holidays in a file."""
MAX_RESPONSES: Final = 1000
"""Most answers to replies in a file."""
RESPONSE_LENGTH: Final = 2000
"""Longest answer to a reply, in characters: a page, as in a reply."""
MAX_METRICS: Final = 100
"""Most of the user's own metrics in a week."""
MAX_ACTIVITIES: Final = 100
"""Most kinds of activities in a week."""
MAX_COUNT: Final = 1_000_000
"""Limit for counts: more escalations or minutes than a week can have."""
_WEEK: Final = re.compile(r"\d{4}-W\d{2}")
_JSON_NAMES: Final = {"sender": "from", "first": "from", "last": "to"}
"""Fields with another name in JSON."""


def share_to_json(share: ShareFile) -> dict[str, JSON]:
    """Return `share` as JSON, in a stable order; empty values are left out."""
    lists: dict[str, Sequence[ShareWin | ShareEscalation]] = {
        "wins": share.wins,
        "escalations": share.escalations,
        "asks": share.asks,
    }
    return {
        "cmcheckin": SHARE_KIND,
        "version": VERSION,
        "person": share.person,
        **({"name": share.name} if share.name else {}),
        "made": share.made.isoformat(),
        "from": share.first.isoformat(),
        "to": share.last.isoformat(),
        "fields": list(share.fields),
        "weeks": [_part_to_json(week) for week in share.weeks],
        **{name: [_part_to_json(entry) for entry in entries] for name, entries in lists.items() if entries},
        **({"help": share.help} if share.help else {}),
        **({"leave": [_part_to_json(entry) for entry in share.leave]} if share.leave else {}),
        **({"responses": [_part_to_json(entry) for entry in share.responses]} if share.responses else {}),
    }


def _part_to_json(part: DataclassInstance) -> dict[str, JSON]:
    """Return the fields of the dataclass `part` as JSON, in their order; empty values are left out."""
    values: dict[str, JSON] = {}
    for field in dataclass_fields(part):
        value = getattr(part, field.name)
        if value is None or value == "" or value == () or (field.name == "days_not_said" and not value):
            continue
        if isinstance(value, Week):
            value = str(value)
        elif isinstance(value, date):
            value = value.isoformat()
        elif isinstance(value, tuple):
            parts = ShareActivity | ShareMetric | ShareQuestion
            value = [_part_to_json(item) if isinstance(item, parts) else item for item in value]
        values[_JSON_NAMES.get(field.name, field.name)] = value
    return values


def share_bytes(share: ShareFile) -> bytes:
    """Return the bytes of the file of `share`: JSON with one field per line."""
    return to_json(share_to_json(share), indent=1).encode() + b"\n"


def share_from_json(raw: object) -> ShareFile:
    """Return the share file in `raw`, with every text cleaned and every number checked. Raises Refused if it isn't
    valid.

    Ignores unknown fields, which a newer version may have added.
    """
    if not isinstance(raw, dict) or raw.get("cmcheckin") != SHARE_KIND:
        raise Refused(WHOLE_FILE, reasons.NOT_A_SHARE_FILE)
    table: dict[str, JSON] = raw
    version = f.required("version", f.whole("version", table.get("version"), 1, MAX_COUNT))
    if version > VERSION:
        raise Refused(WHOLE_FILE, reasons.NEWER_SHARE.format(version=version, known=VERSION))
    first = f.required("from", f.day("from", table.get("from")))
    last = f.required("to", f.day("to", table.get("to")))
    if last < first:
        raise Refused("to", reasons.COMES_BEFORE.format(day=last, first=first))
    if (Week.of(last).monday - Week.of(first).monday).days // 7 + 1 > MAX_WEEKS:
        raise Refused("to", reasons.TOO_MANY_WEEKS.format(limit=MAX_WEEKS, first=first))
    weeks = _entries("weeks", table.get("weeks"), _week, MAX_WEEKS)
    _check_weeks(weeks, first, last)
    selected = _words("fields", table.get("fields"), WORD, 100)
    return ShareFile(
        person=f.required("person", f.identifier("person", table.get("person"))),
        name=f.line("name", table.get("name"), NAME_LENGTH) or "",
        made=f.required("made", f.moment("made", table.get("made"))),
        first=first,
        last=last,
        fields=tuple(name for name in FIELDS if name in selected),
        weeks=weeks,
        wins=_entries("wins", table.get("wins"), lambda entry: _win(entry, first, last)),
        escalations=_entries("escalations", table.get("escalations"), lambda entry: _escalation(entry, last)),
        asks=_entries("asks", table.get("asks"), lambda entry: _escalation(entry, last)),
        help=f.line("help", table.get("help"), LINE) or "",
        leave=_entries("leave", table.get("leave"), _leave, MAX_LEAVE),
        responses=_entries("responses", table.get("responses"), _response, MAX_RESPONSES),
    )


def _response(raw: Mapping[str, JSON]) -> ShareResponse:
    return ShareResponse(
        reply=f.required("reply", f.identifier("reply", raw.get("reply"))),
        kind=f.choice("kind", raw.get("kind"), REPLY_KINDS) or "",
        text=f.required("text", f.prose("text", raw.get("text"), RESPONSE_LENGTH)),
        made=f.required("made", f.day("made", raw.get("made"))),
    )


def _check_weeks(weeks: Sequence[ShareWeek], first: date, last: date) -> None:
    """Check that the weeks are in order and between `first` and `last`. Raises Refused."""
    for n, week in enumerate(weeks, 1):
        if not Week.of(first) <= week.week <= Week.of(last):
            raise Refused(f"weeks[{n}].week", reasons.NOT_BETWEEN.format(day=week.week, first=first, last=last))
        if n > 1 and week.week <= (previous := weeks[n - 2].week):
            raise Refused(f"weeks[{n}].week", reasons.WEEK_OUT_OF_ORDER.format(week=week.week, previous=previous))


def _week(raw: Mapping[str, JSON]) -> ShareWeek:
    def whole(name: str, high: int = MAX_COUNT) -> int | None:
        return f.whole(name, raw.get(name), 0, high)

    def mean(name: str, low: float, high: float) -> float | None:
        return f.number(name, raw.get(name), low, high)

    return ShareWeek(
        week=f.required("week", _iso_week(raw.get("week"))),
        days_not_said=whole("days_not_said", 7) or 0,
        hours=mean("hours", 0, 168),
        usual_hours=mean("usual_hours", 0, 168),
        days_worked=whole("days_worked", 7),
        after_hours_minutes=whole("after_hours_minutes", 7 * 1440),
        days_off_worked=whole("days_off_worked", 7),
        night_pings=whole("night_pings"),
        workload=mean("workload", 1, 5),
        escalations_opened=whole("escalations_opened"),
        escalations_resolved=whole("escalations_resolved"),
        escalations_open=whole("escalations_open"),
        minutes_on_escalations=whole("minutes_on_escalations", 100 * MAX_COUNT),
        could_have_waited=whole("could_have_waited"),
        support_minutes=whole("support_minutes", 100 * MAX_COUNT),
        activities=_entries("activities", raw.get("activities"), _activity, MAX_ACTIVITIES),
        peer_minutes=whole("peer_minutes", 7 * 1440),
        community=mean("community", 1, 5),
        community_feels=_words("community_feels", raw.get("community_feels"), LINE, 7),
        metrics=_entries("metrics", raw.get("metrics"), _metric, MAX_METRICS),
        questions=_entries("questions", raw.get("questions"), _question, MAX_QUESTIONS),
        mood=_comparison("mood", raw.get("mood")),
        energy=_comparison("energy", raw.get("energy")),
    )


def _iso_week(value: JSON) -> Week | None:
    if value is None:
        return None
    with suppress(ValueError):
        if isinstance(value, str) and _WEEK.fullmatch(value):
            week = Week(int(value[:4]), int(value[6:]))
            if f.EARLIEST <= week.monday <= f.LATEST - timedelta(7):
                return week
    raise Refused("week", reasons.NOT_A_WEEK)


def _comparison(name: str, value: JSON) -> Comparison | None:
    word = f.choice(name, value, COMPARISONS)
    return next((known for known in COMPARISONS if known == word), None)


def _activity(raw: Mapping[str, JSON]) -> ShareActivity:
    return ShareActivity(
        f.required("kind", f.line("kind", raw.get("kind"), WORD)),
        f.number("hours", raw.get("hours"), 0, 168),
        f.required("on_days", f.whole("on_days", raw.get("on_days"), 1, 7)),
        f.whole("days_without_hours", raw.get("days_without_hours"), 0, 7) or 0,
    )


def _metric(raw: Mapping[str, JSON]) -> ShareMetric:
    return ShareMetric(
        f.required("name", f.line("name", raw.get("name"), WORD)),
        f.required("mean", f.number("mean", raw.get("mean"), -1e12, 1e12)),
        f.line("unit", raw.get("unit"), WORD) or "",
        f.choice("good", raw.get("good"), ("up", "down")) or "",
    )


def _question(raw: Mapping[str, JSON]) -> ShareQuestion:
    yes, answered = (f.whole(name, raw.get(name), 0, 7) for name in ("yes", "answered"))
    if (yes is None) != (answered is None) or (yes or 0) > (answered or 0):
        raise Refused("yes", reasons.MORE_YES_THAN_ANSWERS)
    return ShareQuestion(
        f.required("name", f.line("name", raw.get("name"), WORD)),
        yes,
        answered,
        _words("texts", raw.get("texts"), LINE, 7),
    )


def _leave(raw: Mapping[str, JSON]) -> ShareLeave:
    first = f.required("from", f.day("from", raw.get("from")))
    last = f.required("to", f.day("to", raw.get("to")))
    if last < first:
        raise Refused("to", reasons.COMES_BEFORE.format(day=last, first=first))
    days = f.required("working_days", f.number("working_days", raw.get("working_days"), 0, 1000))
    return ShareLeave(first, last, days, f.flag("half", raw.get("half")), f.flag("holiday", raw.get("holiday")))


def _win(raw: Mapping[str, JSON], first: date, last: date) -> ShareWin:
    day = f.required("day", f.day("day", raw.get("day")))
    if not first <= day <= last:
        raise Refused("day", reasons.NOT_BETWEEN.format(day=day, first=first, last=last))
    return ShareWin(
        f.required("id", f.record_id("id", raw.get("id"))),
        day,
        f.required("text", f.line("text", raw.get("text"))),
        f.choice("kind", raw.get("kind"), WIN_KINDS) or "",
        f.line("from", raw.get("from")) or "",
    )


def _escalation(raw: Mapping[str, JSON], last: date) -> ShareEscalation:
    opened = f.required("opened", f.day("opened", raw.get("opened")))
    if opened > last:
        raise Refused("opened", reasons.COMES_AFTER.format(day=opened, last=last))
    return ShareEscalation(
        f.required("id", f.record_id("id", raw.get("id"))),
        f.required("title", f.line("title", raw.get("title"))),
        opened,
        f.choice("kind", raw.get("kind"), ESCALATION_KINDS) or "",
        f.rating("severity", raw.get("severity")),
        f.choice("status", raw.get("status"), STATUSES) or "open",
        f.day("resolved", raw.get("resolved")),
        f.whole("minutes", raw.get("minutes"), 0, 100_000),
        f.flag("could_wait", raw.get("could_wait")),
        f.line("cause", raw.get("cause")) or "",
        f.line("handed_to", raw.get("handed_to")) or "",
        f.line("outcome", raw.get("outcome"), OUTCOME_LENGTH) or "",
        f.flag("out_of_hours", raw.get("out_of_hours")),
    )


def _list(name: str, value: JSON, limit: int) -> Sequence[JSON]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise Refused(name, reasons.NOT_A_LIST)
    if len(value) > limit:
        raise Refused(name, reasons.TOO_MANY_ENTRIES.format(number=len(value), limit=limit))
    return value


def _entries(name: str, value: JSON, read: Callable[[Mapping[str, JSON]], T], most: int = MAX_ENTRIES) -> tuple[T, ...]:
    entries = []
    for n, item in enumerate(_list(name, value, most), 1):
        place = f"{name}[{n}]"
        if not isinstance(item, dict):
            raise Refused(place, reasons.NOT_AN_OBJECT)
        try:
            entries.append(read(item))
        except Refused as error:
            raise error.inside(place) from None
    return tuple(entries)


def _words(name: str, value: JSON, limit: int, most: int) -> tuple[str, ...]:
    return f.words(name, _list(name, value, most), limit)


def read_share(data: bytes) -> ShareFile:
    """Return the share file in `data`. Raises Refused if it isn't valid."""
    return share_from_json(parse_json(data))
