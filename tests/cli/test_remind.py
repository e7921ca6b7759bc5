"""`remind`: what each kind of reminder writes, how it is removed again, and when it is silent."""

from __future__ import annotations

import os
import plistlib
import shutil
import subprocess
import time as clock
from collections.abc import Callable
from datetime import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cmcheckin.domain.errors import Refused
from cmcheckin.services import reminders
from cmcheckin.services.reminders import BEGIN, END, Part, System, Timing
from cmcheckin.wording.reminders import DUE
from tests.cli.cli_runs import Cli

FAKES = {
    "systemctl": 'echo "systemctl $*" >> "$HOME/calls"; exit ${SYSTEMCTL_FAILS:-0}',
    "launchctl": 'echo "launchctl $*" >> "$HOME/calls"',
    "crontab": 'if [ "$1" = -l ]; then cat "$HOME/tab" 2>/dev/null; else cat > "$HOME/tab"; fi',
    "notify-send": 'echo "$@" >> "$HOME/shown"',
    "tmux": 'if [ "$1" = list-clients ]; then echo /dev/pts/7; else echo "$@" >> "$HOME/shown"; fi',
}
"""Commands of the system that write down how they were called."""


@pytest.fixture
def fake(cli: Cli) -> Callable[..., None]:
    """Put fake commands on the PATH, and nothing else but what a shell script needs."""
    folder = cli.home.parent / "bin"
    folder.mkdir()
    for name in ("cat", "sh"):
        (folder / name).symlink_to(str(shutil.which(name)))
    cli.environ["PATH"] = str(folder)

    def add(*names: str) -> None:
        for name in names:
            path = folder / name
            path.write_text(f"#!{folder}/sh\n{FAKES[name]}\n")
            path.chmod(0o755)

    return add


def calls(cli: Cli) -> str:
    path = cli.home.parent / "calls"
    return path.read_text() if path.exists() else ""


def test_a_systemd_timer_is_shown_installed_and_removed(cli: Cli, fake: Callable[..., None]) -> None:
    fake("systemctl")
    cli.environ["DISPLAY"] = ":0"
    units = cli.home.parent / ".config/systemd/user"
    asked = cli("remind", "install", "--at", "8:30")
    assert asked.code == 2
    assert "OnCalendar=*-*-* 08:30:00\n" in asked.out
    assert not units.exists()
    assert cli("remind", "install", "--at", "8:30", "--yes").code == 0
    service, timer = (units / f"cmcheckin-remind.{kind}" for kind in ("service", "timer"))
    assert timer.read_text().splitlines()[4] == "OnCalendar=*-*-* 08:30:00"
    assert f"--home {cli.home} remind now --notify\n" in service.read_text()
    assert "enable --now cmcheckin-remind.timer" in calls(cli)
    assert str(timer) in cli("remind").out
    assert cli("remind", "--json").document["installed"] == [{"kind": "systemd", "files": [str(service), str(timer)]}]
    assert cli("remind", "remove", "--yes").code == 0
    assert not service.exists()
    assert not timer.exists()
    assert "disable --now cmcheckin-remind.timer" in calls(cli)


def test_a_timer_that_does_not_start_changes_nothing(cli: Cli, fake: Callable[..., None]) -> None:
    fake("systemctl")
    profile = cli.home.parent / ".profile"
    profile.write_text("# mine\n")
    assert cli("remind", "install", "--with", "login", "--yes").code == 0
    before = profile.read_text()
    cli.environ["SYSTEMCTL_FAILS"] = "1"
    failed = cli("remind", "install", "--with", "systemd", "--yes")
    assert failed.code == 3
    assert "`systemctl --user daemon-reload` failed" in failed.err
    assert profile.read_text() == before
    assert not list((cli.home.parent / ".config/systemd/user").iterdir())


def test_a_new_kind_replaces_the_old_one(cli: Cli, fake: Callable[..., None]) -> None:
    fake("crontab")
    (cli.home.parent / "tab").write_text("0 1 * * * backup")
    assert cli("remind", "install", "--with", "login", "--yes").code == 0
    assert BEGIN in (cli.home.parent / ".profile").read_text()
    shown = cli("remind", "install", "--with", "cron", "--yes")
    assert f"This removes the reminder in {cli.home.parent}/.profile." in shown.out
    assert not (cli.home.parent / ".profile").exists()
    tab = (cli.home.parent / "tab").read_text()
    assert tab.startswith(f"0 1 * * * backup\n{BEGIN}\n0 9 * * * ")
    assert cli("remind", "install", "--with", "cron", "--at", "7:15", "--yes").code == 0
    assert (cli.home.parent / "tab").read_text() == tab.replace("0 9 * * * ", "15 7 * * * ")
    assert cli("remind", "remove", "--yes").code == 0
    assert (cli.home.parent / "tab").read_text() == "0 1 * * * backup\n"


def test_timers_without_time_zones_run_each_hour_and_look_at_the_clock(cli: Cli) -> None:
    system = System({"HOME": str(cli.home.parent)}, "darwin", 501)
    timing = Timing(time(8, 30), "Asia/Kolkata")
    (cron,) = reminders.parts_of("cron", timing, ["/Apps/100%/cmcheckin"], system)
    assert cron.text == "30 * * * * /Apps/100\\%/cmcheckin remind now --notify --at 08:30\n"
    (agent,) = reminders.parts_of("launchd", timing, ["/a & b/cmcheckin"], system)
    document = plistlib.loads(agent.text.encode())
    assert document["ProgramArguments"] == ["/a & b/cmcheckin", "remind", "now", "--notify", "--at", "08:30"]
    assert document["StartCalendarInterval"] == {"Minute": 30}
    timer = reminders.parts_of("systemd", timing, ["/o p/cm$1"], system)
    assert "OnCalendar=*-*-* 08:30:00 Asia/Kolkata\n" in timer[1].text
    assert 'ExecStart="/o p/cm$$1" "' not in timer[0].text
    assert 'ExecStart="/o p/cm$$1" remind now --notify\n' in timer[0].text


@pytest.mark.parametrize(("machine", "minute"), [("UTC", 0), ("Asia/Kathmandu", 45), ("Asia/Kolkata", 30)])
def test_a_timer_of_a_machine_half_an_hour_away_runs_at_the_right_minute(
    cli: Cli, fake: Callable[..., None], monkeypatch: pytest.MonkeyPatch, machine: str, minute: int
) -> None:
    monkeypatch.setenv("TZ", machine)
    clock.tzset()
    fake("crontab")
    cli.home.mkdir()
    (cli.home / "config.toml").write_text('timezone = "Asia/Kolkata"\n')
    try:
        assert cli("remind", "install", "--with", "cron", "--at", "8:30", "--yes").code == 0
    finally:
        monkeypatch.undo()
        clock.tzset()
    assert f"\n{minute} * * * * " in (cli.home.parent / "tab").read_text()


def test_an_agent_of_launchd_is_started_and_stopped(cli: Cli, fake: Callable[..., None]) -> None:
    fake("launchctl")
    system = System({**cli.environment, "PATH": cli.environ["PATH"]}, "darwin", 501)
    parts = reminders.parts_of(reminders.default_method(system), Timing(time(8)), ["/bin/cmcheckin"], system)
    reminders.install("launchd", parts, system)
    assert f"launchctl bootstrap gui/501 {parts[0].place}" in calls(cli)
    assert [each.method for each in reminders.installed(system)] == ["launchd"]
    reminders.remove(reminders.installed(system), system)
    assert "launchctl bootout gui/501/cmcheckin.remind" in calls(cli)
    assert not reminders.installed(system)


def test_it_is_silent_unless_the_check_in_is_due(cli: Cli) -> None:
    for _ in range(2):  # from the journal, then from the cache
        assert cli("remind", "now").out == f"{DUE}\n"
    cli("log", "--mood", "4")
    assert cli("remind", "now").out == ""
    assert "the check-in is done" in cli("remind", "install", "--with", "login", "--yes").err + cli("remind").out
    cli.now = "2026-11-21T08:30:00+01:00"  # a Saturday
    assert cli("remind", "now").out == ""
    cli.now = "2026-11-23T08:30:00+01:00"
    assert cli("remind", "now").out == f"{DUE}\n"
    cli("log", "--leave")
    assert cli("remind", "now").out == ""


def test_at_another_hour_it_is_silent(cli: Cli) -> None:
    (cli.home).mkdir()
    (cli.home / "config.toml").write_text('timezone = "Asia/Kolkata"\n')
    seen = []
    for hour in range(24):
        cli.now = f"2026-11-20T{hour:02}:00:00+00:00"  # 5:30 ahead there
        seen.append(cli("remind", "now", "--at", "08:30").out)
    assert seen == [f"{DUE}\n" if hour == 3 else "" for hour in range(24)]


def test_a_notification_reaches_the_desktop_and_tmux(cli: Cli, fake: Callable[..., None]) -> None:
    fake("notify-send", "tmux")
    assert cli("remind", "now", "--notify").code == 0
    shown = (cli.home.parent / "shown").read_text()
    assert shown.count(DUE) == 2
    assert "display-message -c /dev/pts/7" in shown


def test_a_notification_nobody_could_see_is_printed(
    cli: Cli, fake: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(System, "find", lambda _, command: shutil.which(command, path=cli.environ["PATH"]))
    done = cli("remind", "now", "--notify")
    assert (done.code, done.out) == (1, f"{DUE}\n")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_login_shell_shows_the_reminder(cli: Cli, shell: str) -> None:
    path = shutil.which(shell)
    if path is None:
        pytest.skip(f"{shell} is not installed")
    cli.environ["SHELL"] = path
    assert cli("remind", "install", "--with", "login", "--yes").code == 0
    environment = {**cli.environment, "PATH": os.environ["PATH"]}
    environment.pop("TMUX", None)
    # `script` gives the shell a terminal, as a login has.
    command = ["script", "-qec", f"{path} -l -c 'echo ready'", "/dev/null"]
    if shutil.which("script") is None:
        pytest.skip("script is not installed")
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=True)
    assert DUE in done.stdout
    assert "ready" in done.stdout
    inside = subprocess.run(
        command, env={**environment, "TMUX": "anything"}, capture_output=True, text=True, timeout=60, check=True
    )
    assert DUE not in inside.stdout


def test_a_profile_that_is_a_link_stays_one_and_keeps_its_mode(cli: Cli) -> None:
    dotfiles = cli.home.parent / "dotfiles"
    dotfiles.mkdir()
    real = dotfiles / "profile"
    real.write_bytes(b"export X=\xff\n")
    real.chmod(0o640)
    link = cli.home.parent / ".profile"
    link.symlink_to(real)
    cli("remind", "install", "--with", "login", "--yes")
    assert link.is_symlink()
    assert BEGIN.encode() in real.read_bytes()
    assert real.stat().st_mode & 0o777 == 0o640
    cli("remind", "remove", "--yes")
    assert real.read_bytes() == b"export X=\xff\n"


def test_lines_without_an_end_are_left_alone(cli: Cli) -> None:
    profile = cli.home.parent / ".profile"
    profile.write_text(f"{BEGIN}\necho mine\n")
    for action in ("install", "remove"):
        refused = cli("remind", action, "--yes", *(["--with", "login"] if action == "install" else []))
        assert refused.code == 3
        assert "Remove its lines by hand first" in refused.err
    assert profile.read_text() == f"{BEGIN}\necho mine\n"


def test_a_home_with_a_line_break_is_refused() -> None:
    for method in reminders.METHODS:
        with pytest.raises(Refused, match="line break"):
            reminders.parts_of(method, Timing(time(9)), ["/bin/cmcheckin", "--home", "/a\nb"], System({}, "linux", 1))


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (("show", "--at", "9"), "--at"),
        (("remove", "--with", "cron"), "--with"),
        (("install", "--at", "soon"), "can't be “soon”"),
        (("install", "--notify"), "--notify"),
        (("later",), "later"),
    ],
)
def test_wrong_usage_changes_nothing(cli: Cli, argv: tuple[str, ...], message: str) -> None:
    refused = cli("remind", *argv, "--yes")
    assert refused.code == 2
    assert message in refused.err
    assert not (cli.home.parent / ".profile").exists()


@settings(max_examples=200)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), max_size=200))
def test_removing_leaves_a_file_as_it_was(before: str) -> None:
    before = before.replace(BEGIN, "").replace(END, "")
    if before and not before.endswith("\n"):
        before += "\n"
    with_lines = f"{before}{BEGIN}\necho\n{END}\n"
    first, block, after = reminders.split_block(with_lines, "x")
    assert (first + after, block) == (before, "echo\n")


def test_a_place_is_either_a_file_or_lines_in_one() -> None:
    system = System({"HOME": "/nowhere", "SHELL": "/bin/bash"}, "linux", 1000)
    for method in reminders.METHODS:
        for part in reminders.parts_of(method, Timing(time(9)), ["cmcheckin"], system):
            assert isinstance(part, Part)
            assert part.is_block == (method in ("cron", "login"))
    with pytest.raises(Refused):
        reminders.split_block(f"{BEGIN}\n", "x")
