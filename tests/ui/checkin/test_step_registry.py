"""Every step has a page, a question in plain lines and a help text."""

from __future__ import annotations

from cmcheckin.checkin.steps import PAGES, STEPS
from cmcheckin.cli.plain.steps import STEPS as PLAIN_STEPS
from cmcheckin.ui.checkin.page_area import PAGE_CLASSES, page_class
from cmcheckin.wording.checkin import PAGE_HELP, REVIEW_KEYS


def test_every_step_has_a_page_of_its_name_with_help() -> None:
    names = [step.name for step in PAGES]
    assert list(PAGE_CLASSES) == names
    assert [page_class(name).NAME for name in names] == names
    assert set(names) <= set(PAGE_HELP)


def test_every_step_is_asked_in_plain_lines() -> None:
    assert tuple(step for step, _ in PLAIN_STEPS) == STEPS


def test_sentences_name_the_right_number_of_steps() -> None:
    number = len(STEPS)
    assert f"1 to {number} to go back" in REVIEW_KEYS
    assert f"1 to {number} to go back" in PAGE_HELP["review"]
