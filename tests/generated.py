"""Files made from the program itself: `python -m tests.generated` writes them again.

They are the shell completions, from the commands' parsers, and the topic `help keys`, from the bindings of the screens.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Final

from textual.binding import Binding

from cmcheckin.cli.completion import SHELLS, script
from cmcheckin.cli.registry import COMMANDS
from cmcheckin.ui import commands
from cmcheckin.ui.kit.frame import NAMES
from cmcheckin.wording import topics
from cmcheckin.wording.command_help import COMMANDS as HELP

KEYS: Final = Path(topics.__file__).with_name("keys.md")
MARK: Final = "<!-- From here on made by python -m tests.generated. -->\n"
SCREENS: Final = {
    "BaseApp": "Everywhere", "BaseScreen": "Everywhere", "SetupScreen": "Setup", "CheckinScreen": "The check-in",
    "ReviewPage": "The check-in", "WinsPage": "Wins", "EscalationsPage": "Escalations",
    "DifferencesScreen": "Two windows", "ConflictsScreen": "Two devices",
    "SettlingScreen": "The check-in and the week", "WeekScreen": "The week",
    "DetailsScreen": "A day in full", "HistoryScreen": "The history", "WinsScreen": "Your wins",
    "WhyScreen": "Why a nudge", "TrendsScreen": "Trends", "ReportScreen": "The report", "ShareScreen": "Sharing",
    "EscalationsScreen": "The list of escalations", "EditScreen": "The list of escalations",
    "InboxScreen": "The inbox", "ImportScreen": "Importing a file",
    "ReviewScreen": "Review: the team", "ReviewPersonScreen": "Review: a person",
    "OneToOneScreen": "Review: a one-to-one",
    "ScrollingScreen": "Text that scrolls", "SupportScreen": "Someone to talk to",
    "HelpScreen": "Help and notices", "NoticeScreen": "Help and notices",
}  # fmt: skip
"""The heading of each class that has keys, in the order of the topic. Classes under one heading share a table."""


def keys_topic() -> str:
    """Return the topic `keys`: its hand-written beginning, then a table of keys for each screen."""
    beginning = KEYS.read_text("utf-8").split(MARK)[0]
    owners = {owner.__name__: owner for owner in commands.action_owners()}
    parts = [beginning + MARK]
    for title in dict.fromkeys(SCREENS.values()):
        classes = [owners[name] for name, heading in SCREENS.items() if heading == title and name in owners]
        if rows := list(dict.fromkeys(row for owner in classes for row in _rows(owner))):
            parts.append(f"\n## {title}\n\n| key | does | name |\n| --- | --- | --- |\n" + "\n".join(rows) + "\n")
    return "".join(parts)


def _rows(owner: type) -> Iterator[str]:
    """Yield a row of the table for each action of `owner` that has a name in config.toml."""
    names: dict[str, tuple[list[str], str]] = {}
    for binding in vars(owner)["BINDINGS"]:
        if isinstance(binding, Binding) and binding.id:
            keys, _ = names.setdefault(binding.id, ([], binding.tooltip or binding.description))
            keys += [_key_name(key.strip()) for key in binding.key.split(",")]
    for name, (keys, label) in names.items():
        shown = " ".join(f"`{key}`" for key in dict.fromkeys(keys)).replace("|", "\\|")
        yield f"| {shown} | {label} | `{name}` |"


def _key_name(key: str) -> str:
    """Return the words for `key`, such as Ctrl+S or Page Up."""
    if key.startswith("ctrl+"):
        return f"Ctrl+{key[5:].upper()}"
    name = NAMES.get(key, key)
    return name if len(name) == 1 else name.title()


def completion(shell: str) -> str:
    """Return the completion script for `shell`, made by shtab from the parsers of all commands."""
    import shtab

    parser = argparse.ArgumentParser("cmcheckin", allow_abbrev=False)
    choices = parser.add_subparsers()
    for command in COMMANDS:
        sub = choices.add_parser(command.name, help=HELP[command.name].summary)
        sub.add_argument("--home", metavar="DIR", help="keep everything in this folder")
        import_module(command.module).arguments(sub)
        for action in sub._actions:
            name = action.option_strings[-1] if action.option_strings else str(action.metavar)
            action.help = action.help or HELP[command.name].arguments.get(name, "")
            if action.metavar in ("FILE", "PATH"):
                action.complete = shtab.FILE  # type: ignore[attr-defined]
            elif action.metavar in ("DIR", "DATE|DIR"):
                action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]
            elif action.metavar in VALUES:
                action.choices = VALUES[action.metavar]
    made = shtab.complete(parser, shell)
    return re.sub(r"(?:^#(?!compdef).*\n)+", "", made, count=1, flags=re.MULTILINE).lstrip("\n")


VALUES: Final = {"SHELL": SHELLS, "TOPIC": (*topics.TOPICS, *(command.name for command in COMMANDS))}
"""Values to complete, by the metavar of their argument."""


def files() -> Iterator[tuple[Path, str]]:
    """Yield the path and the text of each file."""
    yield KEYS, keys_topic()
    for shell in SHELLS:
        yield script(shell), completion(shell)


if __name__ == "__main__":
    for path, text in files():
        path.write_text(text, "utf-8")
