"""The support page: people first, then lines, then the emergency number. Offline, and nothing about it is kept.

Numbers were compared with stored public pages of the services and of those that point to them on the date beside each;
nobody was called. The page shows that date once it is more than a year old, and findahelpline.com beside every list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from cmcheckin.wording.formats import long_date

MAX_AGE: Final = timedelta(days=365)
"""Age from which the date a number was checked on is shown."""
CHECKED: Final = date(2026, 11, 21)

TITLE: Final = "Someone to talk to"
OPENING: Final = "It can help to talk, now or later. There is no need to explain anything."
ANYONE: Final = ("Anyone you trust", "a friend, a GP, a colleague, someone at home")
"""Where no people are named."""
QUIET: Final = "Nothing is sent, and nobody sees that you opened this."
PEOPLE: Final = "People"
ASSISTANCE: Final = "At work"
LINES: Final = "Lines"
ADD: Final = 'Under [support] in config.toml people of your own can come first: peer = "Sam, …"'


class Helpline(NamedTuple):
    """One service, with the ways to reach it and when these were last compared with what is public."""

    name: str
    ways: tuple[str, ...]
    verified_on: date
    note: str = ""


class Country(NamedTuple):
    """What a country has, a phone and another way at the least, and its emergency number."""

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
            Helpline("NHS 111", ("call 111, the mental health option",), CHECKED, "in a crisis"),
        ),
        "999 or 112",
    ),
    "IE": Country(
        "Ireland",
        (SAMARITANS, Helpline("50808", ("text 50808",), CHECKED, "free, day and night")),
        "112 or 999",
    ),
    "US": Country(
        "United States",
        (Helpline("988", ("call or text 988", "chat at 988lifeline.org"), CHECKED, "day and night"),),
        "911",
    ),
    "CA": Country("Canada", (NINE_EIGHT_EIGHT,), "911"),
    "AU": Country(
        "Australia",
        (Helpline("Lifeline", ("call 13 11 14", "text 0477 13 11 14"), CHECKED, "day and night"),),
        "000",
    ),
}
"""By their two letters, as `country` under [support] in config.toml has them."""
ANYWHERE: Final = Helpline("findahelpline.com", ("free lines by country: phone, text, chat",), CHECKED)
EMERGENCY: Final = "112 in Europe, 999 in the UK, 911 in North America, 000 in Australia"
ALIASES: Final = {"UK": "GB", "USA": "US"}
COUNTRY_OF_ZONE: Final = {
    "Europe/London": "GB", "Europe/Belfast": "GB", "GB": "GB", "Europe/Dublin": "IE", "Eire": "IE",
    "America/New_York": "US", "America/Chicago": "US", "America/Denver": "US", "America/Los_Angeles": "US",
    "America/Phoenix": "US", "America/Detroit": "US", "America/Anchorage": "US", "Pacific/Honolulu": "US",
    "America/Toronto": "CA", "America/Vancouver": "CA", "America/Halifax": "CA", "America/Winnipeg": "CA",
    "America/Edmonton": "CA", "America/Regina": "CA", "America/St_Johns": "CA", "America/Montreal": "CA",
}  # fmt: skip
"""Time zones that tell a country with lines of its own; all others are shown every line there is."""
ASSISTANCE_WORDS: Final = ("assistance", "eap", "occupational", "hr")
HELPLINE_WORDS: Final = ("line", "samaritans", "hotline", "crisis", "text", "shout")


class Section(NamedTuple):
    """A few lines under a heading."""

    title: str
    rows: tuple[tuple[str, str], ...]
    """What it is, and how it is reached."""


def find_country(given: str, zone: str) -> str:
    """Two letters: the country that was set, else the one the time zone tells; empty when neither says."""
    name = given.strip().upper()
    return ALIASES.get(name, name) or COUNTRY_OF_ZONE.get(zone, "AU" if zone.startswith("Australia/") else "")


def sections(own: Iterable[tuple[str, str]], country: str, today: date | None) -> Iterator[Section]:
    """The page: people, employee assistance, lines, the emergency number. `own`: what stands under [support]."""
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
    else:  # a line a country, so that the page stays one
        found += [(one.name, "; ".join(_brief(line, today) for line in one.lines)) for one in shown]
    yield Section(LINES, (*found, _row(ANYWHERE, today)))
    number = known.emergency if known else EMERGENCY
    yield Section("If you are not safe, or might not be, please call now", (("Emergency", number),))


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
    """When it was last looked up, once that is long ago."""
    if today is None or today - line.verified_on <= MAX_AGE:
        return ""
    at = line.verified_on
    return f"checked {long_date(at)} {at.year}"


def label_width(found: Sequence[Section]) -> int:
    """Cells the widest label takes."""
    return max((len(label) for section in found for label, _ in section.rows), default=0)
