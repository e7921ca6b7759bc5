"""Read the keys of config.toml one by one, each with a reason if its value is wrong."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import time, tzinfo
from typing import TYPE_CHECKING, Final, TypeVar

from cmcheckin.domain import fields as f
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.own_questions import MAX_QUESTIONS, METRIC_KEYS, QUESTION_KEYS, Metric, Question
from cmcheckin.domain.schedule import EMPLOYMENTS, WEEKDAYS, Schedule
from cmcheckin.domain.text import LINE, PATH, WORD, clean, clean_path, shorten
from cmcheckin.domain.workday import PEERS
from cmcheckin.settings import (
    ACTIVITIES,
    COUNTRY,
    MAX_BREAK,
    SECTIONS,
    SHARE_FIELDS,
    THEMES,
    TOP_KEYS,
    UNKNOWN_KEY,
    SettingProblem,
    Settings,
    SupportLine,
)

if TYPE_CHECKING:
    from cmcheckin.toml_lines import KeyPath, ParsedToml

T = TypeVar("T")
N = TypeVar("N", bound=Metric | Question)
MAX_PROBLEMS: Final = 100
"""Most problems that are reported."""
IGNORED: Final = "That entry is ignored."
IGNORED_QUESTION: Final = "That question is ignored."
UNSET: Final = "This setting is treated as not set."
MAX_ACTIVITIES: Final = 20
"""The limit on activities, so that each can have a key."""
_NO_NAMES: Final[tuple[str, ...]] = ()


class SettingsReader:
    """Reads the known keys of `parsed` one by one, and collects the problems."""

    def __init__(self, parsed: ParsedToml) -> None:
        self.parsed = parsed
        self.problems: list[SettingProblem] = []

    def settings(self) -> Settings:
        """Read all settings."""
        d = Settings()
        self.check_keys((), TOP_KEYS)
        for section, known in SECTIONS.items():
            self.check_keys((section,), known)
        return Settings(
            name=self.get("name", lambda v: f.line("", v, LINE) or "", ""),
            timezone=self.get("timezone", _zone, None),
            day_starts_at=self.get("day_starts_at", _day_start, d.day_starts_at),
            schedule=self.schedule(d.schedule),
            nudges_off=self.get("nudges.off", lambda v: f.words("", v, LINE), ()),
            share_folder=self.get("share.folder", _path, ""),
            share_fields=self.share_fields(),
            support=self.support(),
            country=self.get("support.country", lambda v: f.line("", v, WORD) or "", ""),
            activities=self.get("activities", _activities, ACTIVITIES),
            metrics=self.each_named("metrics", METRIC_KEYS, Metric.read, "That metric is ignored."),
            questions=self.each_named("questions", QUESTION_KEYS, Question.read, IGNORED_QUESTION, MAX_QUESTIONS),
            theme=self.get("theme", lambda v: f.choice("", v, THEMES) or "", ""),
            mouse=self.get("mouse", lambda v: f.required("", f.flag("", v)), d.mouse),
            plain=self.get("plain", lambda v: f.required("", f.flag("", v)), d.plain),
            keys=self.keys(),
            hint_files=self.get("hints.files", _paths, ()),
            hint_me=self.get("hints.me", _one_or_more, ()),
        )

    def schedule(self, d: Schedule) -> Schedule:
        """Read the schedule, with the defaults `d`."""
        return Schedule(
            self.get("schedule.contract_hours", lambda v: f.required("", f.number("", v, 0, 168)), d.contract_hours),
            self.get("schedule.workdays", _weekdays, d.workdays),
            self.get("schedule.start", _wall_time, d.start),
            self.get("schedule.end", _wall_time, d.end),
            self.get("schedule.break_minutes", lambda v: f.whole("", v, 0, MAX_BREAK), d.break_minutes),
            self.get("employment", lambda v: f.required("", f.choice("", v, EMPLOYMENTS)), d.employment),
        )

    def share_fields(self) -> tuple[str, ...]:
        """Return the fields that can be shared, and report the others."""
        path = ("share", "fields")
        names = self.get(path, lambda v: f.words("", v, LINE), _NO_NAMES)
        for name in names:
            if name not in SHARE_FIELDS:
                self.problem(path, f"contains “{shorten(name, 60)}”, which can't be shared", IGNORED)
        return tuple(name for name in names if name in SHARE_FIELDS)

    def support(self) -> tuple[SupportLine, ...]:
        """Read the people and helplines for the support page."""
        found: list[SupportLine] = []
        for name in self.get("support", lambda v: f.table("", v), f.NOTHING):
            if name != COUNTRY:
                lines = self.get(("support", name), _one_or_more, _NO_NAMES)
                found += [SupportLine(clean(name.replace("_", " ")), text) for text in lines]
        return tuple(found)

    def keys(self) -> Mapping[str, str]:
        """Read the keys that the user changed, by the name of their action."""
        names = self.get("keys", lambda v: f.table("", v), f.NOTHING)
        found = {clean(name): self.get(("keys", name), lambda v: f.line("", v, LINE) or "", "") for name in names}
        return {name: key for name, key in found.items() if key}

    def each_named(
        self,
        key: str,
        known: Collection[str],
        read: Callable[[Mapping[str, f.JSON]], N],
        ignored: str,
        most: int = 1000,
    ) -> tuple[N, ...]:
        """Read the tables of the array at `key`, which have the keys `known`, with `read`. One with a fault, with the
        name of an earlier one in any case, or beyond `most` of them is reported with the sentence `ignored`."""
        found: dict[str, N] = {}
        none: tuple[object, ...] = ()
        for n, item in enumerate(self.get(key, lambda v: tuple(f.items("", v)), none)):
            try:
                raw = f.table("", item)
                self.check_keys((key, n), known)
                entry = read(raw)
                if entry.name.casefold() in found:
                    raise Refused("name", f"“{entry.name}” is used twice")
                if len(found) == most:
                    raise Refused("", f"is over the limit of {most}")
                found[entry.name.casefold()] = entry
            except Refused as error:
                self.problem((key, n, *filter(None, [error.field])), error.reason, ignored)
        return tuple(found.values())

    def check_keys(self, path: KeyPath, known: Collection[str]) -> None:
        """Report the keys of the table at `path` that aren't in `known`."""
        table: object = self.parsed.tables
        for part in path:
            if isinstance(table, dict):
                table = table.get(part)
            elif isinstance(table, list) and isinstance(part, int):
                table = table[part]
        for name in table if isinstance(table, dict) else ():
            if name not in known and len(self.problems) < MAX_PROBLEMS:  # beyond it, don't look for what was meant
                self.problem((*path, name), f"{UNKNOWN_KEY}{_guess(name, known)}", IGNORED)

    def get(self, key: str | KeyPath, read: Callable[[object], T], default: T) -> T:
        """Return the value at `key`, read by `read`. If that fails, report it and return `default`."""
        value: object = self.parsed.tables
        path: KeyPath = tuple(key.split(".")) if isinstance(key, str) else key
        for depth, part in enumerate(path):
            if not isinstance(value, dict):
                self.problem(path[:depth], "must be a table", "Its defaults are used instead.", once=True)
                return default
            if part not in value:
                return default
            value = value[part]
        try:
            return read(value)
        except Refused as error:
            instead = f"The default, {_shown(default)}, is used instead."
            self.problem(path, error.reason, UNSET if _nothing(default) else instead, item=error.field)
            return default

    def problem(self, path: KeyPath, reason: str, instead: str, *, item: str = "", once: bool = False) -> None:
        """Report a problem at `path`, unless there are too many.

        `once`: only the first for a key. `item`: the place in a list.
        """
        named = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{clean(part)[:60] or '?'}" for part in path)
        key = named.removeprefix(".") + item
        if len(self.problems) < MAX_PROBLEMS and not (once and any(known.key == key for known in self.problems)):
            self.problems.append(SettingProblem(self.parsed.line_of(path), key, reason, instead))


def _zone(value: object) -> tzinfo | None:
    import zoneinfo

    name = f.line("", value, LINE)
    if not name:
        return None
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise Refused("", f"“{shorten(name, 60)}” isn't a time zone this machine knows (try Europe/Berlin)") from None


def _guess(name: str, known: Iterable[str]) -> str:
    """Return the key that `name` was probably meant as, in brackets: one of `known`, or of another table. Empty if none
    is close."""
    from difflib import get_close_matches  # takes 3 ms, and only a mistake needs it

    elsewhere = {key: f"{section}.{key}" for section, keys in SECTIONS.items() for key in keys}
    elsewhere |= {key: f"{key}, above the first [section]" for key in TOP_KEYS}
    near = [elsewhere[name]] if name in elsewhere else get_close_matches(name[:60], sorted(known), 1, 0.5)
    near = near or [elsewhere[key] for key in get_close_matches(name[:60], sorted(elsewhere), 1, 0.6)]
    return f" (did you mean {near[0]}?)" if near else ""


def _wall_time(value: object) -> time:
    """Read a time given as text (09:00) or as a TOML time (09:00:00)."""
    if isinstance(value, time):
        value = value.isoformat()
    return f.required("", f.clock_time("", value))


def _day_start(value: object) -> time:
    found = _wall_time(value)
    if found > time(12):
        raise Refused("", f"is {found:%H:%M}, but must be from 00:00 to 12:00")
    return found


def _weekdays(value: object) -> frozenset[int]:
    found = f.items("", value)
    for n, item in enumerate(found, 1):
        f.choice(f"[{n}]", item, WEEKDAYS)
    return frozenset(WEEKDAYS.index(item) for item in found)


def _activities(value: object) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for name in f.words("", value, WORD):
        if set(name) & set(",;=") or not name[0].isalpha():
            raise Refused("", f"contains “{name}”. Each must begin with a letter and not contain , ; or =")
        if name.casefold() == PEERS:
            raise Refused("", f"contains “{name}”. Time with peers is logged separately")
        found.setdefault(name.casefold(), name)
    if len(found) > MAX_ACTIVITIES:
        raise Refused("", f"has {len(found)} entries, but the limit is {MAX_ACTIVITIES}")
    return tuple(found.values())


def _one_or_more(value: object) -> tuple[str, ...]:
    return f.words("", value, LINE) if isinstance(value, list) else tuple(filter(None, [f.line("", value)]))


def _path(value: object, field: str = "") -> str:
    """Read a path. Unlike in other text, all spaces in it stay."""
    return clean_path(value).strip() if f.line(field, value, PATH) and isinstance(value, str) else ""


def _paths(value: object) -> tuple[str, ...]:
    """Read one or more paths. Relative ones are refused, as the program can be started in any folder."""
    given = [_path(item, f"[{n}]") for n, item in enumerate(value, 1)] if isinstance(value, list) else [_path(value)]
    found = tuple(dict.fromkeys(filter(None, given)))
    for path in found:
        if not path.startswith("~") and not os.path.isabs(path):  # noqa: PTH117  pathlib takes time at each start
            raise Refused("", f"contains “{shorten(path, 60)}”. Start each path with / or ~")
    return found


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, frozenset):
        return " ".join(WEEKDAYS[n] for n in sorted(value))
    if isinstance(value, tuple):
        return ", ".join(value)
    return str(value)


def _nothing(value: object) -> bool:
    return value is None or value in ("", (), {})
