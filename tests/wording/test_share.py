"""The sentences of sharing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cmcheckin.sharing.share_file import DEFAULT_FIELDS, FIELDS
from cmcheckin.wording import share as words
from cmcheckin.wording.share_page import FIELD_NAMES
from tests.forbidden import found_in

MONDAY = date(2026, 11, 16)


def test_every_field_explains_what_it_reveals_in_a_sentence() -> None:
    assert tuple(words.FIELD_EXPLANATIONS) == FIELDS == tuple(FIELD_NAMES)
    assert all(said.endswith(".") and len(said) <= 120 for said in words.FIELD_EXPLANATIONS.values())


@pytest.mark.parametrize("count", [1, 2, 7, 8, 400])
def test_days_that_are_not_logged_are_named(count: int) -> None:
    said = words.missing_days([MONDAY + timedelta(n) for n in range(count)])
    assert "Mon 16 Nov" in said
    assert not said[0].islower()
    assert ("more" in said) == (count > words.MAX_DAYS)


def test_nothing_in_it_orders_blames_or_names_who_may_be_looking() -> None:
    names = ["a.json", "a.md"]
    every = [
        *words.FIELD_EXPLANATIONS.values(),
        words.PRIVATE,
        words.FILL_IN_COMMAND,
        words.proposed(DEFAULT_FIELDS, words.SOURCES["last"]),
        words.proposed_formats(["json"]),
        words.proposed_formats(["json", "md"]),
        words.proposed_name("Ada"),
        words.no_data(DEFAULT_FIELDS, is_logged=False),
        words.NOT_A_FOLDER.format(shown="there"),
        words.NO_PARENT.format(shown="there/shared", parent="there"),
        words.NOT_WRITABLE.format(shown="there"),
        words.needs_fields(FIELDS, words.SOURCES["settings"]),
        words.field_names(()),
        words.missing_days([MONDAY]),
        words.will_write(names, "there"),
        words.written_to(names, "there"),
        words.files_exist(names, "there"),
        words.confirm_write(1, replacing=False),
        words.confirm_write(3, replacing=True),
        words.NOTHING_WRITTEN,
        *words.SOURCES.values(),
        *words.FIELDS_HINTS.values(),
        *words.NO_LINE_YET.values(),
        *words.LINE_LABELS.values(),
        *words.FORMATS.values(),
        words.missing_days_hint([MONDAY]),
        words.missing_days_hint([MONDAY] * 9),
        words.preferences_damaged("share.json", "cannot be read"),
        words.PREFERENCES_NOT_SAVED.format(reason="no space left on device"),
        words.IN_FOLDER.format(folder="there"),
        words.ALSO_INCLUDED.format(facts="Thu 19 Nov"),
        *(text for name, text in vars(words).items() if name.isupper() and isinstance(text, str)),
    ]
    assert [(text, found) for text in every if (found := found_in(text))] == []


def test_the_question_has_the_number_of_files() -> None:
    assert words.confirm_write(1, replacing=False) == "Write this file?"
    assert words.confirm_write(3, replacing=True) == "Replace these three files?"
