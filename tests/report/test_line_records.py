"""Lines of a report have different ids and the records they are based on, in their order."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from cmcheckin.domain.checkin import CheckIn, Community, Win
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.records import Record, Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.report.draft import draft_report
from cmcheckin.report.model import ReportLine
from cmcheckin.wording import report as words
from cmcheckin.wording.record_words import MOOD

MONDAY, SUNDAY, TODAY = date(2026, 11, 16), date(2026, 11, 22), date(2026, 11, 20)


def lines(*records: Record) -> dict[str, ReportLine]:
    """Return the lines of the report by id."""
    report = draft_report(Records.of(records), MONDAY, SUNDAY, TODAY, Schedule())
    return {line.id: line for line in report.lines}


def escalation(id_: str, day: int = 0, hour: int = 11, **fields: Any) -> Escalation:
    opened = datetime.combine(MONDAY + timedelta(day), time(hour), UTC)
    return Escalation(id_, f"Thread {id_}", opened, **fields)


def test_wins_of_one_id_are_numbered() -> None:
    days = [CheckIn(MONDAY + timedelta(n), wins=(Win(f"Win {n}", "w-1"),)) for n in range(4)]
    assert list(lines(*days)) == ["win-w-1", "win-w-1~2", "win-w-1~3", "win-w-1~4"]


def test_what_the_community_felt_has_the_check_ins_that_say_so() -> None:
    felt = ("calm", "tense", "calm", "")
    days = [CheckIn(MONDAY + timedelta(n), community=Community(None, text or None)) for n, text in enumerate(felt)]
    found = lines(*days)
    assert {id_: line.text for id_, line in found.items()} == {
        f"feels-{MONDAY}": "calm",
        f"feels-{MONDAY + timedelta(1)}": "tense",
    }
    assert [line.keys for line in found.values()] == [(days[0].key, days[2].key), (days[1].key,)]


def test_community_moods_are_in_the_order_of_their_number_and_then_the_best_first() -> None:
    moods = (3, 5, 1, 5, None)
    days = [CheckIn(MONDAY + timedelta(n), community=Community(mood)) for n, mood in enumerate(moods)]
    line = lines(*days)["felt"]
    assert line.text == words.community_mood([(MOOD[4], 2), (MOOD[2], 1), (MOOD[0], 1)], 4)
    assert line.keys == tuple(day.key for day in days[:4])


def test_escalations_are_counted_by_kind_with_those_of_no_kind_last() -> None:
    kinds = (None, "support", "conduct", "conduct", "press", None, None)
    found = [escalation(f"e-{n}", kind=kind, severity=n if n <= 5 else None) for n, kind in enumerate(kinds, 1)]
    by_kind = [("conduct", 2), ("press", 1), ("support", 1), ("", 3)]
    assert lines(*found)["came-in"].text == words.escalations_opened(7, by_kind, 1, 1)
    assert [id_ for id_ in lines(*found) if id_.startswith("grave-")] == ["grave-e-5", "grave-e-4"]


@pytest.mark.parametrize(("minutes", "has_own"), [((30, 30), True), ((30, 0), False), ((0, 0), False)])
def test_the_time_of_each_cause_has_a_line_if_there_are_two(minutes: tuple[int, int], has_own: bool) -> None:
    both = [escalation(f"e-{n}", n, cause=f"cause {n}", minutes=spent) for n, spent in enumerate(minutes)]
    found = [id_ for id_ in lines(*both) if id_.startswith("minutes-")]
    assert found == (["minutes-cause 0", "minutes-cause 1"] if has_own else [])


def test_causes_are_in_the_order_of_their_time_then_number_then_name() -> None:
    found = [
        *(escalation(f"a-{n}", cause="b", minutes=30) for n in range(2)),
        escalation("b-1", cause="c", minutes=60),
        escalation("b-2", cause="a", minutes=60),
        escalation("b-3", cause="d", minutes=90),
        escalation("b-4", minutes=300),
    ]
    ids = [id_ for id_ in lines(*found) if id_.startswith("minutes-")]
    assert ids == [f"minutes-{cause}" for cause in ("d", "b", "a", "c", "")]


def test_praise_is_counted_with_each_check_in_once() -> None:
    wins = (Win("So patient", "w-1", "thanks", "Ada"), Win("Well done", "w-2", "thanks"), Win("A guide", "w-3"))
    day = CheckIn(MONDAY, wins=wins)
    line = lines(day)["praise"]
    assert (line.keys, line.text) == ((day.key,), words.praise_received(2, ["Ada", ""]))


@pytest.mark.parametrize(("status", "is_there"), [("open", True), ("resolved", False)])
def test_an_ask_of_earlier_is_reported_while_it_waits(status: str, is_there: bool) -> None:
    assert ("ask-e-1" in lines(escalation("e-1", -3, kind="ask", status=status))) is is_there
