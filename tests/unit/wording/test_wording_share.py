"""What is said while a file to share is chosen."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from forbidden import found_in

from cmcheckin.sharing.share_file import DEFAULTS, FIELDS
from cmcheckin.wording import share as words
from cmcheckin.wording.share_page import TICKED

MONDAY = date(2026, 11, 16)


def test_every_field_says_what_it_reveals_in_a_sentence() -> None:
    assert tuple(words.REVEALS) == FIELDS == tuple(TICKED)
    assert all(said.endswith(".") and len(said) <= 120 for said in words.REVEALS.values())


@pytest.mark.parametrize("count", [1, 2, 7, 8, 400])
def test_days_that_are_not_told_of_are_named(count: int) -> None:
    said = words.missing([MONDAY + timedelta(n) for n in range(count)])
    assert "Mon 16 Nov" in said
    assert not said[0].islower()
    assert ("more" in said) == (count > words.SAID)


def test_nothing_in_it_orders_blames_or_names_who_may_be_looking() -> None:
    names = ["a.json", "a.md"]
    every = [
        *words.REVEALS.values(),
        words.PRIVATE,
        words.OFFER,
        words.proposed(DEFAULTS, words.LAST_TIME),
        words.needs_fields(FIELDS, words.SETTINGS),
        words.named(()),
        words.missing([MONDAY]),
        words.will_write(names, "there"),
        words.wrote(names, "there"),
        words.exists(names, "there"),
        words.asked(1, replacing=False),
        words.asked(3, replacing=True),
        words.NOTHING_WRITTEN,
        words.NOTHING_CHANGED,
        words.USUAL,
    ]
    assert [(text, found) for text in every if (found := found_in(text))] == []


def test_the_question_says_how_many_files() -> None:
    assert words.asked(1, replacing=False) == "Write this file?"
    assert words.asked(3, replacing=True) == "Replace these three files?"
