"""What is said while a file to share is chosen."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cmcheckin.sharing.share_file import DEFAULT_FIELDS, FIELDS
from cmcheckin.wording import share as words
from cmcheckin.wording.share_page import TICKED
from tests.forbidden import found_in

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
        words.proposed(DEFAULT_FIELDS, words.SOURCES["last"]),
        words.proposed_formats(["json"]),
        words.proposed_formats(["json", "md"]),
        words.proposed_name("Ada"),
        words.says_nothing(DEFAULT_FIELDS, told=False),
        words.no_folder("there"),
        words.no_parent("there/shared", "there"),
        words.not_yours("there"),
        words.needs_fields(FIELDS, words.SOURCES["settings"]),
        words.named(()),
        words.missing([MONDAY]),
        words.will_write(names, "there"),
        words.wrote(names, "there"),
        words.exists(names, "there"),
        words.asked(1, replacing=False),
        words.asked(3, replacing=True),
        words.NOTHING_WRITTEN,
        *words.SOURCES.values(),
        *words.SAID_OF_FIELDS.values(),
        *words.NO_LINE.values(),
        *words.LINE_LABELS.values(),
        *words.FORMATS.values(),
        words.fill_in([MONDAY]),
        words.fill_in([MONDAY] * 9),
        words.damaged("share.json", "cannot be read"),
        words.forgotten("no space left on device"),
        words.in_folder("there"),
        words.beside("Thu 19 Nov"),
        *(text for name, text in vars(words).items() if name.isupper() and isinstance(text, str)),
    ]
    assert [(text, found) for text in every if (found := found_in(text))] == []


def test_the_question_says_how_many_files() -> None:
    assert words.asked(1, replacing=False) == "Write this file?"
    assert words.asked(3, replacing=True) == "Replace these three files?"
