"""A share file as a document: what each line of an entry and each cell of a week has."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cmcheckin.domain.week import Week
from cmcheckin.sharing.document import Document, Item, Section, UserText, escalation_item, share_document, win_item
from cmcheckin.sharing.share_file import ShareEscalation, ShareWeek, ShareWin
from cmcheckin.sharing.spoken_document import spoken_sections
from cmcheckin.wording import share_page as words
from tests.sharing.html import page_examples

TODAY = date(2026, 11, 23)
ENTRY = ShareEscalation("e-1", "Thread", date(2026, 11, 20), "conduct")
DAY = words.day_text(ENTRY.opened, TODAY)


def texts(facts: Any) -> list[str]:
    return ["".join(map(str, fact)) for fact in facts]


@pytest.mark.parametrize(("fields", "facts"), page_examples.ENTRY_FACTS)
@pytest.mark.parametrize("kind", ["conduct", "ask"])
def test_an_entry_has_the_facts_that_were_shared(fields: dict[str, Any], facts: list[str], kind: str) -> None:
    item = escalation_item(replace(ENTRY, kind=kind, **fields), TODAY)
    is_ask = kind == "ask"
    state = words.ask_status(3, "open") if is_ask else words.status_text("open", 3, dated=False)
    assert texts(item.facts) == ["Thread", state, *facts, *([] if is_ask else [kind]), DAY]
    assert item.details == ()


@pytest.mark.parametrize("resolved", [None, date(2026, 11, 21)])
def test_a_resolved_entry_says_after_how_long_if_that_is_known(resolved: date | None) -> None:
    item = escalation_item(replace(ENTRY, status="resolved", resolved=resolved, cause="x", outcome="y"), TODAY)
    days = 1 if resolved else 3
    assert texts(item.facts)[1] == words.status_text("resolved", days, dated=resolved is not None)
    assert [name for name, _ in item.details] == [words.CAUSE, words.OUTCOME]


def test_a_win_has_its_day_kind_and_sender() -> None:
    win = ShareWin("w-1", ENTRY.opened, "So patient")
    assert texts(win_item(win, TODAY).facts) == ["So patient", DAY]
    praise = replace(win, kind="thanks", sender="Ada")
    assert texts(win_item(praise, TODAY).facts) == ["So patient", DAY, "thanks", f"{words.FROM} Ada"]


def test_a_week_without_a_figure_has_an_empty_cell() -> None:
    weeks = tuple(
        ShareWeek(Week(2026, week), mood=mood, energy=energy)  # type: ignore[arg-type]
        for week, mood, energy in ((45, "below", None), (46, None, "above"), (47, None, None))
    )
    share = replace(page_examples.QUIET, weeks=weeks, first=weeks[0].week.monday)
    [section] = share_document(share).sections
    below, above = words.comparison_text("below", ""), words.comparison_text("above", "")
    assert section.columns[1:] == words.WELLBEING_COLUMNS
    assert [row[1:] for row in section.weeks] == [(below, words.EMPTY), (words.EMPTY, above), (words.EMPTY,) * 2]
    assert section.note == words.WELLBEING_MEANING
    one = share_document(replace(share, weeks=weeks[:1])).sections[0]
    assert (one.numbers, one.columns) == (((words.WELLBEING_COLUMNS[0], below),), ())


@pytest.mark.parametrize(("opened", "text"), [(None, None), (0, words.NOTHING_CAME_IN), (2, words.escalation_total(2))])
def test_escalations_that_are_not_listed_are_a_number(opened: int | None, text: str | None) -> None:
    share = replace(page_examples.QUIET, weeks=(ShareWeek(Week(2026, 47), workload=3.0, escalations_opened=opened),))
    found = [texts(section.text) for section in share_document(share).sections if section.title == words.ESCALATIONS]
    assert found == ([[text]] if text else [])


@pytest.mark.parametrize(("number", "has_week"), [(1, False), (2, True)])
def test_lines_of_several_weeks_have_their_week(number: int, has_week: bool) -> None:
    weeks = tuple(ShareWeek(Week(2026, 46 + n), community_feels=("calm",)) for n in range(number))
    [section] = share_document(replace(page_examples.QUIET, weeks=weeks)).sections
    labels = [words.week_label(week.week, year=True) for week in weeks]
    assert [texts(item.facts) for item in section.items] == [
        ["calm", label] if has_week else ["calm"] for label in labels
    ]


def test_a_dot_in_what_the_user_wrote_stays_when_it_is_read_aloud() -> None:
    facts = (("Mon 16 Nov · ", UserText("Reddit · Discord, 3 h")), ("2 h",))
    one = Document((), "", "", (Section("Wins", items=(Item(facts),)),), "", ())
    assert [*spoken_sections(one)] == ["Wins:", "Monday 16 November, Reddit · Discord, 3 h, 2 hours"]
