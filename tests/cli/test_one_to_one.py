"""`review --one-to-one`: the page on stdout or in a private file, for one person who is found by name or id."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cmcheckin.paths import Paths
from cmcheckin.services.follow_up import FollowUpStore
from cmcheckin.services.shared_folder.folder import read_folder
from cmcheckin.services.team_reader import TeamReader
from cmcheckin.sharing.follow_up import PersonFollowUp
from tests.cli.cli_runs import Cli
from tests.sharing.team_examples import person, write_team


@pytest.fixture
def cli(tmp_path: Path) -> Cli:
    """The command line on the Monday after the shared weeks."""
    return Cli(tmp_path / "home", now="2026-11-23T08:30:00+01:00")


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A folder with twelve people's last three weeks."""
    write_team(tmp_path / "team", people=12, weeks=3)
    return tmp_path / "team"


def store_of(cli: Cli) -> FollowUpStore:
    """Return the manager's own notes."""
    return FollowUpStore(Paths(cli.home / "config.toml", cli.home).follow_up, None)


def save_notes(cli: Cli) -> None:
    """Save notes and an action item about Ada."""
    notes = PersonFollowUp("Quieter weeks").add_action("a", "Find cover", date(2026, 11, 9))
    store_of(cli).apply(lambda saved: saved.with_person(person(0), notes))


@pytest.mark.parametrize("name", ["Ada Okafor", "ada", person(0)])
def test_the_page_goes_to_stdout_and_creates_no_home(cli: Cli, shared: Path, name: str) -> None:
    done = cli("review", str(shared), "--one-to-one", name)
    assert done.code == 0
    assert done.lines[0] == "# One-to-one with Ada Okafor"
    assert "## Worth asking" in done.lines
    assert not cli.home.exists()


def test_own_notes_are_private_and_can_be_left_out(cli: Cli, shared: Path) -> None:
    save_notes(cli)
    done = cli("review", str(shared), "--one-to-one", "Ada")
    assert "## Your notes (private: please don't pass this part on)" in done.lines
    assert "- [ ] Find cover (since 9 Nov)" in done.lines
    without = cli("review", str(shared), "--one-to-one", "Ada", "--without-notes")
    assert "Quieter" not in without.out
    assert "Find cover" not in without.out


def test_the_file_is_private_and_never_replaces_another_unasked(cli: Cli, shared: Path, tmp_path: Path) -> None:
    save_notes(cli)
    target = tmp_path / "ada.md"
    done = cli("review", str(shared), "--one-to-one", "Ada", "--out", str(target))
    assert (done.code, done.out) == (0, "")
    assert "keep it private" in done.err
    assert target.stat().st_mode & 0o777 == 0o600
    before = target.read_bytes()
    assert cli("review", str(shared), "--one-to-one", "Ben", "--out", str(target)).code == 3
    assert target.read_bytes() == before
    assert cli("review", str(shared), "--one-to-one", "Ben", "--out", str(target), "--replace").code == 0
    assert target.read_text().startswith("# One-to-one with Ben")


def test_own_notes_are_never_written_into_the_shared_folder(cli: Cli, shared: Path, tmp_path: Path) -> None:
    save_notes(cli)
    (tmp_path / "link").symlink_to(shared)
    for target in (shared / "ada.md", tmp_path / "link" / "ada.md"):
        done = cli("review", str(shared), "--one-to-one", "Ada", "--out", str(target))
        assert done.code == 3
        assert "--without-notes" in done.err
        assert not target.exists()
    done = cli("review", str(next(shared.glob("ada*"))), "--one-to-one", "Ada", "--out", str(shared / "ada.md"))
    assert done.code == 3
    done = cli("review", str(shared), "--one-to-one", "Ada", "--without-notes", "--out", str(shared / "ada.md"))
    assert done.code == 0


def test_a_name_that_several_have_or_nobody_has_is_refused(cli: Cli, shared: Path) -> None:
    done = cli("review", str(shared), "--one-to-one", "a")
    assert done.code == 3
    assert "could be any of these: Ada Okafor, Ben Castillo" in done.err
    done = cli("review", str(shared), "--one-to-one", "Zoe")
    assert done.code == 3
    assert "Nobody in these files is called Zoe" in done.err
    done = cli("review", str(shared), "--one-to-one", "")
    assert done.code == 3


@pytest.mark.parametrize(
    "options",
    [("--out", "x.md"), ("--without-notes",), ("--one-to-one", "Ada", "--json"), ("--one-to-one", "Ada", "--plain")],
)
def test_options_that_dont_go_together_are_refused(cli: Cli, shared: Path, options: tuple[str, ...]) -> None:
    done = cli("review", str(shared), *options)
    assert (done.code, done.out) == (2, "")
    assert "--one-to-one" in done.err


def test_damaged_notes_are_named_and_the_rest_can_be_printed(cli: Cli, shared: Path) -> None:
    save_notes(cli)
    store_of(cli).path.write_text("{")
    done = cli("review", str(shared), "--one-to-one", "Ada")
    assert (done.code, done.out) == (1, "")
    assert "follow-up.json" in done.err
    assert "--without-notes" in done.err
    assert cli("review", str(shared), "--one-to-one", "Ada", "--without-notes").code == 0
    done = cli("review", str(shared))
    assert "follow-up.json" in done.err
    assert "Worth asking" in done.out


def test_a_question_asked_at_the_last_talk_is_left_out_of_the_text(cli: Cli, shared: Path) -> None:
    assert "night pings" in cli("review", str(shared), "--one-to-one", "Dmitri").out
    folder = read_folder([str(shared)])
    asked = [one.asked for one in TeamReader(folder, date(2026, 11, 23)).recent(person(3)).candidates]
    notes = PersonFollowUp().talked(date(2026, 11, 20), asked)
    store_of(cli).apply(lambda saved: saved.with_person(person(3), notes))
    lines = cli("review", str(shared)).lines
    assert "  Dmitri Haddad" not in lines[lines.index("Worth asking") :]


def test_files_that_cant_be_read_are_named_and_the_exit_code_says_so(cli: Cli, shared: Path) -> None:
    (shared / "half.json").write_text('{"cmcheckin":"share"')
    done = cli("review", str(shared), "--one-to-one", "Ada")
    assert done.code == 1
    assert "half.json" in done.err
    assert cli("review", str(shared), "--one-to-one", "Ada", "--partial").code == 0
