"""A home to run the commands on, and what is lost when they don't end well."""

from __future__ import annotations

import os
import re
import shutil
import zlib
from binascii import a2b_base64
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from cmcheckin.files import TEMPORARY
from cmcheckin.journal.encryption.cipher import Cipher, Damaged
from cmcheckin.journal.encryption.identities import SECRET
from cmcheckin.journal.vault import START
from cmcheckin.wording.changes import erased_later
from tests.torture import child
from tests.torture.calls import WRITES, Counter
from tests.torture.commands import COMMANDS, FORGOTTEN, WORDS, Command

_ERASED = erased_later(date.fromisoformat(FORGOTTEN), 1, "").split(FORGOTTEN)[0]
"""What a command says that goes on with a `forget` that was interrupted."""

ENCRYPTED = "TORTURE_ENCRYPTED"
"""The environment variable that has all homes encrypted. It reaches the processes of all parts."""
SECRETS = (WORDS, "Word 1", "Spam wave", "Late win", "Note of the morning", "First reply")
"""Words of the diary, before the commands and after them."""


class State(NamedTuple):
    """What a user can see: the exported records, and the files outside the home by name."""

    records: str
    files: dict[str, bytes]


_HOLIDAYS = "\r\n".join([
    "BEGIN:VCALENDAR", "BEGIN:VEVENT", "DTSTART;VALUE=DATE:20261225", "SUMMARY:Christmas Day", "END:VEVENT",
    "BEGIN:VEVENT", "DTSTART;VALUE=DATE:20261228", "SUMMARY:Boxing Day", "END:VEVENT", "END:VCALENDAR", "",
])  # fmt: skip


class Sandbox:
    """A folder `work` with a home and a folder `out`, both reset for every try.

    The home is `empty` or `used` for a year, `undone` after an undo, `apart` with a conflict between devices,
    `encrypted`, or `damaged` with a bad line that a backup has, and a file that an interrupted run left. With
    `is_encrypted`, each of them is encrypted.
    """

    def __init__(self, folder: Path, *, is_encrypted: bool = False) -> None:
        self.work = folder / "work"
        self.home, self.out = self.work / "home", self.work / "out"
        self.homes = folder
        self.spare = folder / "spare"
        (folder / "holidays.ics").write_text(_HOLIDAYS)
        _log(self.spare, "2026-11-12", "Word of a tablet", "tablet-51cd")
        (folder / "empty").mkdir()
        _use(folder / "used")
        for name, change in (("undone", _undo), ("apart", _live_apart), ("damaged", _damage), ("encrypted", _nothing)):
            shutil.copytree(folder / "used", folder / name)
            change(folder / name)
        for name in ("encrypted", *(("empty", "used", "undone", "apart", "damaged") if is_encrypted else ())):
            self._encrypt(name)

    def _encrypt(self, name: str) -> None:
        """Encrypt the home `name`, where it will be used, as the machine remembers by its path that it did so."""
        shutil.rmtree(self.work, ignore_errors=True)
        shutil.move(self.homes / name, self.home)
        done = child.run(self.home, "encrypt", "on", "--yes")
        assert done.code == 0, done
        shutil.move(self.home, self.homes / name)
        shutil.move(self.work, self._machine(name))

    def _machine(self, name: str) -> Path:
        """Return the folder with what the machine has of the home `name` elsewhere, if that is encrypted."""
        return self.homes / f"{name}.machine"

    def is_secret(self, command: Command) -> bool:
        """Return whether `command` runs on an encrypted home."""
        return self._machine(command.home).exists()

    def reset(self, command: Command) -> None:
        """Put the home before `command` in place."""
        shutil.rmtree(self.work, ignore_errors=True)
        if self.is_secret(command):
            shutil.copytree(self._machine(command.home), self.work)
        self.out.mkdir(parents=True)
        shutil.copytree(self.homes / command.home, self.home)

    def run(self, command: Command, prepare: child.Prepare | None = None) -> child.Done:
        """Run `command` after `prepare` in its process."""
        return child.run(self.home, *self.argv(command), stdin=command.stdin, prepare=prepare)

    def argv(self, command: Command) -> list[str]:
        """Return the arguments of `command`."""
        holidays = self.homes / "holidays.ics"
        return [part.format(out=self.out, spare=self.spare / "journal", holidays=holidays) for part in command.argv]

    def state(self) -> tuple[State, str]:
        """Return what a user sees, and what the program says can't be read."""
        exported = child.run(self.home, "export")
        is_whole = not exported.code and (not exported.err or exported.err.startswith(_ERASED))
        return State(exported.out, _contents(self.out, self.out)), "" if is_whole else f"{exported.code} {exported.err}"

    def contents(self, folder: str = "") -> dict[str, bytes]:
        """Return the content of the files in `folder` of the home by path, without hidden ones. What is encrypted is
        opened."""
        found = _contents(self.home / folder, self.home)
        identity = self.work / ".config" / "cmcheckin" / "identity.txt"
        return {name: _opened(data, identity) for name, data in found.items()} if identity.exists() else found

    def holders(self, word: str = WORDS) -> list[str]:
        """Return the files of the home that hold `word` when they are opened, by default that of the day to forget,
        hidden ones too."""
        return [name for name, data in self.contents().items() if word.encode() in data] + self.in_clear(word)

    def in_clear(self, word: str) -> list[str]:
        """Return the files of the home that hold `word` as it is, hidden ones too."""
        files = (path for path in sorted(self.home.rglob("*")) if path.is_file())
        return [str(path.relative_to(self.home)) for path in files if word.encode() in path.read_bytes()]


def _contents(folder: Path, root: Path) -> dict[str, bytes]:
    files = ((str(path.relative_to(root)), path) for path in sorted(folder.rglob("*")) if path.is_file())
    return {name: path.read_bytes() for name, path in files if "/." not in f"/{name}"}


def _opened(data: bytes, identity: Path) -> bytes:
    """Return the content `data` of a file with everything opened in it that is sealed, by `identity`. What was written
    only in part stays as it is."""
    if b'"sealed":' not in data and not data.startswith(START):
        return data
    keys = [line for line in identity.read_text().splitlines() if line.startswith(SECRET)]
    cipher = Cipher((), lambda: keys)
    if data.startswith(START):
        try:
            return cipher.open(data)
        except Damaged:
            return data
    lines = []
    for line in data.split(b"\n"):
        found = re.search(rb'"sealed":\["age","([^"]+)"\]', line)
        lines.append(zlib.decompress(cipher.open(a2b_base64(found[1]))) if found else line)
    return b"\n".join(lines)


class Unreadable(Exception):  # noqa: N818
    """The program reported something that it couldn't read."""


class Plan:
    """A command on a sandbox: the states before and after it, its output, and the calls that it makes."""

    def __init__(self, sandbox: Sandbox, command: Command) -> None:
        self.sandbox, self.command = sandbox, command
        sandbox.reset(command)
        self.before = sandbox.state()[0]
        self.holders = set(sandbox.holders())
        self.copies = {*sandbox.contents("journal").values(), *sandbox.contents("backups").values()}
        """What a backup may hold: the journal files as they were at some time."""
        sandbox.reset(command)
        counter = Counter()
        self.done = sandbox.run(command, counter.start)
        self.calls = counter.names()
        if self.done.code:
            raise AssertionError(f"{command.name}: {self.done}")
        self.after = self.state()
        self.copies |= {*sandbox.contents("journal").values()}

    def state(self) -> State:
        """Return what a user sees. Raises Unreadable when something can't be read, unless it was damaged before."""
        state, problem = self.sandbox.state()
        if problem and (self.command.home != "damaged" or state != self.before):
            raise Unreadable(problem)
        return state

    def points(self) -> Iterator[tuple[int, str, bool]]:
        """Yield each call with its number and name, and for a write also whether a half of it is done."""
        for at, name in enumerate(self.calls):
            yield from ((at, name, half) for half in ((False, True) if name in WRITES else (False,)))

    def run(self, prepare: child.Prepare) -> child.Done:
        """Reset the sandbox, and run the command after `prepare` in its process."""
        self.sandbox.reset(self.command)
        return self.sandbox.run(self.command, prepare)

    def acknowledged(self, done: child.Done) -> bool:
        """Return whether the run that ended with `done` said that everything is saved."""
        said = self.command.said
        return not done.code or (said in done.out if said else done.err == self.done.err)

    def loss(self, done: child.Done, *, drafts: bool = True) -> str:
        """Return what is lost after a run that ended with `done`, whether or not it was carried out to its end. Without
        `drafts`, what was typed but not saved may be gone."""
        try:
            state = self.state()
            return (
                self._loss(done, state, self.command.typed if drafts else ())
                or self._loss_of_copies()
                or self._loss_of_secrecy(done)
                or self._loss_of_words(state)
                or self._loss_when_repeated(state)
            )
        except Unreadable as error:
            return f"can't be read: {error}"

    def _loss(self, done: child.Done, state: State, typed: tuple[tuple[str, str], ...]) -> str:
        if state.records not in (self.before.records, self.after.records):
            return f"a half change: {state.records}"
        if half := [name for name, data in state.files.items() if data != self.after.files.get(name)]:
            return f"half a file: {half}"
        if self.acknowledged(done) and state != self.after:
            return "acknowledged, but not there"
        words = [word for word, shown in typed if shown in done.out]
        drafts = b"".join(self.sandbox.contents("drafts").values()).decode("utf-8", "replace")
        if gone := [word for word in words if word not in state.records and word not in drafts]:
            return f"typed, but in no draft: {gone}"
        return ""

    def _loss_of_copies(self) -> str:
        found = self.sandbox.contents("backups").items()
        wrong = [name for name, data in found if data not in self.copies and not name.endswith(TEMPORARY)]
        return f"wrong backups: {wrong}" if wrong and self.command.argv[0] != "forget" else ""

    def _loss_when_repeated(self, state: State) -> str:
        """Run the command once more, without any fault, and return what is lost then."""
        done = self.sandbox.run(self.command)
        if done.code not in (0, 3) or (done.code == 3 and state == self.before):
            return f"the next run failed: {done}"
        again = self.state()
        if state == self.before and again != self.after and self.command.argv[0] != "checkin":
            return f"the next run did something else: {again.records}"
        return self._loss_of_words(again) or self._loss_of_secrecy(done)

    def _loss_of_secrecy(self, done: child.Done) -> str:
        """Return which files have words in clear after the home was encrypted, or after a command on such a home."""
        is_secret = self.sandbox.is_secret(self.command) or (self.command.argv[0] == "encrypt" and not done.code)
        if not is_secret or self.command.argv[:2] == ("encrypt", "off"):
            return ""
        found = sorted({name for word in SECRETS for name in self.sandbox.in_clear(word)})
        return f"in clear: {found}" if found else ""

    def _loss_of_words(self, state: State) -> str:
        """Return which files still hold the forgotten words, or lack them though they aren't forgotten."""
        if self.command.argv[0] != "forget":
            return ""
        held = set(self.sandbox.holders())
        wrong = self.holders - held if state == self.before else held
        return f"{'gone' if state == self.before else 'left'}: {sorted(wrong)}" if wrong else ""


_shared: list[tuple[Plan, ...]] = []


@contextmanager
def plans() -> Iterator[tuple[Plan, ...]]:
    """Yield a plan for each command, all on one sandbox. Inside another one, yield the same."""
    if _shared:
        yield _shared[0]
        return
    with TemporaryDirectory(prefix="torture-") as folder:
        box = Sandbox(Path(folder), is_encrypted=bool(os.environ.get(ENCRYPTED)))
        _shared.append(tuple(Plan(box, command) for command in COMMANDS))
        try:
            yield _shared[0]
        finally:
            _shared.clear()


def _use(home: Path) -> None:
    """Fill `home` with two years, two devices, backups, a share and a configuration."""
    for number, day in enumerate(("2025-11-20", "2026-11-16", "2026-11-17", FORGOTTEN, "2026-11-19")):
        _log(home, day, WORDS if day == FORGOTTEN else f"Word {number}", child.DEVICE)
    (home / "config.toml").write_text('name = "Ada"\n')
    more: tuple[tuple[tuple[str, ...], str], ...] = (
        (("log", "--energy", "2"), "desk-77aa"),
        (("log", "--escalation", "Spam wave", "--severity", "4"), child.DEVICE),
        (("share", "-1", "--yes", "--fields", "wins", "--out", str(home)), child.DEVICE),
    )
    for hour, (argv, device) in enumerate(more, 15):
        done = child.run(home, *argv, now=f"2026-11-19T{hour}:00:00+01:00", device=device)
        assert done.code == 0, done


def _nothing(_: Path) -> None:
    pass


def _undo(home: Path) -> None:
    done = child.run(home, "undo")
    assert done.code == 0, done


def _live_apart(home: Path) -> None:
    other = home.with_name("tablet")
    _log(other, "2026-11-16", "Word apart", "tablet-51cd")
    shutil.copy(other / "journal" / "2026.tablet-51cd.jsonl", home / "journal")


def _damage(home: Path) -> None:
    path = home / "journal" / f"2026.{child.DEVICE}.jsonl"
    path.write_bytes(path.read_bytes().replace(b"Word 2 noted", b"Word 2 noteb"))
    path.with_suffix(".jsonl.new").write_bytes(b"left over")


def _log(home: Path, day: str, word: str, device: str) -> None:
    argv = ("log", "--mood", "4", "--win", f"{word} won", "--note", f"{word} noted", "--hours", "8")
    done = child.run(home, *argv, now=f"{day}T09:00:00+01:00", device=device)
    assert done.code == 0, done
