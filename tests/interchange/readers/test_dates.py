"""Days and times are read in every form that other programs write, and ambiguous ones are never guessed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.fields import EARLIEST, LATEST
from cmcheckin.interchange.importing.questions import DATES, DAY_FIRST, MONTH_FIRST, Answers, Question
from cmcheckin.interchange.parsing import Refusal
from cmcheckin.interchange.readers.dates import date_order, read_day, read_time, read_when

DAYS = st.dates(EARLIEST, LATEST)
DAY = date(2026, 3, 9)
NINE = datetime.combine(DAY, time(22))
HOUR_AHEAD = timezone(timedelta(hours=1))
UNANSWERED = Answers()


def order_of(*texts: str, answers: Answers = UNANSWERED) -> str | Question | Refusal:
    """Return the order of `texts`, the first of which is on line 2."""
    return date_order(enumerate(texts, 2), answers)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-09", "2026/03/09", "2026/3/9", "2026. 3. 9.", "20260309", "9.3.2026", "09.03.2026", "9. 3. 2026",
        "9 March 2026", "9 Mar 2026", "9-Mar-2026", "9th March, 2026", "March 9, 2026", "Mon, 9 March 2026",
        "2026 Mon Mar 9", "Monday 9.3.2026", " 2026-03-09\r\n", "\ufeff2026-03-09",
    ],
)  # fmt: skip
def test_a_day_is_read(text: str) -> None:
    assert read_when(text) == DAY


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026-03-09 22:00", NINE),
        ("2026-03-09T22:00:00.123", NINE),
        ("20260309T220000Z", NINE.replace(tzinfo=UTC)),
        ("2026-03-09T22:00:00+01:00", NINE.replace(tzinfo=HOUR_AHEAD)),
        ("2026-03-09 22:00:00 +0100", NINE.replace(tzinfo=HOUR_AHEAD)),
        ("2026-03-09 22:00:00 UTC", NINE.replace(tzinfo=UTC)),
        ("9.3.2026 22.00", NINE),
        ("9. 3. 2026, 22.00", NINE),
        ("Monday, March 9, 2026 at 10:00\u202fPM", NINE),
        ("2026 Mon Mar 9 10:00 PM", NINE),
        ("9 March 2026 22h00", NINE),
    ],
)
def test_a_day_with_its_time_is_read(text: str, at: datetime) -> None:
    found = read_when(text)
    assert isinstance(found, datetime)
    assert (found, found.tzinfo) == (at, at.tzinfo)
    assert read_day(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "", "soon", "2026", "9 March", "2026-03", "31.2.2026", "2026-13-01", "2026-1-1-1", "9.3/2026", "9 3 March 2026",
        "2026-03-09 22", "2026-03-09 25:00", "2026-03-09T22:00:00+99:00", "2026-03-09 22:00 13:00 PM", "٢٠٢٦-٠٣-٠٩",
        "2026-W11-1", "9 March 2026 " + " " * 100 + "x", "12026-03-09", "2026-03-0912026", "1969-12-31", "9998-12-32",
    ],
)  # fmt: skip
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^(has no (date|time)|is dated)"):
        read_when(text)


@pytest.mark.parametrize("text", ["3/4/26", "3.4.26", "26-03-04", "8th Dec 21", "13/3/26 10:00", "26 Mon Mar 9"])
def test_a_two_digit_year_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="two-digit year"):
        read_when(text, DAY_FIRST)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("22:00", time(22)), ("22:00:00", time(22)), ("22.00", time(22)), ("10:00 pm", time(22)), ("10PM", time(22)),
        ("10:00 p.m.", time(22)), ("22h00", time(22)), ("22 h 00", time(22)), ("4:04 AM", time(4, 4)),
        ("0:05", time(0, 5)), ("12:10 am", time(0, 10)), ("12:10 pm", time(12, 10)), ("06:07:08", time(6, 7, 8)),
    ],
)  # fmt: skip
def test_a_time_is_read(text: str, at: time) -> None:
    assert read_time(text) == at
    assert read_when("2026-03-09", clock=text) == datetime.combine(DAY, at)


@pytest.mark.parametrize("text", ["", "22", "24:00", "13:00 PM", "0:10 am", "1:60", "1:2", "10:00.00", "mid"])
def test_another_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="has no time of day"):
        read_time(text)


@given(
    DAYS,
    st.sampled_from(["{0:%Y}-{0.month}-{0.day}", "{0.day}.{0.month}.{0:%Y}", "{0.day} {0:%b %Y}", "{0:%A, %B %d, %Y}"]),
)
def test_every_day_is_read_as_it_was_written(day: date, shape: str) -> None:
    assert read_when(shape.format(day)) == day


@given(st.lists(DAYS, min_size=1), st.sampled_from("/-"), st.sampled_from([DAY_FIRST, MONTH_FIRST]))
def test_a_column_is_read_in_the_order_it_shows_or_the_answer(days: list[date], sign: str, order: str) -> None:
    shape = "{0.day}{1}{0.month}{1}{0:%Y}" if order == DAY_FIRST else "{0.month}{1}{0.day}{1}{0:%Y}"
    texts = [shape.format(day, sign) for day in days]
    found = order_of(*texts)
    if isinstance(found, Question):
        assert (found.kind, found.options, found.must) == (DATES, (DAY_FIRST, MONTH_FIRST), True)
        assert found.name in texts
        assert all(day.day <= 12 for day in days)
        found = order_of(*texts, answers=UNANSWERED.with_answers({(DATES, found.name): order}))
    assert found in (order, "")
    assert isinstance(found, str)
    assert [read_day(text, found) for text in texts] == days


def test_ambiguous_values_are_asked_once_with_an_example() -> None:
    texts = ("2026-01-01", "3/3/2026", "3/4/2026 10:00", "5/6/2026", "no date")
    assert order_of(*texts) == Question(DATES, "3/4/2026", (DAY_FIRST, MONTH_FIRST), occurs=2)
    assert order_of(*texts, answers=Answers({(DATES, "3/4/2026"): "whatever"})) == order_of(*texts)
    with pytest.raises(ValueError, match="“3/4/2026”"):
        read_when(texts[2])


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        ((), ""),
        (("3/3/2026", "2026-03-04", "4 May 2026"), ""),
        (("3/4/2026", "13/4/2026"), DAY_FIRST),
        (("3/4/2026", "4-13-2026"), MONTH_FIRST),
        (("3/4/2026", "31/2/2026", "2/30/2026"), "asked"),
        (("3.4.2026",), DAY_FIRST),
        (("3.4.2026", "4.13.2026"), MONTH_FIRST),
        (("3.4.2026", "3/4/2026"), "asked"),
    ],
)
def test_the_dates_of_a_column_show_their_order(texts: tuple[str, ...], order: str) -> None:
    found = order_of(*texts)
    assert ("asked" if isinstance(found, Question) else found) == order


@pytest.mark.parametrize(
    ("texts", "line", "shown"),
    [
        (("3/14/2026", "1/1/2026", "14/3/2026 9:00"), 4, "14/3/2026, but 3/14/2026 on line 2"),
        (("3.4.2026", "3/14/2026"), 3, "3/14/2026, but 3.4.2026 on line 2"),
        (("14/3/2026", "3.14.2026"), 3, "3.14.2026, but 14/3/2026 on line 2"),
    ],
)
def test_a_column_with_dates_in_both_orders_is_refused(texts: tuple[str, ...], line: int, shown: str) -> None:
    found = order_of(*texts)
    assert isinstance(found, Refusal)
    assert found.line == line
    assert shown in found.reason


@given(st.text() | st.text(alphabet="0123456789./-: TZ+apmMarch,h"), st.sampled_from(["", DAY_FIRST, MONTH_FIRST]))
def test_only_value_errors_are_raised(text: str, order: str) -> None:
    date_order([(2, text)], UNANSWERED)
    for read in (lambda: read_when(text, order), lambda: read_time(text), lambda: read_when("2026-03-09", order, text)):
        try:
            found = read()
        except ValueError as error:
            assert str(error).startswith(("has ", "is dated "))
        else:
            assert isinstance(found, date | time)
