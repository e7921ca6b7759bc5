"""config.toml, read into frozen Settings. A wrong key costs that key alone, and is named with its line."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import time, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from cmcheckin.domain import fields as f
from cmcheckin.domain.days import DAY_STARTS_AT
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.schedule import EMPLOYMENTS, WEEKDAYS, Schedule
from cmcheckin.domain.text import LINE, WORD, clean, shorten
from cmcheckin.files import NotRegularFile, TooLarge, read_bytes

if TYPE_CHECKING:
    from cmcheckin.toml_lines import Fault, Place, Reading

T = TypeVar("T")
SIZE: Final = 32 * 1024
"""Largest config.toml that is read, in bytes: about a thousand lines."""
MOST_BREAK: Final = 720
"""Longest `break_minutes`, in minutes."""
MOST: Final = 100
"""Problems named; whoever has more is better served by these."""
ALL_DEFAULTS: Final = "The defaults are used for everything."
THEMES: Final = ("dark", "light")
SECTIONS: Final = {
    "schedule": frozenset({"contract_hours", "workdays", "start", "end", "break_minutes"}),
    "nudges": frozenset({"off"}),
    "share": frozenset({"folder", "fields"}),
}
"""Tables whose keys are all known; those of `support` and `keys` are the user's own names."""
KNOWN: Final = {*SECTIONS, "name", "timezone", "day_starts_at", "employment", "support", "metrics", "theme", "keys"}
SHARE_FIELDS: Final = frozenset({
    "hours", "workload", "wins", "escalations", "help", "after_hours", "nights", "asks", "support", "community",
    "metrics", "mood", "energy",
})  # fmt: skip
"""What a share file can have; `sharing` lies above this module, and a test holds the two together."""
COUNTRY: Final = "country"
"""The one key of `support` that is no person and no line."""
METRIC: Final = frozenset({"name", "unit", "good"})


class Metric(NamedTuple):
    """A daily number of the user's own: `good` says which way is better, if either."""

    name: str
    unit: str = ""
    good: str | None = None


class SupportLine(NamedTuple):
    """A person or a line the user wants to be shown when it is hard."""

    label: str
    text: str


class SettingProblem(NamedTuple):
    """What is wrong in config.toml: the line counted from 1 (None: the whole file), the key, and what holds instead."""

    line: int | None
    key: str
    reason: str
    instead: str

    def __str__(self) -> str:
        where = f"config.toml, line {self.line}" if self.line else "config.toml"
        return f"{where}: {self.key} {self.reason}. {self.instead}"


class Settings(NamedTuple):
    """What the user set; every field has a default that works."""

    name: str = ""
    timezone: tzinfo | None = None
    day_starts_at: time = DAY_STARTS_AT
    schedule: Schedule = Schedule()
    nudges_off: tuple[str, ...] = ()
    share_folder: str = ""
    share_fields: tuple[str, ...] = ()
    support: tuple[SupportLine, ...] = ()
    country: str = ""
    """Where the lines of the support page are wanted from, in two letters; told by the time zone unless said."""
    metrics: tuple[Metric, ...] = ()
    theme: str = ""
    keys: Mapping[str, str] = f.NOTHING
    problems: tuple[SettingProblem, ...] = ()


def load(path: Path) -> Settings:
    """The settings in `path`; the defaults when there is no file. Never raises: what is wrong stands in `problems`."""
    try:
        text = read_bytes(path, limit=SIZE, follow_link=True)[0].decode("utf-8-sig")
    except FileNotFoundError:
        return Settings()
    except NotRegularFile:
        return _defaults("is no ordinary file")
    except TooLarge:
        return _defaults(f"is larger than {SIZE // 1024} KB")
    except UnicodeDecodeError as no:
        return _defaults(f"is not UTF-8 text (byte {no.start})")
    except OSError as no:
        return _defaults(f"cannot be read ({no.strerror})")
    return parse(text)


def _defaults(reason: str) -> Settings:
    return Settings(problems=(SettingProblem(None, "the file", reason, ALL_DEFAULTS),))


def parse(text: str) -> Settings:
    """The settings a config.toml with this text gives. Never raises."""
    from cmcheckin.toml_lines import read  # 8 ms, and most runs have no config.toml

    reading = read(text)
    reader = _Reader(reading)
    found = reader.settings()
    problems = [*map(_unread, reading.faults), *reader.problems]
    return found._replace(problems=tuple(sorted(problems, key=lambda problem: problem.line or 0)))


def _unread(fault: Fault) -> SettingProblem:
    if fault.line is None:
        return SettingProblem(None, fault.text, fault.reason, ALL_DEFAULTS)
    more = fault.last is not None and fault.last > fault.line
    instead = f"Everything up to line {fault.last} is left out." if more else "That line is left out."
    return SettingProblem(fault.line, fault.text, fault.reason, instead)


class _Reader:
    """Takes the known keys out of the tables, one by one."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.problems: list[SettingProblem] = []

    def settings(self) -> Settings:
        d = Settings()
        self.only((), KNOWN)
        for section, known in SECTIONS.items():
            self.only((section,), known)
        return Settings(
            name=self.take("name", lambda v: f.line("", v, LINE) or "", ""),
            timezone=self.take("timezone", _zone, None),
            day_starts_at=self.take("day_starts_at", _day_start, d.day_starts_at),
            schedule=self.schedule(d.schedule),
            nudges_off=self.take("nudges.off", lambda v: f.words("", v, LINE), ()),
            share_folder=self.take("share.folder", lambda v: f.line("", v, 4096) or "", ""),
            share_fields=self.share_fields(),
            support=self.support(),
            country=self.take("support.country", lambda v: f.line("", v, WORD) or "", ""),
            metrics=self.metrics(),
            theme=self.take("theme", lambda v: f.choice("", v, THEMES) or "", ""),
            keys=self.keys(),
        )

    def schedule(self, d: Schedule) -> Schedule:
        return Schedule(
            self.take("schedule.contract_hours", lambda v: f.required("", f.number("", v, 0, 168)), d.contract_hours),
            self.take("schedule.workdays", _weekdays, d.workdays),
            self.take("schedule.start", _wall_time, d.start),
            self.take("schedule.end", _wall_time, d.end),
            self.take("schedule.break_minutes", lambda v: f.whole("", v, 0, MOST_BREAK), d.break_minutes),
            self.take("employment", lambda v: f.required("", f.choice("", v, EMPLOYMENTS)), d.employment),
        )

    def share_fields(self) -> tuple[str, ...]:
        """Each that can be shared; another is named, and costs itself alone."""
        nothing: tuple[str, ...] = ()
        place = ("share", "fields")
        named = self.take(place, lambda v: f.words("", v, LINE), nothing)
        for name in named:
            if name not in SHARE_FIELDS:
                self.problem(place, f"has {shorten(name, 60)!r}, which no share file has", "It is left out.")
        return tuple(name for name in named if name in SHARE_FIELDS)

    def support(self) -> tuple[SupportLine, ...]:
        found: list[SupportLine] = []
        none: Mapping[str, Any] = {}
        nobody: tuple[str, ...] = ()
        for name in self.take("support", lambda v: f.table("", v), none):
            if name == COUNTRY:
                continue
            lines = self.take(("support", name), _one_or_more, nobody)
            found += [SupportLine(clean(name.replace("_", " ")), text) for text in lines]
        return tuple(found)

    def keys(self) -> Mapping[str, str]:
        none: Mapping[str, Any] = {}
        names = self.take("keys", lambda v: f.table("", v), none)
        found = {clean(name): self.take(("keys", name), lambda v: f.line("", v, LINE) or "", "") for name in names}
        return {name: key for name, key in found.items() if key}

    def metrics(self) -> tuple[Metric, ...]:
        found: dict[str, Metric] = {}
        none: tuple[Any, ...] = ()
        for n, item in enumerate(self.take("metrics", lambda v: tuple(f.items("", v)), none)):
            try:
                raw = f.table("", item)
                self.only(("metrics", n), METRIC)
                metric = Metric(
                    f.required("name", f.line("name", raw.get("name"), WORD)),
                    f.line("unit", raw.get("unit"), WORD) or "",
                    f.choice("good", raw.get("good"), ("up", "down")),
                )
                if metric.name in found:
                    raise Refused("name", f"is {metric.name!r}, which stands there already")
                found[metric.name] = metric
            except Refused as no:
                self.problem(("metrics", n, *filter(None, [no.field])), no.reason, "That metric is left out.")
        return tuple(found.values())

    def only(self, place: Place, known: Collection[str]) -> None:
        """Notes the names in the table at `place` that mean nothing here."""
        table: Any = self.reading.tables
        for part in place:
            table = table[part] if isinstance(part, int) else table.get(part)
        for name in table if isinstance(table, dict) else ():
            if name not in known:
                self.problem((*place, name), "is no setting of cmcheckin", "It is left out.")

    def take(self, key: str | Place, read: Callable[[Any], T], default: T) -> T:
        """The value at `key`, or the default with a problem noted."""
        value: Any = self.reading.tables
        place: Place = tuple(key.split(".")) if isinstance(key, str) else key
        for depth, part in enumerate(place):
            if not isinstance(value, dict):
                self.problem(place[:depth], "must be a table", "Its defaults are used.", once=True)
                return default
            if part not in value:
                return default
            value = value[part]
        try:
            return read(value)
        except Refused as no:
            instead = "It is left unset." if _nothing(default) else f"The default is used: {_shown(default)}."
            self.problem(place, no.reason, instead, item=no.field)
            return default

    def problem(self, place: Place, reason: str, instead: str, *, item: str = "", once: bool = False) -> None:
        named = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{clean(part)[:60] or '?'}" for part in place)
        key = named.removeprefix(".") + item
        if len(self.problems) < MOST and not (once and any(known.key == key for known in self.problems)):
            self.problems.append(SettingProblem(self.reading.line_of(place), key, reason, instead))


def _zone(value: Any) -> tzinfo | None:
    import zoneinfo

    name = f.line("", value, LINE)
    if not name:
        return None
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise Refused(
            "", f"is {shorten(name, 60)!r}, which is no time zone known here: write one such as Europe/Berlin"
        ) from None


def _wall_time(value: Any) -> time:
    """A time as text, 09:00, or as TOML has it, 09:00:00."""
    if isinstance(value, time):
        value = value.isoformat()
    return f.required("", f.clock_time("", value))


def _day_start(value: Any) -> time:
    found = _wall_time(value)
    if found > time(12):
        raise Refused("", f"is {found:%H:%M}, and must be from 00:00 to 12:00")
    return found


def _weekdays(value: Any) -> frozenset[int]:
    found = f.items("", value)
    for n, item in enumerate(found, 1):
        f.choice(f"[{n}]", item, WEEKDAYS)
    return frozenset(WEEKDAYS.index(item) for item in found)


def _one_or_more(value: Any) -> tuple[str, ...]:
    return f.words("", value, LINE) if isinstance(value, list) else tuple(filter(None, [f.line("", value, LINE)]))


def _shown(value: object) -> str:
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, frozenset):
        return " ".join(WEEKDAYS[n] for n in sorted(value))
    return str(value)


def _nothing(value: object) -> bool:
    return value is None or value in ("", (), {})
