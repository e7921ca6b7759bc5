"""The summary of a form before it is saved."""

from __future__ import annotations

from datetime import date, time
from typing import get_type_hints

from hypothesis import given

from cmcheckin.checkin import escalations, review, wins, workload
from cmcheckin.checkin.form import CheckinForm, FollowUp
from cmcheckin.domain.checkin import CheckIn, Community, Win
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.workday import Workday
from cmcheckin.wording.record_words import workday_line
from tests.checkin.form_examples import FRIDAY, NOW, escalation, forms, make_form


def said(of: CheckinForm) -> dict[str, tuple[str, ...]]:
    return {line.label: line.texts for line in review.summary_lines(of) if line.is_answered}


def test_a_form_without_answers_is_summarised_neutrally() -> None:
    found = {line.label: line for line in review.summary_lines(make_form())}
    assert [found[name].texts for name in ("Workload", "Mood", "Energy")] == [("skipped",)] * 3
    assert found["Thu 19 Nov"].texts == ("not logged",)
    assert not any(line.is_answered for line in found.values())


def test_a_full_one() -> None:
    full = make_form(
        escalation("e-1", title="Spam wave"), follow_ups=(FollowUp(FRIDAY, Win("Docs", "w-1"), 30, holds=True),)
    )
    full = full.with_answers(
        workload=4, mood=3, energy=2, feelings=("tired", "proud"), metrics={"posts": 12}, note="a\nb"
    )
    full = full.with_answers(answers={"lunch": False, "one word": "calm"})
    full = full.with_answers(community=Community(4, "the meetup"))
    full = workload.confirm(full, 0, Schedule(), None, hours=9.5, after_hours_minutes=45)
    full = wins.change(wins.add(full, "So patient"), 0, kind="thanks", sender="Ada")
    full = wins.change(wins.add(full, "Meetup"), 1, kind="event")
    full = escalations.answer(full, 0, "resolved", NOW)
    full = escalations.turn_into_ask(escalations.add(full, "Dark mode", NOW), 0)
    assert said(full) == {
        "Workload": ("4 a lot",),
        "Thu 19 Nov": ("9.5 h, 45 min after hours",),
        "posts": ("12",),
        "Mood": ("3 okay",),
        "Energy": ("2 low",),
        "Feelings": ("tired, proud",),
        "Community": ("4 good · the meetup",),
        "Note": ("a", "b"),
        "lunch": ("no",),
        "one word": ("calm",),
        "Follow-up": ("Docs: still holds up",),
        "Wins": ("So patient (thanks, from Ada)", "Meetup (event)"),
        "Updated": ("Spam wave: resolved",),
        "New": ("Dark mode · ask",),
    }


def test_every_text_of_a_check_in_is_summarised() -> None:
    names = [name for name, kind in get_type_hints(CheckIn).items() if kind == str | None]
    full = make_form().with_answers(**{name: f"the {name} text" for name in names})
    texts = {text for line in said(full).values() for text in line}
    assert [name for name in names if f"the {name} text" not in texts] == []


def test_days_in_words() -> None:
    day = date(2026, 11, 19)
    assert workday_line(Workday(day, "off")) == "off"
    assert workday_line(Workday(day, "sick", after_hours_minutes=20)) == "sick, 20 min after hours"
    assert workday_line(Workday(day, "work", 8, time(9))) == "8 h, 09:00–"
    assert workday_line(Workday(day, "work")) == "work"


@given(forms())
def test_any_form_has_summary_lines(any_morning: CheckinForm) -> None:
    found = review.summary_lines(any_morning)
    assert all(line.label and line.texts for line in found)
    skipped = any_morning._replace(new_escalations=(), follow_ups=(), carried=(), days=())
    assert len(review.summary_lines(skipped)) <= len(found)
