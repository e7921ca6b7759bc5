"""`hints`: from files to proposals in the check-in."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from cmcheckin.wording.topics import CODE, blocks, read_topic
from tests.cli.cli_runs import Cli

SAMPLES = Path(__file__).parents[1] / "interchange" / "readers" / "samples"
CALENDAR, COMMITS, SLACK = (str(SAMPLES / name) for name in ("meetings.ics", "git_times.txt", "slack_day.json"))
RANGE = ("--from", "2026-11-17", "--to", "2026-11-19")
CONFIG = 'timezone = "Europe/Berlin"\n'


@pytest.fixture
def cli(tmp_path: Path) -> Cli:
    """The command line in Berlin, on the Monday after the samples' week."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "config.toml").write_text(CONFIG)
    return Cli(home, now="2026-11-23T08:30:00+01:00")


def kept(cli: Cli) -> list[str]:
    return sorted(path.name for path in (cli.home / "drafts").glob("hint-*"))


def test_each_day_is_shown_with_its_sources_and_what_would_be_proposed(cli: Cli) -> None:
    cli("log", "--date", "2026-11-17", "--hours", "9")
    done = cli("hints", CALENDAR, COMMITS, *RANGE, "--me", "ada@example.com", "--dry-run")
    assert done.code == 0
    assert done.lines == [
        "What your files show for 17–19 November 2026",
        "",
        "  Tue 17 Nov  09:30–19:30, 1 h 30 min after hours, 3 meetings, from Calendar",
        "              Already logged",
        "  Wed 18 Nov  15:00–16:00, 1 meeting, from Calendar",
        "              Proposed: 8 h",
        "  Thu 19 Nov  09:12–23:40, 2 commits, 1 meeting, active at night at 23:40, from",
        "              Git and Calendar",
        "              Proposed: 8 h",
        "",
        f"Left out of {CALENDAR}:",
        "  line 55: an event you declined",
        "  line 62: an event marked as free",
        "  line 69: a cancelled event",
        "  line 90: an all-day event that isn't leave",
    ]
    assert done.err == "Nothing was changed.\n"
    assert kept(cli) == []


def test_proposals_are_saved_for_days_that_are_not_logged(cli: Cli) -> None:
    cli("log", "--date", "2026-11-17", "--hours", "9")
    done = cli("hints", CALENDAR, *RANGE, "--yes")
    assert (done.code, done.err) == (
        0, "Saved proposals for 2 days. They count once you confirm them in the check-in.\n",
    )  # fmt: skip
    assert kept(cli) == ["hint-2026-11-18.json", "hint-2026-11-19.json"]
    everything = "".join(path.read_text() for path in (cli.home / "drafts").glob("hint-*"))
    assert "Office hours" not in everything
    assert "Stand-up" not in everything


def test_nothing_is_saved_unless_the_user_says_yes(cli: Cli) -> None:
    done = cli("hints", CALENDAR, *RANGE)
    assert done.code == 2
    assert "--yes" in done.err
    assert kept(cli) == []
    done = cli.on_terminal("hints", CALENDAR, *RANGE, columns=100, typed="n\n")
    assert (done.code, kept(cli)) == (1, [])
    assert "Save proposals for 3 days? The check-in will ask you to confirm them." in done.out
    assert cli.on_terminal("hints", CALENDAR, *RANGE, typed="y\n").code == 0
    assert len(kept(cli)) == 3


def test_the_user_is_asked_once_who_they_are(cli: Cli) -> None:
    done = cli.on_terminal("hints", SLACK, *RANGE, columns=100, typed="1\ny\n")
    assert done.code == 0
    assert "Slack: are you one of these people? Type the number or your name, or press Enter if not." in done.out
    assert "  1  U0ADA0001, 1 time\n" in done.out
    assert "Thu 19 Nov  active at 09:12, 1 post, from Slack" in done.out
    again = cli("hints", SLACK, *RANGE, "--dry-run")
    assert (again.code, again.err) == (0, "Nothing was changed.\n")


def test_without_a_terminal_the_message_names_the_option(cli: Cli) -> None:
    done = cli("hints", SLACK, *RANGE)
    assert (done.code, done.out) == (3, "")
    assert done.err.splitlines() == [
        "Slack: the times in these files are from 2 people, such as U0ADA0001. If you're one of them, add --me with "
        "your name as it's written there.",
        "These files show nothing for 17–19 November 2026. Nothing was changed.",
    ]
    assert cli("hints", SLACK, *RANGE, "--me", "U0ADA0001", "--yes").code == 0
    assert cli("hints", SLACK, *RANGE, "--yes").code == 0


def test_a_file_that_cannot_be_read_is_not_said_to_show_nothing(cli: Cli, tmp_path: Path) -> None:
    missing = str(tmp_path / "missing.ics")
    done = cli("hints", missing, *RANGE)
    assert (done.code, done.out) == (1, "")
    assert done.err.splitlines() == [f"{missing} doesn't exist.", "Nothing was changed."]
    both = cli("hints", missing, SLACK, *RANGE).err.splitlines()
    assert both[-1] == "What could be read shows nothing for 17–19 November 2026. Nothing was changed."


def test_the_files_of_the_settings_are_read_by_default(cli: Cli) -> None:
    done = cli("hints")
    assert done.code == 2
    assert "needs a file or folder" in done.err
    (cli.home / "config.toml").write_text(f'{CONFIG}[hints]\nfiles = ["{CALENDAR}"]\n')
    assert "Wed 18 Nov" in cli("hints", "--dry-run").out


def test_a_file_that_cannot_be_used_is_named_and_the_code_says_so(cli: Cli) -> None:
    done = cli("hints", "/nowhere", CALENDAR, *RANGE, "--yes")
    assert (done.code, len(kept(cli))) == (1, 3)
    assert done.err.startswith("/nowhere doesn't exist.\n")
    assert cli("hints", "/nowhere", *RANGE).code == 1


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (("--from", "2024-01-01"), 3),
        (("--to", "2026-12-24"), 3),
        (("--from", "2026-11-20", "--to", "2026-11-18"), 2),
        (("--from", "sometime"), 2),
    ],
)
def test_days_that_cannot_be_read_are_refused(cli: Cli, argv: tuple[str, ...], code: int) -> None:
    assert cli("hints", CALENDAR, *argv).code == code


def test_by_default_two_weeks_to_yesterday_are_read(cli: Cli) -> None:
    found = cli("hints", CALENDAR, "--json").document
    assert (found["from"], found["to"]) == ("2026-11-09", "2026-11-22")


def test_today_is_shown_but_not_saved_as_it_is_not_over(cli: Cli) -> None:
    cli.now = "2026-11-23T10:00:00+01:00"
    done = cli("hints", CALENDAR, "--from", "2026-11-23", "--to", "today", "--yes")
    assert done.lines[0] == "What your files show for Monday 23 November 2026"
    assert "Mon 23 Nov  09:30–09:45" in done.out
    assert kept(cli) == []


def test_the_json_has_what_is_found_and_proposed(cli: Cli) -> None:
    cli("log", "--date", "2026-11-17", "--hours", "9")
    found = cli("hints", CALENDAR, COMMITS, *RANGE, "--json").document
    assert [(day["date"], day["counts"], day["proposed"] and day["proposed"]["hours"]) for day in found["days"]] == [
        ("2026-11-17", {"meetings": 3}, None),
        ("2026-11-18", {"meetings": 1}, 8.0),
        ("2026-11-19", {"meetings": 1}, 8.0),
    ]
    assert found["people"] == {"Git": ["ada@example.com", "bea@example.com"]}
    assert found["unused"][0] == {
        "file": CALENDAR, "line": 55, "reason": "an event you declined", "number": 1, "is_bad": False,
    }  # fmt: skip
    assert kept(cli) == []


def test_a_proposal_is_forgotten_with_its_day(cli: Cli) -> None:
    cli("hints", CALENDAR, *RANGE, "--yes")
    done = cli("forget", "2026-11-18", "--yes")
    assert (done.code, kept(cli)) == (0, ["hint-2026-11-17.json", "hint-2026-11-19.json"])
    assert "1 file" in done.err
    assert cli("forget", "2026-11-18", "--yes").code == 3


def test_a_proposal_is_deleted_once_its_day_is_logged_in_a_check_in(cli: Cli) -> None:
    cli("hints", CALENDAR, *RANGE, "--yes")
    cli("log", "--date", "2026-11-18", "--hours", "8")
    done = cli("checkin", "--plain", stdin="3\n" + "\n" * 40)
    assert done.code == 0
    assert "hint-2026-11-18.json" not in kept(cli)


# Help


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files and folders that the topic names, in the user's home."""

    def copy(name: str, *places: str) -> None:
        for place in places:
            path = tmp_path / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes((SAMPLES / name).read_bytes())

    copy("meetings.ics", "calendar.ics")
    copy("git_reflog.txt", "src/website/.git/logs/HEAD")
    copy("git_times.txt", "commits.txt")
    copy("slack_day.json", "slack-export/general/2026-11-19.json")
    copy("slack_users.json", "slack-export/users.json")
    copy("discord_messages.json", "package/messages/c1/messages.json")
    copy("watson_frames.json", ".config/watson/frames")
    copy("toggl_track.csv", "toggl.csv")
    month = tmp_path / ".timewarrior" / "data" / "2026-11.data"
    month.parent.mkdir(parents=True)
    month.write_text("inc 20261118T080000Z - 20261118T120000Z # mods\n")
    with zipfile.ZipFile(tmp_path / "slack-export.zip", "w") as archive:
        archive.write(tmp_path / "slack-export" / "users.json", "users.json")
        archive.write(tmp_path / "slack-export" / "general" / "2026-11-19.json", "general/2026-11-19.json")
    with zipfile.ZipFile(tmp_path / "user_archive.zip", "w") as archive:
        archive.write(SAMPLES / "discourse_user_archive.csv", "user_archive.csv")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))


def commands() -> list[str]:
    """Return the commands in the code of the topic."""
    code = (line for block in blocks(read_topic("hints")) if block.kind == CODE for line in block.lines)
    return [line for line in code if line.startswith("cmcheckin ")]


def config() -> str:
    """Return the example of config.toml in the topic."""
    lines = [line for block in blocks(read_topic("hints")) if block.kind == CODE for line in block.lines]
    start = lines.index("[hints]")
    return "\n".join(lines[start : start + 3])


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize("command", commands())
def test_each_command_of_the_topic_works(cli: Cli, command: str) -> None:
    (cli.home / "config.toml").write_text(CONFIG + config())
    argv = ["2026-11-16" if word == "monday" else word for word in shlex.split(command)[1:]]
    more = () if {"--dry-run", "--yes", "--json"} & {*argv} else ("--yes",)
    done = cli(*argv, *more)
    assert "2026" in done.out
    assert done.code == 0, done.err


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_the_recipe_for_git_writes_what_is_read(cli: Cli, tmp_path: Path) -> None:
    recipe = next(line for line in read_topic("hints").split("`") if line.startswith("git log --format"))
    names = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in {
        "NAME": "Ada", "EMAIL": "ada@example.com", "DATE": "2026-11-19T20:05:00+01:00",
    }.items()}  # fmt: skip
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), **names}
    for command in ("git init -q .", "git commit -q --allow-empty -m x", recipe, "git log > log.txt"):
        subprocess.run(command, shell=True, check=True, cwd=tmp_path, env=environment)  # noqa: S602
    for path in (tmp_path / "commits.txt", tmp_path / "log.txt", tmp_path):
        done = cli("hints", str(path), *RANGE, "--me", "ada@example.com", "--dry-run")
        assert "Thu 19 Nov  active at 20:05, 1 " in done.out, path
