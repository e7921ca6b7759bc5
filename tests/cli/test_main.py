"""How a run begins and ends: help, usage, exit codes, streams, terminals, signals."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from cmcheckin import __version__
from cmcheckin.cli.registry import COMMANDS
from cmcheckin.wording.topics import TOPICS
from tests.cli.cli_runs import Cli


def test_help_lists_every_command_on_a_line(cli: Cli) -> None:
    for argv in (["--help"], ["help"], ["-h"]):
        done = cli(*argv)
        assert done.code == 0
        for command in COMMANDS:
            assert any(line.split()[:1] == [command.name] for line in done.lines)
        assert max(map(len, done.lines)) <= 80


@pytest.mark.parametrize("name", [command.name for command in COMMANDS])
def test_every_command_has_help(cli: Cli, name: str) -> None:
    by_flag, by_help = cli(name, "--help"), cli("help", name)
    assert by_flag.code == by_help.code == 0
    assert f"Usage: cmcheckin {name}" in by_flag.out
    if name in TOPICS:  # the topic comes first, and ends with how to see the help of the command
        assert by_help.lines[-1].endswith(f"cmcheckin {name} --help")
    else:
        assert by_flag.out == by_help.out


@pytest.mark.parametrize("option", ["-V", "--version"])
def test_version_is_that_of_the_package(cli: Cli, option: str) -> None:
    assert cli(option).out == f"cmcheckin {__version__}\n"


@pytest.mark.parametrize("name", ["search", "sync"])
def test_a_command_that_was_not_built_does_not_exist(cli: Cli, name: str) -> None:
    assert cli(name).code == 2


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("exprot", "export"), ("chekin", "checkin"), ("Week", "week"), ("help chekin", "checkin"), ("exp", "export"),
        ("--versoin", "--version"), ("--homme x", "--home"), ("log --modd 4", "--mood"), ("log --hour=8", "--hours"),
        ("log -mood 4", "--mood"), ("log mood 4", "--mood"), ("status short", "--short"),
        ("edit --hepl", "--help"), ("export --format jsn", "json"), ("report --format htm", "html"),
        ("nudges snoze long_days", "snooze"), ("nudges off long_dys", "long_days"),
        ("share -1 --fields hours,winz --out .", "wins"), ("share -1 --formats htm --out .", "html"),
    ],
)  # fmt: skip
def test_a_mistyped_name_is_quoted_and_the_nearest_one_named(cli: Cli, typed: str, meant: str) -> None:
    done = cli(*typed.split())
    assert (done.code, done.out) == (2, "")
    assert f"Did you mean {meant}?" in done.err
    assert not cli.home.exists()


@pytest.mark.parametrize("typed", ["zzzz", "--zzzz", "x", "-", "status -z", "export --format 7"])
def test_a_name_like_no_other_suggests_nothing(cli: Cli, typed: str) -> None:
    done = cli(*typed.split())
    assert done.code == 2
    assert "Did you mean" not in done.err


def test_an_option_of_a_command_before_it_shows_where_it_goes(cli: Cli) -> None:
    assert "cmcheckin checkin --plain" in cli("--date").err


@pytest.mark.parametrize(
    "argv",
    [
        ["log"], ["log", "--mood"], ["log", "--mood", "high"], ["log", "--severity", "3"], ["log", "--date", "soon"],
        ["log", "--date", "2026-02-30", "--mood", "3"], ["week", "W99"], ["week", "2026-W54"], ["show", "x"],
        ["list", "--from", "2026-11-20", "--to", "2026-11-01"], ["export", "--format", "xml"], ["import"],
        ["delete"], ["forget"], ["edit"], ["--wrong"], ["status", "--wrong"], ["--home"],
        ["--home=", "status"],
        ["status", "--home", ""],
        ["log", "extra", "--mood", "3"],
    ],
)  # fmt: skip
def test_wrong_usage_is_2(cli: Cli, argv: list[str]) -> None:
    done = cli(*argv)
    assert done.code == 2
    assert done.err
    assert not done.out
    assert not cli.home.exists()


def test_home_before_and_after_the_command(cli: Cli, tmp_path: Path) -> None:
    for n, argv in enumerate(
        (
            ["--home", "{}", "log", "--mood", "4"],
            ["log", "--home={}", "--mood", "4"],
            ["--home={}", "log", "--mood", "4"],
        )
    ):
        home = tmp_path / f"other{n}"
        assert cli(*(part.format(home) for part in argv)).code == 0
        assert (home / "journal").is_dir()
    assert not cli.home.exists()


def test_an_invalid_clock_is_reported(cli: Cli) -> None:
    cli.now = "yesterday"
    done = cli("status")
    assert done.code == 3
    assert "CMCHECKIN_NOW" in done.err


def test_folders_and_files_are_private(cli: Cli) -> None:
    cli("log", "--mood", "4", "--note", "private")
    cli("export", "--out", str(cli.home / "out.jsonl"))
    found = list(cli.home.rglob("*"))
    assert found
    for path in found:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


@pytest.mark.parametrize("argv", [[], ["checkin"], ["edit", "2026-11-19"], ["demo"]])
def test_a_screen_needs_a_terminal(cli: Cli, argv: list[str]) -> None:
    done = cli.process(*argv)
    assert done.code == 2
    assert "terminal" in done.err
    assert done.out == ""


def test_without_a_terminal_textual_is_not_even_imported(cli: Cli) -> None:
    code = (
        "import sys; from cmcheckin.cli.main import main; code = main([]); "
        "assert code == 2, code; assert 'textual' not in sys.modules and 'rich' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], env=cli.environment, check=True, stdin=subprocess.DEVNULL)


def test_mistakes_in_the_settings_are_reported_and_the_command_runs(cli: Cli) -> None:
    cli.home.mkdir()
    (cli.home / "config.toml").write_text('name = "Ada"\nday_starts_at = 25\n')
    done = cli("log", "--mood", "4")
    assert done.code == 0
    assert "config.toml, line 2: day_starts_at" in done.err
    assert "Traceback" not in done.err


def test_a_damaged_file_is_reported_and_the_rest_is_read(cli: Cli) -> None:
    cli("log", "--date", "2025-11-20", "--mood", "2")
    cli("log", "--mood", "4")
    damaged = cli.home / "journal" / "2025.test-3f9a.jsonl"
    damaged.write_bytes(damaged.read_bytes()[:-20] + b"\x00\xff garbage\n")
    for command in ("list", "status", "export"):
        done = cli(command)
        assert done.code == 1
        assert done.err.count("2025.test-3f9a.jsonl, line") == 1
        assert "Traceback" not in done.err
    assert "mood 4" in cli("list").out


def test_a_closed_pipe_is_no_error(cli: Cli) -> None:
    cli.import_records([{"type": "workday", "date": f"20{y}-{m:02}-{d:02}", "kind": "work", "hours": 8}
              for y in range(10, 26) for m in range(1, 13) for d in range(1, 29)])  # fmt: skip
    program = subprocess.Popen(
        [sys.executable, "-m", "cmcheckin", "list"],
        bufsize=0,  # since Python 3.14, a buffer would take most of the output
        env=cli.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert program.stdout and program.stderr
    program.stdout.readline()
    program.stdout.close()
    assert program.stderr.read() == b""
    assert program.wait() == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_output_that_cannot_be_written_is_a_failure(cli: Cli) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "cmcheckin", "--help"], env=cli.environment, stdout=full, stderr=subprocess.PIPE
        )
    assert done.returncode == 1
    assert b"couldn't be written" in done.stderr
    assert b"Traceback" not in done.stderr


def test_closed_streams_are_survived(cli: Cli) -> None:
    done = subprocess.run(["sh", "-c", f"{sys.executable} -m cmcheckin log --mood 4 >&- 2>&- <&-"], env=cli.environment)
    assert done.returncode == 0
    assert cli.records()[0]["mood"] == 4


def test_ctrl_c_ends_quietly_with_130(cli: Cli) -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "cmcheckin", "import", "-"],
        env=cli.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background job ignores it
    )  # fmt: skip
    assert program.stdin
    program.stdin.write(b" " * 200_000)  # more than a pipe holds, so this returns only when the program reads
    program.send_signal(signal.SIGINT)
    out, err = program.communicate()
    assert (program.returncode, out, err) == (130, b"", b"")


def test_an_unexpected_error_shows_no_private_words(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        words = "my private note"
        raise RuntimeError(words)

    monkeypatch.setattr("cmcheckin.cli.show.run", fail)
    done = cli("show")
    assert done.code == 1
    assert "RuntimeError" in done.err
    assert "private note" not in done.err
    assert "Traceback" not in done.err
    cli.environ["CMCHECKIN_DEBUG"] = "1"
    assert "Traceback" in cli("show").err


@pytest.mark.parametrize(
    "argv",
    [
        ["log", "--note", "Gr\udcfc\udcdfe"], ["log", "--win=Gr\udcfc\udcdfe"], ["log", "--escalation", "\udcff"],
        ["log", "--win", "fine", "--win", "caf\udce9"], ["log", "--mood", "4", "--date", "2026-11-19\udce9"],
        ["reply", "x.json", "--thanks", "w-1", "--text", "caf\udce9"],
        ["share", "0", "--fields", "help", "--help-line", "caf\udce9", "--out", "x", "--yes"],
        ["share", "0", "--name", "Zo\udceb", "--out", "x"], ["show", "\udce9"], ["nudges", "snooze", "\udce9"],
    ],
)  # fmt: skip
def test_undecodable_arguments_are_refused(cli: Cli, argv: list[str]) -> None:
    done = cli(*argv)
    assert done.code == 3, done.err
    assert "contains bytes that aren't valid UTF-8" in done.err
    assert "Nothing was changed" in done.err
    assert not cli.home.exists()


def test_undecodable_bytes_from_the_shell_are_refused(cli: Cli) -> None:
    assert cli.process("log", "--note", os.fsdecode(b"caf\xe9")).code == 3


def test_file_names_may_hold_any_bytes(cli: Cli, tmp_path: Path) -> None:
    name = os.fsdecode(bytes(tmp_path) + b"/caf\xe9.jsonl")
    assert cli("log", "--mood", "4").code == 0
    assert cli("export", "--out", name).code == 0
    assert cli("import", name).code == 0


def test_messages_contain_no_escape_sequences(cli: Cli) -> None:
    for argv in (
        ["\x1b]0;x\x07bad"],
        ["show", "\x1b[31mred"],
        ["week", "\x9b31m"],
        ["import", "no\x1b[2Jfile"],
        ["-\x1b[1m"],
    ):
        done = cli(*argv)
        assert done.code in (2, 3)
        assert "\x1b" not in done.err + done.out
        assert "\x9b" not in done.err + done.out


def test_a_read_only_home_can_be_read(cli: Cli) -> None:
    cli("log", "--mood", "4")
    if os.geteuid() == 0:
        pytest.skip("root may write anywhere")
    cli.home.chmod(0o500)
    try:
        assert cli("status").code == 0
        assert cli("log", "--mood", "5").code == 1
    finally:
        cli.home.chmod(0o700)


WINDOWS = """
import os, sys
for name in ("fcntl", "termios", "tty", "pty", "pwd", "grp", "resource", "curses"):
    sys.modules[name] = None  # as on Windows, where importing one of them fails
for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_DIRECTORY", "O_NOCTTY", "fchmod", "getuid"):
    delattr(os, name)
os.name = "nt"
sys.argv = ["cmcheckin", *sys.argv[1:]]
from cmcheckin.__main__ import main
sys.exit(main())
"""


@pytest.mark.parametrize("argv", [(), ("log", "--mood", "3"), ("status",), ("--help",), ("review", "x")])
def test_on_windows_one_line_names_the_supported_systems(argv: tuple[str, ...], tmp_path: Path) -> None:
    environ = {"PATH": os.environ["PATH"], "CMCHECKIN_HOME": str(tmp_path / "home")}
    done = subprocess.run([sys.executable, "-c", WINDOWS, *argv], capture_output=True, text=True, env=environ)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "cmcheckin needs Linux, macOS or another POSIX system. "
        "On Windows, run it in WSL, the Windows Subsystem for Linux.\n"
    )
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize(
    ("argv", "code", "out", "err"),
    [
        (["log", "--mood", "3"], 0, "", "2026-11-20: logged mood 3\n"),
        (["status", "--short"], 0, "due\n", ""),
        (["log", "--mood", "9"], 3, "", "--mood"),
        (["nothing"], 2, "", "nothing"),
    ],
)
def test_a_process_ends_with_all_its_output_and_its_code(
    tmp_path: Path, argv: list[str], code: int, out: str, err: str
) -> None:
    environ = {**os.environ, "CMCHECKIN_HOME": str(tmp_path), "CMCHECKIN_NOW": "2026-11-20T08:30:00+01:00"}
    command = [sys.executable, "-m", "cmcheckin", *argv]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (code, out)
    assert err in done.stderr
