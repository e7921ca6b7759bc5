"""A manager's answers: small files beside the ones they answer, written once and never written over."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from cmcheckin.sharing.share_file import Reply


def encode(reply: Reply) -> dict[str, object]:
    """The reply as JSON has it; empty fields are left out."""
    raise NotImplementedError


def dumps(reply: Reply) -> bytes:
    """The bytes of its file."""
    raise NotImplementedError


def decode(raw: object) -> Reply:
    """A reply from what JSON gave, every text cleaned. Raises Refused."""
    raise NotImplementedError


def write(reply: Reply, folder: Path) -> Path:
    """Write it into this folder, whole or not at all; never in place of another. Returns where it stands."""
    raise NotImplementedError


def for_person(found: Iterable[Reply], person: str) -> tuple[Reply, ...]:
    """The replies to this person, the oldest first."""
    raise NotImplementedError
