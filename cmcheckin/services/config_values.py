"""Every setting with its value and where it comes from, for `cmcheckin config`."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import time
from typing import Any, Final, NamedTuple

from cmcheckin.clock import zone_name
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.schedule import WEEKDAYS
from cmcheckin.domain.text import clean
from cmcheckin.files import read_bytes
from cmcheckin.paths import Paths, find_paths
from cmcheckin.services.setup_session import machine_zone
from cmcheckin.settings import COUNTRY, Settings, read_text
from cmcheckin.toml_lines import KeyPath, ParsedToml, parse_toml
from cmcheckin.wording.setup import break_minutes
from cmcheckin.wording.support import find_country

DEFAULT: Final = "default"
MACHINE: Final = "machine"
CONFIG: Final = "config.toml"
ENVIRONMENT: Final = "environment"
OPTION: Final = "--home"
PALETTE: Final = "palette"
SYSTEM: Final = "system"
VARIABLES: Final = ("CMCHECKIN_NOW", "CMCHECKIN_DEVICE", "NO_COLOR")
"""Variables that change what the program does, and are listed while they are set."""


class ConfigValue(NamedTuple):
    """A setting: its key, its value as in JSON, and where that comes from.

    `source` is one of the constants of this module. `line` is the line in config.toml. For a DEFAULT it is the line
    with a mistake, because of which the default is used. `name` is the variable of an ENVIRONMENT.
    """

    key: str
    value: Any
    source: str = DEFAULT
    line: int | None = None
    name: str = ""


def config_values(paths: Paths, settings: Settings, environ: Mapping[str, str] = os.environ) -> list[ConfigValue]:
    """Return the settings that can be made in config.toml, in the order of the help topic `settings`."""
    try:
        parsed = parse_toml(read_text(paths.config) or "")
    except Refused:
        parsed = parse_toml("")  # reported among the problems of `settings`
    wrong = {problem.key for problem in settings.problems}
    found = [_with_source(value, parsed, wrong) for value in _values(settings, environ)]
    theme = _chosen_theme(paths)
    if theme and not settings.theme:
        found = [value._replace(value=theme, source=PALETTE) if value.key == "theme" else value for value in found]
    return found


def _values(settings: Settings, environ: Mapping[str, str]) -> Iterator[ConfigValue]:
    """Yield every setting as if none was in config.toml."""
    schedule, named_zone = settings.schedule, zone_name(settings.timezone) if settings.timezone else ""
    machine = ConfigValue("timezone", machine_zone(environ), MACHINE)
    if environ.get("TZ"):
        machine = machine._replace(source=ENVIRONMENT, name="TZ")
    yield ConfigValue("name", settings.name)
    yield machine._replace(value=named_zone or machine.value)
    yield ConfigValue("day_starts_at", _clock(settings.day_starts_at))
    yield ConfigValue("theme", settings.theme or "dark")
    yield ConfigValue("mouse", settings.mouse)
    yield ConfigValue("plain", settings.plain)
    yield ConfigValue("employment", schedule.employment)
    yield ConfigValue("schedule.contract_hours", schedule.contract_hours)
    yield ConfigValue("schedule.workdays", [WEEKDAYS[day] for day in sorted(schedule.workdays)])
    yield ConfigValue("schedule.start", _clock(schedule.start))
    yield ConfigValue("schedule.end", _clock(schedule.end))
    yield ConfigValue("schedule.break_minutes", break_minutes(schedule))
    yield ConfigValue("nudges.off", [*settings.nudges_off])
    yield ConfigValue("share.folder", settings.share_folder)
    yield ConfigValue("share.fields", [*settings.share_fields])
    yield ConfigValue("hints.files", [*settings.hint_files])
    yield ConfigValue("hints.me", [*settings.hint_me])
    yield ConfigValue("support", {line.label: line.text for line in settings.support})
    yield ConfigValue(f"support.{COUNTRY}", find_country(settings.country, named_zone or machine.value))
    yield ConfigValue("activities", [*settings.activities])
    yield ConfigValue("metrics", [metric._asdict() for metric in settings.metrics])
    yield ConfigValue("questions", [question._asdict() for question in settings.questions])
    yield ConfigValue("keys", dict(settings.keys))


def _chosen_theme(paths: Paths) -> str:
    """Return the theme that was chosen in the command palette, empty if none was."""
    try:
        return clean(read_bytes(paths.theme, limit=100)[0].decode())
    except (OSError, ValueError):
        return ""


def _with_source(value: ConfigValue, parsed: ParsedToml, wrong: set[str]) -> ConfigValue:
    """Return `value` with its line, if `parsed` sets it. `wrong`: keys whose value in config.toml isn't used."""
    path: KeyPath = tuple(value.key.split("."))
    table: object = parsed.tables
    for part in path:
        if not isinstance(table, dict) or part not in table:
            return value
        table = table[part]
    line = parsed.line_of(path)
    return value._replace(line=line) if value.key in wrong else value._replace(source=CONFIG, line=line)


def folder_values(paths: Paths, environ: Mapping[str, str] = os.environ) -> list[ConfigValue]:
    """Return where the program keeps its files, and the variables that are set."""
    source, name = SYSTEM, ""
    if paths.is_one_home:
        from_variable = (
            bool(environ.get("CMCHECKIN_HOME")) and find_paths(None, environ).data_folder == paths.data_folder
        )
        source, name = (ENVIRONMENT, "CMCHECKIN_HOME") if from_variable else (OPTION, "")
    folders = (("config", paths.config), ("data", paths.data), ("cache", paths.cache))
    found = [ConfigValue(key, str(path), source, None, name) for key, path in folders]
    variables = (ConfigValue(name, environ[name], ENVIRONMENT, None, name) for name in VARIABLES if environ.get(name))
    return [*found, *variables]


def _clock(at: time) -> str:
    return f"{at:%H:%M}"
