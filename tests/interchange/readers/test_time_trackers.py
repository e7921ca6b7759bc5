"""Watson, Timewarrior and Toggl Track: each is recognised by its content, and no input raises an error."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.interchange.importing.questions import DATES, DAY_FIRST, Answers, Question
from cmcheckin.interchange.parsing import Refusal
from cmcheckin.interchange.readers import READERS, reader_of, time_entries
from cmcheckin.interchange.readers.items import Item, LeftOut, Span
from cmcheckin.interchange.readers.source import SourceFile
from cmcheckin.wording import foreign_files as words

SAMPLES = Path(__file__).parent / "samples"
TRACKERS = {reader.name: reader for reader in READERS if reader.name in ("watson", "timewarrior", "toggl")}
TEXTS = {path.name: path.read_text() for path in sorted(SAMPLES.iterdir()) if path.name.split("_")[0] in TRACKERS}
ANSWERS = Answers({(DATES, ""): DAY_FIRST})


def items(text: str, answers: Answers = ANSWERS) -> list[Item]:
    """Return what the reader that recognises `text` yields."""
    file = SourceFile("any name", text)
    reader = reader_of(file)
    assert reader is not None, "not recognised"
    return list(reader.read(file, answers))


def refusals(text: str) -> list[tuple[int, str]]:
    return [(item.line, item.reason) for item in items(text) if isinstance(item, Refusal)]


def spans(text: str) -> list[Span]:
    return [item for item in items(text) if isinstance(item, Span)]


@pytest.mark.parametrize("name", TEXTS)
def test_a_sample_is_recognised_only_by_its_own_reader(name: str) -> None:
    file = SourceFile("renamed.txt", TEXTS[name])
    assert [reader.name for reader in READERS if reader.matches(file)] == [name.split("_")[0]]


@pytest.mark.parametrize("name", TEXTS)
def test_line_ends_and_a_byte_order_mark_change_nothing(name: str) -> None:
    expected = items(TEXTS[name])
    assert len(spans(TEXTS[name])) >= 2
    assert not refusals(TEXTS[name])
    assert items("\ufeff" + TEXTS[name].replace("\n", "\r\n")) == expected


@pytest.mark.parametrize("text", ["", "\n\n", "[]", "{}", "[[]]", "null", '"inc"', "[" * 100_000, "inc", "a,b\n1,2\n"])
def test_other_texts_are_not_recognised(text: str) -> None:
    assert not [name for name, reader in TRACKERS.items() if reader.matches(SourceFile("2026-03.data", text))]


@given(st.sampled_from(sorted(TEXTS)), st.data())
def test_nothing_escapes_from_a_changed_sample(name: str, data: st.DataObject) -> None:
    text = TEXTS[name]
    start = data.draw(st.integers(0, len(text)))
    cut = data.draw(st.integers(0, 30))
    put = data.draw(st.text(st.sampled_from('",:-[]{}#0129TZ\\\n\r\0 aé🎉'), max_size=12) | st.text(max_size=5))
    file = SourceFile(name, text[:start] + put + text[start + cut :])
    lines = sum(map(file.text.count, "\r\n")) + 1
    for reader in TRACKERS.values():
        reader.matches(file)
        for item in reader.read(file, ANSWERS):
            assert isinstance(item, Span | LeftOut | Refusal | Question)
            assert isinstance(item, Question) or 1 <= item.line <= lines
            if isinstance(item, Span):
                assert item.end > item.start or item.end.fold
                assert time_entries.elapsed(item.start, item.end) <= time_entries.LONGEST


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just("20260309T070000Z"),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.lists(st.lists(VALUES, max_size=7) | st.dictionaries(st.sampled_from(
    ["id", "start", "stop", "end", "project", "tags", "annotation"]), VALUES), max_size=4))  # fmt: skip
def test_no_value_in_json_raises(values: list[object]) -> None:
    file = SourceFile("log.json", json.dumps(values))
    for reader in TRACKERS.values():
        reader.matches(file)
        assert all(isinstance(item, Span | LeftOut | Refusal) for item in reader.read(file, ANSWERS))


@given(st.text())
def test_nothing_escapes_from_any_text(text: str) -> None:
    file = SourceFile("data", text)
    for reader in TRACKERS.values():
        reader.matches(file)
        list(reader.read(file, ANSWERS))


@pytest.mark.parametrize("name", [name for name in TEXTS if name.endswith("json")])
def test_a_file_that_was_cut_off_is_refused_where_it_ends(name: str) -> None:
    text = TEXTS[name].rstrip().removesuffix("]").rstrip()
    *_, last = items(text[: text.rindex("0")])
    assert isinstance(last, Refusal)
    assert items(text[: text.rindex("0")])[0] == items(TEXTS[name])[0]


LONG = words.OVER_A_DAY.format(hours=30)


@pytest.mark.parametrize(
    "text",
    [
        '[[1773039600, 1773147600, "a", "b", [], 0]]',
        '[{"id": "b", "project": "a", "start": "2026-03-09T08:00:00+01:00", "stop": "2026-03-10T14:00:00+01:00"}]',
        "id,start,stop,project,tags\nb,2026-03-09 08:00:00,2026-03-10 14:00:00,a,\n",
        '[{"start":"20260309T070000Z","end":"20260310T130000Z"}]',
        "inc 20260309T070000Z - 20260310T130000Z",
        "Project,Start date,Start time,End date,End time\na,2026-03-09,08:00,2026-03-10,14:00\n",
        "Project,Start date,Start time,Duration\na,2026-03-09,08:00,30:00:00\n",
    ],
)
def test_a_timer_that_ran_over_a_day_is_refused(text: str) -> None:
    assert refusals(text) == [(1 + text.count("\n", 0, -1), LONG)]
    assert not spans(text)


@pytest.mark.parametrize(
    "text",
    [
        '[[1773054000, 1773039600, "a", "b", [], 0]]',
        '[{"id": "b", "project": "a", "start": "2026-03-09T12:00:00+01:00", "stop": "2026-03-09T08:00:00+01:00"}]',
        "id,start,stop,project,tags\nb,2026-03-09 12:00:00,2026-03-09 08:00:00,a,\n",
        '[{"start":"20260309T110000Z","end":"20260309T070000Z"}]',
        "inc 20260309T110000Z - 20260309T070000Z",
        "Project,Start date,Start time,End date,End time,Duration\na,2026-03-09,12:00,2026-03-09,08:00,04:00:00\n",
    ],
)
def test_an_end_before_the_start_is_refused(text: str) -> None:
    ((line, reason),) = refusals(text)
    assert line == 1 + text.count("\n", 0, -1)
    assert reason.startswith("ends at 2026-03-09 ")


@pytest.mark.parametrize("seconds", ["-1", "1e400", "1" + "0" * 400, "253402300000", "true", '"x"', "[]", "{}"])
def test_unix_times_beyond_the_calendar_are_refused(seconds: str) -> None:
    good = '[1773039600, 1773054000, "a", "b", [], 0]'
    text = f'[{good},\n[1773039600, {seconds}, "a", "b", [], 0],\n{good}]'
    assert [line for line, _ in refusals(text)] == [2]
    assert len(spans(text)) == 2


def test_a_span_of_exactly_a_day_is_read_and_one_of_no_time_is_left_out() -> None:
    assert spans("inc 20260309T070000Z - 20260310T070000Z")
    assert items("inc 20260309T070000Z - 20260309T070000Z") == [LeftOut(1, words.NO_TIME_SPENT)]


def test_tags_are_cleaned_and_named_once() -> None:
    (span,) = spans(
        '[{"start":"20260309T070000Z","end":"20260309T080000Z","tags":["a\\u001b[31m","a",null,7," ","b c"]}]'
    )
    assert span.tags == ("a", "b c")
