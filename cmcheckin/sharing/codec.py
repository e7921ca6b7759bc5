"""The one codec between a share file and JSON. What it reads is somebody else's, and nothing is taken on trust."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import fields as fields_of
from typing import Any, Final

from cmcheckin.domain import fields as f
from cmcheckin.domain.checkin import WIN_KINDS
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.escalation import ESCALATION_KINDS, STATUSES
from cmcheckin.domain.text import LINE, NOTE
from cmcheckin.domain.week import Week
from cmcheckin.sharing.share_file import (
    AGAINST,
    FIELDS,
    VERSION,
    ShareEscalation,
    ShareFile,
    ShareMetric,
    ShareWeek,
    ShareWin,
)

KIND: Final = "share"
WEEKS: Final = 53 * 10
"""Weeks one file may tell of: ten years."""
PERSON: Final = 120
"""Longest name of a person, in characters."""
HOURS: Final = 168
"""Hours of a week."""
MINUTES: Final = 100_000
COUNT: Final = 100_000
_WEEK: Final = re.compile(r"\d{4}-W\d{2}")


def encode(share: ShareFile) -> dict[str, Any]:
    """The share file as JSON has it, in its one order; what is empty or None is left out."""
    return _full(
        {
            "cmcheckin": KIND,
            "version": VERSION,
            "person": share.person,
            "name": share.name,
            "made": share.made.isoformat(),
            "from": share.first.isoformat(),
            "to": share.last.isoformat(),
            "fields": list(share.fields),
            "help": share.help,
            "weeks": [_full(_week_raw(week)) for week in share.weeks],
            "wins": [_full(_win_raw(win)) for win in share.wins],
            "escalations": [_full(_escalation_raw(one)) for one in share.escalations],
            "asks": [_full(_escalation_raw(one)) for one in share.asks],
        }
    )


def dumps(share: ShareFile) -> bytes:
    """The bytes of its file: the same for the same share file."""
    return json.dumps(encode(share), ensure_ascii=False, indent=1, allow_nan=False).encode() + b"\n"


def decode(raw: object) -> ShareFile:
    """A share file from what JSON gave; every text is cleaned. Raises Refused, naming the field.

    Fields it does not know are left out: there is no place for them, as there is none for what is private.
    """
    if not isinstance(raw, Mapping) or raw.get("cmcheckin") != KIND:
        raise Refused("the file", "is no share file of cmcheckin")
    version = f.required("version", f.whole("version", raw.get("version"), 1, 1_000_000))
    if version > VERSION:
        raise Refused("version", f"is {version}, and this cmcheckin reads up to {VERSION}: a newer one wrote it")
    first, last = f.required("from", f.day("from", raw.get("from"))), f.required("to", f.day("to", raw.get("to")))
    if last < first or (last - first).days > 7 * WEEKS:
        raise Refused("to", f"is {last}, which does not go with from, {first}")
    weeks = f.each("weeks", raw.get("weeks"), _week)
    if [week.week for week in weeks] != sorted({week.week for week in weeks}):
        raise Refused("weeks", "are not in order, or one stands there twice")
    if weeks and not (Week.of(first) <= weeks[0].week and weeks[-1].week <= Week.of(last)):
        raise Refused("weeks", "lie outside of from and to")
    found = f.words("fields", raw.get("fields"), LINE)
    return ShareFile(
        person=f.required("person", f.identifier("person", raw.get("person"))),
        name=f.line("name", raw.get("name"), PERSON) or "",
        made=f.required("made", f.moment("made", raw.get("made"))),
        first=first,
        last=last,
        fields=tuple(name for name in FIELDS if name in found),
        weeks=weeks,
        wins=f.each("wins", raw.get("wins"), _win),
        escalations=f.each("escalations", raw.get("escalations"), _escalation),
        asks=f.each("asks", raw.get("asks"), _escalation),
        help=f.line("help", raw.get("help")) or "",
    )


def _full(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in raw.items() if not f.empty(value)}


# Weeks

_PLAIN: Final = {
    "days_not_said": 7, "days_worked": 7, "after_hours_minutes": MINUTES, "night_pings": COUNT,
    "escalations_opened": COUNT, "escalations_resolved": COUNT, "escalations_open": COUNT,
    "minutes_on_escalations": MINUTES, "could_have_waited": COUNT, "support_minutes": MINUTES,
}  # fmt: skip
"""Whole numbers of a week, with the most each can be."""
_MEANS: Final = ("workload", "community")


def _week_raw(week: ShareWeek) -> dict[str, Any]:
    raw = {one.name: getattr(week, one.name) for one in fields_of(week)}
    metrics = [_full({"name": m.name, "mean": m.mean, "unit": m.unit, "good": m.good}) for m in week.metrics]
    return {**raw, "week": str(week.week), "community_feels": list(week.community_feels), "metrics": metrics}


def _week(raw: Mapping[str, Any]) -> ShareWeek:
    whole = {name: f.whole(name, raw.get(name), 0, most) for name, most in _PLAIN.items()}
    return ShareWeek(
        week=_week_named(raw.get("week")),
        days_not_said=whole.pop("days_not_said") or 0,
        hours=f.number("hours", raw.get("hours"), 0, HOURS),
        usual_hours=f.number("usual_hours", raw.get("usual_hours"), 0, HOURS),
        workload=f.number("workload", raw.get("workload"), 1, 5),
        community=f.number("community", raw.get("community"), 1, 5),
        community_feels=f.words("community_feels", raw.get("community_feels"), LINE),
        metrics=f.each("metrics", raw.get("metrics"), _metric),
        mood=_against("mood", raw.get("mood")),
        energy=_against("energy", raw.get("energy")),
        **whole,
    )


def _week_named(value: object) -> Week:
    try:
        if isinstance(value, str) and _WEEK.fullmatch(value):
            week = Week.of(Week(int(value[:4]), int(value[6:])).monday)
            if str(week) == value and week.monday >= f.EARLIEST and week.sunday <= f.LATEST:
                return week
    except ValueError:
        pass
    raise Refused("week", "must be a week such as 2026-W47")


def _against(name: str, value: object) -> Any:
    return f.choice(name, value, AGAINST)


def _metric(raw: Mapping[str, Any]) -> ShareMetric:
    return ShareMetric(
        f.required("name", f.line("name", raw.get("name"), PERSON)),
        f.required("mean", f.number("mean", raw.get("mean"), -1e12, 1e12)),
        f.line("unit", raw.get("unit"), PERSON) or "",
        f.choice("good", raw.get("good"), ("up", "down")) or "",
    )


# Wins, escalations, asks


def _win_raw(win: ShareWin) -> dict[str, Any]:
    return {"id": win.id, "day": win.day.isoformat(), "text": win.text, "kind": win.kind, "from": win.sender}


def _win(raw: Mapping[str, Any]) -> ShareWin:
    return ShareWin(
        f.required("id", f.record_id("id", raw.get("id"))),
        f.required("day", f.day("day", raw.get("day"))),
        f.required("text", f.line("text", raw.get("text"))),
        f.choice("kind", raw.get("kind"), WIN_KINDS) or "",
        f.line("from", raw.get("from"), PERSON) or "",
    )


def _escalation_raw(one: ShareEscalation) -> dict[str, Any]:
    raw = {part.name: getattr(one, part.name) for part in fields_of(one)}
    resolved = one.resolved.isoformat() if one.resolved else None
    return {**raw, "opened": one.opened.isoformat(), "resolved": resolved}


def _escalation(raw: Mapping[str, Any]) -> ShareEscalation:
    return ShareEscalation(
        id=f.required("id", f.record_id("id", raw.get("id"))),
        title=f.required("title", f.line("title", raw.get("title"))),
        opened=f.required("opened", f.day("opened", raw.get("opened"))),
        kind=f.choice("kind", raw.get("kind"), ESCALATION_KINDS) or "",
        severity=f.rating("severity", raw.get("severity")),
        status=f.choice("status", raw.get("status"), STATUSES) or "open",
        resolved=f.day("resolved", raw.get("resolved")),
        minutes=f.whole("minutes", raw.get("minutes"), 0, MINUTES),
        could_wait=f.flag("could_wait", raw.get("could_wait")),
        cause=f.line("cause", raw.get("cause")) or "",
        handed_to=f.line("handed_to", raw.get("handed_to")) or "",
        outcome=f.prose("outcome", raw.get("outcome"), NOTE) or "",
        out_of_hours=f.flag("out_of_hours", raw.get("out_of_hours")),
    )
