"""The records of a form: only those that differ, with ids."""

from __future__ import annotations

from datetime import date, timedelta

from cmcheckin.checkin import escalations, wins, workload
from cmcheckin.checkin.form import CheckinForm, FollowUp
from cmcheckin.checkin.saving import IdAllocator, records_to_save
from cmcheckin.domain.checkin import CheckIn, Win
from cmcheckin.domain.fields import Key
from cmcheckin.domain.records import Record
from cmcheckin.domain.schedule import Schedule
from tests.checkin.form_examples import FRIDAY, NOW, escalation, make_form


def free(prefix: str) -> IdAllocator:
    """Return free ids as a journal does: the same ones until they are used."""

    def allocate(day: date, count: int) -> tuple[str, ...]:
        return tuple(f"{prefix}-{day:%Y-%m-%d}-{n}-3f9a" for n in range(1, count + 1))

    return IdAllocator(allocate, allocate)


def become(of: CheckinForm) -> tuple[Record, ...]:
    return records_to_save(of, NOW, free("x"))


def saved_form(*carried: object) -> CheckinForm:
    """Return a form for a Friday that was saved already."""
    kept = CheckIn(FRIDAY, logged_at=NOW - timedelta(hours=1), mood=3)
    return make_form(checkin=kept, base={kept.key: kept})


def test_an_unchanged_form_gives_no_records() -> None:
    assert become(make_form(escalation())) == ()
    assert become(saved_form()) == ()
    assert become(escalations.answer(make_form(escalation()), 0, "open", NOW)) == ()


def test_a_row_counts_only_once_confirmed() -> None:
    assert become(workload.confirm(make_form(), 0, Schedule(), None)) == (make_form().days[0].workday,)


def test_a_check_in_keeps_the_time_it_was_first_logged() -> None:
    (made,) = become(make_form().with_answers(mood=4))
    assert made == CheckIn(FRIDAY, logged_at=NOW, mood=4)
    (changed,) = become(saved_form().with_answers(mood=4))
    assert changed == CheckIn(FRIDAY, logged_at=NOW - timedelta(hours=1), mood=4)


def test_an_imported_check_in_without_its_time_is_left_alone() -> None:
    kept = CheckIn(FRIDAY, mood=3)
    opened = make_form(checkin=kept, base={kept.key: kept})
    assert become(opened) == ()
    assert become(workload.confirm(opened, 0, Schedule(), None)) == (opened.days[0].workday,)


def test_an_answer_that_was_reverted_is_reverted_in_the_journal() -> None:
    (emptied,) = become(saved_form().with_answers(mood=None))
    assert emptied == CheckIn(FRIDAY, logged_at=NOW - timedelta(hours=1))


def test_new_wins_and_escalations_get_ids() -> None:
    full = wins.add(wins.add(make_form(), "one"), "two")
    full = escalations.add(full, "today", NOW)
    full = escalations.add(full, "yesterday", NOW - timedelta(1))
    full = escalations.add(full, "today too", NOW)
    *new, checkin = become(full)
    assert [item.key.id for item in new] == ["x-2026-11-20-1-3f9a", "x-2026-11-19-1-3f9a", "x-2026-11-20-2-3f9a"]
    assert isinstance(checkin, CheckIn)
    assert [win.id for win in checkin.wins] == ["x-2026-11-20-1-3f9a", "x-2026-11-20-2-3f9a"]


def test_a_look_back_changes_the_earlier_check_in() -> None:
    earlier = CheckIn(FRIDAY - timedelta(30), wins=(Win("Docs", "w-1", long_term=True),))
    begun = make_form(follow_ups=(FollowUp(earlier.date, earlier.wins[0], 30),))
    begun = begun._replace(base={**begun.base, earlier.key: earlier})
    assert become(begun) == ()
    (changed,) = become(wins.answer_follow_up(begun, 0, holds=True))
    assert isinstance(changed, CheckIn)
    assert changed.date == earlier.date
    assert changed.wins[0].checks[0].holds is True


def test_a_new_form_has_no_answers() -> None:
    assert not make_form(escalation()).has_answers
    assert not saved_form().has_answers
    assert make_form().with_answers(mood=3).has_answers
    assert not make_form().with_answers(mood=3).with_answers(mood=None).has_answers
    assert Key("checkin", "2026-11-20") in make_form().base
