"""A search session: it reads the journal in steps, and again only what changed."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.fields import Key
from cmcheckin.domain.workday import Workday
from cmcheckin.search.entries import SearchDay
from cmcheckin.services.search import SearchSession
from cmcheckin.settings import Settings
from tests.services.session_home import FRIDAY, Home

WORDS = "the meetup again, and the price change"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home with a check-in every 30 days of three years, one six years before, and planned leave."""
    home = Home(tmp_path)
    days = [FRIDAY - timedelta(30 * n) for n in range(36)] + [FRIDAY - timedelta(3000)]
    notes = [CheckIn(day, mood=3, note=f"{WORDS} {day}", metrics={"signups": 4}) for day in days]
    home.journal().save([*notes, Workday(FRIDAY + timedelta(30), "leave")], why="test")
    return home


def open_session(home: Home) -> SearchSession:
    return SearchSession(home.journal(), Settings(), FRIDAY)


def test_nothing_is_read_before_it_is_asked_for(home: Home) -> None:
    session = open_session(home)
    assert (len(session.find("meetup")), session.is_complete, session.refresh()) == (0, False, False)
    assert session.journal.store.floor is None, "not even the files"


def test_each_step_adds_older_days_below_the_ones_before(home: Home) -> None:
    session = open_session(home)
    seen = [session.find("").days]
    while session.read_more():
        days = session.find("").days
        assert list(days[: len(seen[-1])]) == list(seen[-1])
        seen.append(days)
    assert 4 < len(seen) < 10
    dates = [day.date for day in session.find("").days]
    assert dates == sorted(dates, reverse=True)
    assert len(dates) == 38
    assert (dates[0], dates[-1]) == (FRIDAY + timedelta(30), FRIDAY - timedelta(3000))
    assert session.is_complete
    assert not session.read_more()


def test_reading_since_a_day_reads_no_further_than_needed(home: Home) -> None:
    session = open_session(home)
    session.read_all(FRIDAY - timedelta(100))
    assert not session.is_complete
    assert len(session.find("on:2026-11")) == 1
    assert len(session.find("meetup")) == 7


def test_typing_gives_the_same_as_searching_for_the_whole(home: Home) -> None:
    session = open_session(home)
    session.read_all()
    typed = 'meetup "price ch" from:2026-03 -on:2026-11 mood<=3 signups>3'
    for length in range(len(typed) + 1):
        fresh = open_session(home)
        fresh.read_all()
        assert [d.date for d in session.find(typed[:length]).days] == [d.date for d in fresh.find(typed[:length]).days]
    assert len(session.find(typed)) == 8


def folded_days(session: SearchSession) -> dict[date, SearchDay]:
    return {day.date: day for day in session.find("").days}


def test_after_a_change_only_the_changed_days_are_folded_again(home: Home) -> None:
    session = open_session(home)
    session.read_all()
    before = folded_days(session)
    assert not session.refresh()
    changed = FRIDAY - timedelta(60)
    home.save(type="checkin", date=f"{changed}", mood=5, wins=[{"text": "A win on another device"}])
    home.save(type="escalation", id="e-9", title="Outage", opened=f"{FRIDAY}T08:00:00+01:00")
    home.journal().save([], delete=[Key("checkin", f"{FRIDAY - timedelta(30)}")], why="test")
    assert session.refresh()
    after = folded_days(session)
    assert [day for day, found in after.items() if found is not before.get(day)] == [FRIDAY, changed]
    assert before.keys() - after.keys() == {FRIDAY - timedelta(30)}
    assert [day.date for day in session.find("another device").days] == [changed]
    assert [day.date for day in session.find("outage").days] == [FRIDAY]
    assert not session.refresh()


def test_an_update_of_an_old_open_escalation_is_found(home: Home) -> None:
    old = {
        "type": "escalation",
        "id": "e-1",
        "title": "Outage",
        "opened": "2026-02-01T08:00:00+01:00",
        "status": "open",
    }
    home.save(**old)
    session = open_session(home)
    session.read_all()
    home.save(**old, updates=[{"text": "the vendor answered"}])
    assert session.refresh()
    assert len(session.find("vendor")) == 1
    home.save(**{**old, "status": "resolved"}, outcome="a new contract")
    assert session.refresh()
    assert len(session.find("status:resolved contract")) == 1
    home.save(**{**old, "status": "resolved", "opened": "2026-03-01T08:00:00+01:00"}, outcome="two contracts")
    assert session.refresh()
    assert [day.date for day in session.find("two contracts").days] == [date(2026, 3, 1)]
    assert not session.refresh()


def test_words_that_are_forgotten_are_found_no_more(home: Home) -> None:
    session = open_session(home)
    session.read_all()
    assert len(session.find(f'"{FRIDAY}"')) == 1
    home.journal().forget(FRIDAY)
    assert session.refresh()
    assert len(session.find(f'"{FRIDAY}"')) == 0


def test_the_users_own_names_are_those_in_the_settings_and_in_the_records(home: Home) -> None:
    session = open_session(home)
    assert session.parse("signups>3").notes[0].text.startswith("“signups” isn't a filter")
    session.read_all()
    assert not session.parse("signups>3").notes
    assert len(session.find("signups>3")) == 37
    assert not session.parse("kind:advocacy").notes
