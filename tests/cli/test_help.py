"""`help TOPIC`, `man` and `completion`."""

from __future__ import annotations

import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from cmcheckin.cli.completion import SHELLS, script
from cmcheckin.cli.help import topic_lines
from cmcheckin.cli.registry import COMMANDS
from cmcheckin.wording.text_cells import cells
from cmcheckin.wording.topics import TOPICS, read_topic
from tests.cli.cli_runs import Cli


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_is_shown_without_markdown_and_without_a_journal(cli: Cli, topic: str) -> None:
    shown = cli("help", topic)
    assert shown.code == 0
    assert shown.lines[0] == shown.lines[0].upper()
    assert not any(line.startswith(("#", "|", "```")) for line in shown.lines)
    assert not cli.home.exists()


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_fits_80_columns(topic: str) -> None:
    assert [line for line in topic_lines(read_topic(topic)) if cells(line) > 80] == []


def test_the_example_of_settings_can_be_pasted_as_it_is_shown() -> None:
    lines = [line.strip() for line in topic_lines(read_topic("settings"))]
    first, last = (next(n for n, line in enumerate(lines) if line.startswith(text)) for text in ("name =", '"week.'))
    assert len(tomllib.loads("\n".join(lines[first : last + 1]))) > 10


def test_long_json_is_broken_after_commas() -> None:
    line = '{"a":"' + "x" * 50 + '","b":"' + "y" * 50 + '"}'
    first, second = topic_lines(f"```\n{line}\n```")
    assert first.endswith(",")
    assert first.strip() + second.strip() == line


def test_a_table_wraps_its_widest_column_and_keeps_the_others() -> None:
    table = "| key | does |\n| --- | --- |\n| `x \\| y` | " + "word " * 30 + "|"
    lines = list(topic_lines(table))
    assert lines[1].startswith("  x | y  word")
    assert lines[2].startswith("         word")
    assert sum(line.count("word") for line in lines) == 30


def test_lists_stay_together_and_comments_are_left_out() -> None:
    text = "# A\n\n<!-- hidden -->\n- one\n- two\n  more\n\n1. first\n2. second\n\n**Last** [page](x.md)"
    assert list(topic_lines(text)) == [
        "A", "", "  · one", "  · two more", "  1. first", "  2. second", "", "  Last page (x.md)",
    ]  # fmt: skip


@pytest.mark.parametrize(("typed", "meant"), [("kyes", "keys"), ("setings", "settings"), ("undu", "undo"), ("zzz", "")])
def test_an_unknown_topic_names_the_nearest_topic_or_command(cli: Cli, typed: str, meant: str) -> None:
    refused = cli("help", typed)
    assert refused.code == 2
    assert refused.out == ""
    assert (f"Did you mean {meant}?" in refused.err) == bool(meant)


def test_help_with_a_command_shows_its_help(cli: Cli) -> None:
    assert cli("help", "log").out == cli("log", "--help").out


def test_help_needs_no_topic(cli: Cli) -> None:
    assert "[TOPIC]" in cli("help", "--help").lines[0]
    assert cli("help").out == cli("--help").out


def test_the_man_page_names_every_command_and_topic(cli: Cli) -> None:
    page = cli("man")
    assert page.code == 0
    assert page.out.isascii()
    sections = {line[4:].replace("\\-", "-") for line in page.lines if line.startswith((".SS ", ".SH "))}
    assert {command.name for command in COMMANDS} <= sections
    assert {topic_lines(read_topic(topic)).__next__() for topic in TOPICS} <= sections
    known = (".TH ", ".SH ", ".SS ", ".TP", ".PP", ".B ", ".IP ", ".nf", ".fi", ".RS ", ".RE")
    assert [line for line in page.lines if line.startswith((".", "'")) and not line.startswith(known)] == []


def test_groff_reads_the_man_page_without_a_warning(cli: Cli, tmp_path: Path) -> None:
    if not (groff := shutil.which("groff")):
        pytest.skip("groff is not installed")
    path = tmp_path / "cmcheckin.1"
    path.write_text(cli("man").out, "utf-8")
    done = subprocess.run([groff, "-man", "-Tutf8", "-ww", "-z", path], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("shell", SHELLS)
def test_completion_prints_the_script_of_the_shell(cli: Cli, shell: str) -> None:
    printed = cli("completion", shell)
    assert (printed.code, printed.out) == (0, script(shell).read_text("utf-8"))
    if found := shutil.which(shell):
        assert subprocess.run([found, "-n", script(shell)], capture_output=True).stderr == b""


def test_completion_of_another_shell_names_those_there_are(cli: Cli) -> None:
    refused = cli("completion", "tcsh")
    assert refused.code == 2
    assert all(shell in refused.err for shell in SHELLS)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("cmcheckin che", "checkin"), ("cmcheckin log --wi", "--win"), ("cmcheckin export --format j", "json"),
        ("cmcheckin help pri", "privacy"), ("cmcheckin completion f", "fish"),
    ],
)  # fmt: skip
def test_bash_completes_commands_options_and_values(typed: str, offered: str) -> None:
    if not (bash := shutil.which("bash")):
        pytest.skip("bash is not installed")
    words = typed.split()
    run = (
        f"source {script('bash')}; COMP_WORDS=({typed}); COMP_CWORD={len(words) - 1}; "
        f"$(complete -p cmcheckin | sed 's/.*-F \\([^ ]*\\).*/\\1/') cmcheckin {words[-1]} {words[-2]}; "
        'printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run([bash, "--norc", "-c", run], capture_output=True, text=True)
    assert offered in done.stdout.split(), done.stderr
