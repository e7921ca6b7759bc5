"""The one-to-one of a person: what is new since the last talk, questions that vary, and the page as Markdown."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from cmcheckin.sharing.follow_up import Asked, FollowUp, Mark, PersonFollowUp, item_key
from cmcheckin.sharing.one_to_one import FIRST_DAYS, OneToOne, one_to_one, responses_in
from cmcheckin.sharing.one_to_one_page import NEWS, render_one_to_one, sections
from cmcheckin.sharing.ranges import RangeMark
from cmcheckin.sharing.review_questions import MAX_QUESTIONS, candidates, questions
from cmcheckin.sharing.share_file import Reply, ShareEscalation, ShareFile, ShareLeave, ShareResponse, ShareWin
from cmcheckin.sharing.team import Person, build_person, build_team, find_people, with_team_questions
from tests.sharing.team_examples import LAST, NAMES, person, share
from tests.sharing.test_team import TODAY, bare, open_one, weeks

TALK = date(2026, 11, 9)
HOSTILE = "Ada\x1b]52;c;eA==\x07 [x](javascript:1) <script> **b** | a\n# b"


def of_person(*files: ShareFile) -> Person:
    """Return a person from these files, the newest first, asked as if they were the whole team."""
    return with_team_questions([build_person(files, TODAY)], FollowUp())[0]


def talk_of(files: list[ShareFile], notes: PersonFollowUp | None = None) -> OneToOne:
    """Return the one-to-one from `files`, the newest first."""
    return one_to_one(of_person(*files), notes or PersonFollowUp(), (), responses_in(files), TODAY)


def talked(*asked: Asked, on: date = TALK) -> PersonFollowUp:
    """Return notes after one talk."""
    return PersonFollowUp("Quieter weeks").talked(on, asked)


# What is new


def test_only_what_came_after_the_last_talk_is_new() -> None:
    files = [share(0, back) for back in range(12)]
    talk = talk_of(files, talked())
    assert {week.week.sunday >= TALK for week in talk.weeks} == {True}
    assert len(talk.weeks) == 2
    assert min(win.day for win in talk.wins) >= TALK
    assert all(held.item.opened >= TALK for held in talk.opened)
    assert all(held.item.opened < TALK for held in talk.still_open)
    assert talk.last_talk == talk.since == TALK


def test_before_the_first_talk_the_last_weeks_are_new() -> None:
    talk = talk_of([share(0, back) for back in range(12)])
    assert talk.last_talk is None
    assert talk.since == talk.made - timedelta(FIRST_DAYS)
    assert len(talk.weeks) == 5


def test_what_was_resolved_since_is_new_however_old_it_is() -> None:
    old = open_one("e-old", 90, status="resolved", resolved=TALK + timedelta(2))
    older = open_one("e-older", 90, status="resolved", resolved=TALK - timedelta(2))
    ask = replace(open_one("a-1", 60, None, kind="ask"), status="resolved", resolved=TALK + timedelta(3))
    talk = talk_of([bare(escalations=(old, older), asks=(ask,))], talked())
    assert [held.item.id for held in talk.resolved] == ["a-1", "e-old"]


def test_answers_come_with_the_reply_they_are_to() -> None:
    response = ShareResponse("r-1", "question", "Thursday is better", TALK + timedelta(2))
    files = [bare(responses=(response,)), bare(responses=(replace(response, text="Older"),))]
    reply = Reply("r-1", "p-1", "question", "Would Friday help?", datetime(2026, 11, 8, 9, tzinfo=UTC))
    talk = one_to_one(of_person(*files), talked(), [reply], responses_in(files), TODAY)
    assert talk.responses == ((response, reply),)
    assert "to your question “Would Friday help?”" in render_one_to_one(talk, "Ada")
    assert one_to_one(of_person(*files), talked(on=TODAY), [reply], responses_in(files), TODAY).responses == ()


def test_an_open_ask_that_was_answered_says_when() -> None:
    ask = open_one("a-1", 9, None, kind="ask")
    answer = Reply("r-1", "p-1", "answer", "From March", datetime(2026, 11, 20, 9, tzinfo=UTC), "a-1")
    person = of_person(bare(asks=(ask,), help="Captions"))
    page = render_one_to_one(one_to_one(person, PersonFollowUp(), [answer], (), TODAY), "Ada")
    assert "answered 20 Nov)" in page
    assert "They wrote" not in page, "the question says it"
    marks = {item_key("item", person.row.person, "a-1"): Mark("answered", date(2026, 11, 19))}
    [held] = one_to_one(person, PersonFollowUp(), [], (), TODAY, marks).asks
    assert held.mark == Mark("answered", date(2026, 11, 19))


def test_leave_that_is_over_is_left_out() -> None:
    over = ShareLeave(TODAY - timedelta(3), TODAY - timedelta(1), 1)
    ahead = ShareLeave(TODAY, TODAY + timedelta(4), 5)
    assert talk_of([bare(leave=(over, ahead))]).leave == (ahead,)


def test_open_action_items_come_first_and_those_done_since_the_talk_stay() -> None:
    notes = PersonFollowUp().add_action("a", "Old", TALK).add_action("b", "New", TALK).add_action("c", "Older", TALK)
    notes = notes.finish_action("c", TALK - timedelta(1)).talked(TALK).finish_action("a", TODAY)
    assert [action.id for action in talk_of([share(0)], notes).actions] == ["b", "a"]


def test_after_a_talk_without_a_new_file_nothing_is_new() -> None:
    talk = talk_of([bare(made=datetime(2026, 11, 8, 9, tzinfo=UTC), weeks=())], talked())
    assert not [section for section in sections(talk) if section.key in NEWS]
    assert "Nothing was shared since your last talk." in render_one_to_one(talk, "Ada")


def test_a_figure_outside_the_normal_range_says_how() -> None:
    found = of_person(bare(weeks=weeks(40.0, 51.0)))
    mark = RangeMark("hours", 51.0, 38.0, 44.0, 11, LAST)
    talk = one_to_one(replace(found, marks=(mark,)), PersonFollowUp(), (), (), TODAY)
    [section] = [section for section in sections(talk) if section.key == "weeks"]
    assert section.entries[0].text == "51 h, outside their normal range of 38 to 44 h (11 weeks)"
    assert section.entries[1].text == "40 h in part of the week, usually 40 h"


# Questions


def test_a_question_asked_at_the_last_talk_is_left_out_unless_it_got_worse() -> None:
    file = bare(escalations=(open_one("e-1", 9, 4),), weeks=weeks(40.0, night_pings=3))
    found = candidates(file, file.weeks, TODAY)
    assert [question.kind for question in questions(found)] == ["open", "nights"]
    asked = [question.asked for question in found]
    assert questions(found, asked) == ()
    worse = candidates(replace(file, weeks=weeks(40.0, night_pings=4)), weeks(40.0, night_pings=4), TODAY)
    assert [question.kind for question in questions(worse, asked)] == ["nights"]
    severe = candidates(replace(file, escalations=(open_one("e-1", 9, 5),)), file.weeks, TODAY)
    assert [question.kind for question in questions(severe, asked)] == ["open"]


def test_another_win_or_escalation_takes_the_place_of_the_one_asked_about() -> None:
    wins = tuple(ShareWin(f"w-{n}", LAST.monday + timedelta(n), f"Win {n}", "event") for n in range(2))
    file = bare(wins=wins, escalations=(open_one("e-1", 30, 5), open_one("e-2", 20, 4)))
    found = candidates(file, (), TODAY)
    first = questions(found)
    second = questions(found, [question.asked for question in first])
    assert [(one.kind, one.about) for one in first] == [("open", "e-1"), ("win", "w-1")]
    assert [(one.kind, one.about) for one in second] == [("open", "e-2"), ("win", "w-0")]


def test_an_ask_that_waits_another_two_weeks_counts_as_worse() -> None:
    file = bare(asks=(open_one("a-1", 20, None, kind="ask"),))
    asked = [question.asked for question in candidates(file, (), TODAY)]
    assert questions(candidates(file, (), TODAY + timedelta(7)), asked) == ()
    assert [one.kind for one in questions(candidates(file, (), TODAY + timedelta(10)), asked)] == ["asks"]


def test_a_long_week_within_the_normal_range_is_not_asked_about() -> None:
    hours = (40.0, 48.0, 41.0, 47.0, 40.0, 48.0, 49.0, 48.0)
    file = bare(weeks=weeks(*hours))
    assert "hours" not in {one.kind for one in candidates(file, file.weeks, TODAY)}
    mark = RangeMark("hours", 56.0, 39.0, 50.0, 7, LAST)
    [found] = [one for one in candidates(file, file.weeks, TODAY, marks=[mark]) if one.kind == "hours"]
    assert "56" in found.text or "47" in found.text
    assert found.evidence == "Week 47: 56 h, outside their normal range of 39 to 50 h (7 weeks)"


@pytest.mark.parametrize("size", [8, 30])
def test_no_two_people_of_a_team_are_asked_alike_while_there_are_other_words(size: int) -> None:
    # Everybody shares the same: worst case.
    told = weeks(40.0, night_pings=3, after_hours_minutes=200, support_minutes=150)
    people = [of_person(bare(person=f"p-{n}", name=f"Person {n}", weeks=told)) for n in range(size)]
    asked = with_team_questions(people, FollowUp())
    texts = Counter(question.text for each in asked for question in each.questions)
    assert max(texts.values()) <= -(-size // 3)
    if size == 8:
        kinds = Counter(tuple(question.kind for question in each.questions) for each in asked)
        assert len(kinds) > 1


def test_the_made_up_team_is_asked_something_different_each() -> None:
    people = [of_person(*(share(n, back) for back in range(6))) for n in range(12)]
    texts = [question.text for each in with_team_questions(people, FollowUp()) for question in each.questions]
    assert len(set(texts)) >= len(texts) - 1
    assert with_team_questions(people, FollowUp()) == with_team_questions(people, FollowUp())


def test_a_team_isnt_asked_again_what_was_asked_at_the_last_talk() -> None:
    each = of_person(bare(weeks=weeks(40.0, night_pings=3)))
    notes = FollowUp().with_person("p-1", PersonFollowUp().talked(TALK, [each.questions[0].asked]))
    assert with_team_questions([each], notes)[0].questions == ()


def test_there_are_at_most_three_questions() -> None:
    told = weeks(50.0, 50.0, night_pings=3, after_hours_minutes=200, support_minutes=150, days_off_worked=2)
    win = ShareWin("w", LAST.monday, "Meetup", "event")
    found = of_person(bare(help="A hand", weeks=told, wins=(win,), escalations=(open_one("e", 30, 5),))).questions
    assert [one.kind for one in found] == ["help", "open", "win"]
    assert len(found) == MAX_QUESTIONS


# The person


def test_people_are_found_by_id_name_or_a_part_of_it() -> None:
    rows = build_team([[share(n)] for n in range(12)], TODAY).rows
    assert [row.name for row in find_people(rows, person(3))] == [NAMES[3]]
    assert [row.name for row in find_people(rows, "ada okafor")] == ["Ada Okafor"]
    assert [row.name for row in find_people(rows, "YILMAZ")] == []
    assert [row.name for row in find_people(rows, "moreau")] == ["Ines Moreau"]
    assert len(find_people(rows, "a")) > 1
    assert find_people(rows, " ") == ()
    same = build_team([[bare(person=f"p-{n}{n}{n}{n}{n}", name="Ada")] for n in range(2)], TODAY).rows
    assert len(find_people(same, "Ada")) == 2
    assert [row.person for row in find_people(same, "Ada (p-1111)")] == ["p-11111"]


# Markdown


def test_the_page_has_everything_under_headings_and_notes_say_they_are_private() -> None:
    notes = PersonFollowUp("Old notes").add_action("a", "Find cover", TALK).talked(TALK).with_note("New\n\nnotes")
    page = render_one_to_one(talk_of([share(0, back) for back in range(3)], notes), "Ada")
    assert page.startswith("# One-to-one with Ada\n\nLast talk on 9 November 2026. Shared on 22 November 2026.\n")
    assert "## Your notes (private" in page
    assert "## Earlier talks (private)" in page
    assert "- [ ] Find cover (since 9 Nov)" in page
    assert "Old notes" in page
    assert "New\n\nnotes" in page
    without = render_one_to_one(talk_of([share(0)], notes), "Ada", with_notes=False)
    assert not {"private", "Old notes", "New", "Find cover"} & {*without.split(), *without.split("\n")}
    assert "notes" not in without


def test_hostile_text_is_only_text_in_the_page() -> None:
    held = ShareEscalation("e", HOSTILE, TODAY, HOSTILE, 5, handed_to=HOSTILE, outcome=HOSTILE, cause=HOSTILE)
    file = bare(
        name=HOSTILE, help=HOSTILE, escalations=(held,), asks=(replace(held, severity=None, kind="ask"),),
        wins=(ShareWin("w", TODAY, HOSTILE, "thanks", HOSTILE),),
        responses=(ShareResponse("r", HOSTILE, HOSTILE, TODAY),),
    )  # fmt: skip
    notes = PersonFollowUp(HOSTILE).add_action("a", HOSTILE, TODAY)
    page = render_one_to_one(talk_of([file], notes), HOSTILE)
    assert "\x1b" not in page
    assert "<script>" not in page
    assert "[x](javascript" not in page
    assert "**b**" not in page
    assert "\n# b" not in page.replace("# One-to-one", "", 1)
