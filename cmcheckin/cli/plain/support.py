"""Someone to talk to, as lines that can be read aloud one by one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from cmcheckin.clock import zone_name
from cmcheckin.wording import support as words

if TYPE_CHECKING:
    from cmcheckin.settings import Settings


def support_lines(settings: Settings, today: date | None) -> Iterator[str]:
    """Yield the people in `settings`, and the help lines of their country as of `today`."""
    country = words.find_country(settings.country, zone_name(settings.timezone))
    yield f"{words.TITLE}."
    yield words.OPENING
    for section in words.sections([(line.label, line.text) for line in settings.support], country, today):
        yield f"{section.title}."
        yield from (f"{label}: {text}" for label, text in section.rows)
    if not settings.support:
        yield words.ADD
    yield words.QUIET
