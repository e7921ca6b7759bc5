"""README and `--help` name the same commands."""

from __future__ import annotations

import re
import subprocess
import sys

from cmcheckin.cli.registry import COMMANDS
from tests.house.tree import ROOT

README = (ROOT / "README.md").read_text("utf-8")
CODE = "\n".join(re.findall(r"^```.*?^```|`[^`\n]+`", README, re.MULTILINE | re.DOTALL))
NAMES = {command.name for command in COMMANDS}


def test_help_lists_every_command() -> None:
    shown = subprocess.run([sys.executable, "-m", "cmcheckin", "--help"], capture_output=True, text=True)
    assert shown.returncode == 0
    assert set(re.findall(r"^\s{2,}([a-z][a-z-]+)\s{2,}", shown.stdout, re.MULTILINE)) >= NAMES


def test_readme_tells_of_every_command() -> None:
    told = set(re.findall(r"(?:^|[`|\s])(?:cmcheckin )?([a-z][a-z-]+)", CODE))
    assert NAMES - told == set()


def test_readme_tells_of_no_command_that_is_not_there() -> None:
    said = re.findall(r"(?<![\w./-])cmcheckin +((?:--home \S+ +)?[a-z][a-z-]*)\b(?![./])", CODE)
    assert {name.split()[-1] for name in said} - NAMES == set()


def test_changelog_tells_of_this_version() -> None:
    from cmcheckin import __version__

    assert f"## [{__version__}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_readme_names_every_action_that_keys_may_be_given_to() -> None:
    from cmcheckin.ui.commands import action_ids

    line = README.split("Names for `[keys]`:")[1].split("\n\n")[0]
    assert set(re.findall(r"`([^`]+)`", line)) == action_ids()


def test_the_settings_of_the_readme_are_right() -> None:
    from cmcheckin.settings import parse
    from cmcheckin.ui.commands import action_ids

    settings = parse(re.findall(r"^```toml\n(.*?)^```", README, re.MULTILINE | re.DOTALL)[0])
    assert settings.problems == ()
    assert settings.keys
    assert settings.keys.keys() <= action_ids()


def test_the_pictures_of_the_readme_are_there() -> None:
    pictures = re.findall(r"\((screenshots/[^)]+)\)", README)
    assert pictures
    assert [name for name in pictures if not (ROOT / name).is_file()] == []
