"""Wins and selected figures in a share file: ids, kinds, senders, and figures that weren't selected."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from cmcheckin.domain.checkin import CheckIn, Community, Win
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.records import Record, Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.week import Week
from cmcheckin.domain.workday import Activity, Workday
from cmcheckin.sharing.builder import OWN_IDS, build_share
from cmcheckin.sharing.codec import read_share, share_bytes
from cmcheckin.sharing.share_file import FIELDS, Consent, ShareActivity, ShareWeek, ShareWin

WEEK = Week(2026, 47)
FIRST = WEEK.monday
NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
USES = (Activity("events", 2), Activity("admin"))


def wins(*found: Win, **consent: Any) -> tuple[ShareWin, ...]:
    selection = Consent(FIRST, WEEK.sunday, **{"fields": FIELDS, **consent})
    records = Records.of([CheckIn(FIRST, wins=found)])
    share = build_share(records, selection, "p-1", NOW, Schedule(), date(2026, 11, 23), secret=OWN_IDS)
    assert read_share(share_bytes(share)) == share
    return share.wins


def week_of(*fields: str) -> ShareWeek:
    """Return a week of one of everything, with only these fields selected."""
    opened = datetime(2026, 11, 17, 12, tzinfo=UTC)
    records: list[Record] = [
        Workday(FIRST, "work", 8.0, after_hours_minutes=30, activities=USES, peer_minutes=45),
        CheckIn(FIRST, mood=3, energy=3, workload=3, community=Community(4, "calm"), metrics={"members": 7.0}),
        Escalation("e-1", "Thread", opened, "support", 4, 30),
    ]
    selection = Consent(FIRST, WEEK.sunday, fields)
    [week] = build_share(
        Records.of(records), selection, "p-1", NOW, Schedule(), date(2026, 11, 23), secret=OWN_IDS
    ).weeks
    return week


def test_a_win_has_its_words_its_kind_and_its_sender() -> None:
    praise, plain = Win("So patient", "w-1", "thanks", "Ada"), Win("A guide")
    assert wins(praise, plain) == (
        ShareWin(f"w-{FIRST}-2", FIRST, "A guide"),
        ShareWin("w-1", FIRST, "So patient", "thanks", "Ada"),
    )
    assert wins(praise, plain, excluded=frozenset({f"w-{FIRST}-2"})) == wins(praise)
    assert wins(praise, fields=("hours",)) == ()


@pytest.mark.parametrize(
    ("text", "shared"),
    [
        ("So patient ", [("So patient", "Ada")]),
        ("Very patient", [("Very patient", "")]),
        ("", []),
        ("  ", []),
    ],
)
def test_a_reworded_win_has_no_sender_and_a_cleared_one_is_left_out(text: str, shared: list[tuple[str, str]]) -> None:
    found = wins(Win("So patient", "w-1", "thanks", "Ada"), texts={"w-1": text})
    assert [(win.text, win.sender) for win in found] == shared


def test_without_a_selected_field_a_week_has_nothing() -> None:
    assert week_of() == ShareWeek(WEEK)


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("hours", {"days_not_said": 6, "hours": 8.0, "days_worked": 1}),
        ("after_hours", {"days_not_said": 6, "after_hours_minutes": 30, "days_off_worked": 0}),
        ("nights", {"night_pings": 0}),
        ("workload", {"workload": 3.0}),
        ("support", {"support_minutes": 30}),
        ("activities", {"activities": (ShareActivity("events", 2.0, 1), ShareActivity("admin", None, 1, 1))}),
        ("peers", {"peer_minutes": 45}),
        ("community", {"community": 4.0, "community_feels": ("calm",)}),
        ("escalations", {"escalations_opened": 1, "escalations_resolved": 0, "escalations_open": 1,
                         "minutes_on_escalations": 30, "could_have_waited": 0}),
        ("mood", {}),
        ("wins", {}),
    ],
)  # fmt: skip
def test_a_selected_field_brings_its_figures_and_no_others(field: str, expected: dict[str, Any]) -> None:
    assert week_of(field) == ShareWeek(WEEK, **expected)
    assert [metric.name for metric in week_of("metrics").metrics] == ["members"]
