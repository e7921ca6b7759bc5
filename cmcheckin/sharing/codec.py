"""A share file as JSON, and back. `share.schema.json` beside this module says the same to other programs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields as of_type
from datetime import date, timedelta
from typing import Any, Final, TypeVar

from cmcheckin.domain import fields as f
from cmcheckin.domain.checkin import WIN_KINDS
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.escalation import ESCALATION_KINDS, STATUSES
from cmcheckin.domain.fields import JSON
from cmcheckin.domain.text import LINE, WORD, to_json
from cmcheckin.domain.week import Week
from cmcheckin.sharing.share_file import (
    COMPARISONS,
    FIELDS,
    VERSION,
    Comparison,
    ShareEscalation,
    ShareFile,
    ShareMetric,
    ShareWeek,
    ShareWin,
)

T = TypeVar("T")
KIND: Final = "share"
MAX_WEEKS: Final = 530
"""Most weeks one file tells of: ten years (our choice)."""
MAX_ENTRIES: Final = 20_000
"""Most wins, escalations or asks in one file. A file of 5 MB, the most that is read, holds about as many."""
NAME_LENGTH: Final = 120
"""Longest name of a person, in characters."""
OUTCOME_LENGTH: Final = 2000
"""Longest outcome that is shared, in characters: a page."""
MAX_METRICS: Final = 100
"""Most numbers of their own in a week."""
MAX_COUNT: Final = 1_000_000
"""More escalations or minutes than a week can have."""
_WEEK: Final = re.compile(r"\d{4}-W\d{2}")
_NAMES: Final = {"sender": "from"}
"""Fields that JSON knows by another name."""


def share_to_json(share: ShareFile) -> dict[str, JSON]:
    """The file as JSON has it, in a stable order; what is not there is left out."""
    return {
        "cmcheckin": KIND,
        "version": VERSION,
        "person": share.person,
        **({"name": share.name} if share.name else {}),
        "made": share.made.isoformat(),
        "from": share.first.isoformat(),
        "to": share.last.isoformat(),
        "fields": list(share.fields),
        "weeks": [_plain(week) for week in share.weeks],
        **{name: [_plain(one) for one in found] for name, found in _lists(share) if found},
        **({"help": share.help} if share.help else {}),
    }


def _lists(share: ShareFile) -> tuple[tuple[str, Sequence[object]], ...]:
    return ("wins", share.wins), ("escalations", share.escalations), ("asks", share.asks)


def _plain(one: Any) -> dict[str, JSON]:
    """A part of a file as JSON: the fields of its type, in their order."""
    found: dict[str, JSON] = {}
    for known in of_type(one):
        value = getattr(one, known.name)
        if value is None or value == "" or value == () or (known.name == "days_not_said" and not value):
            continue
        if isinstance(value, Week):
            value = str(value)
        elif isinstance(value, date):
            value = value.isoformat()
        elif isinstance(value, tuple):
            value = [_plain(item) if isinstance(item, ShareMetric) else item for item in value]
        found[_NAMES.get(known.name, known.name)] = value
    return found


def share_bytes(share: ShareFile) -> bytes:
    """The bytes of the file: one field a line, text as it is, a newline at the end."""
    return to_json(share_to_json(share), indent=1).encode() + b"\n"


def share_from_json(raw: object) -> ShareFile:
    """A share file from what JSON gave, every text cleaned and every number in its range. Raises Refused.

    Fields this version does not know are passed by: a reader of them is a newer version's to be.
    """
    if not isinstance(raw, dict) or raw.get("cmcheckin") != KIND:
        raise Refused("the file", "is no share file of cmcheckin")
    known: dict[str, JSON] = raw
    version = f.required("version", f.whole("version", known.get("version"), 1, MAX_COUNT))
    if version > VERSION:
        raise Refused(
            "the file",
            f"was made by a newer cmcheckin (format {version}); this one reads up to {VERSION}, and an update will",
        )
    first = f.required("from", f.day("from", known.get("from")))
    last = f.required("to", f.day("to", known.get("to")))
    if last < first:
        raise Refused("to", f"is {last}, which comes before {first}")
    if (Week.of(last).monday - Week.of(first).monday).days // 7 + 1 > MAX_WEEKS:
        raise Refused("to", f"is more than {MAX_WEEKS} weeks after {first}")
    weeks = _each("weeks", known.get("weeks"), _week, MAX_WEEKS)
    _in_order(weeks, first, last)
    ticked = _each_word("fields", known.get("fields"), WORD, 100)
    return ShareFile(
        person=f.required("person", f.identifier("person", known.get("person"))),
        name=f.line("name", known.get("name"), NAME_LENGTH) or "",
        made=f.required("made", f.moment("made", known.get("made"))),
        first=first,
        last=last,
        fields=tuple(name for name in FIELDS if name in ticked),
        weeks=weeks,
        wins=_each("wins", known.get("wins"), lambda one: _win(one, first, last)),
        escalations=_each("escalations", known.get("escalations"), lambda one: _escalation(one, last)),
        asks=_each("asks", known.get("asks"), lambda one: _escalation(one, last)),
        help=f.line("help", known.get("help"), LINE) or "",
    )


def _in_order(weeks: Sequence[ShareWeek], first: date, last: date) -> None:
    """Raises Refused for a week outside of the range, or one that stands twice."""
    before: Week | None = None
    for n, one in enumerate(weeks, 1):
        if not Week.of(first) <= one.week <= Week.of(last):
            raise Refused(f"weeks[{n}].week", f"is {one.week}, which is not between {first} and {last}")
        if before is not None and one.week <= before:
            raise Refused(f"weeks[{n}].week", f"is {one.week}, and {before} stands before it")
        before = one.week


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
        community=mean("community", 1, 5),
        community_feels=_each_word("community_feels", raw.get("community_feels"), LINE, 7),
        metrics=_each("metrics", raw.get("metrics"), _metric, MAX_METRICS),
        mood=_against("mood", raw.get("mood")),
        energy=_against("energy", raw.get("energy")),
    )


def _iso_week(value: JSON) -> Week | None:
    if value is None:
        return None
    try:
        if isinstance(value, str) and _WEEK.fullmatch(value):
            found = Week(int(value[:4]), int(value[6:]))
            if found.monday >= f.EARLIEST and found.monday <= f.LATEST - timedelta(7):
                return found
    except ValueError:
        pass
    raise Refused("week", "must be a week such as 2026-W47")


def _against(name: str, value: JSON) -> Comparison | None:
    said = f.choice(name, value, COMPARISONS)
    return next((word for word in COMPARISONS if word == said), None)


def _metric(raw: Mapping[str, JSON]) -> ShareMetric:
    return ShareMetric(
        f.required("name", f.line("name", raw.get("name"), WORD)),
        f.required("mean", f.number("mean", raw.get("mean"), -1e12, 1e12)),
        f.line("unit", raw.get("unit"), WORD) or "",
        f.choice("good", raw.get("good"), ("up", "down")) or "",
    )


def _win(raw: Mapping[str, JSON], first: date, last: date) -> ShareWin:
    day = f.required("day", f.day("day", raw.get("day")))
    if not first <= day <= last:
        raise Refused("day", f"is {day}, which is not between {first} and {last}")
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
        raise Refused("opened", f"is {opened}, which is after {last}")
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


def _list(name: str, value: JSON, most: int) -> Sequence[JSON]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise Refused(name, "must be a list")
    if len(value) > most:
        raise Refused(name, f"has {len(value):,} entries, and {most:,} is the most that is read")
    return value


def _each(name: str, value: JSON, read: Callable[[Mapping[str, JSON]], T], most: int = MAX_ENTRIES) -> tuple[T, ...]:
    found = []
    for n, item in enumerate(_list(name, value, most), 1):
        place = f"{name}[{n}]"
        if not isinstance(item, dict):
            raise Refused(place, "must be an object")
        try:
            found.append(read(item))
        except Refused as no:
            raise no.inside(place) from None
    return tuple(found)


def _each_word(name: str, value: JSON, limit: int, most: int) -> tuple[str, ...]:
    return f.words(name, _list(name, value, most), limit)
