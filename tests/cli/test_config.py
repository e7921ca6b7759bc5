"""`config`: every value and its source, the path, and editing with a check."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cmcheckin.cli import config
from cmcheckin.paths import find_paths
from cmcheckin.settings import load
from tests.cli.cli_runs import Cli

CONFIG = '# mine\nname = "Ada"\ntheme = "blue"\n\n[schedule]\nstart = 08:30:00\nextra = 1\n\n[support]\npeer = "Sam"\n'


def write(cli: Cli, text: str) -> Path:
    cli.home.mkdir(exist_ok=True)
    path = cli.home / "config.toml"
    path.write_text(text)
    return path


def listed(cli: Cli, name: str = "settings") -> dict[str, dict[str, Any]]:
    """Return what `config --json` lists under `name`, by key."""
    return {item["key"]: item for item in cli("config", "--json").document[name]}


def test_each_value_is_listed_with_its_source(cli: Cli) -> None:
    write(cli, CONFIG)
    cli.environ["TZ"] = "Asia/Tokyo"
    values = listed(cli)
    assert values["name"] == {"key": "name", "value": "Ada", "from": "config.toml", "line": 2}
    assert values["timezone"] == {"key": "timezone", "value": "Asia/Tokyo", "from": "environment", "variable": "TZ"}
    assert values["schedule.start"] == {"key": "schedule.start", "value": "08:30", "from": "config.toml", "line": 6}
    assert values["schedule.end"] == {"key": "schedule.end", "value": "18:00", "from": "default"}
    assert values["theme"] == {"key": "theme", "value": "dark", "from": "default", "line": 3}
    assert values["support"]["value"] == {"peer": "Sam"}


def test_the_text_names_path_values_and_sources(cli: Cli) -> None:
    path = write(cli, CONFIG)
    shown = cli("config")
    assert shown.code == 0
    assert str(path) in shown.lines[0]
    rows = {line.split()[0]: line for line in shown.lines if line.startswith("  ")}
    assert "line 2" in rows["name"]
    assert "line 3" in rows["theme"] and "default" in rows["theme"]
    assert rows["schedule.end"].endswith("default")
    assert "CMCHECKIN_HOME" in rows["data"]
    assert "CMCHECKIN_NOW" in rows["CMCHECKIN_NOW"]
    assert "line 3" in shown.err and "line 7" in shown.err


def test_without_a_config_everything_is_default(cli: Cli) -> None:
    shown = cli("config", "--json").document
    assert (shown["exists"], shown["problems"]) == (False, [])
    assert {item["from"] for item in shown["settings"]} <= {"default", "machine"}
    assert not cli.home.exists()
    assert "cmcheckin setup" in cli("config").out


def test_every_key_of_the_settings_is_listed(cli: Cli) -> None:
    from cmcheckin.settings import SECTIONS, TOP_KEYS

    names = {f"{section}.{key}" for section, keys in SECTIONS.items() for key in keys} | (TOP_KEYS - SECTIONS.keys())
    assert names <= listed(cli).keys()


def test_the_folders_come_from_the_variable_the_option_or_the_system(cli: Cli, tmp_path: Path) -> None:
    assert listed(cli, "folders")["data"]["variable"] == "CMCHECKIN_HOME"
    other = {item["key"]: item for item in cli("config", "--json", "--home", str(tmp_path / "x")).document["folders"]}
    assert other["data"]["from"] == "--home"
    cli.environ["CMCHECKIN_HOME"] = ""
    assert listed(cli, "folders")["data"]["from"] == "system"


def test_a_config_that_cannot_be_read_is_reported(cli: Cli) -> None:
    path = write(cli, "")
    path.write_bytes(b"\xff")
    shown = cli("config", "--json")
    assert shown.code == 0
    assert shown.document["problems"]


def test_a_theme_chosen_in_the_palette_is_listed_unless_config_sets_one(cli: Cli) -> None:
    cli.home.mkdir()
    find_paths(str(cli.home), {}).theme.write_text("high-contrast\n")
    assert listed(cli)["theme"] == {"key": "theme", "value": "high-contrast", "from": "palette"}
    write(cli, 'theme = "light"')
    assert listed(cli)["theme"] == {"key": "theme", "value": "light", "from": "config.toml", "line": 1}


def test_path_prints_the_path_alone(cli: Cli) -> None:
    assert cli("config", "path").out == f"{cli.home / 'config.toml'}\n"
    assert cli("config", "path", "--json").document == {"path": str(cli.home / "config.toml")}


def test_an_unknown_action_is_refused(cli: Cli) -> None:
    shown = cli("config", "edti")
    assert shown.code == 2
    assert "edit" in shown.err


def test_on_a_narrow_terminal_the_source_is_on_a_line_of_its_own(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    write(cli, 'name = "Ada Lovelace of the very long name, and more of it"\n')
    whole = [line for line in cli("config").out.splitlines() if line.startswith("  name ")]
    assert whole[0].endswith("config.toml, line 1")
    monkeypatch.setattr(config, "text_width", lambda stream: 80)
    lines = cli("config").out.splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("  name "))
    assert lines[at].endswith("and more of it")
    assert lines[at + 1].strip() == "config.toml, line 1"


# config edit


@pytest.fixture
def editor(cli: Cli, tmp_path: Path) -> Path:
    """A script that EDITOR names: it appends the file `typed` to what it is given, and exits with `code`."""
    script = tmp_path / "my editor.py"
    script.write_text(
        "import pathlib, sys\n"
        "here, file = pathlib.Path(__file__).parent, pathlib.Path(sys.argv[-1])\n"
        "(here / 'opened').write_text(str(file) + '\\n' + file.read_text())\n"
        "if (here / 'typed').exists(): file.write_text(file.read_text() + (here / 'typed').read_text())\n"
        "sys.exit(int((here / 'code').read_text()) if (here / 'code').exists() else 0)\n"
    )
    cli.environ["EDITOR"] = f"{shlex.quote(sys.executable)} {shlex.quote(str(script))}"
    return tmp_path


def test_edit_replaces_the_file_with_what_was_written(cli: Cli, editor: Path) -> None:
    path = write(cli, '# mine\nname = "Ada"\n')
    (editor / "typed").write_text('theme = "light"\n')
    done = cli("config", "edit")
    assert (done.code, done.out) == (0, "")
    assert path.read_text() == '# mine\nname = "Ada"\ntheme = "light"\n'
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(cli.home.iterdir()) == [path]
    assert (editor / "opened").read_text().startswith(str(cli.home))


def test_edit_of_a_missing_file_starts_with_every_key_as_a_comment(cli: Cli, editor: Path) -> None:
    (editor / "typed").write_text('name = "Ada"\n')
    assert cli("config", "edit").code == 0
    text = (cli.home / "config.toml").read_text()
    assert "# break_minutes = 60" in text
    assert load(cli.home / "config.toml").problems == ()
    assert cli.home.stat().st_mode & 0o777 == 0o700


def test_edit_without_a_change_leaves_no_file(cli: Cli, editor: Path) -> None:
    assert cli("config", "edit").code == 0
    assert list(cli.home.iterdir()) == []


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("nmae = 1\n", "did you mean name?"),
        ("[schedule]\ntheem = 1\n", "did you mean theme, above the first [section]?"),
        ('[schedule]\nfolder = "x"\n', "did you mean share.folder?"),
        ('[keys]\n"week.tody" = "0"\n', "Did you mean week.to"),
    ],
)
def test_an_unknown_key_is_reported_and_saved(cli: Cli, editor: Path, typed: str, shown: str) -> None:
    path = write(cli, "# mine\n")
    (editor / "typed").write_text(typed)
    done = cli("config", "edit")
    assert done.code == 0
    assert shown in done.err
    assert "ignored" in done.err
    assert path.read_text() == "# mine\n" + typed


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("name = \n", "line 3"),
        ("mouse = 1\n", "line 3"),
        ('[share]\nfields = ["mod"]\n', "mod"),
        ('[keys]\n"week.today" = "e"\n', "week.edit"),
    ],
)
def test_a_mistake_keeps_the_old_file_and_the_new_text(cli: Cli, editor: Path, typed: str, reason: str) -> None:
    before = '# mine\nname = "Ada"\n'
    path = write(cli, before)
    (editor / "typed").write_text(typed)
    for name in ("config.edited.toml", "config.edited-2.toml"):
        refused = cli("config", "edit")
        assert refused.code == 3
        assert reason in refused.err
        assert "entry is ignored" not in refused.err and "line is ignored" not in refused.err
        assert str(cli.home / name) in refused.err
        assert (cli.home / name).read_text() == before + typed
        assert path.read_text() == before


def test_an_old_mistake_does_not_keep_a_change_away(cli: Cli, editor: Path) -> None:
    path = write(cli, "later_setting = 1\n")
    (editor / "typed").write_text('name = "Ada"\n')
    assert cli("config", "edit").code == 0
    assert 'name = "Ada"' in path.read_text()


def test_an_editor_that_fails_changes_nothing(cli: Cli, editor: Path) -> None:
    path = write(cli, "# mine\n")
    (editor / "code").write_text("1")
    assert cli("config", "edit").code == 1
    assert list(cli.home.iterdir()) == [path]
    (editor / "typed").write_text('name = "Ada"\n')
    failed = cli("config", "edit")
    assert failed.code == 1
    assert path.read_text() == "# mine\n"
    assert str(cli.home / "config.edited.toml") in failed.err


def test_an_editor_that_does_not_exist_is_named(cli: Cli) -> None:
    cli.environ["VISUAL"] = "/nowhere/ed --wait"
    failed = cli("config", "edit")
    assert failed.code == 1
    assert "/nowhere/ed" in failed.err
    assert list(cli.home.iterdir()) == []


def test_without_a_variable_an_installed_editor_is_used(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nano = tmp_path / "bin" / "nano"
    nano.parent.mkdir()
    nano.write_text('#!/bin/sh\necho \'name = "Ada"\' >> "$1"\n')
    nano.chmod(0o755)
    monkeypatch.setenv("PATH", str(nano.parent))
    assert cli("config", "edit").code == 0
    assert load(cli.home / "config.toml").name == "Ada"
    nano.unlink()
    assert cli("config", "edit").code == 1


def test_a_file_that_changed_meanwhile_is_not_replaced(cli: Cli, editor: Path) -> None:
    path = write(cli, "# mine\n")
    (editor / "typed").write_text('name = "Ada"\n')
    script = editor / "my editor.py"
    script.write_text(f"import pathlib\npathlib.Path({str(path)!r}).write_text('# theirs\\n')\n" + script.read_text())
    failed = cli("config", "edit")
    assert failed.code == 1
    assert path.read_text() == "# theirs\n"
    assert (cli.home / "config.edited.toml").read_text() == '# mine\nname = "Ada"\n'


def test_on_a_terminal_a_mistake_can_be_edited_again(cli: Cli, editor: Path) -> None:
    path = write(cli, "# mine\n")
    script = editor / "my editor.py"
    script.write_text(
        "import pathlib, sys\nfile = pathlib.Path(sys.argv[-1])\n"
        "file.write_text('# mine\\nname = \"Ada\"\\n' if 'wrong' in file.read_text() else 'wrong')\n"
    )
    mine, its = os.openpty()
    os.write(mine, b"y\n")
    environ = {**os.environ, **cli.environment}
    with subprocess.Popen([sys.executable, "-m", "cmcheckin", "config", "edit"], stdin=its, env=environ) as running:
        assert running.wait(60) == 0
    os.close(its)
    os.close(mine)
    assert path.read_text() == '# mine\nname = "Ada"\n'
