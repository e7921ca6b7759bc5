"""Every export format can be written, is described, and is searched by `forget`."""

from __future__ import annotations

from cmcheckin.interchange import FORMATS
from cmcheckin.services.forgotten_words import ENDINGS
from cmcheckin.wording.command_help import COMMANDS
from cmcheckin.wording.imports import FORMAT_HELP


def test_every_format_can_be_written() -> None:
    for form in FORMATS:
        assert "".join(form.write([])) is not None


def test_every_format_is_described() -> None:
    assert [form.name for form in FORMATS] == list(FORMAT_HELP)
    summary = COMMANDS["export"].summary
    assert [form.name for form in FORMATS if form.name not in summary] == []


def test_forget_searches_the_exports_in_every_format() -> None:
    assert [form.name for form in FORMATS if f".{form.name}" not in ENDINGS] == []
