"""`encrypt`, `unlock` and `lock`: the identity, the passphrase and the session."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from cmcheckin.cli import encrypt, passphrases
from cmcheckin.journal.encryption import identities, sessions
from cmcheckin.paths import Paths
from cmcheckin.wording.locked import ASKED_BEFORE_REVIEW, without_reading
from tests.cheap_identity import PASSPHRASE, PROTECTED, PUBLIC, SECRET
from tests.cli.fresh_machine import FreshCli, fresh_machine, needs_memory, status
from tests.sharing.team_examples import write_team


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FreshCli]:
    yield from fresh_machine(tmp_path, monkeypatch)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_diary_is_not_encrypted_unless_asked_for(cli: FreshCli) -> None:
    assert status(cli) == {"state": "off"}
    assert "isn't encrypted" in cli("encrypt", "status").out
    assert cli("unlock").code == 3
    for command in (("encrypt", "off", "--yes"), ("lock",)):
        done = cli(*command)
        assert (done.code, "isn't encrypted" in done.err) == (0, True)
    assert not cli.home.exists()


def test_on_makes_a_private_identity_outside_the_home_and_reading_still_works(cli: FreshCli, tmp_path: Path) -> None:
    cli("log", "--mood", "4", "--win", "a quiet day")
    done = cli("encrypt", "on", "--yes")
    assert done.code == 0, done.err
    identity = tmp_path / ".config" / "cmcheckin" / "identity.txt"
    assert f"{identity} (will be created, without a passphrase)" in done.err
    assert str(cli.home / "backups") in done.err and "If the identity is lost" in done.err
    assert mode(identity) == mode(cli.home / "encryption.json") == 0o600
    found = status(cli)
    assert (found["state"], found["access"], found["identity"]) == ("on", "open", str(identity))
    assert "a quiet day" in cli("week").out
    cli("log", "--note", "still here")
    assert "still here" in cli("show").out
    assert cli("encrypt", "on", "--yes").code == 0
    assert status(cli) == found


def test_without_a_terminal_nothing_is_encrypted_unless_confirmed(cli: FreshCli, tmp_path: Path) -> None:
    refused = cli("encrypt", "on")
    assert (refused.code, "--yes" in refused.err) == (2, True)
    assert not cli.home.exists() and not (tmp_path / ".config").exists()
    no = cli.on_terminal("encrypt", "on", typed="n\n")
    assert no.code == 1 and "Nothing was changed." in no.out
    assert not (tmp_path / ".config").exists()


def test_an_identity_that_exists_is_used_and_never_changed(cli: FreshCli, tmp_path: Path) -> None:
    own = tmp_path / "stick" / "diary.txt"
    own.parent.mkdir()
    own.write_text(SECRET)
    own.chmod(0o644)
    assert cli("encrypt", "on", "--identity", str(own), "--yes").code == 0
    assert own.read_text() == SECRET
    assert (status(cli)["recipients"], status(cli)["identity"]) == ([PUBLIC], str(own))
    assert f"chmod 600 {own}" in cli("encrypt", "status").out.replace("\n", " ")
    own.rename(own.with_suffix(".away"))
    assert status(cli)["access"] == "missing"
    assert cli("log", "--mood", "3").code == 0
    refused = cli("show")
    assert refused.code == 1 and "plug it in" in refused.err


@pytest.mark.parametrize("more", [(), ("--passphrase",)])
def test_a_new_identity_is_refused_in_a_folder_that_is_missing(
    cli: FreshCli, tmp_path: Path, more: tuple[str, ...]
) -> None:
    stick = tmp_path / "media" / "usb"
    refused = cli("encrypt", "on", "--identity", str(stick / "diary.txt"), "--yes", *more)
    assert (refused.code, f"There's no folder {stick}." in refused.err, "plug it in" in refused.err) == (3, True, True)
    assert not stick.parent.exists() and not cli.home.exists()


def test_a_stick_that_is_not_mounted_is_told_from_one_that_is(
    cli: FreshCli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encrypt, "MOUNTS", (str(tmp_path / "media"),))
    folder = tmp_path / "media" / "usb" / "keys"
    folder.mkdir(parents=True)
    (tmp_path / "media-2").mkdir()
    mounted: list[str] = []
    monkeypatch.setattr(os.path, "ismount", lambda path: str(path) in mounted)

    def is_said(path: Path) -> bool:
        return "No disk is mounted" in cli("encrypt", "on", "--identity", str(path)).err

    places = (folder, folder.parents[1], tmp_path / "media-2")
    assert [is_said(place / "id.txt") for place in places] == [True, True, False]
    mounted.append(str(folder.parent))
    assert not is_said(folder / "id.txt")
    assert not (folder / "id.txt").exists()


def test_a_link_to_an_identity_that_is_missing_is_not_replaced(cli: FreshCli, tmp_path: Path) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to(tmp_path / "unplugged.txt")
    refused = cli("encrypt", "on", "--identity", str(link), "--yes")
    assert (refused.code, "already exists" in refused.err) == (3, True)
    assert link.is_symlink() and not (cli.home / "encryption.json").exists()


def test_an_identity_without_a_passphrase_is_refused_inside_the_home(cli: FreshCli) -> None:
    refused = cli("encrypt", "on", "--identity", str(cli.home / "identity.txt"), "--yes")
    assert (refused.code, "--passphrase" in refused.err) == (3, True)
    assert not cli.home.exists()


def test_a_machine_with_a_public_key_alone_can_add_but_not_read(cli: FreshCli) -> None:
    assert cli("encrypt", "on", "--recipient", "age1xyz", "--yes").code == 3
    assert cli("encrypt", "on", "--recipient", PUBLIC, "--yes").code == 0
    assert status(cli) == {"state": "on", "recipients": [PUBLIC], "access": "missing"}
    assert cli("log", "--mood", "2", "--win", "written without reading").code == 0
    refused = cli("show")
    assert (refused.code, "written" in refused.out) == (1, False)
    assert "unlock --identity" in refused.err
    assert not (cli.home.parent / ".config").exists()


@needs_memory
def test_an_identity_from_standard_input_is_kept_for_the_session_alone(cli: FreshCli) -> None:
    cli("encrypt", "on", "--recipient", PUBLIC, "--yes")
    cli("log", "--win", "read at home")
    other = identities.new_secret()
    assert "wasn't encrypted for" in cli("unlock", "--identity", "-", stdin=other).err
    assert cli("unlock", "--identity", "-", stdin=SECRET).code == 0
    assert status(cli)["access"] == "unlocked"
    assert "read at home" in cli("show").out
    assert "You can go on logging" in cli("lock").err
    assert status(cli)["access"] == "missing"
    assert not [*(cli.home.parent / ".config").glob("**/*")]


@needs_memory
def test_a_passphrase_is_asked_once_a_session_and_never_shown(cli: FreshCli, protected: Path) -> None:
    on = cli.typing("encrypt", "on", "--identity", str(protected), "--yes", typed=f"{PASSPHRASE}\n")
    assert on.code == 0, on.out
    cli("log", "--win", "behind a passphrase")
    cli("lock")
    assert status(cli)["access"] == "locked"
    locked = cli("show")
    assert (locked.code, "cmcheckin unlock" in locked.err, "behind" in locked.out) == (1, True, False)
    asked = cli.typing("show", typed=f"{PASSPHRASE}\n")
    assert (asked.code, "behind a passphrase" in asked.out) == (0, True)
    assert status(cli)["access"] == "locked"
    unlocked = cli.typing("unlock", typed=f"wrong\n{PASSPHRASE}\n")
    assert (unlocked.code, "Nothing is damaged" in " ".join(unlocked.out.split())) == (0, True)
    assert "behind a passphrase" in cli("show").out
    assert "already" in cli("unlock").err
    assert PASSPHRASE not in on.out + asked.out + unlocked.out and "wrong" not in unlocked.out


def test_after_ctrl_c_at_a_passphrase_the_shell_begins_a_new_line(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, terminal = os.openpty()
    monkeypatch.setattr(passphrases, "_terminal", lambda: nullcontext(terminal))

    def interrupted(*_: int) -> bytes:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(os, "read", interrupted)
        passphrases.read_hidden("Passphrase:")
    os.close(terminal)
    shown = b""
    while not shown.endswith(b"\n"):  # the system hands it on in parts, and ends with an error
        shown += os.read(ours, 99)
    assert shown == b"Passphrase: \r\n"
    os.close(ours)


def test_three_wrong_passphrases_or_none_change_nothing(cli: FreshCli, protected: Path) -> None:
    command = ("encrypt", "on", "--identity", str(protected), "--yes")
    assert cli.typing(*command, typed="one\ntwo\nthree\n").code == 1
    assert cli.typing(*command, typed="\n").code == 1
    no_terminal = cli(*command)
    assert (no_terminal.code, "terminal" in no_terminal.err) == (2, True)
    assert not (cli.home / "encryption.json").exists()


def test_a_damaged_identity_is_told_from_a_wrong_passphrase(cli: FreshCli, protected: Path) -> None:
    cli.typing("encrypt", "on", "--identity", str(protected), "--yes", typed=f"{PASSPHRASE}\n")
    cli("lock")
    protected.write_text(PROTECTED.replace("V2pTRQ", "V2pTRR"))
    damaged = cli.typing("unlock", typed=f"{PASSPHRASE}\n" * 3)
    assert damaged.code == 1
    assert "Nothing is damaged" not in damaged.out and "COPY" in damaged.out


def test_off_needs_the_identity_and_keeps_it(cli: FreshCli, tmp_path: Path) -> None:
    cli("encrypt", "on", "--yes")
    cli("log", "--note", "plain again")
    identity = tmp_path / ".config" / "cmcheckin" / "identity.txt"
    identity.rename(tmp_path / "away")
    assert cli("encrypt", "off", "--yes").code == 1
    assert status(cli)["state"] == "on"
    (tmp_path / "away").rename(identity)
    off = cli("encrypt", "off", "--yes")
    assert off.code == 0, off.err
    assert status(cli) == {"state": "off"} and identity.exists()
    for command in ("lock", "unlock"):
        assert cli(command).err == "Your diary isn't encrypted. To encrypt it, run `cmcheckin encrypt on`.\n"
    assert "plain again" in cli("show").out


def test_a_damaged_identity_stops_reading_and_not_logging(cli: FreshCli, tmp_path: Path) -> None:
    identity = tmp_path / "diary.txt"
    cli("encrypt", "on", "--identity", str(identity), "--yes")
    cli("log", "--note", "from before")
    whole = identity.read_bytes()
    for damaged in (b"", whole[:-9], b"\xff"):
        identity.write_bytes(damaged)
        assert cli("log", "--win", f"logged {len(damaged)}").code == 0
        plain = cli.on_terminal("checkin", "--plain", typed="\n" * 40)
        assert plain.code == 0 and str(identity) in plain.out.replace("\n", "")
        shown = cli("show")
        assert (shown.code, str(identity) in shown.err) == (1, True)
    identity.write_bytes(whole)
    shown = cli("show")
    assert "from before" in shown.out and "logged 0" in shown.out


@needs_memory
def test_a_session_that_was_cut_short_counts_as_locked(cli: FreshCli, protected: Path) -> None:
    cli.typing("encrypt", "on", "--identity", str(protected), "--yes", typed=f"{PASSPHRASE}\n")
    paths = Paths(cli.home / "config.toml", cli.home)
    (file,) = [path for place in sessions._usable() if (path := Path(sessions._file(place, paths))).exists()]
    file.write_bytes(file.read_bytes()[:30])
    assert status(cli)["access"] == "locked"
    assert cli("log", "--mood", "3").code == 0
    assert "cmcheckin unlock" in cli("show").err


def test_doctor_says_that_an_older_clear_file_came_back(cli: FreshCli, tmp_path: Path) -> None:
    cli("log", "--note", "in clear")
    (file,) = (cli.home / "journal").glob("*.jsonl")
    older = file.read_bytes()
    cli("encrypt", "on", "--identity", str(tmp_path / "diary.txt"), "--yes")
    assert "isn't encrypted yet" not in cli("doctor").out
    file.write_bytes(older)
    assert "isn't encrypted yet" in cli("doctor").out
    assert cli("encrypt", "on", "--yes").code == 0
    assert b"in clear" not in file.read_bytes()


def test_without_pyrage_commands_name_what_to_install(cli: FreshCli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyrage", None)
    refused = cli("encrypt", "on", "--yes")
    assert (refused.code, "pip install pyrage" in refused.err) == (1, True)
    assert not cli.home.exists()
    monkeypatch.undo()


@pytest.mark.parametrize(
    "arguments",
    [
        ("off", "--passphrase"), ("off", "--identity", "x"), ("status", "--recipient", PUBLIC), ("on", "--json"),
        ("on", "--identity", ""), ("on", "--identity", "-"), ("off", "--remove", PUBLIC),
        ("passphrase", "--recipient", PUBLIC),
    ],
)  # fmt: skip
def test_options_of_another_action_are_refused(cli: FreshCli, arguments: tuple[str, ...]) -> None:
    assert cli("encrypt", *arguments, "--yes").code == 2


def test_commands_for_prompts_and_timers_say_that_it_is_locked_and_never_ask(cli: FreshCli, protected: Path) -> None:
    cli.typing("encrypt", "on", "--identity", str(protected), "--yes", typed=f"{PASSPHRASE}\n")
    cli("log", "--mood", "3")
    cli("lock")
    for argv, said in ((("status",), "cmcheckin unlock"), (("status", "--short"), "locked")):
        asked = cli.on_terminal(*argv)
        assert (asked.code, said in asked.out, "Passphrase" in asked.out) == (1, True, False), asked
    assert cli("status", "--json").document == {"date": "2026-11-20", "locked": True}
    assert "Your diary is locked" in cli("remind", "now").out


def test_a_checkin_continues_without_the_passphrase_and_is_added(cli: FreshCli, protected: Path) -> None:
    cli.typing("encrypt", "on", "--identity", str(protected), "--yes", typed=f"{PASSPHRASE}\n")
    cli("log", "--win", "before")
    cli("lock")
    done = cli.on_terminal("checkin", "--plain", typed="\n4\n" + "\n" * 40)
    assert done.code == 0, done.out
    assert "before" not in done.out and without_reading(is_encrypted=True) in " ".join(done.out.split())
    shown = cli.typing("show", typed=f"{PASSPHRASE}\n").out
    assert "before" in shown and "4, a lot" in shown


def test_a_review_asks_for_the_passphrase_of_its_notes_and_goes_on_without(
    cli: FreshCli, protected: Path, tmp_path: Path
) -> None:
    write_team(tmp_path / "team", people=2, weeks=1)
    cli.now = "2026-11-23T08:30:00+01:00"
    cli.typing("encrypt", "on", "--identity", str(protected), "--yes", typed=f"{PASSPHRASE}\n")
    cli("lock")
    review = ("review", "--plain", str(tmp_path / "team"))
    done = cli.typing(*review, typed=f"{PASSPHRASE}\npeople\no 1\na Zwiebelkuchen\nq\n")
    assert (done.code, ASKED_BEFORE_REVIEW in " ".join(done.out.split()), "Added." in done.out) == (0, True, True)
    again = cli.typing(*review, typed=f"{PASSPHRASE}\npeople\no 1\nq\n").out
    without = cli.typing(*review, typed="\nq\n")
    assert "Zwiebelkuchen" in again
    assert (without.code, "can't be read now" in " ".join(without.out.split())) == (0, True), without.out


def test_what_is_left_on_a_device_is_said_until_it_is_done_there(cli: FreshCli, tmp_path: Path) -> None:
    cli("encrypt", "on", "--identity", str(tmp_path / "diary.txt"), "--yes")
    other = FreshCli(cli.home, device="other-1")
    cli("log", "--mood", "3")
    other("log", "--energy", "2")
    done = cli("encrypt", "off", "--yes")
    assert done.code == 0 and "Those of other-1 aren't decrypted yet" in " ".join(done.err.split())
    assert status(cli) == {"state": "off", "other_devices": ["other-1"]}
    assert [Path(str(path)).name for path in status(other)["files_left"]] == ["2026.other-1.jsonl"]  # type: ignore[attr-defined]
    assert other("encrypt", "off", "--yes").code == 0
    assert status(other) == status(cli) == {"state": "off"}
    assert not any(b"sealed" in path.read_bytes() for path in (cli.home / "journal").iterdir())


def test_on_again_is_refused_while_the_only_identity_is_not_here(cli: FreshCli, tmp_path: Path) -> None:
    identity = tmp_path / "diary.txt"
    cli("encrypt", "on", "--identity", str(identity), "--yes")
    cli("log", "--note", "before")
    assert cli("encrypt", "off", "--yes").code == 0
    identity.unlink()
    done = cli("encrypt", "on", "--yes")
    [key] = json.loads((cli.home / "encryption.json").read_text())["recipients"]
    assert done.code == 3 and f"--remove {key} to get a new one" in " ".join(done.err.split())
    assert cli("encrypt", "on", "--remove", key, "--yes").code == 0
    assert "before" in cli("show").out
    assert json.loads((cli.home / "encryption.json").read_text())["recipients"] != [key]
