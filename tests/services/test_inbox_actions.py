"""What is done with a reply: one change each, with a copy of the reply, and nothing of another window is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from cmcheckin.checkin import wins
from cmcheckin.checkin.form import CheckinForm
from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.reply_state import ReplyState
from cmcheckin.domain.week import Week
from cmcheckin.domain.workday import Workday
from cmcheckin.journal import Journal
from cmcheckin.services import checkin_session
from cmcheckin.services import inbox_actions as actions
from cmcheckin.services.inbox import InboxReply, add_praise
from cmcheckin.settings import Settings
from cmcheckin.sharing.share_file import Reply
from tests.journal.pair import Pair
from tests.services.test_inbox import Shared

NOW = datetime.fromisoformat("2026-11-20T08:30:00+01:00")
TODAY = NOW.date()
MADE = datetime(2026, 11, 19, 16, tzinfo=UTC)
THANKS = Reply("r-1", "p-me", "thanks", "So\npatient", MADE, sender="Kim")
OFFER = Reply("r-2", "p-me", "time", "Take both", MADE, sender="Kim", first=date(2026, 12, 3), last=date(2026, 12, 4))
QUESTION = Reply("r-3", "p-me", "question", "Would Thursday help?", MADE, sender="Kim")


@pytest.fixture
def home(tmp_path: Path) -> Shared:
    found = Shared(tmp_path)
    found.come(THANKS, OFFER, QUESTION)
    return found


def item(home: Shared, id_: str) -> InboxReply:
    return next(one for one in home.inbox.replies if one.reply.id == id_)


def saved(journal: Journal, id_: str) -> ReplyState:
    return next(one for one in journal.reply_states() if one.reply.startswith(f"{id_}."))


def test_each_action_saves_a_copy_of_the_reply(home: Shared) -> None:
    journal = home.journal()
    actions.mark_read(journal, [item(home, "r-2")], NOW)
    state = saved(journal, "r-2")
    assert (state.state, state.at, state.kind, state.sender, state.text) == ("read", NOW, "time", "Kim", "Take both")
    assert (state.made, state.first, state.last) == (MADE, date(2026, 12, 3), date(2026, 12, 4))


def test_thanks_become_a_win_of_today_and_undo_takes_both_back(home: Shared) -> None:
    journal = home.journal()
    assert actions.keep_as_praise(journal, item(home, "r-1"), NOW)
    checkin = journal.checkin(TODAY)
    assert checkin is not None and checkin.logged_at == NOW
    [win] = checkin.wins
    assert (win.text, win.kind, win.sender) == ("So patient", "thanks", "Kim")
    assert saved(journal, "r-1").win == win.id
    assert not actions.keep_as_praise(journal, item(home, "r-1"), NOW)
    journal.undo()
    assert journal.checkin(TODAY) is None
    assert len(journal.reply_states()) == 0
    for other in ("r-2", "r-3"):
        with pytest.raises(Refused):
            actions.keep_as_praise(journal, item(home, other), NOW)


def test_thanks_whose_win_was_deleted_can_be_kept_again(home: Shared) -> None:
    journal = home.journal()
    actions.keep_as_praise(journal, item(home, "r-1"), NOW)
    checkin = journal.checkin(TODAY)
    assert checkin is not None
    journal.save([checkin._replace(wins=(), mood=4)], why="edit")
    assert actions.keep_as_praise(journal, item(home, "r-1"), NOW)
    again = journal.checkin(TODAY)
    assert again is not None and (len(again.wins), again.mood) == (1, 4)


def test_thanks_kept_in_the_open_check_in_are_saved_with_it_as_one_change(home: Shared) -> None:
    journal = home.journal()
    thanks = item(home, "r-1")
    form = add_praise(home.open_session().form, thanks)
    checkin_session.save(
        journal, form, home.clock, also=lambda at, checkin: actions.kept_states(at, checkin, [thanks], NOW)
    )
    checkin = journal.checkin(TODAY)
    assert checkin is not None
    assert (saved(journal, "r-1").state, saved(journal, "r-1").win) == ("kept", checkin.wins[0].id)
    journal.undo()
    assert len(journal.everything()) == 0


def test_leave_is_planned_with_the_state_and_never_over_logged_work(home: Shared) -> None:
    journal = home.journal()
    thursday, friday = date(2026, 12, 3), date(2026, 12, 4)
    journal.save([Workday(friday, "work", 4)], why="log")
    done = actions.plan_leave(journal, home.settings.schedule, item(home, "r-2"), thursday, friday, NOW)
    assert (done.changed, [day.date for day in done.kept]) == ((thursday,), [friday])
    state = saved(journal, "r-2")
    assert (state.state, state.leave_from, state.leave_to) == ("acted", thursday, friday)
    journal.undo()
    assert journal.workday(thursday) is None
    assert len(journal.reply_states()) == 0
    done = actions.plan_leave(journal, home.settings.schedule, item(home, "r-2"), friday, friday, NOW)
    assert (done.changed, len(journal.reply_states())) == ((), 0)
    past, saturday = date(2026, 11, 3), date(2026, 12, 5)
    for first, last in ((friday, thursday), (past, past), (saturday, saturday)):
        with pytest.raises(Refused):
            actions.plan_leave(journal, home.settings.schedule, item(home, "r-2"), first, last, NOW)


def test_an_answer_replaces_an_earlier_one_and_its_draft_survives_until_then(home: Shared) -> None:
    journal, question = home.journal(), item(home, "r-3")
    actions.save_answer_draft(journal, question, "Thursd")
    assert actions.load_answer_draft(home.journal(), question) == "Thursd"
    [draft] = home.drafts
    assert (home.paths.drafts / draft).stat().st_mode & 0o777 == 0o600
    for wrong in ("", " \n", "x" * 2001):
        with pytest.raises(Refused):
            actions.answer(journal, question, wrong, NOW)
    actions.answer(journal, question, "Thursday\x1b[31m helps", NOW)
    assert (home.drafts, actions.load_answer_draft(journal, question)) == ([], "")
    actions.mark_shared(journal, ["r-3"], TODAY)
    state = saved(journal, "r-3")
    assert "\x1b" not in str(state.answer)
    actions.answer(journal, question, str(state.answer), NOW + timedelta(hours=1))  # the same, so still shared
    assert saved(journal, "r-3") == state
    assert (state.answered_at, state.shared, state.state) == (NOW, TODAY, "acted")
    actions.answer(journal, question, "Friday", NOW + timedelta(hours=2))
    state = saved(journal, "r-3")
    assert (state.answer, state.answered_at, state.shared) == ("Friday", NOW + timedelta(hours=2), None)


def test_an_answer_is_shared_once_and_again_with_the_same_days(home: Shared) -> None:
    journal = home.journal()
    assert actions.responses_to_share(journal, TODAY) == ()
    actions.answer(journal, item(home, "r-3"), "Thursday", NOW)
    actions.answer(journal, item(home, "r-1"), "Thank you", NOW - timedelta(hours=1))
    found = actions.responses_to_share(journal, TODAY)
    assert [(one.reply, one.kind, one.text, one.made) for one in found] == [
        ("r-1", "thanks", "Thank you", TODAY), ("r-3", "question", "Thursday", TODAY),
    ]  # fmt: skip
    actions.mark_shared(journal, ["r-3"], TODAY)
    assert len(actions.responses_to_share(journal, TODAY - timedelta(4))) == 2
    assert [one.reply for one in actions.responses_to_share(journal, TODAY + timedelta(1))] == ["r-1"]
    journal.undo()
    assert len(actions.responses_to_share(journal, TODAY + timedelta(1))) == 2


def test_an_answer_doesnt_come_with_every_share_of_the_week_before(home: Shared) -> None:
    journal, monday = home.journal(), Week.of(TODAY).monday
    actions.answer(journal, item(home, "r-3"), "Thursday", NOW)
    shared = []
    for later in range(4):
        found = actions.responses_to_share(journal, monday + timedelta(7 * later - 7))
        shared.append(len(found))
        actions.mark_shared(journal, [one.reply for one in found], monday + timedelta(7 * later))
    assert shared == [1, 1, 0, 0], "once more, as the days of the second share have the day of the first"
    assert saved(journal, "r-3").shared == monday


def test_what_another_window_did_meanwhile_stays(home: Shared) -> None:
    seen = item(home, "r-3")
    actions.answer(home.journal(), seen, "Thursday", NOW)
    assert actions.mark_read(home.journal(), [seen], NOW + timedelta(1)) == 0
    state = saved(home.journal(), "r-3")
    assert (state.state, state.answer, state.at) == ("acted", "Thursday", NOW)


def test_two_devices_keep_what_each_did(home: Shared) -> None:
    thanks = item(home, "r-1")
    laptop, phone = home.journal(), home.journal("phone-77aa")
    actions.mark_read(laptop, [thanks], NOW)
    actions.keep_as_praise(phone, thanks, NOW)
    assert item(home, "r-1").state == "kept"
    assert item(home, "r-1").is_kept
    assert laptop.conflicts() == ()


def test_hostile_ids_build_no_path_and_long_ones_are_cut(home: Shared) -> None:
    journal = home.journal()
    for id_ in ("../../x", "a/b", "x" * 128):
        one = InboxReply(replace(QUESTION, id=id_), "")
        actions.save_answer_draft(journal, one, "typed")
        actions.answer(journal, one, "yes", NOW)
    assert len(journal.reply_states()) == 3
    assert {response.reply for response in actions.responses_to_share(journal, TODAY)} == {"../../x", "a/b", "x" * 100}
    assert not list(home.paths.data.parent.glob("x*"))


def test_thanks_kept_on_two_devices_before_they_sync_are_one_win(tmp_path: Path) -> None:
    pair, thanks = Pair(tmp_path), InboxReply(THANKS, "")
    actions.keep_as_praise(pair.laptop, thanks, NOW)
    form = add_praise(CheckinForm(TODAY, CheckIn(TODAY)), thanks)  # in the open check-in of the other
    checkin_session.save(
        pair.phone, form, pair.phone.clock, also=lambda at, checkin: actions.kept_states(at, checkin, [thanks], NOW)
    )
    pair.sync()
    found = pair.phone.checkin(TODAY)
    assert found is not None and [win.text for win in found.wins] == ["So patient"]
    assert [one.field for one in pair.conflicts if one.field != ("logged_at",)] == []
    assert saved(pair.laptop, "r-1").win == found.wins[0].id


def test_thanks_whose_text_was_changed_are_not_added_again(home: Shared) -> None:
    thanks = item(home, "r-1")
    form = add_praise(home.open_session().form, thanks)
    form = wins.change(form, 0, text="So patient, said Kim")
    assert add_praise(form, thanks) == form


def test_leave_planned_meanwhile_from_the_same_reply_is_joined_or_refused(home: Shared) -> None:
    journal, stale, days = home.journal(), item(home, "r-2"), home.settings.schedule
    third, fourth, fifth = (date(2026, 12, day) for day in (2, 3, 4))
    actions.plan_leave(journal, days, stale, fourth, fifth, NOW)
    done = actions.plan_leave(home.journal(), days, stale, fourth, fifth, NOW)
    assert (done.changed, done.known) == ((), (fourth, fifth))
    with pytest.raises(Refused, match="already planned from this reply: Thu 3 to Fri 4 Dec"):
        actions.plan_leave(home.journal(), days, stale, third, third, NOW)
    assert home.journal().workday(third) is None
    actions.plan_leave(home.journal(), days, item(home, "r-2"), third, third, NOW)  # knowing of it
    assert saved(home.journal(), "r-2").leave_from == third


def test_leave_planned_on_two_devices_before_they_sync_is_one_range(tmp_path: Path) -> None:
    pair, offer = Pair(tmp_path), InboxReply(OFFER, "")
    wednesday, thursday, friday = (date(2026, 12, day) for day in (2, 3, 4))
    actions.plan_leave(pair.laptop, Settings().schedule, offer, thursday, friday, NOW)
    actions.plan_leave(pair.phone, Settings().schedule, offer, wednesday, thursday, NOW)
    pair.sync()
    assert pair.conflicts == ()
    state = saved(pair.phone, "r-2")
    assert (state.leave_from, state.leave_to) == (wednesday, friday)
    assert all(pair.laptop.workday(day) for day in (wednesday, thursday, friday))
