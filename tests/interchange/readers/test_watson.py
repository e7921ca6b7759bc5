"""Watson: its log as JSON and CSV, and its own frames."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cmcheckin.interchange.readers.items import LeftOut
from cmcheckin.interchange.readers.source import SourceFile
from cmcheckin.interchange.readers.watson import matches
from cmcheckin.wording import foreign_files as words
from tests.interchange.readers.test_time_trackers import TEXTS, items, refusals, spans


@pytest.mark.parametrize(
    "name", ["watson_log.json", "watson_log.csv", "watson_frames.json", "watson_frames_without_tags.json"]
)
def test_each_shape_has_the_same_times(name: str) -> None:
    first, second = spans(TEXTS[name])
    hour = 8 if first.start.tzinfo is None else 7  # the CSV has local times
    assert first.start.astimezone(first.start.tzinfo and UTC).hour == hour
    assert [(span.end - span.start).total_seconds() / 3600 for span in (first, second)] == [4, 3.5]
    tags = () if "without" in name else ("mods", "two words")
    assert (first.tags, second.tags) == (("community", *tags), ("events, online",))


@pytest.mark.parametrize("name", ["watson_log.json", "watson_log.csv"])
def test_the_running_timer_is_left_out(name: str) -> None:
    *_, last = items(TEXTS[name])
    assert isinstance(last, LeftOut)
    assert last.reason == words.STILL_RUNNING


def test_a_frame_without_stop_is_left_out() -> None:
    assert items('[[1773039600, null, "a", "b", [], 1]]') == [LeftOut(1, words.STILL_RUNNING)]


def test_entries_begin_on_the_line_that_an_editor_shows() -> None:
    assert [span.line for span in spans(TEXTS["watson_frames.json"])] == [2, 13]


@pytest.mark.parametrize("text", ["today", "2026-02-30 08:00:00", "", "2026-03-09T08:00:00+99:00"])
def test_a_start_that_is_not_a_time_is_refused(text: str) -> None:
    rows = (
        f"id,start,stop,project,tags\n1,{text},2026-03-09 12:00:00,a,\n2,2026-03-09 08:00:00,2026-03-09 12:00:00,a,\n"
    )
    ((line, reason),) = refusals(rows)
    assert line == 2
    assert reason == (f"has no start that can be read: “{text}”" if text else "has no start")


def test_a_start_with_an_offset_and_a_stop_without_is_refused() -> None:
    text = '[{"id":"1","project":"a","start":"2026-03-09T08:00:00+01:00","stop":"2026-03-09T12:00:00","tags":[]}]'
    assert [line for line, _ in refusals(text)] == [1]


def test_days_that_cannot_be_logged_are_refused() -> None:
    text = "id,start,stop,project,tags\n1,1969-12-31 08:00:00,1969-12-31 12:00:00,a,\n"
    assert refusals(text) == [(2, words.OUT_OF_RANGE.format(text="1969-12-31"))]


@pytest.mark.parametrize(
    "text",
    [
        '{"project": "a", "start": 1773039600, "tags": []}',  # the file `state`
        '{"projects": [], "time": 0.0, "timespan": {"from": "2026-03-02T00:00:00+01:00"}}',  # a report
        "from,to,project,tag,time\n2026-03-02 00:00:00,2026-03-08 23:59:59,a,,14400.0\n",
        '[{"id": 1, "project": "a", "start": "2026-03-09", "due": null}]',
        "[[1, 2, 3, 4, 5]]",
    ],
)
def test_its_reports_and_state_are_not_read(text: str) -> None:
    assert not matches(SourceFile("frames", text))


def test_times_in_utc() -> None:
    assert spans(TEXTS["watson_frames.json"])[0].start == datetime(2026, 3, 9, 7, tzinfo=UTC)
