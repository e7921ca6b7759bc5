"""The support page: people first, then helplines, then the emergency number. It works offline and stores nothing.

The numbers were compared with stored public pages of the services, and of others that link to them, on the date of
each; nobody was called. The page shows that date once it is more than a year old, and findahelpline.com in every list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from cmcheckin.wording.formats import full_date

MAX_AGE: Final = timedelta(days=365)
"""Age from which the date of a check is shown."""
CHECKED: Final = date(2026, 11, 21)

HELP: Final = """
People and helplines that you add under [support] in config.toml are listed first.

Nothing is sent, and nobody sees that you opened this page. To print this page in a \
terminal, run cmcheckin help-now.
"""
TITLE: Final = "Someone to talk to"
OPENING: Final = "It can help to talk, now or later. There's no need to explain anything."
ANYONE: Final = ("Anyone you trust", "a friend, a GP, a colleague, someone at home")
"""Shown if config.toml names no people."""
QUIET: Final = "Nothing is sent, and nobody sees that you opened this."
PEOPLE: Final = "People"
ASSISTANCE: Final = "At work"
LINES: Final = "Helplines"
ADD: Final = 'To list your own people first, add them under [support] in config.toml: peer = "Sam, …"'


class Helpline(NamedTuple):
    """A service, the ways to reach it, and the date they were last compared with public pages."""

    name: str
    ways: tuple[str, ...]
    verified_on: date
    note: str = ""


class Country(NamedTuple):
    """The helplines of a country, with a phone and at least one other way, and its emergency number."""

    name: str
    lines: tuple[Helpline, ...]
    emergency: str


SAMARITANS: Final = Helpline(
    "Samaritans", ("call 116 123", "email jo@samaritans.org"), CHECKED, "free, day and night; email takes longer"
)
NINE_EIGHT_EIGHT: Final = Helpline("988", ("call or text 988",), CHECKED, "day and night")
COUNTRIES: Final = {
    "GB": Country(
        "United Kingdom",
        (
            SAMARITANS,
            Helpline("Shout", ("text 85258",), CHECKED, "free, day and night"),
            Helpline("NHS 111", ("call 111 and choose the mental health option",), CHECKED, "in a crisis"),
        ),
        "999 or 112",
    ),
    "IE": Country(
        "Ireland", (SAMARITANS, Helpline("50808", ("text 50808",), CHECKED, "free, day and night")), "112 or 999"
    ),
    "US": Country(
        "United States",
        (Helpline("988", ("call or text 988", "chat at 988lifeline.org"), CHECKED, "day and night"),),
        "911",
    ),
    "CA": Country("Canada", (NINE_EIGHT_EIGHT,), "911"),
    "AU": Country(
        "Australia", (Helpline("Lifeline", ("call 13 11 14", "text 0477 13 11 14"), CHECKED, "day and night"),), "000"
    ),
}
"""Countries by their two letters, as `country` in config.toml has them."""
ANYWHERE: Final = Helpline("findahelpline.com", ("free helplines by country: phone, text, chat",), CHECKED)
EMERGENCY: Final = "112 in Europe, 999 in the UK, 911 in North America, 000 in Australia"
ALIASES: Final = {"UK": "GB", "USA": "US"}
COUNTRY_OF_ZONE: Final = {
    "Europe/London": "GB", "Europe/Belfast": "GB", "GB": "GB", "Europe/Dublin": "IE", "Eire": "IE",
    "America/New_York": "US", "America/Chicago": "US", "America/Denver": "US", "America/Los_Angeles": "US",
    "America/Phoenix": "US", "America/Detroit": "US", "America/Anchorage": "US", "Pacific/Honolulu": "US",
    "America/Toronto": "CA", "America/Vancouver": "CA", "America/Halifax": "CA", "America/Winnipeg": "CA",
    "America/Edmonton": "CA", "America/Regina": "CA", "America/St_Johns": "CA", "America/Montreal": "CA",
}  # fmt: skip
"""The country of a time zone. In other zones the page shows the helplines of all countries."""
ASSISTANCE_WORDS: Final = ("assistance", "eap", "occupational", "hr")
HELPLINE_WORDS: Final = ("line", "samaritans", "hotline", "crisis", "text", "shout")


class Section(NamedTuple):
    """Some lines under a heading."""

    title: str
    rows: tuple[tuple[str, str], ...]
    """A name, and how to reach it."""


def find_country(given: str, zone: str) -> str:
    """Return the two letters of the country in config.toml, or else that of the time zone `zone`; empty if neither is
    known."""
    name = given.strip().upper()
    return ALIASES.get(name, name) or COUNTRY_OF_ZONE.get(zone, "AU" if zone.startswith("Australia/") else "")


def sections(own: Iterable[tuple[str, str]], country: str, today: date | None) -> Iterator[Section]:
    """Yield the sections of the page.

    `own`: labels and texts from config.toml. `today`: None hides the dates of checks.
    """
    rows: dict[str, list[tuple[str, str]]] = {PEOPLE: [], ASSISTANCE: [], LINES: []}
    for label, text in own:
        rows[_group(label)].append((label[:1].upper() + label[1:], text))
    rows[PEOPLE] = rows[PEOPLE] or [ANYONE]
    for title in (PEOPLE, ASSISTANCE):
        if rows[title]:
            yield Section(title, tuple(rows[title]))
    known = COUNTRIES.get(country)
    shown = (known,) if known else () if country else tuple(COUNTRIES.values())
    found = list(rows[LINES])
    if known:
        found += [_row(line, today) for line in known.lines]
    else:  # one line per country, so that it all fits on one page
        found += [(place.name, "; ".join(_brief(line, today) for line in place.lines)) for place in shown]
    yield Section(LINES, (*found, _row(ANYWHERE, today)))
    number = known.emergency if known else EMERGENCY
    yield Section("If you're not safe, or might not be, please call now", (("Emergency", number),))


def _group(label: str) -> str:
    words = label.lower().replace("-", " ").split()
    if any(word in ASSISTANCE_WORDS for word in words):
        return ASSISTANCE
    return LINES if any(word.endswith(end) for word in words for end in HELPLINE_WORDS) else PEOPLE


def _row(line: Helpline, today: date | None) -> tuple[str, str]:
    return line.name, "; ".join(filter(None, (", ".join(line.ways), line.note, _checked(line, today))))


def _brief(line: Helpline, today: date | None) -> str:
    ways, checked = ", ".join(line.ways), _checked(line, today)
    return f"{'' if line.name in ways else f'{line.name}, '}{ways}{f' ({checked})' if checked else ''}"


def _checked(line: Helpline, today: date | None) -> str:
    """Return the date of the check if it is more than MAX_AGE before `today`, or else nothing."""
    if today is None or today - line.verified_on <= MAX_AGE:
        return ""
    at = line.verified_on
    return f"checked {full_date(at)}"


def label_width(found: Sequence[Section]) -> int:
    """Return the width of the longest label, in characters."""
    return max((len(label) for section in found for label, _ in section.rows), default=0)
