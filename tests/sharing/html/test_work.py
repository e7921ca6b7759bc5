"""The cards for hours, workload and time after hours: when they are there, and what is folded or hidden in them."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from cmcheckin.domain.week import Week
from cmcheckin.sharing.html import work
from cmcheckin.sharing.share_file import ShareFile, ShareWeek
from cmcheckin.sharing.summary import ShareSummary
from cmcheckin.sharing.week_columns import WORKLOAD_COLUMNS
from cmcheckin.wording import share_page as words
from cmcheckin.wording.record_words import WORKLOAD
from tests.sharing.html import page_examples

LAST = Week(2026, 47)
MADE = LAST.sunday + timedelta(1)
LEGENDS = (words.LEGEND, words.LEGEND_PART, words.LEGEND_SO_FAR)


def weeks(number: int, **fields: Any) -> tuple[ShareWeek, ...]:
    return tuple(ShareWeek(LAST.shifted(n + 1 - number), **fields) for n in range(number))


def share(*shared: ShareWeek) -> tuple[ShareFile, ShareSummary]:
    file = replace(page_examples.FULL, weeks=shared, first=LAST.shifted(1 - len(shared)).monday)
    return file, ShareSummary.of(file)


def cells(page: str, name: str = "td") -> list[str]:
    return [re.sub("<.*?>", "", cell) for cell in re.findall(f"<{name}(?: [^>]*)?>(.*?)</{name}>", page)]


@pytest.mark.parametrize(("number", "is_folded"), [(8, False), (9, True)])
def test_a_table_of_nine_weeks_is_folded(number: int, is_folded: bool) -> None:
    page = work.weekly_table("c", WORKLOAD_COLUMNS, weeks(number, workload=3))
    assert (f"<summary>{words.IN_NUMBERS}" in page) is is_folded
    assert len(cells(page)) == number


@pytest.mark.parametrize(("number", "is_bare"), [(1, True), (2, False)])
def test_a_table_of_one_week_does_not_scroll(number: int, is_bare: bool) -> None:
    page = work.weekly_table("c", WORKLOAD_COLUMNS, weeks(number, workload=3), class_="own")
    assert ("scroll" not in page) is is_bare
    assert '<table class="own">' in page


def test_a_table_without_figures_is_left_out() -> None:
    assert work.weekly_table("c", WORKLOAD_COLUMNS, weeks(3)) == ""
    assert cells(work.weekly_table("c", WORKLOAD_COLUMNS, weeks(2, workload=3)), "caption") == ["c"]


@pytest.mark.parametrize(("last", "has_years"), [(Week(2026, 52), False), (Week(2027, 1), True)])
def test_weeks_of_two_years_have_their_year(last: Week, has_years: bool) -> None:
    rows = tuple(ShareWeek(last.shifted(-back), workload=3) for back in (1, 0))
    headings = cells(work.weekly_table("c", WORKLOAD_COLUMNS, rows), "th")
    assert headings[:2] == [words.WEEK, words.WORKLOAD_TITLE]
    assert headings[2:] == [words.week_label(row.week, year=has_years) for row in rows]


@pytest.mark.parametrize(("hours", "has_meaning"), [(48.0, False), (49.0, True)])
@pytest.mark.parametrize("number", [1, 2])
def test_the_card_of_hours_explains_the_limit_when_it_is_passed(number: int, hours: float, has_meaning: bool) -> None:
    file, summary = share(*weeks(number, hours=hours))
    page = html.unescape(work.hours(file, summary))
    assert (words.LINE_MEANING in page) is has_meaning
    assert ('class="unseen"' in page) is (number == 1)
    assert words.mean_hours(hours) in page
    assert f"> {words.hours_unit(summary.mean_weeks, several=number > 1)}</span>" in page
    assert work.hours(*share(*weeks(number))) == ""


@pytest.mark.parametrize(
    ("fields", "made", "first", "shown"),
    [
        ({}, MADE, date.min, ()),
        ({"usual_hours": 38.0}, MADE, date.min, (words.LEGEND,)),
        ({}, MADE, LAST.shifted(-1).monday + timedelta(1), (words.LEGEND_PART,)),
        ({}, LAST.sunday, date.min, ()),
        ({}, LAST.monday, date.min, (words.LEGEND_PART,)),
        ({"usual_hours": 38.0}, LAST.monday, date.min, LEGENDS),
    ],
)
def test_a_chart_of_weeks_explains_what_is_drawn(
    fields: dict[str, Any], made: date, first: date, shown: tuple[str, ...]
) -> None:
    page = html.unescape(work.hours_chart("k", weeks(2, hours=40.0, **fields), made, first))
    assert tuple(text for text in LEGENDS if text in page) == shown
    assert page.count('class="quiet"') == bool(shown)
    parts = int(words.LEGEND_PART in shown)
    assert page.count('class="bar part"') == parts
    assert words.columns_description(2, parts) in page
    assert [label in page for label in (">46</text>", ">47</text>", f">{words.WEEKS}<", f">{words.LINE}<")] == [
        True
    ] * 4


def test_a_week_without_hours_is_not_drawn_and_its_usual_does_not_explain_the_line() -> None:
    shown = (weeks(1, hours=40.0)[0], ShareWeek(LAST.shifted(-1), usual_hours=38.0, days_not_said=7))
    page = work.hours_chart("k", shown, MADE)
    assert page.count('class="bar') == 1
    assert not [text for text in LEGENDS if text in page]
    assert work.hours_chart("k", weeks(2, usual_hours=38.0), MADE) == ""


@pytest.mark.parametrize(("made", "is_part"), [(LAST.sunday, False), (LAST.monday, True)])
@pytest.mark.parametrize("usual", [38.0, None])
def test_the_bar_of_a_week_has_its_usual_and_its_facts(made: date, is_part: bool, usual: float | None) -> None:
    [week] = weeks(1, hours=40.0, usual_hours=usual, days_worked=5)
    page = html.unescape(work.hours_chart("k", (week,), made))
    assert words.hours_description(40.0, usual, part=is_part) in page
    assert (usual is not None and words.usual_label(usual, part=is_part) in page) is (usual is not None)
    assert [fact in page for fact in words.hours_facts(40.0, usual, 5, 0, part=is_part) if fact].count(False) == 0
    assert ('class="bar part"' in page) is is_part
    assert words.LINE in page


def test_a_week_of_no_hours_is_a_bar_of_no_width() -> None:
    assert 'width="0.00%"' in work.hours_chart("k", weeks(1, hours=0.0), MADE)


@pytest.mark.parametrize(("value", "place"), [(1.0, 0), (1.4, 0), (1.6, 1), (3.0, 2), (4.6, 4), (5.0, 4)])
def test_the_workload_of_a_week_has_its_word_and_place(value: float, place: int) -> None:
    page = html.unescape(work.workload(*share(*weeks(1, workload=value))))
    items = re.findall(r"<li( [^>]*)?>(.*?)</li>", page)
    assert [text for _, text in items] == list(WORKLOAD)
    assert ["aria-current" in attributes for attributes, _ in items] == [n == place for n in range(5)]
    assert f">{words.rating_text(value, WORKLOAD).capitalize()}</p>" in page
    assert words.workload_description(value) in page
    assert 'class="card middling"' in page


def test_the_workload_of_several_weeks_is_a_dot_each() -> None:
    page = html.unescape(work.workload(*share(*weeks(3, workload=2.0))))
    assert page.count("<circle") == 3
    assert words.dots_description(3) in page
    assert [f">{n}</text>" in page for n in (45, 46, 47)] == [True] * 3
    assert 'class="wording"' in page
    assert len(cells(page)) == 3
    assert work.workload(*share(*weeks(3))) == ""


def test_totals_are_of_the_weeks_that_share_a_figure() -> None:
    shown = (ShareWeek(LAST, night_pings=2, support_minutes=0), ShareWeek(LAST, night_pings=1), ShareWeek(LAST))
    assert [work.total(shown, name) for name in ("night_pings", "support_minutes", "days_worked")] == [3, 0, None]
    file = replace(page_examples.FULL, weeks=shown)
    assert re.findall("<li>(.*?)</li>", html.unescape(work.after_hours(file))) == words.after_hours_facts(None, None, 3)
    assert len(re.findall("<li>", work.support(file))) == 1
    bare = replace(file, weeks=weeks(2))
    assert (work.after_hours(bare), work.support(bare)) == ("", "")


@pytest.mark.parametrize(("number", "is_there"), [(1, False), (2, True)])
def test_other_figures_have_a_table_from_two_weeks(number: int, is_there: bool) -> None:
    page = work.week_by_week(replace(page_examples.FULL, weeks=weeks(number, night_pings=1, mood="about")))
    assert bool(page) is is_there
    if is_there:
        assert cells(page) == ["1", "about"] * 2
        assert 'class="wide"' in page
        folded = work.week_by_week(replace(page_examples.FULL, weeks=weeks(9, night_pings=1)))
        assert cells(folded, "summary") == [words.all_weeks(9)]
