"""The setup: proposed answers, reading what was typed, and saving it."""

from __future__ import annotations

import json
import os
import re
import zoneinfo
from collections.abc import Mapping
from contextlib import suppress
from datetime import time, timedelta
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from cmcheckin.checkin.values import read_end, read_minutes
from cmcheckin.clock import SystemClock, zone_name
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.schedule import WEEKDAYS, Schedule
from cmcheckin.domain.text import LINE, clean
from cmcheckin.services.config_file import Value, change_config, changed_text
from cmcheckin.settings import MAX_BREAK, Settings, parse, read_text
from cmcheckin.toml_lines import parse_toml
from cmcheckin.wording import config as config_words
from cmcheckin.wording import setup as words
from cmcheckin.wording.formats import DAYS, clock

if TYPE_CHECKING:
    from cmcheckin.paths import Paths

TIMEZONE_FILE: Final = Path("/etc/timezone")
ANY_MINUTES: Final = 10**6
DIFFERENT_HOURS: Final = "schedule"
"""The field of the error for different hours on different days."""
_AT: Final = r"\d{1,2}(?:[:.h]?\d{2})?\s*(?:am|pm|h)?"
_TIMES: Final = rf"(?<![\d:.])({_AT})\s*(?:-|–|—|\bto\b|\buntil\b)\s*({_AT})(?![\w:.])"
_BREAK: Final = (
    r"\b(\d+\s*h\s*\d+|\d+\s*:\s*\d+|\d+(?:[.,]\d+)?\s*h(?:ours?|rs?)?\b|\d+)(?:[\s-]*(?:m|min|mins|minutes?))?\b"
)
_RANGE: Final = r"([a-z]+)\s*(?:-|–|—|\bto\b)\s*([a-z]+)"
_IGNORED: Final = {"break", "lunch", "and", "from", "of", "a", "with", "less", "for", "on", "no", "without"}
_GROUPS: Final = {"weekdays": range(5), "workdays": range(5), "daily": range(7), "weekend": range(5, 7)}


class Answers(NamedTuple):
    """The answers of the setup. None means skipped. An empty name or time zone removes the setting."""

    name: str | None = None
    timezone: str | None = None
    schedule: Schedule | None = None


class Outcome(NamedTuple):
    """The result of the setup: the settings that apply from now on, and a sentence about it."""

    settings: Settings
    message: str
    is_saved: bool = True


class SetupSession:
    """One run of the setup on the config.toml at `config`, whose present `settings` are proposed."""

    def __init__(
        self,
        config: Path,
        settings: Settings,
        clock: SystemClock,
        environ: Mapping[str, str] = os.environ,
        paths: Paths | None = None,
    ) -> None:
        """`paths`: the home that keeps what is typed until it is saved; None to keep nothing."""
        self.config, self.settings, self.clock, self._paths = config, settings, clock, paths
        self.are_texts_locked = False
        """Whether something was typed in an earlier setup that can't be read, as the home is locked."""
        self._number = 0
        try:
            text = read_text(config)
        except Refused:
            text = ""  # refused again when the answers are saved
        self.is_first = text is None
        self._tables = parse_toml(text or "").tables
        self.name = settings.name or ("" if "name" in self._tables else user_name())
        self.timezone = zone_name(settings.timezone) if settings.timezone else machine_zone(environ)

    @property
    def shown_path(self) -> str:
        """The path of config.toml, with ~ for the user's home."""
        return shown_path(self.config)

    # Time zones

    @cached_property
    def _zones(self) -> dict[str, str]:
        """The time zones that this machine knows, by their names in lower case."""
        return {name.lower(): name for name in sorted(zoneinfo.available_timezones())}

    def read_timezone(self, text: str) -> str:
        """Return the name of the time zone `text`, in any case, or an empty text. Raises Refused if there is none."""
        name = clean(text).replace(" ", "_")
        known = self._zones.get(name.lower(), "")
        if name and not known and not _is_zone(name):
            raise Refused("timezone", words.no_zone(clean(text), self.nearest_timezone(text)))
        return known or name

    def nearest_timezone(self, text: str) -> str:
        """Return the time zone whose name or city is most like `text`; empty if none is close."""
        wanted = clean(text).lower().replace(" ", "_")
        if not wanted:
            return ""
        cities = {name.rpartition("/")[2]: name for name in reversed(self._zones)}
        starts = (name for name in self._zones if len(wanted) > 2 and name.startswith(wanted))
        towns = (name for city, name in sorted(cities.items()) if len(wanted) > 2 and city.startswith(wanted))
        near = (cities.get(name, name) for name in get_close_matches(wanted, [*cities, *self._zones], 1, 0.7))
        found = cities.get(wanted) or next(starts, "") or next(towns, "") or next(near, "")
        return self._zones.get(found, "")

    def time_in(self, timezone: str) -> str:
        """Return the present time in `timezone`, empty for none or an unknown one."""
        try:
            return clock(self.clock.now().astimezone(zoneinfo.ZoneInfo(timezone))) if timezone else ""
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
            return ""

    # Hours

    def read_hours(self, text: str) -> Schedule:
        """Return the schedule that `text` describes: `Mon-Fri, 09:00-18:00, 60 min break`.

        Its contract hours follow from the times, unless the text means the present schedule. Raises Refused.
        """
        days, start, end, pause = _read_hours(text)
        present = self.settings.schedule
        if (days, start, end, pause) == (
            present.workdays, present.start, present.end, words.break_minutes(present)
        ) and not self._needs_hours:  # fmt: skip
            return present
        schedule = present._replace(workdays=days, start=start, end=end, break_minutes=pause)
        worked = (schedule.usual_span - schedule.usual_break) / timedelta(hours=1)
        if worked <= 0 or pause > MAX_BREAK:
            raise Refused("break", words.LONG_BREAK.format(minutes=pause))
        total = round(worked * len(days), 2)
        return schedule._replace(contract_hours=int(total) if total.is_integer() else total)

    def is_present(self, schedule: Schedule) -> bool:
        """Return whether `schedule` is the one in config.toml, whose contract hours stay whatever its times are."""
        return schedule == self.settings.schedule and not self._needs_hours

    @property
    def _needs_hours(self) -> bool:
        return "schedule" not in self._tables

    # Draft

    def typed(self) -> dict[str, str]:
        """Return the texts that were typed in a setup which ended before they were saved, by question. While the home
        is locked, they can't be read; `are_texts_locked` then says so."""
        if self._paths is None:
            return {}
        from cmcheckin.journal import JournalError, work_files

        found: dict[str, str] = {}
        numbers = _draft_numbers(self._paths)
        for number in numbers:
            try:
                raw = work_files.load(_draft_path(self._paths, number), self._paths)
            except JournalError:
                self.are_texts_locked = True
                continue
            texts = raw.get("typed") if isinstance(raw, dict) else None
            known = texts.items() if isinstance(texts, dict) else ()
            found |= {name: clean(text)[:LINE] for name, text in known if isinstance(text, str)}
        if numbers:  # what is locked stays beside what is typed now
            self._number = numbers[-1] + self.are_texts_locked
        return found

    def keep(self, texts: Mapping[str, str]) -> None:
        """Keep `texts`, by question, for the next setup if this one ends before they are saved. If that fails, the
        error is shown when the answers can't be saved either."""
        if self._paths is None:
            return
        from cmcheckin.journal import JournalError, work_files

        raw = {"typed": dict(texts)} if texts else None
        others = () if self.are_texts_locked else set(_draft_numbers(self._paths)) - {self._number}
        with suppress(JournalError):
            for number, content in ((self._number, raw), *((number, None) for number in others)):
                path = _draft_path(self._paths, number)
                work_files.keep(path, content, words.DRAFT_NOT_SAVED, self._paths, in_memory=False)

    def _discard_texts(self) -> None:
        """Delete what was typed in this setup and in earlier ones, even while it is locked, as the answers are
        saved."""
        self.are_texts_locked = False
        self.keep({})

    # Saving

    def changes(self, answers: Answers) -> dict[str, Value]:
        """Return the values that `answers` change in config.toml, by key."""
        found: dict[str, Value] = {}
        for key, value in (("name", answers.name), ("timezone", answers.timezone)):
            present = str(self._tables.get(key, ""))
            if value is not None and value != present:
                found[key] = value
        schedule = answers.schedule
        if schedule is not None and not self.is_present(schedule):
            found |= {
                "schedule.contract_hours": schedule.contract_hours,
                "schedule.workdays": [WEEKDAYS[day] for day in sorted(schedule.workdays)],
                "schedule.start": clock(schedule.start),
                "schedule.end": clock(schedule.end),
                "schedule.break_minutes": words.break_minutes(schedule),
            }
        return found

    def preview(self, answers: Answers) -> list[str]:
        """Return the lines that `answers` add to config.toml or change in it."""
        lines: list[str] = []
        section = ""
        for name, value in self.changes(answers).items():
            table, _, key = name.rpartition(".")
            if table != section:
                lines += ["", f"[{table}]"] if lines else [f"[{table}]"]
                section = table
            lines.append(f"{key} = {json.dumps(value, ensure_ascii=False)}")
        return lines

    def save(self, answers: Answers) -> Outcome:
        """Write `answers` to config.toml, and set the clock to their time zone. If nothing was answered, a new file has
        comments alone, so that the next start doesn't ask again.

        If the file can't be written, the outcome says so, and has the settings as they would be.
        """
        changes = self.changes(answers)
        if not changes and not self.is_first:
            self._discard_texts()
            return Outcome(self.settings, words.UNCHANGED.format(path=self.shown_path))
        try:
            settings = parse(change_config(self.config, changes))
            message = words.SAVED if changes else words.ALL_SKIPPED
            outcome = Outcome(settings, message.format(path=self.shown_path))
        except Refused as error:
            outcome = Outcome(self.settings, f"{error}.", is_saved=False)
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            settings = parse(changed_text(config_words.NEW_FILE, changes)) if self.is_first else self.settings
            outcome = Outcome(settings, words.NOT_SAVED.format(path=self.shown_path, reason=reason), is_saved=False)
        if outcome.is_saved:
            self._discard_texts()
        if outcome.settings.timezone is not None:
            self.clock.move_to(outcome.settings.timezone)
        return outcome


def _draft_numbers(paths: Paths) -> list[int]:
    """Return the numbers of the drafts of setups that weren't finished, the first one earliest. There is more than one
    if some were locked."""
    names: list[str] = []
    with suppress(OSError):
        names = os.listdir(paths.drafts_folder)  # noqa: PTH208
    return sorted(int(found[1] or 0) for name in names if (found := re.fullmatch(r"setup(\d{0,3})\.json", name)))


def _draft_path(paths: Paths, number: int) -> str:
    return f"{paths.drafts_folder}/setup{number or ''}.json"


def _read_hours(text: str) -> tuple[frozenset[int], time, time, int]:
    """Return the days, the times and the minutes of the break in `text`. Raises Refused if one is missing."""
    rest = clean(text[:LINE]).lower()
    times = re.search(_TIMES, rest)
    start = _read_clock(times[1]) if times else None
    end = _read_clock(times[2], start) if times else None
    if times:
        rest = f"{rest[: times.start()]} , {rest[times.end() :]}"
        if re.search(_TIMES, rest):
            raise Refused(DIFFERENT_HOURS, words.DIFFERENT_HOURS)
    pause = re.search(_BREAK, rest)
    minutes = (_read_break(pause[0].replace("-", " ").strip()) or 0) if pause else 0
    if pause:
        rest = f"{rest[: pause.start()]} {rest[pause.end() :]}"
    days = _read_days(rest)
    if not days:
        raise Refused("days", words.NO_DAYS)
    if start is None or end is None:
        raise Refused("times", words.NO_TIMES)
    if start == end:
        raise Refused("times", words.SAME_TIMES.format(at=clock(start)))
    return days, start, end, minutes


def _read_clock(text: str, start: time | None = None) -> time | None:
    try:
        return read_end(text, start)
    except Refused as error:
        raise Refused("times", words.NO_TIME.format(reason=error.reason)) from None


def _read_break(text: str) -> int | None:
    try:
        return read_minutes(text, ANY_MINUTES)
    except Refused as error:
        raise Refused("break", words.NO_BREAK.format(reason=error.reason)) from None


def _read_days(text: str) -> frozenset[int]:
    """Return the days in `text`: `mon-fri`, `mon, tue and thu`, `weekdays`. Raises Refused for any other word."""
    found: set[int] = set()
    for first, last in re.findall(_RANGE, text):
        begin, end = _day(first), _day(last)
        found.update((begin + n) % 7 for n in range((end - begin) % 7 + 1))
    for word in re.sub(_RANGE, " ", text).replace("every day", "daily").replace(",", " ").split():
        plain = word.strip(".;:()/&+-–")
        if plain in _GROUPS:
            found.update(_GROUPS[plain])
        elif plain and plain not in _IGNORED:
            found.add(_day(plain))
    return frozenset(found)


def _day(word: str) -> int:
    """Return the weekday that `word` names by two letters or more; 0 is Monday. Raises Refused if it names none."""
    singular = word.removesuffix("s") if len(word) > 4 else word
    for number, name in enumerate(DAYS):
        if len(singular) > 1 and name.lower().startswith(singular):
            return number
    raise Refused("days", words.unknown_word(word))


def user_name() -> str:
    """Return the full name of this machine's user, empty if the machine knows none."""
    import pwd

    with suppress(KeyError):
        user = pwd.getpwuid(os.getuid())
        name = clean(user.pw_gecos.partition(",")[0])[:LINE]
        return name if user.pw_uid and name.lower() != user.pw_name.lower() else ""
    return ""


def machine_zone(environ: Mapping[str, str] = os.environ) -> str:
    """Return the name of the machine's time zone: by TZ, the link /etc/localtime or /etc/timezone. Empty if unknown."""
    names = [zone_name(None, {"TZ": environ.get("TZ", "").removeprefix(":")}), zone_name(None, {})]
    with suppress(OSError, ValueError):
        names.append(TIMEZONE_FILE.read_text("utf-8").strip())
    return next((name for name in names if name and _is_zone(name)), "")


def _is_zone(name: str) -> bool:
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def shown_path(path: Path) -> str:
    """Return `path` with ~ for the user's home."""
    home = os.path.expanduser("~")  # noqa: PTH111  Path.home raises if there is none
    return f"~{text[len(home) :]}" if (text := str(path)).startswith(f"{home}/") else text
