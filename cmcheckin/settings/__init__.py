"""Read config.toml into immutable Settings. A wrong value affects its key only, and is reported with its line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time, tzinfo
from typing import TYPE_CHECKING, Final

from cmcheckin.domain import fields as f
from cmcheckin.domain.days import DAY_STARTS_AT
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.named import NamedTuple
from cmcheckin.domain.own_questions import Metric, Question
from cmcheckin.domain.schedule import Schedule
from cmcheckin.files import NotRegularFile, StrPath, TooLarge, read_bytes

if TYPE_CHECKING:
    from cmcheckin.toml_lines import Fault

SIZE: Final = 32 * 1024
"""The largest config.toml that is read, in bytes: about a thousand lines."""
MAX_BREAK: Final = 720
"""Longest `break_minutes`, in minutes."""
ALL_DEFAULTS: Final = "Every setting uses its default."
UNKNOWN_KEY: Final = "isn't a setting of cmcheckin"
"""The start of the reason of a problem with a key that isn't known, such as one of a newer version."""
THEMES: Final = ("dark", "light", "high-contrast")
SECTIONS: Final = {
    "schedule": frozenset({"contract_hours", "workdays", "start", "end", "break_minutes"}),
    "nudges": frozenset({"off"}),
    "share": frozenset({"folder", "fields"}),
    "hints": frozenset({"files", "me"}),
}
"""Tables with a fixed set of keys. The keys of `support` and `keys` are names that the user chooses."""
TOP_KEYS: Final = {
    *SECTIONS,
    "name",
    "timezone",
    "day_starts_at",
    "employment",
    "support",
    "activities",
    "metrics",
    "questions",
    "theme",
    "mouse",
    "plain",
    "keys",
}
SHARE_FIELDS: Final = (
    "hours", "workload", "wins", "escalations", "help",
    "leave", "after_hours", "nights", "asks", "support", "activities", "peers", "community", "metrics", "questions",
    "mood", "energy", "responses",
)  # fmt: skip
"""The fields a share file can include, in the order in which they are asked."""
COUNTRY: Final = "country"
"""The key of `support` that isn't a person or a helpline."""
ACTIVITIES: Final = (
    "moderation", "support", "content", "events", "analytics", "advocacy", "outreach", "admin",
)  # fmt: skip
"""The activities by default."""


class SupportLine(NamedTuple):
    """A person or a helpline to show on the support page."""

    label: str
    text: str


class SettingProblem(NamedTuple):
    """A mistake in config.toml: its line, counted from 1 (None: the whole file), its key, and what is used instead."""

    line: int | None
    key: str
    reason: str
    instead: str

    @property
    def is_unknown_key(self) -> bool:
        """Whether its key isn't known, so that nothing is used instead."""
        return self.reason.startswith(UNKNOWN_KEY)

    def __str__(self) -> str:
        where = f"config.toml, line {self.line}" if self.line else "config.toml"
        return f"{where}: {self.key} {self.reason}. {self.instead}"


class Settings(NamedTuple):
    """The user's settings, with a default for each."""

    name: str = ""
    timezone: tzinfo | None = None
    day_starts_at: time = DAY_STARTS_AT
    schedule: Schedule = Schedule()
    nudges_off: tuple[str, ...] = ()
    share_folder: str = ""
    share_fields: tuple[str, ...] = ()
    support: tuple[SupportLine, ...] = ()
    country: str = ""
    """The country whose helplines the support page shows, in two letters. Empty: guessed from the time zone."""
    activities: tuple[str, ...] = ACTIVITIES
    metrics: tuple[Metric, ...] = ()
    questions: tuple[Question, ...] = ()
    theme: str = ""
    mouse: bool = True
    """Whether the terminal reports clicks and the wheel."""
    plain: bool = False
    """Whether everything is in plain lines, as with --plain."""
    keys: Mapping[str, str] = f.NOTHING
    hint_files: tuple[str, ...] = ()
    """Files and folders that show what was done on the days before a check-in."""
    hint_me: tuple[str, ...] = ()
    """The user's own names, ids and e-mail addresses in these files."""
    problems: tuple[SettingProblem, ...] = ()


def load(path: StrPath) -> Settings:
    """Return the settings in the file at `path`, or the defaults if there is none. Never raises; see `problems`."""
    try:
        text = read_text(path)
    except Refused as error:
        return Settings(problems=(SettingProblem(None, error.field, error.reason, ALL_DEFAULTS),))
    return Settings() if text is None else parse(text)


def read_text(path: StrPath) -> str | None:
    """Return the text of the file at `path`, None if there is none. Raises Refused if it can't be read as text."""
    try:
        return read_bytes(path, limit=SIZE, follow_link=True)[0].decode("utf-8-sig")
    except FileNotFoundError:
        return None
    except NotRegularFile:
        reason = "isn't a regular file"
    except TooLarge:
        reason = f"is larger than {SIZE // 1024} KB"
    except UnicodeDecodeError as error:
        reason = f"isn't UTF-8 text (byte {error.start})"
    except OSError as error:
        reason = f"can't be read ({error.strerror})"
    raise Refused("the file", reason)


def parse(text: str) -> Settings:
    """Return the settings in `text`, the content of config.toml. Never raises: errors are in `problems`."""
    if all(line.strip()[:1] in ("", "#") for line in text.split("\n")):  # as after a setup that was skipped
        return Settings()
    from cmcheckin.settings.reader import SettingsReader  # not needed where there is no config.toml
    from cmcheckin.toml_lines import parse_toml

    parsed = parse_toml(text)
    reader = SettingsReader(parsed)
    settings = reader.settings()
    problems = [*map(_fault_problem, parsed.faults), *reader.problems]
    return settings._replace(problems=tuple(sorted(problems, key=lambda problem: problem.line or 0)))


def _fault_problem(fault: Fault) -> SettingProblem:
    if fault.line is None:
        return SettingProblem(None, fault.text, fault.reason, ALL_DEFAULTS)
    more = fault.last is not None and fault.last > fault.line
    instead = f"Everything from that line to line {fault.last} is ignored." if more else "That line is ignored."
    return SettingProblem(fault.line, f"“{fault.text}”", fault.reason, instead)
