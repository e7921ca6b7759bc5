"""Lines of a report: how their records are found again, and when an edit is one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cmcheckin.domain.checkin import CheckIn, Win
from cmcheckin.report.edits import LINE_LENGTH, ReportEdits, override_text
from cmcheckin.report.model import (
    Report,
    ReportLine,
    ReportPart,
    is_about_community,
    named_wins,
    wins_of_line,
)

DAY = date(2026, 11, 16)
WINS = (Win("One", "w-1"), Win("Two", kind="thanks"), Win("Three", "w-12", kind="thanks"))
CHECKIN = CheckIn(DAY, wins=WINS)


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("win-w-1", (0,)), ("win-w-12", (2,)), (f"win-{DAY}-2", (1,)), (f"win-{DAY}-1", ()), ("win-w-1~2", (0,)),
        (f"holds-w-1-{DAY}", (0,)), (f"holds-w-12-{DAY}~3", (2,)), ("praise", (1, 2)), ("felt", ()), ("win-w", ()),
    ],
)  # fmt: skip
def test_a_line_has_its_wins(line: str, numbers: tuple[int, ...]) -> None:
    assert wins_of_line(line, CHECKIN) == [WINS[n] for n in numbers]


def test_a_win_without_an_id_is_named_by_its_day_and_number() -> None:
    assert [name for name, _ in named_wins(CHECKIN)] == ["w-1", f"{DAY}-2", "w-12"]


@pytest.mark.parametrize(
    ("line", "is_about"), [("felt", True), (f"feels-{DAY}", True), ("felt-x", False), ("win-felt", False)]
)
def test_lines_about_the_community_are_recognised(line: str, is_about: bool) -> None:
    assert is_about_community(line) is is_about


def report(text: str) -> Report:
    return Report(DAY, DAY + timedelta(6), (ReportPart("well", "Well", (ReportLine("a", text), ReportLine("b", "y"))),))


@pytest.mark.parametrize(
    ("drafted", "text", "override"),
    [
        ("x", "x", ""), ("x", " x ", ""), ("x", "z", "z"), ("x", "y", "y"), ("x", "", ""),
        ("x" * (LINE_LENGTH + 1), "x" * LINE_LENGTH, ""),
        ("x" * (LINE_LENGTH + 1), "x" * (LINE_LENGTH - 1), "x" * (LINE_LENGTH - 1)),
    ],
)  # fmt: skip
def test_the_drafted_text_is_no_edit(drafted: str, text: str, override: str) -> None:
    assert override_text(report(drafted), "a", text) == override
    assert override_text(report(drafted), "own-well-0", text) == text


def test_edits_are_applied_and_shown_with_what_is_excluded() -> None:
    edits = ReportEdits({"a": "new"}, {"well": ("own",)}, frozenset({"b"}))
    assert [line.text for line in edits.apply(report("x")).parts[0].items] == ["new", "own"]
    assert [line.text for line in edits.preview(report("x")).parts[0].items] == ["new", "y", "own"]
    assert edits.apply(report("x")).parts[0].items[-1].id == "own-well-0"


@pytest.mark.parametrize(
    "edits",
    [
        ReportEdits({"a": "x"}), ReportEdits(added={"well": ("x",)}), ReportEdits(excluded=frozenset({"a"})),
        ReportEdits(unsaved_text=("add", "well", "x")),
    ],
)  # fmt: skip
def test_any_edit_counts(edits: ReportEdits) -> None:
    assert edits
    assert not ReportEdits(added={"well": ()})
    assert ReportEdits.read(edits.raw()) == edits


@pytest.mark.parametrize(("spare", "is_read"), [(0, True), (1, False)])
def test_saved_lines_have_their_greatest_length(spare: int, is_read: bool) -> None:
    text = "x" * (LINE_LENGTH + spare)
    for raw in ({"texts": {"a": text}}, {"own": {"well": [text]}}):
        assert bool(ReportEdits.read(raw)) is is_read
    typing = ReportEdits.read({"typing": ["change", "a", text]}).unsaved_text
    assert typing == ("change", "a", "x" * LINE_LENGTH)
    assert len(ReportEdits().with_line("well", text).added["well"][0]) == LINE_LENGTH
