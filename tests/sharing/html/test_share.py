"""The page of a share file: what it shows, what it leaves out, and that nothing breaks it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.text import clean
from cmcheckin.domain.week import Week
from cmcheckin.sharing.html.share import render_share_page
from cmcheckin.sharing.html.text import ELEMENTS
from cmcheckin.sharing.markdown import render_markdown as markdown
from cmcheckin.sharing.share_file import (
    FIELDS,
    ShareActivity,
    ShareEscalation,
    ShareFile,
    ShareMetric,
    ShareWeek,
    ShareWin,
)
from cmcheckin.sharing.summary import ShareSummary
from tests.sharing.html import page_examples
from tests.sharing.html.parsing import Parsed

SHELL = {"html", "head", "meta", "title", "style", "body"}
HEADINGS = re.compile(r"<h2[^>]*>(.*?)</h2>")


def said(share: ShareFile) -> str:
    """Return all texts of the page, without its style."""
    return " ".join(Parsed(re.sub("<style>.*?</style>", "", render_share_page(share), flags=re.DOTALL)).texts)


def headings(share: ShareFile) -> list[str]:
    """Return the headings of the page."""
    return HEADINGS.findall(render_share_page(share))


def test_the_help_wanted_comes_first() -> None:
    assert headings(page_examples.FULL)[0] == "What would help"
    assert headings(page_examples.weeks(12))[0] == "What would help"


def test_everything_that_was_shared_is_on_the_page() -> None:
    text = said(page_examples.FULL)
    for win in page_examples.WINS:
        assert win.text in text
        assert win.sender in text
    for one in (*page_examples.ESCALATIONS, *page_examples.ASKS):
        for words in (one.title, one.cause, one.outcome, one.handed_to):
            assert words in text
    for words in ("43.5", "39.5 h", "48 h", "a lot", "1 h 5 min after hours", "one night ping", "1 h 30 min",
                  "excited about the meetup", "22.4", "about their usual", "below their usual", "waiting for 8 weeks",
                  "could have waited", "came in outside working hours", "One day isn't logged."):  # fmt: skip
        assert words in text


def test_an_ask_is_the_same_on_the_page_and_in_markdown() -> None:
    ask = ShareEscalation("a-1", "Captions", date(2026, 11, 17), "ask", could_wait=False, out_of_hours=True)
    share = replace(page_examples.FULL, escalations=(), asks=(ask,))
    for words in ("couldn't wait", "came in outside working hours"):
        assert words in markdown(share)
        assert words in said(share)


def test_what_was_not_ticked_leaves_no_heading_and_no_hole() -> None:
    bare = replace(
        page_examples.FULL, weeks=(ShareWeek(Week(2026, 47)),), wins=(), escalations=(), asks=(), help="", fields=(),
        leave=(),
    )  # fmt: skip
    assert headings(bare) == []
    assert "<section" not in render_share_page(bare)
    assert "Included" not in said(bare)
    assert "would help" not in said(replace(bare, fields=("help",)))
    assert "Included: hours." in said(replace(bare, fields=("hours", "help")))
    assert "nothing to show for the included fields on these days." in said(bare)
    assert "Nothing was logged" not in said(page_examples.QUIET)
    assert headings(page_examples.QUIET) == ["Workload"]
    only = replace(bare, asks=page_examples.ASKS)
    assert headings(only) == ["What members ask for"]
    for bad in ("None", "nan", "inf", "–"):
        assert bad not in re.sub(r"\d–\d", "", said(bare))


def test_no_escalations_is_shown_when_they_were_shared() -> None:
    quiet = replace(page_examples.FULL, escalations=(), weeks=(ShareWeek(Week(2026, 47), escalations_opened=0),))
    assert "Nothing came in." in said(quiet)
    silent = replace(quiet, weeks=(ShareWeek(Week(2026, 47)),))
    assert "Nothing came in." not in said(silent)


@pytest.mark.parametrize(
    ("changes", "first"),
    [
        ({}, "At least 43.5 h"),
        ({"hours": 49.0}, "A week over 48 hours"),
        ({"hours": 40.0}, "At least 40 h"),
        ({"hours": 40.0, "days_not_said": 0}, "A week of 40 h (usually 39.5 h)"),
        ({"hours": 30.0, "days_not_said": 0}, "A week of 30 h (usually 39.5 h)"),
        ({"hours": 30.0, "usual_hours": None, "days_not_said": 0}, "A week of 30 h"),
        ({"hours": None}, "A week with a lot to do"),
    ],
)
def test_the_headline_sums_up_the_week(changes: dict[str, Any], first: str) -> None:
    share = replace(page_examples.FULL, weeks=(replace(page_examples.WEEK, **changes),))
    assert ShareSummary.of(share).headline == f"{first}, five wins, and two escalations still open, one of them high"


def test_the_headline_of_little_and_of_much() -> None:
    bare = replace(page_examples.FULL, weeks=(), wins=(), escalations=(), asks=())
    assert ShareSummary.of(bare).headline == "A week at a glance"
    assert ShareSummary.of(replace(bare, wins=page_examples.WINS[:1])).headline == "One win"
    crisis = replace(bare, wins=page_examples.WINS, escalations=(replace(page_examples.ESCALATIONS[2], status="open"),))
    assert ShareSummary.of(crisis).headline == "Five wins and a crisis still open"
    over = replace(bare, escalations=page_examples.ESCALATIONS[2:])
    assert ShareSummary.of(over).headline == "No escalations left open"
    assert ShareSummary.of(page_examples.weeks(12)).headline.startswith("12 weeks, two of them over 48 hours, ")


def test_a_week_that_is_not_over_is_no_short_week() -> None:
    early = replace(page_examples.FULL, made=datetime(2026, 11, 19, 9, tzinfo=UTC), wins=(), escalations=(), asks=())
    few, many = (replace(early, weeks=(replace(page_examples.WEEK, hours=hours),)) for hours in (20.0, 45.0))
    assert ShareSummary.of(few).headline == "20 h so far"
    assert ShareSummary.of(many).headline == "45 h so far"
    assert "before the week was over" in said(few)


def test_the_usual_of_a_current_week_is_labelled_as_partial() -> None:
    early = replace(page_examples.FULL, made=datetime(2026, 11, 20, 9, tzinfo=UTC))
    share = replace(early, weeks=(replace(page_examples.WEEK, hours=26.5, usual_hours=24.0),))
    assert "- Usual: 24 h for these days" in markdown(share)
    text = said(share)
    assert "2.5 h above the usual 24 h for these days" in text
    assert text.count("24 h") == text.count("24 h for these days") == 4  # mark, description, fact and table
    weeks = page_examples.weeks(4).weeks
    several = replace(early, first=weeks[0].week.monday, weeks=weeks)
    assert said(several).count("39.5 h for these days") == markdown(several).count("39.5 h for these days") == 1
    assert "For a week that wasn't over, the line marks the usual for the days so far." in said(several)
    over = said(page_examples.weeks(4)) + said(page_examples.FULL) + markdown(page_examples.FULL)
    assert "for these days" not in over
    assert "not over" not in over


def test_the_headline_of_several_weeks_has_the_mean_of_whole_ones_and_judges_none() -> None:
    first, last = (replace(page_examples.WEEK, week=Week(2026, week), days_not_said=0) for week in (46, 47))
    share = replace(page_examples.FULL, first=date(2026, 11, 9), wins=(), escalations=(), asks=())
    both = replace(share, weeks=(first, replace(last, hours=30.0)))
    assert ShareSummary.of(both).headline == "Two weeks of 36.8 h on average"
    early = replace(both, made=datetime(2026, 11, 20, 9, tzinfo=UTC))
    assert ShareSummary.of(early).headline == "Two weeks"


def test_a_range_of_part_weeks_is_named_by_its_days_and_its_mean_is_of_whole_weeks() -> None:
    share = replace(
        page_examples.weeks(4), first=date(2026, 10, 29), last=date(2026, 11, 20), wins=(), escalations=(), asks=()
    )
    assert ShareSummary.of(share).headline == "23 days in four weeks"
    story = ShareSummary.of(share)
    assert (story.mean_weeks, story.hours) == (1, 43.0)
    assert "h in the one complete week" in said(share)
    nothing = replace(share, last=date(2026, 10, 31), weeks=(ShareWeek(Week(2026, 44)),))
    assert ShareSummary.of(nothing).headline == "Three days at a glance"
    part = replace(nothing, weeks=(ShareWeek(Week(2026, 44), hours=21.5),))
    assert ShareSummary.of(part).headline == "21.5 h"


def test_a_week_is_in_the_mean_from_the_day_after_it_ends() -> None:
    share = page_examples.weeks(4)
    assert share.last == date(2026, 11, 22)
    on_sunday, on_monday = (replace(share, made=datetime(2026, 11, day, 12, tzinfo=UTC)) for day in (22, 23))
    hours = [week.hours for week in share.weeks if week.hours is not None]
    assert [ShareSummary.of(each).mean_weeks for each in (on_sunday, on_monday)] == [2, 3]
    assert ShareSummary.of(on_sunday).hours == pytest.approx(sum(hours[:2]) / 2)
    assert ShareSummary.of(on_monday).hours == pytest.approx(sum(hours) / 3)


def test_pages_use_no_forbidden_words() -> None:
    for share in (page_examples.FULL, page_examples.QUIET, page_examples.weeks(4), page_examples.weeks(52)):
        text = said(share).lower()
        assert not re.search(r"\b(normal|must|should|failed|missed|score|rank|burnout)\b|!", text)


def test_a_table_has_the_numbers_of_each_drawing() -> None:
    page = render_share_page(page_examples.weeks(4))
    for week in page_examples.weeks(4).weeks:
        assert f'<th scope="row">W{week.week.number}</th>' in page
        if week.hours is not None:
            assert f"<td>{week.hours:g} h</td>" in page


def test_the_numbers_of_several_weeks_are_the_latest_and_their_range() -> None:
    weeks = tuple(
        replace(page_examples.WEEK, week=Week(2026, 45 + n), metrics=(ShareMetric("members", mean),))
        for n, mean in enumerate((20, 31, 25))
    )
    page = render_share_page(replace(page_examples.FULL, weeks=weeks))
    assert re.findall(r"<td>(\d+)</td>", page[page.index("Highest week") :])[:3] == ["25", "20", "31"]


def test_scales_do_not_move_with_the_numbers() -> None:
    light = replace(page_examples.FULL, weeks=(replace(page_examples.WEEK, hours=12.0),))
    for share in (light, page_examples.FULL):
        assert '<text x="100.00%" y="64" text-anchor="end">60 h</text>' in render_share_page(share)
    heavy = render_share_page(replace(page_examples.FULL, weeks=(replace(page_examples.WEEK, hours=95.0),)))
    assert ">100 h</text>" in heavy


def test_a_page_loads_nothing() -> None:
    page = render_share_page(page_examples.FULL)
    assert not re.search(r"https?:|url\(|@import|<link|<script|javascript:|data:", page)
    assert "default-src 'none'" in page


WORDS = st.one_of(st.text(max_size=30), st.sampled_from(page_examples.HOSTILE_TEXTS))
DAYS = st.dates(date(2, 1, 10), date(9998, 1, 1))
SEVEN = st.integers(0, 7)
COUNTS = st.none() | st.integers(0, 10**9)
HOURS = st.none() | st.floats(0, 168)
RATINGS = st.none() | st.floats(1, 5)
AGAINST = st.sampled_from((None, "well below", "below", "about", "above", "well above"))
WEEKS = st.builds(
    ShareWeek,
    week=DAYS.map(Week.of), days_not_said=st.integers(0, 7), hours=HOURS, usual_hours=HOURS, days_worked=COUNTS,
    after_hours_minutes=COUNTS, days_off_worked=COUNTS, night_pings=COUNTS, workload=RATINGS, escalations_opened=COUNTS,
    escalations_resolved=COUNTS, escalations_open=COUNTS, minutes_on_escalations=COUNTS, could_have_waited=COUNTS,
    support_minutes=COUNTS, peer_minutes=COUNTS, community=RATINGS,
    activities=st.lists(st.builds(ShareActivity, WORDS, HOURS, SEVEN, SEVEN), max_size=3).map(tuple),
    community_feels=st.lists(WORDS, max_size=8).map(tuple),
    metrics=st.lists(st.builds(ShareMetric, WORDS, st.floats(-1e300, 1e300), WORDS, WORDS), max_size=3).map(tuple),
    mood=AGAINST, energy=AGAINST,
)  # fmt: skip
ESCALATIONS = st.builds(
    ShareEscalation,
    id=WORDS, title=WORDS, opened=DAYS, kind=WORDS | st.just("ask"), severity=st.none() | st.integers(1, 5),
    status=WORDS | st.sampled_from(("open", "watching", "handed-off", "resolved")), resolved=st.none() | DAYS,
    minutes=COUNTS, could_wait=st.none() | st.booleans(), cause=WORDS, handed_to=WORDS, outcome=WORDS,
    out_of_hours=st.none() | st.booleans(),
)  # fmt: skip
WINS = st.builds(ShareWin, WORDS, DAYS, WORDS, WORDS | st.just("thanks"), WORDS)
SHARES = st.builds(
    ShareFile,
    person=WORDS, name=WORDS, made=st.just(datetime(2026, 11, 23, tzinfo=UTC)), first=DAYS, last=DAYS,
    fields=st.lists(st.sampled_from(FIELDS) | WORDS, max_size=5).map(tuple),
    weeks=st.lists(WEEKS, max_size=12).map(tuple), wins=st.lists(WINS, max_size=4).map(tuple),
    escalations=st.lists(ESCALATIONS, max_size=5).map(tuple), asks=st.lists(ESCALATIONS, max_size=3).map(tuple),
    help=WORDS,
)  # fmt: skip


@given(SHARES)
def test_whatever_a_file_holds_is_one_sound_page_with_every_word_in_it(share: ShareFile) -> None:
    parsed = Parsed(render_share_page(share))
    assert set(parsed.elements) <= SHELL | ELEMENTS
    assert parsed.elements.count("h1") == 1
    assert all(not name.startswith("on") for name, _ in parsed.attributes)
    isolated = set(parsed.isolated)
    for words in (
        share.name,
        share.help,
        *(one.title for one in share.escalations),
        *(one.title for one in share.asks),
    ):
        assert not clean(words) or clean(words) in isolated


def test_a_day_of_another_year_has_its_year() -> None:
    old = replace(page_examples.ASKS[0], opened=date(2025, 9, 29))
    text = said(replace(page_examples.FULL, asks=(old, page_examples.ASKS[1])))
    assert "Mon 29 Sep 2025" in text
    assert "Wed 18 Nov 2026" not in text


def test_open_entries_are_emphasised_and_resolved_ones_are_not() -> None:
    page = render_share_page(page_examples.FULL)
    assert "<strong>open for 5 days</strong>" in page
    assert "<strong>handed off, open for 4 days</strong>" in page
    assert "<strong>resolved" not in page
    assert "<strong>waiting for 8 weeks</strong>" in page
    answered = replace(page_examples.ASKS[0], status="resolved", resolved=date(2026, 11, 18))
    assert "<strong>answered" not in render_share_page(replace(page_examples.FULL, asks=(answered,)))


def test_a_partial_week_is_drawn_as_an_outline_and_explained() -> None:
    told = [replace(week, days_not_said=0) for week in page_examples.weeks(4).weeks]
    share = replace(page_examples.weeks(4), weeks=tuple(told))
    assert render_share_page(share).count('class="bar part"') == 0
    assert "partial" not in said(share)
    for part in (
        replace(share, weeks=(replace(told[0], days_not_said=2), *told[1:])),
        replace(share, made=datetime(2026, 11, 20, 9, tzinfo=UTC)),
        replace(share, first=date(2026, 10, 28)),
    ):
        assert render_share_page(part).count('class="bar part"') == 1
        assert "An outlined column is a partial week." in said(part)
        assert "one of them partial" in render_share_page(part).split("<desc", 2)[1]


def test_a_fold_is_named_for_what_it_holds() -> None:
    page = render_share_page(page_examples.weeks(13))
    assert re.findall("<summary>(.*?)</summary>", page) == ["Show the numbers"] * 2 + ["All 13 weeks"]


def test_a_year_of_weeks_is_quickly_made() -> None:
    share = page_examples.weeks(52)
    assert share.last - share.first >= timedelta(363)
    assert len(render_share_page(share)) < 250_000
