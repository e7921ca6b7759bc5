"""Timewarrior: its export and its own months."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cmcheckin.interchange.readers.items import LeftOut
from cmcheckin.interchange.readers.source import SourceFile
from cmcheckin.interchange.readers.timewarrior import matches
from cmcheckin.wording import foreign_files as words
from tests.interchange.readers.test_time_trackers import TEXTS, items, refusals, spans


def test_export_and_months_give_the_same_times() -> None:
    exported, month = (items(TEXTS[name]) for name in ("timewarrior_export.json", "timewarrior_month.data"))
    assert [tuple(item)[1:] for item in exported] == [tuple(item)[1:] for item in month]
    assert [item[0] for item in month] == [1, 2, 3, 4]
    assert month[-1] == LeftOut(4, words.STILL_RUNNING)
    first, second, third = spans(TEXTS["timewarrior_month.data"])
    assert (first.start, first.end) == (datetime(2026, 3, 9, 7, tzinfo=UTC), datetime(2026, 3, 9, 11, tzinfo=UTC))
    assert [span.tags for span in (first, second, third)] == [("community", "mods"), ("a/b", "two words"), ()]


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        (" # a", ("a",)),
        (' # "has \\"q\\" in"', ('has "q" in',)),
        (" # #x a#b it's", ("#x", "a#b", "it's")),
        (' # # "only an annotation"', ()),
        (" # a # an old annotation without quotes", ("a",)),
        (' # "never closed', ('"never', "closed")),
        (' # back\\slash "tel-3" ünï x,y 🎉', ("back\\slash", "tel-3", "ünï", "x,y", "🎉")),
    ],
)
def test_tags(tags: str, expected: tuple[str, ...]) -> None:
    (span,) = spans(f"inc 20260309T070000Z - 20260309T110000Z{tags}\n")
    assert span.tags == expected


@pytest.mark.parametrize(
    "line",
    [
        "exc monday <8:00",
        "inc",
        "inc # a",
        "inc 20260309T070000Z -",
        "inc 20260309T070000Z - 20260309T110000Z a",
        "inc 20260230T070000Z - 20260309T110000Z",
        "inc 20260309T250000Z",
        "inc 20260309T070000Z - 2026-03-09",
        "inc 19690309T070000Z - 19690309T080000Z",
        "<<<<<<< HEAD",
    ],
)
def test_a_bad_line_is_named(line: str) -> None:
    good = "inc 20260309T070000Z - 20260309T110000Z # a"
    assert [number for number, _ in refusals(f"{good}\n\n{line}\n{good}\n")] == [3]
    assert len(spans(f"{good}\n\n{line}\n{good}\n")) == 2


@pytest.mark.parametrize("item", ['"x"', "7", "[]", "{}", '{"start": 7}', '{"start": "2026", "end": null}'])
def test_a_bad_item_is_named(item: str) -> None:
    good = '{"start":"20260309T070000Z","end":"20260309T110000Z"}'
    assert [number for number, _ in refusals(f"[\n{good},\n{item},\n{good}\n]")] == [3]


@pytest.mark.parametrize(
    "text",
    [
        '{\n  "x":{"count":1}\n}',  # tags.data
        'txn:\n  type: interval\n  before: \n  after: {"id":0,"start":"20260309T070000Z"}\n',  # undo.data
        '{"actions":[{"type":"interval","after":"{\\"start\\":\\"20260309T070000Z\\"}"}]}\n',  # its newer form
        '[description:"Answer the thread" entry:"1773039600" status:"pending"]\n',  # Taskwarrior's data
        '{"description":"a","entry":"20260309T070000Z","status":"pending"}\n',  # its backlog.data
        '[{"start":"20260309T070000Z","title":"a"}]',
        "inc 2026-03-09 08:00\n",
        "incident 20260309T070000Z\n",
    ],
)
def test_other_timewarrior_files_are_not_read(text: str) -> None:
    assert not matches(SourceFile("2026-03.data", text))


def test_many_quotes_take_linear_time() -> None:
    for tag in ('"', '\\"', '"a\\" ', '" '):
        assert items("inc 20260309T070000Z - 20260309T110000Z # " + tag * 100_000)
