"""The first start in a real terminal: from an empty home to the first check-in, and when the setup isn't shown."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import Any

import pytest

from cmcheckin.settings import Settings, load
from tests.cli.cli_runs import Cli
from tests.ui.terminal import Terminal

ASKED = "What's your name?"
CHECKIN = "workload"


def first_start(home: Path, *arguments: str, **options: Any) -> Terminal:
    """Start the program as the first time on the folders of a user whose home is `home`."""
    home.mkdir(exist_ok=True)
    environ = {"HOME": str(home), "CMCHECKIN_HOME": "", "TZ": "Europe/Berlin", **options.pop("environ", {})}
    return Terminal(home, *arguments, environ=environ, first_start=True, **options)


def config(home: Path) -> Path:
    return home / ".config" / "cmcheckin" / "config.toml"


def test_enter_three_times_leads_to_the_first_check_in(tmp_path: Path) -> None:
    with first_start(tmp_path / "ada", size=(120, 40)) as window:
        window.see(ASKED, "Europe/Berlin", "40 h a week")
        window.press("enter", "enter", "enter")
        window.see(CHECKIN, "Saved in ~/.config/cmcheckin/config.toml", "cmcheckin setup")
        window.press("3")
        window.until(lambda: "Saved in" not in window.text, "the keys in place of the message")
        window.press("q")
        assert window.ended() == 0
    settings = load(config(tmp_path / "ada"))
    assert str(settings.timezone) == "Europe/Berlin"
    assert settings.schedule.contract_hours == 40
    with first_start(tmp_path / "ada", size=(120, 40)) as window:
        window.see(CHECKIN)
        assert ASKED not in window.text


def test_keys_typed_ahead_answer_the_questions_and_the_check_in(tmp_path: Path) -> None:
    with first_start(tmp_path) as window:
        window.press(*"Ada", "enter", "enter", "enter", "3", "enter", "4")
        window.see("▐4 good▌")
    assert load(config(tmp_path)).name == "Ada"


def test_escape_three_times_leads_to_the_check_in_and_is_not_asked_again(tmp_path: Path) -> None:
    with first_start(tmp_path) as window:
        window.see(ASKED)
        window.press("escape")
        window.see("skipped")
        for seen in ("40 h", CHECKIN):
            window.press("escape")
            window.see(seen)
    assert load(config(tmp_path)) == Settings()
    with first_start(tmp_path) as window:
        window.see(CHECKIN)
        assert ASKED not in window.text


def test_a_setup_that_was_killed_opens_again_with_what_was_typed(tmp_path: Path) -> None:
    with first_start(tmp_path) as window:
        window.see(ASKED)
        window.press(*"Ada", "enter", "enter")
        window.until(lambda: window.screen.buffer[12][0].data == "▌", "the last question")
        window.kill()
    assert not config(tmp_path).exists()
    with first_start(tmp_path) as window:
        window.see(ASKED, "Ada", "Picked up where you left off.")
        window.press("enter", "enter", "enter")
        window.see(CHECKIN)
    assert load(config(tmp_path)).name == "Ada"
    assert not [*tmp_path.rglob("setup.json")]


def test_ctrl_q_ends_the_setup(tmp_path: Path) -> None:
    with first_start(tmp_path) as window:
        window.see(ASKED)
        window.press("\x11")
        assert window.ended() == 0
    assert not config(tmp_path).exists()


def test_a_hang_up_during_the_setup_writes_nothing(tmp_path: Path) -> None:
    with first_start(tmp_path) as window:
        window.see(ASKED)
        window.hit(signal.SIGHUP)
        assert window.ended() == 128 + signal.SIGHUP
    assert not config(tmp_path).exists()


def test_without_colour_the_focus_is_still_seen(tmp_path: Path) -> None:
    with first_start(tmp_path, environ={"NO_COLOR": "1"}) as window:
        window.see(ASKED)
        cells = [cell for line in window.screen.buffer.values() for cell in line.values()]
        assert {cell.fg for cell in cells} == {cell.bg for cell in cells} == {"default"}
        row = window.text.split("\n").index(f"▌ {ASKED}")
        assert window.screen.buffer[row][2].bold
        window.press("enter")
        window.until(lambda: not window.text.split("\n")[row].startswith("▌"), "the mark to move")
        assert not window.screen.buffer[row][2].bold


def test_in_ascii_the_questions_can_be_answered(tmp_path: Path) -> None:
    with first_start(tmp_path, environ={"LC_ALL": "C"}) as window:
        window.see(f"> {ASKED}")
        assert window.text.isascii()
        window.press("enter", "enter", "enter")
        window.see(CHECKIN)
        assert window.text.isascii()


def test_setup_asks_again_and_prints_where_it_saved(tmp_path: Path) -> None:
    config(tmp_path).parent.mkdir(parents=True)
    config(tmp_path).write_text('# mine\nname = "Ada"\n')
    with first_start(tmp_path, "setup") as window:
        window.see(ASKED, "Ada")
        window.press(*"Eve", "enter", "escape", "escape")
        assert window.ended() == 0
        window.read()
        assert "Saved in ~/.config/cmcheckin/config.toml" in " ".join(window.text.split())
    assert config(tmp_path).read_text() == '# mine\nname = "Eve"\n'


@pytest.mark.parametrize(
    ("arguments", "environ"), [(("checkin", "--plain"), {}), ((), {"TERM": "dumb"}), (("week",), {})]
)
def test_plain_lines_and_commands_never_ask(
    tmp_path: Path, arguments: tuple[str, ...], environ: dict[str, str]
) -> None:
    with first_start(tmp_path, *arguments, environ=environ) as window:
        window.until(lambda: bool(window.text.strip()), "the first line")
        assert ASKED not in window.text
    assert not config(tmp_path).exists()


def test_the_demo_never_asks(tmp_path: Path) -> None:
    with first_start(tmp_path, "demo") as window:
        window.see("DEMO")
        assert ASKED not in window.text
    assert not config(tmp_path).exists()


def test_log_and_a_pipe_never_ask(cli: Cli) -> None:
    assert cli("log", "--mood", "4").code == 0
    assert cli("status").code == 0
    assert cli().code == 2
    assert not (cli.home / "config.toml").exists()


def test_a_journal_without_a_config_is_no_first_start(tmp_path: Path) -> None:
    (tmp_path / ".local" / "share" / "cmcheckin" / "journal").mkdir(parents=True)
    with first_start(tmp_path) as window:
        window.see(CHECKIN)
        assert ASKED not in window.text


def test_setup_without_a_terminal_says_what_to_do(cli: Cli) -> None:
    refused = cli("setup")
    assert refused.code == 2
    assert "cmcheckin config" in refused.err


def test_setup_never_overwrites_a_config_with_a_mistake(tmp_path: Path) -> None:
    config(tmp_path).parent.mkdir(parents=True)
    config(tmp_path).write_text("name = \n")
    with first_start(tmp_path, "setup") as window:
        assert window.ended() == 3
        window.read()
        assert "line 1" in window.text
        assert "cmcheckin config edit" in " ".join(window.text.split())
    assert config(tmp_path).read_text() == "name = \n"
