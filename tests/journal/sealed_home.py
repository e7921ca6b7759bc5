"""A home that is encrypted, with an identity that can be taken away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from cmcheckin.journal.encryption.identities import new_secret, public_keys, remember_path, write_identity
from cmcheckin.journal.encryption.settings import Encryption, State, read_settings, write_settings
from cmcheckin.journal.vault import HomeVault
from tests.journal.journal_home import Home

SECRET = new_secret()
"""One for all tests, as making one takes longer than using it."""


class SealedHome(Home):
    """A home in a folder that is encrypted for the identity in the file `identity` beside it."""

    def __init__(self, folder: Path, secret: str = SECRET) -> None:
        super().__init__(folder)
        self.secret = secret
        self.identity = folder.parent / f"{folder.name}-identity.txt"

    def switch(self, state: State) -> None:
        """Write the settings, as `encrypt` does before it changes any file."""
        self.unlock()
        before = read_settings(self.paths)
        known = before.recipients if before else ()
        recipients = tuple(dict.fromkeys((*known, *public_keys([self.secret]))))
        write_settings(self.paths, Encryption(state, recipients))

    def unlock(self) -> None:
        """Put the identity back."""
        if not self.identity.exists():
            write_identity(str(self.identity), [self.secret])
        remember_path(self.paths, str(self.identity))

    def lock(self) -> None:
        """Take the identity away."""
        self.identity.unlink()

    @property
    def vault(self) -> HomeVault:
        return HomeVault(self.paths)

    def bytes(self) -> dict[str, bytes]:
        """Return the content of every file below the home by its path there, with the names of files and folders."""
        found = {}
        for path in sorted(self.folder.rglob("*")):
            name = str(path.relative_to(self.folder))
            found[name] = name.encode() + (path.read_bytes() if path.is_file() and not path.is_symlink() else b"")
        return found

    def with_words(self, *words: str) -> list[str]:
        """Return the files in which one of `words` is found, in their names or content."""
        return [name for name, data in self.bytes().items() if any(word.encode() in data for word in words)]


@contextmanager
def fresh_sealed_home() -> Iterator[SealedHome]:
    """Yield a new home that is encrypted, for tests that run many times."""
    with TemporaryDirectory() as folder:
        home = SealedHome(Path(folder) / "home")
        home.switch("on")
        yield home
