"""What files show about a day, joined from several of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.schedule import Schedule
from cmcheckin.hints.day_hint import DayHint, joined, raw, read
from cmcheckin.hints.from_files import FileHints, FileItems, hints_of
from cmcheckin.interchange.importing.context import ImportContext
from cmcheckin.interchange.parsing import Refusal
from cmcheckin.interchange.readers.hint_items import DayOff, HintItem, Scope
from cmcheckin.interchange.readers.items import Event, LeftOut, Span
from cmcheckin.wording import hints as words

BERLIN = ZoneInfo("Europe/Berlin")
WED = date(2026, 11, 18)
DAYS = tuple(WED + timedelta(n) for n in range(-2, 5))
CONTEXT = ImportContext(BERLIN, time(4), datetime(2026, 11, 23, 8, tzinfo=BERLIN), date(2026, 11, 23))
SCOPE = Scope(DAYS[0], DAYS[-1], frozenset({"ada"}))


def at(clock: str, day: date = WED) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), BERLIN)


def posts(*clocks: str, person: str = "ada") -> FileItems:
    return FileItems("slack", "Slack", "posts", [Event(1, at(clock), person) for clock in clocks])


def spans(counted: str, *times: str, day: date = WED) -> FileItems:
    """Return tracked time (without `counted`) or meetings at `times` such as `09:00-10:00`."""
    pairs = [text.split("-") for text in times]
    later = [timedelta(end <= start) for start, end in pairs]
    items = [Span(1, at(start, day), at(end, day + more)) for (start, end), more in zip(pairs, later, strict=True)]
    return FileItems("file", "Calendar" if counted else "Watson", counted, items)


def items(*found: HintItem) -> FileItems:
    return FileItems("file", "Calendar", "meetings", found)


def find(*files: FileItems, context: ImportContext = CONTEXT, scope: Scope = SCOPE) -> FileHints:
    return hints_of(files, DAYS, context, scope)


def hint(*files: FileItems, day: date = WED, context: ImportContext = CONTEXT) -> DayHint:
    return find(*files, context=context).by_day.get(day, DayHint(day))


def night(*files: FileItems) -> list[str]:
    return [f"{ping:%H:%M}" for ping in hint(*files).night_pings]


def test_hours_come_only_from_time_trackers_and_overlaps_count_once() -> None:
    assert hint(spans("", "09:00-12:00", "11:00-13:00"), spans("", "12:30-14:00")).hours == 5
    assert hint(spans("meetings", "09:00-17:00"), posts("08:00", "20:00")).hours is None


def test_tracked_hours_include_the_time_after_hours_that_was_not_tracked() -> None:
    found = hint(spans("", "09:00-12:00", "17:30-18:30"), spans("meetings", "18:00-19:30", "10:00-13:00"))
    assert (found.hours, found.after_hours_minutes) == (5, 90)


def test_first_and_last_activity_come_from_all_sources() -> None:
    found = hint(spans("", "09:10-12:00"), spans("meetings", "17:00-18:30"), posts("08:55"))
    assert (found.first, found.last) == (time(8, 55), time(18, 30))
    assert found.sources == ("Slack", "Watson", "Calendar")
    assert found.counts == (("meetings", 1), ("posts", 1))


def test_with_one_activity_there_is_no_last_one() -> None:
    found = hint(posts("08:55"))
    assert (found.first, found.last) == (time(8, 55), None)


def test_a_day_ends_at_four_in_the_morning() -> None:
    late = FileItems("slack", "Slack", "posts", [Event(1, at("01:30", WED + timedelta(1)), "ada")])
    found = hint(posts("10:00"), late)
    assert (found.first, found.last) == (time(10), time(1, 30))
    assert hint(late, day=WED + timedelta(1)) == DayHint(WED + timedelta(1))


def test_a_day_that_began_after_midnight_has_no_times() -> None:
    late = FileItems("slack", "Slack", "posts", [Event(1, at("01:30", WED + timedelta(1)), "ada")])
    found = hint(late)
    assert (found.first, found.last, [f"{ping:%H:%M}" for ping in found.night_pings]) == (None, None, ["01:30"])


def test_times_are_those_of_the_users_zone() -> None:
    tokyo = ZoneInfo("Asia/Tokyo")
    far = FileItems("git", "Git", "commits", [Event(1, datetime(2026, 11, 18, 18, 5, tzinfo=tokyo), "ada")])
    floating = items(Span(1, datetime(2026, 11, 18, 9), datetime(2026, 11, 18, 9, 30)))  # noqa: DTZ001
    assert hint(far).first == time(10, 5)
    assert hint(floating).first == time(9)


def test_a_meeting_later_today_is_no_work_yet() -> None:
    today = spans("meetings", "09:00-09:30", "17:00-18:00")
    noon = CONTEXT._replace(now=at("12:00"), today=WED)
    assert hint(today, context=noon).counts == (("meetings", 1),)
    assert hint(today, context=noon).last == time(9, 30)


def test_tracked_time_and_meetings_outside_the_schedule_count_once() -> None:
    assert hint(spans("", "09:00-19:00"), spans("meetings", "18:30-19:30")).after_hours_minutes == 90
    assert hint(spans("", "09:00-17:00")).after_hours_minutes == 0
    assert hint(spans("meetings", "10:00-11:00")).after_hours_minutes is None
    saturday = WED + timedelta(3)
    assert hint(spans("meetings", "10:00-11:00", day=saturday), day=saturday).after_hours_minutes == 60


def test_posts_count_for_the_time_between_two_of_them_if_they_are_close() -> None:
    assert hint(posts("20:00")).after_hours_minutes is None
    assert hint(posts("20:00", "20:15", "20:31")).after_hours_minutes == 15
    assert hint(posts("20:00", "20:10", "20:20"), spans("meetings", "20:05-20:10")).after_hours_minutes == 20
    assert hint(posts("17:55", "18:05")).after_hours_minutes == 5


def test_activity_at_night_is_counted_once_an_hour_and_only_outside_the_shift() -> None:
    assert night(posts("21:59", "22:10", "22:40", "23:35", "23:59")) == ["22:10"]
    assert night(posts("22:10", "23:30")) == ["22:10", "23:30"]
    assert night(posts("05:59", "06:00")) == ["05:59"]
    assert night(spans("meetings", "22:30-23:00")) == []
    assert night(spans("", "21:00-23:30", "23:40-23:50")) == ["23:40"]
    shift = CONTEXT._replace(schedule=Schedule(start=time(22), end=time(6)))
    assert hint(posts("22:10", "23:30"), context=shift).night_pings == ()


def test_a_day_of_leave_needs_no_work_and_its_meetings_do_not_count() -> None:
    found = hint(items(DayOff(1, WED), Span(2, at("19:00"), at("20:00"))))
    assert found == DayHint(WED, ("Calendar",), "leave")
    worked = hint(items(DayOff(1, WED)), posts("20:00", "20:10"))
    assert (worked.kind, worked.sources, worked.after_hours_minutes) == ("leave", ("Calendar", "Slack"), 10)


def test_the_same_moment_in_two_files_counts_once() -> None:
    assert hint(posts("10:00"), posts("10:00", "11:00")).counts == (("posts", 2),)


def test_what_others_did_is_not_counted() -> None:
    found = find(posts("10:00"), posts("23:00", person="bea"))
    assert found.by_day[WED].counts == (("posts", 1),)
    assert found.people == {}


def test_nothing_counts_where_nobody_is_known_to_be_the_user() -> None:
    found = find(posts("10:00", "11:00", person="bea"), posts("23:00", person="cem"), spans("", "09:00-10:00"))
    assert found.people == {"Slack": (("bea", 2), ("cem", 1))}
    assert found.by_day[WED].sources == ("Watson",)


def test_the_user_may_be_known_by_another_name() -> None:
    found = hints_of([posts("10:00", person="U1")], DAYS, CONTEXT, SCOPE, {"U1": ("Ada", "ada@example.com")})
    assert found.by_day[WED].counts == (("posts", 1),)


def test_lines_that_are_not_used_are_counted_by_reason() -> None:
    found = find(items(LeftOut(9, "a"), LeftOut(3, "a"), Refusal(5, "b")))
    assert [tuple(one) for one in found.unused] == [("file", 3, "a", 2, False), ("file", 5, "b", 1, True)]


def test_reading_stops_when_time_is_up() -> None:
    seen: list[int] = []

    def many() -> Iterable[HintItem]:
        for n in range(100_000):
            seen.append(n)
            yield Event(n, at("10:00") + timedelta(seconds=n), "ada")

    found = find(FileItems("x", "Slack", "posts", many()), scope=SCOPE._replace(is_over=lambda: len(seen) > 1000))
    assert len(seen) < 1500
    assert found.by_day[WED].first == time(10)
    assert [one.reason for one in found.unused] == [words.TAKES_TOO_LONG]


MOMENTS = st.integers(0, 6 * 24 * 60).map(lambda n: at("05:00", DAYS[0]) + timedelta(minutes=n))
SPANS = st.tuples(MOMENTS, st.integers(0, 600)).map(lambda one: Span(1, one[0], one[0] + timedelta(minutes=one[1])))
FILES = st.builds(
    lambda source, found: FileItems("file", source[0], source[1], found),
    st.sampled_from([("Watson", ""), ("Calendar", "meetings"), ("Slack", "posts")]),
    st.lists(SPANS | MOMENTS.map(lambda moment: Event(1, moment)), max_size=6),
)


@given(st.lists(FILES, max_size=4))
def test_a_hint_never_exceeds_what_was_found_and_can_be_saved(files: list[FileItems]) -> None:
    for found in find(*files).by_day.values():
        assert found.sources
        assert 0 <= (found.hours or 0) <= 24
        assert found.after_hours_minutes is None or 0 <= found.after_hours_minutes <= 1440
        assert all(CONTEXT.schedule.at_night(ping) for ping in found.night_pings)
        assert found.last is None or found.last != found.first
        assert read(raw(found)) == found
        assert joined(found, found) == found


@given(st.lists(FILES, max_size=3), st.lists(FILES, max_size=3))
@pytest.mark.parametrize("day", [WED])
def test_hints_that_are_joined_have_the_first_and_last_of_both(
    day: date, some: list[FileItems], others: list[FileItems]
) -> None:
    one, other = hint(*some, day=day), hint(*others, day=day)
    both = joined(one, other)
    assert both == joined(other, one)._replace(sources=both.sources)
    assert both.first == min((found.first for found in (one, other) if found.first), default=None)
    assert (both.after_hours_minutes or 0) >= max(found.after_hours_minutes or 0 for found in (one, other))
