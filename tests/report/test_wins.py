"""The list of wins of a period, and its formats."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.checkin import WIN_KINDS, CheckIn, Win, WinCheck
from cmcheckin.domain.fields import NOTHING
from cmcheckin.domain.spans import Span
from cmcheckin.report.rendering import FORMATS
from cmcheckin.report.win_rendering import render_wins
from cmcheckin.report.wins import WinList, headline_numbers, list_wins
from tests.forbidden import found_in

TODAY = date(2026, 11, 20)
QUARTER = Span.of("quarter", TODAY)
HELD = Win("Guide to pull requests", "w-1", "content", long_term=True, checks=(WinCheck(date(2026, 11, 12), 90, True),))


def listed(*wins: Win, on: date = date(2026, 11, 17), span: Span = QUARTER) -> WinList:
    return list_wins([CheckIn(on, wins=wins)], span, TODAY)


def text_of(*wins: Win, on: date = date(2026, 11, 17), form: str = "txt", span: Span = QUARTER) -> str:
    return render_wins(listed(*wins, on=on, span=span), form)


def test_wins_are_grouped_by_kind_with_their_counts_the_newest_first() -> None:
    days = [CheckIn(date(2026, 10, n), wins=(Win(f"Win {n}", kind="event"),)) for n in (5, 6)]
    text = render_wins(list_wins([*days, CheckIn(TODAY, wins=(Win("Plain"),))], QUARTER, TODAY), "txt")
    assert text.splitlines() == [
        "Wins",
        "October–December 2026 (Q4), up to 20 November",
        "",
        "Three wins.",
        "",
        "Events (2)",
        "",
        "- Win 6 (6 Oct)",
        "- Win 5 (5 Oct)",
        "",
        "Other (1)",
        "",
        "- Plain (20 Nov)",
    ]


def test_praise_is_quoted_with_who_gave_it() -> None:
    text = text_of(Win("“So patient”", kind="thanks", sender="Ana"), Win("Lovely call", kind="thanks"))
    assert "- “So patient”, Ana (17 Nov)" in text
    assert "- “Lovely call” (17 Nov)" in text
    assert "Two thank-yous." in text
    assert "wins" not in text
    inside = text_of(Win('She said "great"', kind="thanks"))
    assert "- “She said 'great'” (17 Nov)" in inside, "a quote at its end isn't cut off"


def check(days: int, holds: bool | None, on: date = date(2026, 11, 12)) -> WinCheck:
    return WinCheck(on, days, holds)


@pytest.mark.parametrize(
    ("age", "checks", "said"),
    [
        (3, (), "long-term, not asked yet"),
        (29, (), "long-term, not asked yet"),
        (30, (), "long-term, no answer yet"),
        (40, (check(30, None),), "long-term, no answer yet"),
        (40, (check(30, True),), "still holds up after 30 days (12 Nov)"),
        (45, (check(30, False),), "no longer holds up after 30 days (12 Nov)"),
        (45, (check(30, True, date(2026, 10, 6)), check(90, False)), "no longer holds up after 90 days (12 Nov)"),
        (45, (check(90, True), check(30, False, date(2026, 10, 6))), "still holds up after 90 days (12 Nov)"),
    ],
)
def test_a_long_term_win_shows_what_became_of_it(age: int, checks: tuple[WinCheck, ...], said: str) -> None:
    win = Win("Rota", kind="team", long_term=True, checks=checks)
    on = TODAY - timedelta(age)
    assert f") · {said}" in " ".join(text_of(win, on=on).split())
    assert "long-term" not in text_of(win._replace(long_term=False, checks=()), on=on)


def test_days_outside_the_period_and_in_the_future_are_left_out() -> None:
    days = [date(2026, 9, 30), date(2026, 10, 1), TODAY, TODAY + timedelta(1)]
    found = list_wins([CheckIn(day, wins=(Win(f"{day}"),)) for day in days], QUARTER, TODAY)
    assert [entry.on for entry in found.entries] == [TODAY, date(2026, 10, 1)]


def test_years_are_named_once_there_are_two() -> None:
    checkins = [CheckIn(day, wins=(Win("Win"),)) for day in (date(2024, 3, 2), TODAY)]
    text = render_wins(list_wins(checkins, Span.of("all", TODAY), TODAY), "txt")
    assert "(2 Mar 2024)" in text
    assert "(20 Nov 2026)" in text
    assert "(2 Mar)" in render_wins(list_wins(checkins, Span.of("year", date(2024, 3, 2)), TODAY), "txt")


def test_kinds_can_be_chosen_and_entries_left_out() -> None:
    checkin = CheckIn(TODAY, wins=(Win("One", kind="event"), Win("Two", kind="self"), Win("Three")))
    assert [entry.win.text for entry in list_wins([checkin], QUARTER, TODAY, ["self"]).entries] == ["Two"]
    found = list_wins([checkin], QUARTER, TODAY)
    rest = found.without({found.entries[0].key})
    assert [group.kind for group in rest.groups] == ["self", ""]


def test_keys_differ_even_where_ids_dont() -> None:
    found = listed(Win("One", "w-1"), Win("Two", "w-1"), Win("Three"))
    assert len({entry.key for entry in found.entries}) == 3


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_period_says_so(form: str) -> None:
    assert "No wins logged for 2025." in render_wins(list_wins([], Span.of("year", date(2025, 1, 1)), TODAY), form)


def test_user_text_is_never_markup() -> None:
    hostile = Win("<b>*bold* # [a](b)</b>", kind="thanks", sender="<script>")
    assert "\\*bold\\*" in text_of(hostile, form="md")
    page = text_of(hostile, form="html")
    assert "<b>" not in page
    assert "<script" not in page


WINS = st.builds(
    Win,
    st.sampled_from(["Meetup", "Docs", "A reply"]),
    st.none(),
    st.sampled_from([None, *WIN_KINDS]),
    st.sampled_from([None, "Ana"]),
    st.booleans(),
    st.lists(st.builds(check, st.sampled_from([30, 90]), st.sampled_from([True, False, None])), max_size=2).map(tuple),
    st.just(NOTHING),
)
CHECKINS = st.dictionaries(st.dates(date(2025, 6, 1), date(2026, 12, 31)), st.lists(WINS, max_size=4), max_size=8)


@given(by_day=CHECKINS, kind=st.sampled_from(["month", "quarter", "half", "year", "all"]))
def test_each_number_is_that_of_the_records(by_day: dict[date, list[Win]], kind: str) -> None:
    span = Span.of(kind, TODAY)  # type: ignore[arg-type]
    found = list_wins([CheckIn(day, wins=tuple(wins)) for day, wins in by_day.items()], span, TODAY)
    within = [win for day, wins in by_day.items() if span.first <= day <= min(span.last, TODAY) for win in wins]
    assert Counter(win.kind for win in within) == {group.kind or None: len(group.entries) for group in found.groups}
    wins, thanks, holding = headline_numbers(found)
    assert (wins, thanks) == (len(within), sum(win.kind == "thanks" for win in within))
    last = [[check.holds for check in win.checks if check.holds is not None] for win in within]
    assert sum(len(answers) > 0 and all(answers) for answers in last) <= holding <= sum(any(a) for a in last)
    assert not found_in(render_wins(found, "txt"))
