"""Words about config.toml: `cmcheckin config`, and errors of changing the file."""

from __future__ import annotations

from typing import Any, Final

from cmcheckin.wording.formats import plain_number

CONFIG_FILE: Final = "config.toml"
NEW_FILE: Final = """\
# Settings of cmcheckin. Each line is optional.
# cmcheckin config shows every value. cmcheckin config edit opens this file.

"""
EXAMPLES: Final = "# To use a line below, delete the # at its start.\n"
FIX_FIRST: Final = "{reason}. Fix it first with `cmcheckin config edit`"
CANNOT_HOLD: Final = "can't take {keys} the way it is written now. Add them yourself with `cmcheckin config edit`"

# cmcheckin config

PATH: Final = "Settings in {path}"
NO_FILE: Final = "{path} doesn't exist yet, so the defaults apply. To create it, run `cmcheckin setup`."
FOLDERS: Final = "Files and folders"
NOT_SET: Final = "not set"
NONE: Final = "none"
SOURCES: Final = {
    "default": "default",
    "config.toml": "config.toml",
    "machine": "this device",
    "environment": "environment",
    "--home": "--home",
    "palette": "chosen with Ctrl+P",
    "system": "your system's usual folder",
}
"""Where a value comes from, by the source in `--json`."""

# cmcheckin config edit

EDIT_AGAIN: Final = "Edit again?"
NOTHING_CHANGED: Final = (
    "Nothing changed. An editor with its own window needs a wait option, such as EDITOR='code --wait'."
)
REPLACED: Final = "Saved in {path}."
NOT_REPLACED: Final = "{path} stays as it was. Your text is in {copy}."
CHANGED_MEANWHILE: Final = "{path} changed while you were editing, so it wasn't replaced. Your text is in {copy}."
UNREADABLE: Final = "{path} {reason}. Nothing was changed."
NO_EDITOR: Final = "No editor was found. Set EDITOR, for example EDITOR=nano, or edit {path} yourself."
EDITOR_MISSING: Final = "The editor “{editor}” couldn't be started: {reason}. Nothing was changed."
EDITOR_FAILED: Final = "The editor ended with exit code {code}."


def line_reason(line: int | None, text: str, reason: str) -> str:
    """Return the `reason` for which config.toml isn't valid, with the `text` on its `line` if one is known."""
    return f"line {line}: “{text}” {reason}" if line else reason


def shown(value: Any) -> str:
    """Return the `value` of a setting as text."""
    if isinstance(value, dict):
        return ", ".join(f"{key}: {shown(item)}" for key, item in value.items() if item) or NONE
    if isinstance(value, list):
        separator = "; " if any(isinstance(item, dict) for item in value) else ", "
        return separator.join(map(shown, value)) or NONE
    if isinstance(value, bool):
        return str(value).lower()  # as TOML has it
    if isinstance(value, int | float):
        return plain_number(value)
    return str(value) or NOT_SET


def source(name: str, line: int | None, variable: str) -> str:
    """Return where a value comes from: the source `name`, with its `line` in config.toml or its `variable`."""
    if name == "default" and line:
        return f"default (line {line} has a mistake)"
    return variable or SOURCES[name] + (f", line {line}" if line else "")
