"""The team view: order, open entries, and questions based on what was shared."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.sharing import team as the
from cmcheckin.sharing.review_questions import RULES, Question, candidates, questions
from cmcheckin.sharing.share_file import ShareEscalation, ShareFile, ShareWeek, ShareWin
from cmcheckin.sharing.team import Team, build_row, matching_items, sort_rows
from cmcheckin.sharing.team import build_person as person_of
from cmcheckin.wording import formats, review_questions
from cmcheckin.wording import review as words
from cmcheckin.wording.review_facts import Coverage, hours_with_usual
from tests.sharing.team_examples import LAST, share

TODAY = date(2026, 11, 23)


def team(files: Iterable[ShareFile], today: date) -> Team:
    """Return the overview of people with a file each."""
    return the.build_team([[one] for one in files], today)


def bare(**said: object) -> ShareFile:
    """Return a file with these fields only."""
    made = ShareFile("p-1", "Ada", datetime(2026, 11, 22, 9, tzinfo=UTC), LAST.monday, LAST.sunday)
    return replace(made, **said)  # type: ignore[arg-type]


def open_one(id_: str = "e-1", days: int = 5, severity: int | None = 4, **said: object) -> ShareEscalation:
    """Return an escalation that has been open for `days` days."""
    one = ShareEscalation(id_, f"Title {id_}", TODAY - timedelta(days), "conduct", severity)
    return replace(one, **said)  # type: ignore[arg-type]


def weeks(*hours: float, **said: object) -> tuple[ShareWeek, ...]:
    """Return the last weeks with these hours and a usual of forty."""
    made = [ShareWeek(LAST.shifted(n + 1 - len(hours)), hours=had, usual_hours=40.0) for n, had in enumerate(hours)]
    return tuple(replace(week, **said) for week in made)  # type: ignore[arg-type]


def asked_of(file: ShareFile, *args: Any) -> tuple[Question, ...]:
    """Return the questions for one person."""
    return questions(candidates(file, *args))


def kinds(file: ShareFile, told: tuple[ShareWeek, ...] | None = None) -> list[str]:
    """Return the kinds of the questions."""
    told = file.weeks if told is None else told
    return [one.kind for one in asked_of(replace(file, weeks=told[-1:]), told, TODAY)]


# The team


def test_open_escalations_are_sorted_by_severity_then_age() -> None:
    one = bare(escalations=(open_one("a", 3, 3), open_one("b", 9, 3), open_one("c", 1, 5)))
    two = bare(person="p-2", name="Ben", escalations=(open_one("d", 4, None), open_one("e", 2, 4, status="resolved")))
    found = team([two, one], TODAY)
    assert [held.item.id for held in found.open] == ["c", "b", "a", "d"]
    assert [held.days for held in found.open] == [1, 9, 3, 4]


def test_open_asks_are_sorted_by_age() -> None:
    asks = (
        open_one("a", 3, None, kind="ask"),
        open_one("b", 30, None, kind="ask"),
        open_one("c", 60, None, status="resolved"),
    )
    assert [held.item.id for held in team([bare(asks=asks)], TODAY).asks] == ["b", "a"]


def test_rows_are_sorted_by_name_by_default() -> None:
    found = team([bare(person=f"p-{name}", name=name) for name in ("zoe", "Ada", "ben")], TODAY)
    assert [one.name for one in found.rows] == ["Ada", "ben", "zoe"]


def test_people_with_the_same_name_get_their_ids() -> None:
    found = team(
        [bare(person=f"p-{n}{n}{n}{n}{n}", name=name) for n, name in enumerate(("Ada", "ada", "Ben", ""))], TODAY
    )
    assert [one.name for one in found.rows] == ["", "Ada (p-0000)", "ada (p-1111)", "Ben"]


def test_rows_are_sorted_by_name_or_by_what_needs_the_manager() -> None:
    rows = team([bare(person=f"p-{name}", name=name) for name in ("Zoe", "Cem", "Ada", "Moe")], TODAY).rows
    assert [one.name for one in sort_rows(rows)] == ["Ada", "Cem", "Moe", "Zoe"]
    needs = {"p-Zoe": ("asks", "recognition"), "p-Moe": ("recognition",), "p-Cem": ("asks",)}
    assert [one.name for one in sort_rows(rows, needs)] == ["Cem", "Zoe", "Moe", "Ada"]


def test_no_type_of_the_summary_has_a_place_for_a_rank_or_score() -> None:
    for kind in (type(build_row([share(0)])), type(team([], TODAY)), type(person_of([share(0)], TODAY))):
        assert not {name for name in kind.__dataclass_fields__ if "rank" in name or "score" in name}


def test_words_are_looked_for_in_names_titles_and_wins() -> None:
    rows = team([share(n) for n in range(12)], TODAY).rows
    assert [one.name for one in matching_items(rows, "ada")] == ["Ada Okafor"]
    assert [one.name for one in matching_items(rows, "  ")] == [one.name for one in rows]
    assert matching_items(rows, "ada nobody") == ()
    assert {held.item.title for held in matching_items(team([share(n) for n in range(12)], TODAY).open, "REFUND")} == {
        "Refund questions in the feature channel"
    }


def test_an_escalation_is_taken_from_the_newest_file() -> None:
    new = bare(escalations=(open_one("a", 9, status="resolved", resolved=TODAY),))
    old = bare(made=datetime(2026, 11, 10, 9, tzinfo=UTC), escalations=(open_one("a", 9), open_one("b", 12)))
    found = person_of([new, old], TODAY)
    assert [(one.id, one.status) for one in found.escalations] == [("b", "open"), ("a", "resolved")]


def test_an_open_entry_from_an_older_file_has_the_day_of_that_file() -> None:
    old, ago = bare(made=datetime(2026, 11, 1, 9, tzinfo=UTC)), date(2026, 11, 1)
    one, two = open_one("e-1", 40), open_one("e-2", 40)
    ended = open_one("e-3", 40, status="resolved")
    [held] = team([replace(old, escalations=(one, ended))], TODAY).open
    assert (held.days, held.stale_since) == (40, ago)
    assert team([bare(escalations=(one,))], TODAY).open[0].stale_since is None
    newest = bare(escalations=(one,))
    told = person_of([newest, replace(old, escalations=(one, two, ended))], TODAY).row.shared_on
    assert {key: day == ago for key, day in told.items()} == {"e-1": False, "e-2": True, "e-3": True}


def test_fields_missing_in_the_newest_file_come_from_the_newest_that_shares_them() -> None:
    newest = bare(fields=("hours",), weeks=weeks(40.0))
    old = bare(
        made=datetime(2026, 11, 8, 9, tzinfo=UTC),
        fields=("escalations", "asks"),
        escalations=(open_one("e-1", 40),),
        asks=(open_one("a-1", 40, None, kind="ask"),),
    )
    older = replace(old, made=datetime(2026, 11, 1, 9, tzinfo=UTC), escalations=(open_one("e-2", 60),), asks=())
    found = the.build_team([[newest, old, older]], TODAY)
    assert [(one.item.id, one.stale_since) for one in (*found.open, *found.asks)] == [
        ("e-1", date(2026, 11, 8)),
        ("a-1", date(2026, 11, 8)),
    ]
    assert found.rows[0].fields == ("hours", "escalations", "asks")
    assert found.rows[0].week == newest.weeks[0]
    asked = questions(person_of([newest, old, older], TODAY).candidates)
    assert [(one.kind, one.evidence[-18:]) for one in asked] == [
        ("open", ", as of 8 November"[-18:]),
        ("asks", ", as of 8 November"[-18:]),
    ]


@pytest.mark.parametrize(
    ("made", "first", "unsaid", "telling", "said"),
    [
        (LAST.sunday, LAST.monday, 0, "whole", "33 h, usually 40 h"),
        (LAST.monday + timedelta(4), LAST.monday, 0, "so far", "33 h so far, usually 40 h for these days"),
        (LAST.sunday, LAST.monday, 1, "in part", "33 h in part of the week, usually 40 h"),
        (LAST.sunday, LAST.monday + timedelta(1), 0, "in part", "33 h in part of the week, usually 40 h"),
    ],
)
def test_a_week_is_partial_while_current_or_with_unlogged_days(
    made: date, first: date, unsaid: int, telling: Coverage, said: str
) -> None:
    at = datetime(made.year, made.month, made.day, 9, tzinfo=UTC)
    share = bare(made=at, first=first, weeks=weeks(33.0, days_not_said=unsaid))
    found = build_row([share])
    assert found.coverage == telling
    assert person_of([share], TODAY).coverage == {LAST: telling}
    assert found.week is not None
    assert hours_with_usual(found.week.hours, found.week.usual_hours, found.coverage) == said


def test_weeks_of_no_file_have_their_place_among_the_last_ones() -> None:
    told = [ShareWeek(LAST.shifted(-back), hours=40.0) for back in (17, 9, 0)]
    found = the.calendar_weeks(told, 12)
    assert [week.week for week in found] == [LAST.shifted(-back) for back in range(11, -1, -1)]
    assert [n for n, week in enumerate(found) if week.hours] == [2, 11]
    assert len(the.calendar_weeks(told[1:], 12)) == 10
    assert the.calendar_weeks([], 12) == ()


def test_weeks_are_in_order_and_the_row_has_the_last_with_figures() -> None:
    empty = ShareWeek(LAST, days_not_said=7)
    found = person_of([bare(weeks=(*weeks(40.0, 41.0)[:1], empty))], TODAY)
    assert [week.week for week in found.weeks] == [LAST.shifted(-1), LAST]
    assert found.row.week is not None
    assert found.row.week.hours == 40.0


# The questions


def test_without_a_reason_there_is_no_question() -> None:
    assert kinds(bare(weeks=weeks(40.0, 40.0))) == []
    assert kinds(bare()) == []


def test_what_would_help_is_asked_about_first() -> None:
    file = bare(help="A second pair of hands", escalations=(open_one(severity=5),), weeks=weeks(48.0, 48.0))
    assert kinds(file) == ["help", "open", "hours"]


@pytest.mark.parametrize(
    ("severity", "days", "asked"),
    [(5, 1, True), (4, 2, False), (4, 3, True), (3, 10, True), (2, 90, False), (None, 20_000, False)],
)
def test_an_open_escalation_is_asked_about_by_severity_and_age(severity: int | None, days: int, asked: bool) -> None:
    assert ("open" in kinds(bare(escalations=(open_one(days=days, severity=severity),), weeks=weeks(40.0)))) is asked


@pytest.mark.parametrize(
    ("hours", "asked"),
    [((40.0, 44.0, 44.0), True), ((40.0, 40.0, 44.0), False), ((40.0, 40.0, 48.0), True), ((48.0, 48.0, 40.0), False)],
)
def test_long_weeks_are_asked_about_when_the_last_is_one_of_two_or_far_over(
    hours: tuple[float, ...], asked: bool
) -> None:
    assert ("hours" in kinds(bare(weeks=weeks(*hours)))) is asked


def test_weeks_before_the_last_three_are_not_asked_about() -> None:
    told = (*weeks(40.0, 40.0, 40.0, 40.0, 40.0)[:1], *weeks(40.0, 40.0))
    old = (replace(told[0], week=LAST.shifted(-8), night_pings=9), *told[1:])
    assert kinds(bare(weeks=old)) == []


def test_a_question_says_what_it_rests_on() -> None:
    found = asked_of(bare(weeks=weeks(46.0, 47.0)[1:]), weeks(46.0, 47.0), TODAY)[0]
    assert found.evidence == "46 h and 47 h in weeks 46 and 47, usually 40 h"


def test_a_win_is_asked_about_where_little_is_hard() -> None:
    win = ShareWin("w-1", LAST.monday, "Meetup filled in a day", "event")
    assert kinds(bare(wins=(win,), weeks=weeks(40.0))) == ["win"]
    ask = open_one("a", 20, None, kind="ask")
    assert kinds(bare(wins=(win,), asks=(ask,), weeks=weeks(40.0, could_have_waited=3, escalations_opened=4))) == [
        "asks",
        "waited",
        "win",
    ]


def test_an_answer_closes_no_ask_and_those_without_one_come_first() -> None:
    file = bare(asks=(open_one("a", 40, None, kind="ask"), open_one("b", 20, None, kind="ask")))
    assert "“Title b”" in asked_of(file, (), TODAY, {"a": "Kim"})[0].text
    [asked] = asked_of(file, (), TODAY, {"a": "Kim", "b": "Sam"})
    assert "“Title a”" in asked.text
    assert asked.evidence == "Waiting for 5 weeks; answered by Kim, according to the file"
    [asked] = asked_of(file, (), TODAY, {"a": "", "b": ""})
    assert asked.evidence == "Waiting for 5 weeks; an answer was sent"


def test_a_stale_open_entry_has_its_day() -> None:
    file = bare(escalations=(open_one("a", 12),), asks=(open_one("b", 20, None, kind="ask"),))
    assert [one.evidence for one in asked_of(file, (), TODAY)] == [
        "High, open for 12 days, not handed to anyone",
        "Waiting for 2 weeks",
    ]
    handed_off = bare(escalations=(replace(open_one("a", 12), status="handed-off"),))
    assert asked_of(handed_off, (), TODAY)[0].evidence == "High, open for 12 days, handed off"
    old = replace(file, made=datetime(2026, 11, 16, 9, tzinfo=UTC))
    assert [one.evidence[-19:] for one in asked_of(old, (), TODAY)] == [", as of 16 November"] * 2


def test_mood_is_asked_about_when_it_was_shared_and_never_as_a_number() -> None:
    found = asked_of(bare(weeks=weeks(40.0, mood="well below")), weeks(40.0, mood="well below"), TODAY)
    assert found[0].kind == "lower"
    assert "they chose to share this" in found[0].evidence


@given(st.integers(0, 300), st.integers(0, 60))
def test_there_are_at_most_three_of_different_kinds_and_each_has_evidence(n: int, back: int) -> None:
    found = questions(person_of([share(n, back), *(share(n, back + more) for more in range(1, 5))], TODAY).candidates)
    assert len(found) <= 3
    assert len({one.kind for one in found}) == len(found)
    assert all(one.text.endswith("?") and one.evidence for one in found)


@pytest.mark.parametrize(
    ("worked", "asked"), [((5, 5, 6), False), ((6, 5, 6), True), ((6, 6, 5), False), ((5, 5, 7), True)]
)
def test_weeks_without_days_off_are_asked_about(worked: tuple[int, ...], asked: bool) -> None:
    told = tuple(replace(week, days_worked=n) for week, n in zip(weeks(40.0, 40.0, 40.0), worked, strict=True))
    assert ("days" in kinds(bare(weeks=told), told)) is asked


@pytest.mark.parametrize(
    ("off", "asked"), [((0, 1, 1), True), ((1, 1, 0), False), ((0, 0, 1), False), ((None, 0, 2), True)]
)
def test_days_off_that_are_worked_again_and_again_are_asked_about(off: tuple[int | None, ...], asked: bool) -> None:
    told = tuple(replace(week, days_off_worked=n) for week, n in zip(weeks(40.0, 40.0, 40.0), off, strict=True))
    assert ("days" in kinds(bare(weeks=told), told)) is asked


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Meetup filled", "“Meetup filled”"),
        ("“So patient with us”", "“So patient with us”"),
        ('"So patient"', "“So patient”"),
        ("Sam wrote “you are the reason”", "“Sam wrote ‘you are the reason’”"),
        ("“Yes” and “no”", "“‘Yes’ and ‘no’”"),
        ("«Merci»", "“Merci”"),
        ("”", "“’”"),
    ],
)
def test_what_has_quotes_of_its_own_is_quoted_once(text: str, quoted: str) -> None:
    assert formats.quoted(text) == quoted
    assert f"What made {quoted} possible" in review_questions.win(text, LAST.monday, "").ways[0]


BLAME = re.compile(
    r"\b(why|must|should|fail\w*|miss\w*|normal\w*|scores?|rank\w*|have to|did(n't| not)|late|lazy)\b|!", re.I
)
SAID = (
    review_questions.help_asked("A hand"),
    review_questions.long_open("Spam wave", "high", 12, "open", ""),
    review_questions.ask_waiting("Single sign-on", 40, "product"),
    review_questions.long_weeks([LAST], [47.0], 40.0),
    review_questions.night_pings(3, [LAST]),
    review_questions.days_worked([6, 7], [LAST.shifted(-1), LAST]),
    review_questions.evenings(200, [LAST]),
    review_questions.could_have_waited(3, 5, [LAST]),
    review_questions.one_cause("price change", 3, 200),
    review_questions.support(150, [LAST]),
    review_questions.full_plate("too much", [LAST]),
    review_questions.light_plate("too little", [LAST]),
    review_questions.lower_than_usual(["mood", "energy"], LAST),
    review_questions.win("Meetup filled", LAST.monday, ""),
)


def test_every_rule_has_its_words() -> None:
    assert len(SAID) == len(RULES)


@pytest.mark.parametrize("said", SAID, ids=lambda said: said.ways[0][:30])
def test_no_question_blames_orders_or_ranks(said: review_questions.QuestionText) -> None:
    assert BLAME.findall(" ".join((*said.ways, said.evidence))) == []
    assert len(set(said.ways)) >= 2
    for way in said.ways:
        assert way.endswith("?")
        assert not re.search(r"\b(they|their)\b", way)  # it is said to the person, not about them
        assert len(way) <= 100  # two lines at most, beside their mark, even with a long title


LABELLED = st.lists(
    st.tuples(
        st.sampled_from(["Ada", "ada", "", "unnamed p-677b", "Ada (p-677b)", "Ada (p-677bx)"]),
        st.text("67b-x", max_size=24).map("p-677b".__add__),
    ),
    min_size=2,
    max_size=8,
    unique_by=lambda one: one[1],
)


@given(LABELLED)
def test_everybody_is_shown_by_a_label_of_their_own(people: list[tuple[str, str]]) -> None:
    files = [replace(share(n), name=name, person=id_) for n, (name, id_) in enumerate(people)]
    shown = [words.person_name(row.name, row.person).casefold() for row in team(files, TODAY).rows]
    assert len(set(shown)) == len(people)


@pytest.mark.parametrize("ends", [("1a", "2b"), ("1", "2")])
def test_crafted_ids_are_distinguished_in_the_narrow_column(ends: tuple[str, str]) -> None:
    ids = [f"p-677b{'0' * 30}{end}" for end in ends]
    name = "Maximiliane Mustermann"
    rows = team([replace(share(0), name=name, person=id_) for id_ in ids], TODAY).rows
    assert len({words.person_name_within(row.name, row.person, 15) for row in rows}) == 2
    assert {words.person_name_within(row.name, row.person, 80) for row in rows} == {row.name for row in rows}
    assert all(row.name.startswith(f"{name} (…") for row in rows)
