"""Edits to a report, and reading them back."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.report.edits import LINE_LENGTH, ReportEdits
from cmcheckin.wording.report import PARTS

IDS = st.sampled_from(["win-1", "felt", "own-well-0", "own-suggest-1", "came-in"])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("with_text"), IDS, st.text(max_size=20)),
        st.tuples(st.just("with_line"), st.sampled_from(list(PARTS)), st.text(max_size=20)),
        st.tuples(st.just("toggle_line"), IDS),
    ),
    max_size=12,
)


@given(STEPS)
def test_changes_come_back_from_a_file_as_they_were(steps: list[tuple[str, ...]]) -> None:
    edits = ReportEdits()
    for name, *arguments in steps:
        edits = getattr(edits, name)(*arguments)
    again = ReportEdits.read(json.loads(json.dumps(edits.raw())))
    assert again.raw() == edits.raw()
    assert bool(again) == bool(edits)


def test_toggling_a_line_twice_restores_it() -> None:
    assert ReportEdits().toggle_line("felt").toggle_line("felt") == ReportEdits()


def test_what_is_written_is_cleaned_and_cut() -> None:
    edits = ReportEdits().with_text("felt", "a\x1b[31mred" + "x" * 2 * LINE_LENGTH)
    assert "\x1b" not in edits.texts["felt"]
    assert len(edits.texts["felt"]) == LINE_LENGTH


UNREADABLE: tuple[object, ...] = (
    {"texts": 3},
    {"own": {"well": 3}},
    {"out": {}},
    {"typing": [1]},
    {"own": {"x": ["a"]}},
)


@pytest.mark.parametrize("raw", [None, [], 3, *UNREADABLE])
def test_invalid_edits_are_empty(raw: object) -> None:
    assert not ReportEdits.read(raw)


def test_lines_left_out_stay_left_out_when_one_before_them_goes() -> None:
    edits = ReportEdits().with_line("well", "a").with_line("well", "b").with_line("well", "c").toggle_line("own-well-1")
    fewer = edits.with_text("own-well-0", "")
    assert (fewer.added["well"], fewer.excluded) == (("b", "c"), {"own-well-0"})
    assert fewer.with_text("own-well-0", "").excluded == frozenset()
    assert ReportEdits().toggle_line("own-well-0").with_line("well", "a").excluded == frozenset()
    first = edits.toggle_line("own-well-0").toggle_line("felt")
    assert first.with_text("own-well-2", "").excluded == {"own-well-0", "own-well-1", "felt"}
    assert first.with_text("own-well-1", "").excluded == {"own-well-0", "felt"}


def test_an_added_line_is_rewritten_in_its_place_and_an_unknown_one_is_left() -> None:
    edits = ReportEdits().with_line("well", "a").with_line("well", "b").with_line("well", "")
    assert edits.with_text("own-well-0", "x").added == {"well": ("x", "b")}
    assert edits.with_text("own-well-1", "x").added == {"well": ("a", "x")}
    assert edits.with_text("own-well-2", "x") is edits
    assert edits.toggle_line("own-well-1").with_text("own-well-1", "x").excluded == {"own-well-1"}
    assert edits.with_text("felt", "x").with_text("felt", "").texts == {}
