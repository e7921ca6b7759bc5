"""config.toml, read into frozen Settings. A wrong key costs that key alone, and is named with its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import time, tzinfo
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar

from cmcheckin.clock import DAY_STARTS_AT
from cmcheckin.domain import fields as f
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.schedule import WEEKDAYS, Schedule
from cmcheckin.domain.text import LINE, WORD, clean

T = TypeVar("T")
SIZE: Final = 1_000_000
"""Largest config.toml read, in bytes."""
SYNTAX_ERRORS: Final = 20
"""Lines that are no TOML and are left out one by one before the rest is given up."""


@dataclass(frozen=True)
class Metric:
    """A daily number of the user's own: `good` says which way is better, if either."""

    name: str
    unit: str = ""
    good: str | None = None


@dataclass(frozen=True)
class SupportLine:
    """A person or a line the user wants to be shown when it is hard."""

    label: str
    text: str


@dataclass(frozen=True)
class SettingProblem:
    """What is wrong in config.toml: the line counted from 1 (None: the whole file), the key, and what holds instead."""

    line: int | None
    key: str
    reason: str
    instead: str

    def __str__(self) -> str:
        where = f"config.toml, line {self.line}" if self.line else "config.toml"
        return f"{where}: {self.key} {self.reason}. {self.instead}"


@dataclass(frozen=True)
class Settings:
    """What the user set; every field has a default that works."""

    name: str = ""
    timezone: tzinfo | None = None
    day_starts_at: time = DAY_STARTS_AT
    schedule: Schedule = field(default_factory=Schedule)
    nudges_off: tuple[str, ...] = ()
    share_folder: str = ""
    share_fields: tuple[str, ...] = ()
    support: tuple[SupportLine, ...] = ()
    metrics: tuple[Metric, ...] = ()
    theme: str = ""
    keys: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[SettingProblem, ...] = ()


THEMES: Final = ("dark", "light")


def load(path: Path) -> Settings:
    """The settings in `path`; the defaults when there is no file. Never raises: what is wrong stands in `problems`."""
    try:
        if path.stat().st_size > SIZE:
            return _defaults("is larger than a million bytes")
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return Settings()
    except UnicodeDecodeError as no:
        return _defaults(f"is not UTF-8 text (byte {no.start})")
    except OSError as no:
        return _defaults(f"cannot be read ({no.strerror})")
    return parse(text)


def _defaults(reason: str) -> Settings:
    return Settings(problems=(SettingProblem(None, "the file", reason, "The defaults are used for everything."),))


def parse(text: str) -> Settings:
    """The settings a config.toml with this text gives."""
    raw, problems = _toml(text)
    reader = _Reader(text, raw, problems)
    return replace(reader.settings(), problems=tuple(problems))


def _toml(text: str) -> tuple[dict[str, Any], list[SettingProblem]]:
    """The tables of the text, lines that are no TOML left out and named."""
    import tomllib  # 8 ms, and most runs have no config.toml

    lines = text.split("\n")
    problems: list[SettingProblem] = []
    while True:
        try:
            return tomllib.loads("\n".join(lines)), problems
        except tomllib.TOMLDecodeError as no:
            found = re.search(r"\(at line (\d+), column \d+\)", str(no))
            line = min(int(found[1]), len(lines)) if found else len(lines)
            while line > 1 and not lines[line - 1].strip():
                line -= 1  # an open string or bracket is only noticed on a later line
            if len(problems) == SYNTAX_ERRORS or not lines[line - 1].strip():
                return {}, [*problems, *_defaults("is not TOML").problems]
            reason = clean(str(no).split(" (at ")[0])
            problems.append(
                SettingProblem(line, clean(lines[line - 1])[:60], f"is not TOML ({reason})", "That line is left out.")
            )
            lines[line - 1] = ""


class _Reader:
    """Takes the known keys out of the tables, one by one."""

    def __init__(self, text: str, raw: dict[str, Any], problems: list[SettingProblem]) -> None:
        self.text, self.raw, self.problems = text, raw, problems

    def settings(self) -> Settings:
        d = Settings()
        found = Settings(
            name=self.take("name", lambda v: f.line("name", v, LINE) or "", ""),
            timezone=self.take("timezone", _zone, None),
            day_starts_at=self.take("day_starts_at", lambda v: f.required("", f.clock_time("", v)), d.day_starts_at),
            schedule=self.schedule(d.schedule),
            nudges_off=self.take("nudges.off", lambda v: f.words("", v, LINE), ()),
            share_folder=self.take("share.folder", lambda v: f.line("", v, 4096) or "", ""),
            share_fields=self.take("share.fields", lambda v: f.words("", v, LINE), ()),
            support=self.support(),
            metrics=self.metrics(),
            theme=self.take("theme", lambda v: f.choice("", v, THEMES) or "", ""),
            keys=self.take("keys", _keys, {}),
        )
        for name in self.raw.keys() - {
            "name", "timezone", "day_starts_at", "schedule", "nudges", "share", "support", "metrics", "theme", "keys",
        }:  # fmt: skip
            self.problem(name, "is no setting of cmcheckin", "It is left out.")
        return found

    def schedule(self, d: Schedule) -> Schedule:
        self.only("schedule", {"contract_hours", "workdays", "start", "end"})
        return Schedule(
            self.take("schedule.contract_hours", lambda v: f.required("", f.number("", v, 0, 168)), d.contract_hours),
            self.take("schedule.workdays", _weekdays, d.workdays),
            self.take("schedule.start", lambda v: f.required("", f.clock_time("", v)), d.start),
            self.take("schedule.end", lambda v: f.required("", f.clock_time("", v)), d.end),
        )

    def support(self) -> tuple[SupportLine, ...]:
        found: list[SupportLine] = []
        none: Mapping[str, Any] = {}
        none_said: tuple[str, ...] = ()
        table = self.take("support", lambda v: f.table("", v), none)
        for name in table:
            values = table[name] if isinstance(table[name], list) else [table[name]]
            lines = self.take(f"support.{name}", partial(_lines, values), none_said)
            found += [SupportLine(clean(name.replace("_", " ")), text) for text in lines]
        return tuple(found)

    def metrics(self) -> tuple[Metric, ...]:
        found: dict[str, Metric] = {}
        none: tuple[Any, ...] = ()
        for n, item in enumerate(self.take("metrics", _items, none)):
            try:
                raw = f.table("", item)
                metric = Metric(
                    f.required("name", f.line("name", raw.get("name"), WORD)),
                    f.line("unit", raw.get("unit"), WORD) or "",
                    f.choice("good", raw.get("good"), ("up", "down")),
                )
                found.setdefault(metric.name, metric)
            except Refused as no:
                self.problem(f"metrics.{no.field}".rstrip("."), no.reason, "That metric is left out.", nth=n)
        return tuple(found.values())

    def only(self, section: str, known: set[str]) -> None:
        table = self.raw.get(section)
        for name in set(table) - known if isinstance(table, dict) else ():
            self.problem(f"{section}.{name}", "is no setting of cmcheckin", "It is left out.")

    def take(self, key: str, read: Callable[[Any], T], default: T) -> T:
        """The value at `key`, or the default with a problem noted."""
        value: Any = self.raw
        path = key.split(".")
        for depth, part in enumerate(path):
            if not isinstance(value, dict):
                if depth == 1:
                    self.problem(path[0], "must be a table", "Its defaults are used.", once=True)
                return default
            if part not in value:
                return default
            value = value[part]
        try:
            return read(value)
        except Refused as no:
            self.problem(key, no.reason, f"The default is used: {_shown(default)}.")
            return default

    def problem(self, key: str, reason: str, instead: str, *, nth: int = 0, once: bool = False) -> None:
        if once and any(known.key == key for known in self.problems):
            return
        self.problems.append(SettingProblem(_line_of(self.text, key, nth), key, reason, instead))


def _line_of(text: str, key: str, nth: int = 0) -> int | None:
    """The line `key` is set on, counted from 1; of the nth table when there are several of that name."""
    *section, name = key.split(".")
    wanted = ".".join(section)
    own = re.compile(rf"\s*[\"']?{re.escape(name)}[\"']?\s*[=.]")
    dotted = re.compile(rf"\s*{re.escape(key)}\s*=|\s*{re.escape(wanted or key)}\s*=.*\b{re.escape(name)}\b")
    here, seen, best = "", -1, None
    for number, line in enumerate(text.split("\n"), 1):
        if header := re.match(r"\s*\[\[?\s*([^\]]+?)\s*\]", line):
            here = re.sub(r"[\s\"']", "", header[1])
            seen += here == wanted
            if here == key or (here == wanted and seen == nth):
                best = best or number
        elif (here == wanted and seen in (nth, -1) and own.match(line)) or (not here and dotted.match(line)):
            return number
    return best


def _zone(value: Any) -> tzinfo | None:
    import zoneinfo

    name = f.line("", value, LINE)
    if not name:
        return None
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise Refused("", f"is {name!r}, which is no time zone known here: write one such as Europe/Berlin") from None


def _weekdays(value: Any) -> frozenset[int]:
    found = f.items("", value)
    for item in found:
        f.required("", f.choice("", item, WEEKDAYS))
    return frozenset(WEEKDAYS.index(item) for item in found)


def _items(value: Any) -> tuple[Any, ...]:
    return tuple(f.items("", value))


def _lines(values: Any, _: Any) -> tuple[str, ...]:
    return f.words("", values, LINE)


def _keys(value: Any) -> Mapping[str, str]:
    return {clean(name): f.required("", f.line("", item, LINE)) for name, item in f.table("", value).items()}


def _shown(value: object) -> str:
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, frozenset):
        return " ".join(WEEKDAYS[n] for n in sorted(value))
    if value is None or value in ("", (), {}):
        return "nothing"
    return str(value)
