"""The demo data: believable, always the same, and separate from the user's own data."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from cmcheckin.bootstrap import Program, program
from cmcheckin.checkin.wins import due_follow_ups
from cmcheckin.cli.demo import demo_program
from cmcheckin.cli.demo_data import demo_records
from cmcheckin.domain.checkin import WIN_KINDS
from cmcheckin.domain.escalation import ESCALATION_KINDS
from cmcheckin.domain.records import Records, decode, encode, refuse_future, same
from cmcheckin.insight.associations import find_associations
from cmcheckin.journal.errors import NothingToUndo
from cmcheckin.services.inbox import read_inbox
from tests.cli.cli_runs import Cli

ZONE = timezone(timedelta(hours=1))
FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize("today", [FRIDAY + timedelta(n) for n in range(7)] + [date(2027, 1, 3), date(2028, 2, 29)])
def test_the_demo_ends_before_the_check_in_of_any_day(today: date) -> None:
    kept = Records.of(demo_records(today, ZoneInfo("Europe/Berlin")))
    for record in kept:
        refuse_future(record, today)
        assert same(decode(json.loads(json.dumps(encode(record)))), record)
    assert len({record.key for record in kept}) == len(kept)
    assert kept.checkins.on(today) is None
    assert sum(item.unresolved for item in kept.escalations) == 3
    assert (today - kept.checkins.latest.date).days <= 3 if kept.checkins.latest else False


def test_the_demo_records_are_always_the_same() -> None:
    assert demo_records(FRIDAY, ZONE) == demo_records(FRIDAY, ZONE)
    assert demo_records(FRIDAY, ZONE, seed=8) != demo_records(FRIDAY, ZONE)


def test_the_demo_has_records_of_every_kind() -> None:
    kept = Records.of(demo_records(FRIDAY, ZONE))
    wins = [win for checkin in kept.checkins for win in checkin.wins]
    assert {win.kind for win in wins} == set(WIN_KINDS)
    assert all(win.sender for win in wins if win.kind == "thanks")
    assert sum(bool(win.long_term) for win in wins) >= 4
    assert due_follow_ups(kept.checkins, FRIDAY)
    assert {item.kind for item in kept.escalations} == set(ESCALATION_KINDS)
    assert {workday.kind for workday in kept.workdays} == {"work", "off", "leave", "sick"}
    assert sum(item.opened.hour < 6 or item.opened.hour >= 22 for item in kept.escalations) >= 5
    assert any(item.updates for item in kept.escalations)
    assert any(checkin.note for checkin in kept.checkins)
    assert all("first response" in checkin.metrics for checkin in kept.checkins)
    texts = Counter(win.text for win in wins if win.kind != "thanks")
    assert texts.most_common(1)[0][1] <= 2
    days = {workday.date for workday in kept.workdays}
    assert len([day for day in days if FRIDAY - day <= timedelta(180)]) < 180  # some days are unknown


def test_out_writes_what_import_reads(cli: Cli, tmp_path: Path) -> None:
    out = tmp_path / "demo.jsonl"
    assert cli("demo", "--out", str(out)).code == 0
    assert cli("demo", "--out", str(out)).code == 3
    assert cli("demo", "--out", "-").out == out.read_text()
    assert not cli.home.exists()
    assert cli("import", str(out)).code == 0
    assert cli("export").out == out.read_text()
    assert not re.search(r"[!?]{2}|lorem", out.read_text(), re.IGNORECASE)


def test_the_demo_has_a_home_of_its_own(cli: Cli, tmp_path: Path) -> None:
    cli.environ = {"XDG_STATE_HOME": str(tmp_path / "state")}
    own = demo_program(program(str(cli.home), cli.environment), tmp_path)
    assert own.journal.unresolved()
    assert own.settings.metrics
    assert not cli.home.exists()


@pytest.fixture
def own(cli: Cli, tmp_path: Path) -> Program:
    """The demo as its screens see it."""
    cli.environ = {"XDG_STATE_HOME": str(tmp_path / "state")}
    return demo_program(program(str(cli.home), cli.environment), tmp_path)


@pytest.mark.parametrize("back", range(7))
def test_the_demo_opens_on_a_friday_with_its_check_in_done_and_a_nudge(cli: Cli, tmp_path: Path, back: int) -> None:
    cli.now = f"2026-11-{26 - back}T10:00:00+01:00"
    own = demo_program(program(str(cli.home), cli.environment), tmp_path)
    today = own.clock.today()
    assert today.weekday() == 4
    assert 0 <= (date(2026, 11, 26 - back) - today).days < 7
    checkin = own.journal.checkin(today)
    assert checkin
    assert [(win.id or "")[:13] for win in checkin.wins] == [f"w-{today}-"[:13]]
    then = replace(cli, home=tmp_path, now=own.clock.now().isoformat())
    nudges = then("nudges", "--json").document["nudges"]
    assert [nudge["kind"] for nudge in nudges if nudge["shown"] and nudge["level"] != "note"] == ["night_pings"]


def test_undo_does_not_undo_the_demo_itself(own: Program) -> None:
    with pytest.raises(NothingToUndo):
        own.journal.undo()


def test_every_win_of_the_demo_is_a_sentence(own: Program) -> None:
    wins = [win for checkin in own.journal.between(date.min, date.max).checkins for win in checkin.wins]
    assert all(" " in win.text and " " not in (win.id or "") for win in wins)


def test_the_demo_has_a_pair_that_goes_together(own: Program) -> None:
    records = own.journal.between(date.min, date.max)
    today = own.clock.today()
    assert find_associations(records, today - timedelta(364), today - timedelta(1), own.settings.schedule)


def test_two_replies_wait_in_the_demo(own: Program) -> None:
    inbox = read_inbox(own.journal, own.settings, own.clock.now())
    assert [item.reply.kind for item in inbox.replies] == ["thanks", "answer"]
    assert len({item.reply.made for item in inbox.unread}) == 2, "their order doesn't depend on random ids"
    assert all(item.reply.sender for item in inbox.unread)
