"""What needs the manager, from everybody's newest files: help asked for, asks awaiting an answer, severe escalations,
answers that came back, and recognition that is due. Nobody is scored or ranked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from cmcheckin.sharing.follow_up import Mark
from cmcheckin.sharing.share_file import ShareResponse, ShareWin
from cmcheckin.sharing.team import PersonRow, TeamItem

SECTIONS: Final = ("help", "asks", "escalations", "responses", "recognition", "people")
"""The sections of the first page, in their order."""


class HelpRequest(NamedTuple):
    """What would help a person, in their words, and the day their file was made."""

    person: str
    name: str
    text: str
    asked: date
    stale_since: date | None
    """The day it was shared, if that is so long ago that it may have changed."""
    mark: Mark | None = None


class TeamResponse(NamedTuple):
    """A person's answer to a reply of the manager."""

    person: str
    name: str
    response: ShareResponse
    mark: Mark | None = None


class Recognition(NamedTuple):
    """A person with praise or wins that nobody has thanked them for yet."""

    person: str
    name: str
    wins: tuple[ShareWin, ...]
    """The latest first, at least one."""


@dataclass(frozen=True)
class Attention:
    """What needs the manager today. Each list has the longest waiting first, recognition the latest win first."""

    help: tuple[HelpRequest, ...] = ()
    asks: tuple[TeamItem, ...] = ()
    """Open asks that nobody answered."""
    escalations: tuple[TeamItem, ...] = ()
    """Open escalations that are high or a crisis, the most severe first."""
    responses: tuple[TeamResponse, ...] = ()
    recognition: tuple[Recognition, ...] = ()
    people: tuple[PersonRow, ...] = ()
    """Everybody, by name."""
