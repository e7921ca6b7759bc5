"""Ask for passphrases at the terminal, never shown, and unlock a diary with one."""

from __future__ import annotations

import os
import sys
import termios
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, Final

from cmcheckin.cli.output import DONE, FAILED, REFUSED, USAGE, CommandError, displayable, print_message, quoted
from cmcheckin.wording import encryption as words
from cmcheckin.wording import locked

if TYPE_CHECKING:
    from cmcheckin.bootstrap import Program
    from cmcheckin.journal.encryption.identities import Identity
    from cmcheckin.paths import Paths

_ATTEMPTS: Final = 3
_LIMIT: Final = 4096
"""Most bytes of a passphrase, as many as a terminal passes on in one line."""


class StaysLocked(CommandError):  # noqa: N818  the name says what happened
    """The user typed no passphrase."""


@contextmanager
def nothing_shown() -> Iterator[None]:
    """Show nothing that is typed at the terminal until this ends, since a key pressed while a passphrase is checked may
    belong to the next one. Does nothing without a terminal."""
    with ExitStack() as stack:
        with suppress(OSError, termios.error):
            fd = stack.enter_context(_terminal())
            before = termios.tcgetattr(fd)
            hidden = [*before]
            hidden[3] &= ~termios.ECHO
            stack.callback(termios.tcsetattr, fd, termios.TCSADRAIN, before)
            termios.tcsetattr(fd, termios.TCSADRAIN, hidden)  # what was typed ahead stays
        yield


def read_hidden(question: str) -> str:
    """Ask `question` at the terminal and return what is typed, which isn't shown; empty if nothing is.

    If standard input is a file, the terminal is opened itself. Raises CommandError without a terminal.
    """
    try:
        with nothing_shown(), _terminal() as fd:
            os.write(fd, displayable(f"{question} ", sys.stderr).encode("utf-8", "replace"))
            try:
                data = os.read(fd, _LIMIT)
            finally:
                os.write(fd, b"\n")  # after Ctrl+C too, or the shell would go on in this line
    except OSError:
        raise CommandError(USAGE, words.NO_TERMINAL) from None
    try:
        return data.decode().rstrip("\r\n")
    except UnicodeDecodeError:
        raise CommandError(FAILED, words.UNDECODABLE) from None


@contextmanager
def _terminal() -> Iterator[int]:
    """Yield the descriptor of standard input if it is a terminal, or else of the controlling one. Raises OSError."""
    if sys.stdin is not None and sys.stdin.isatty():
        yield sys.stdin.fileno()
        return
    fd = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY | os.O_CLOEXEC)
    try:
        yield fd
    finally:
        os.close(fd)


def new_passphrase() -> str:
    """Ask for a new passphrase, twice, and return it. Raises CommandError when there is none."""
    print_message(words.HOW_TO_CHOOSE)
    for _ in range(_ATTEMPTS):
        first = read_hidden(words.ASK_NEW)
        if not first:
            break
        if read_hidden(words.AGAIN) == first:
            return first
        print_message(words.NOT_THE_SAME)
    raise CommandError(FAILED, words.NONE_CHOSEN)


def write_protected(path: str, secrets: tuple[str, ...], *, is_protected: bool, is_usual: bool) -> None:
    """Write a new identity file at `path`, after asking for its passphrase if it `is_protected`. The folder is created
    if the path `is_usual`. Raises CommandError and JournalError."""
    from cmcheckin.files import make_folder
    from cmcheckin.journal.encryption.identities import write_identity
    from cmcheckin.journal.errors import trouble

    with nothing_shown():
        passphrase = new_passphrase() if is_protected else ""
        if passphrase:
            print_message(words.TAKES_SECONDS)
        try:
            if is_usual:
                make_folder(os.path.dirname(path))  # noqa: PTH120
        except OSError as error:
            raise trouble(words.IDENTITY_NOT_WRITTEN, path, error) from error
        try:
            write_identity(path, secrets, passphrase)
        except FileExistsError:
            raise CommandError(REFUSED, words.identity_in_the_way(quoted(path, 300))) from None


def change_passphrase(program: Program) -> int:
    """Ask for the passphrase of the identity of `program`, then for a new one, and write the file again with it."""
    from cmcheckin.cli.unlock import missing_identity
    from cmcheckin.journal.encryption.identities import find_identity, read_identity, write_identity
    from cmcheckin.journal.encryption.settings import read_settings, shared_settings, write_shared

    paths = program.paths
    settings = read_settings(paths)
    if settings is None or not settings.is_on:
        raise CommandError(REFUSED, words.NOT_ENCRYPTED)
    found = find_identity(paths, settings.recipients)
    if found is None:
        raise CommandError(FAILED, missing_identity(paths))
    if not found.is_protected:
        raise CommandError(REFUSED, words.has_no_passphrase(quoted(found.path, 300)))
    secrets = unlocked(found, settings.checksums)
    with nothing_shown():
        passphrase = new_passphrase()
        print_message(words.TAKES_SECONDS)
        path = os.path.realpath(found.path)
        write_identity(path, secrets, passphrase, replace=True)
    print_message(words.NEW_IS_SET.format(path=quoted(found.path, 300)))
    shared = shared_settings(paths) or settings
    known = shared._replace(checksums=(*shared.checksums, read_identity(path).checksum))
    write_shared(paths, known, kept=words.NEW_IS_KEPT)
    return DONE


def unlocked(identity: Identity, checksums: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the secret keys of `identity`, after asking for its passphrase if it has one. `checksums`: those of whole
    identity files. Raises WrongPassphrase after three wrong ones, StaysLocked for an empty one, and EncryptionError."""
    if not identity.is_protected:
        return identity.secrets
    from cmcheckin.journal.encryption.identities import WrongPassphrase

    with nothing_shown():
        for left in reversed(range(_ATTEMPTS)):
            passphrase = read_hidden(words.passphrase_of(quoted(identity.path, 300)))
            if not passphrase:
                raise StaysLocked(FAILED, words.STILL_LOCKED)
            print_message(words.TAKES_SECONDS)
            try:
                return identity.unlocked(passphrase, checksums)
            except WrongPassphrase as error:
                if not left:
                    raise
                print_message(quoted(error, 600))
    raise AssertionError  # the last attempt raises


def unlock_for_this_run(paths: Paths, question: str = words.ASKED_BECAUSE_LOCKED) -> bool:
    """Ask for the passphrase of a locked home, after the sentence `question`, and let this process read it.

    Return whether it can: it can't without a terminal, or if there is no identity that a passphrase unlocks. Raises
    as `unlocked`.
    """
    from cmcheckin.journal.encryption.identities import find_identity, hold
    from cmcheckin.journal.encryption.settings import read_settings

    settings = read_settings(paths)
    identity = find_identity(paths, settings.recipients) if settings else None
    is_asked = sys.stdin is not None and sys.stdin.isatty()  # what comes from a file may have been read already
    if settings is None or identity is None or not identity.is_protected or not is_asked:
        return False
    print_message(question)
    hold(paths, unlocked(identity, settings.checksums))
    return True


def unlock_or_add(program: Program) -> None:
    """Ask for the passphrase if the diary of `program` is locked, and let the check-in go on without reading if it
    stays locked, or if its identity isn't on this machine. Raises as `unlocked`."""
    from cmcheckin.journal.vault import HomeVault

    vault = HomeVault(program.paths)
    if not vault.is_locked:
        return
    if not _is_unlocked(program.paths, locked.asked_before_checkin(is_encrypted=vault.is_on)):
        print_message(locked.without_reading(is_encrypted=vault.is_on))
        program.may_add_only = True


def unlock_notes(paths: Paths) -> None:
    """Ask for the passphrase if the home of `paths` is locked, as a manager's own notes are encrypted with the diary.
    The review goes on if it stays locked. Raises WrongPassphrase after three wrong ones."""
    from cmcheckin.journal.encryption.cipher import EncryptionError
    from cmcheckin.journal.vault import HomeVault

    vault, is_locked = HomeVault(paths), False
    with suppress(EncryptionError):  # the review says why its notes can't be read
        is_locked = vault.is_on and vault.is_locked
    if is_locked:
        _is_unlocked(paths, locked.ASKED_BEFORE_REVIEW)


def _is_unlocked(paths: Paths, question: str) -> bool:
    """Ask for the passphrase of a locked home, as `unlock_for_this_run` does, and return whether it can be read now.
    Raises WrongPassphrase after three wrong ones."""
    from cmcheckin.journal.encryption.cipher import EncryptionError
    from cmcheckin.journal.encryption.identities import WrongPassphrase

    try:
        return unlock_for_this_run(paths, question)
    except StaysLocked:
        return False
    except WrongPassphrase:
        raise
    except EncryptionError as error:  # the identity file is damaged, or of another diary
        print_message(quoted(error, 600))
        return False
