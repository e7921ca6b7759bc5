"""Text wrapped and cut where a reader expects it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from cmcheckin.ui.glyphs import ASCII, UNICODE
from cmcheckin.ui.kit.text_cells import fit, fit_parts, pad, wrap


def test_a_number_stays_with_its_unit() -> None:
    assert wrap("outreach 2 h, advocacy 1 h, admin", 26, 4, UNICODE) == ["outreach 2 h, advocacy", "1 h, admin"]
    assert wrap("spent 2 h 30 min on it", 9, 4, UNICODE) == ["spent 2 h", "30 min on", "it"]
    assert wrap("it took 1 h 10 min of work", 14, 4, UNICODE) == ["it took", "1 h 10 min of", "work"]


def test_a_date_stays_on_one_line() -> None:
    assert wrap("off the forum (Thu 19 Nov)", 22, 4, UNICODE) == ["off the forum", "(Thu 19 Nov)"]
    assert wrap("logged for 16 November, and no later", 13, 4, UNICODE) == [
        "logged for",
        "16 November,",
        "and no later",
    ]
    assert wrap("in a day (Mon 18 Nov 2024)", 22, 4, UNICODE) == ["in a day", "(Mon 18 Nov 2024)"]
    assert wrap("on Thu 19 Nov", 8, 4, UNICODE) == ["on", "Thu 19", "Nov"], "unless it takes more than a line"


def test_a_text_of_several_lines_stays_in_its_row() -> None:
    assert fit("Thursday\nwould help", 30, UNICODE) == "Thursday would help"
    assert pad("Thursday\nwould help", 12) == "Thursday wo…"


def test_a_dot_between_facts_ends_a_line_and_begins_none() -> None:
    assert wrap("one night ping · mood 3.0", 16, 2, UNICODE) == ["one night ping ·", "mood 3.0"]
    assert wrap("one night ping · mood 3.0", 15, 2, UNICODE) == ["one night", "ping · mood 3.0"]


def test_whole_parts_are_left_out() -> None:
    parts = ["moderation 3 h", "events", "30 min with peers"]
    assert fit_parts(parts, 60, UNICODE) == "moderation 3 h, events, 30 min with peers"
    assert fit_parts(parts, 30, UNICODE) == "moderation 3 h, events, …"
    assert fit_parts(parts, 20, UNICODE) == "moderation 3 h, …"
    assert fit_parts(parts, 10, UNICODE) == "moderatio…"
    assert fit_parts(parts, 20, UNICODE, between=" · ") == "moderation 3 h · …"


@given(st.lists(st.text("ab 漢", min_size=1, max_size=12), max_size=6), st.integers(4, 40), st.booleans())
def test_parts_fit(parts: list[str], width: int, ascii_only: bool) -> None:
    assert cell_len(fit_parts(parts, width, ASCII if ascii_only else UNICODE)) <= width


@given(
    st.lists(st.sampled_from(["2", "h,", "30", "min", "admin", "漢字漢字漢字", "1"]), max_size=20), st.integers(4, 30)
)
def test_wrapping_keeps_every_word(words: list[str], width: int) -> None:
    lines = wrap(" ".join(words), width, 99, UNICODE)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == "".join(words)
