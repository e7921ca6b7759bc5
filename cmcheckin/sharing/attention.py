"""What needs the manager, from everybody's newest files: help asked for, asks awaiting an answer, severe escalations,
answers that came back, and recognition that is due. Nobody is scored or ranked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from cmcheckin.domain.escalation import SEVERE
from cmcheckin.sharing.follow_up import FollowUp, Mark
from cmcheckin.sharing.share_file import Reply, ShareResponse, ShareWin, day_made
from cmcheckin.sharing.summary import stale_since
from cmcheckin.sharing.team import PersonRow, Team, TeamItem, TeamWin

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
    reply: Reply | None = None
    """The reply it answers, if the folder still has it."""
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


def attention(
    team: Team,
    wins: Iterable[TeamWin],
    follow_up: FollowUp,
    replies: Sequence[Reply],
    responses: Iterable[TeamResponse],
    today: date,
) -> Attention:
    """Return what needs the manager on `today`, from the overview `team` and the `wins` of the last weeks.

    `replies`: those in the folder. `responses`: the answers in the newest files. What `follow_up` marks as answered,
    thanked or done is left out.
    """
    return Attention(
        help=tuple(
            HelpRequest(row.person, row.name, row.help, day_made(row.made), stale_since(day_made(row.made), today))
            for row in team.rows
            if row.help
        ),
        asks=team.asks,
        escalations=tuple(item for item in team.open if (item.item.severity or 0) >= SEVERE),
        responses=tuple(responses),
        people=team.rows,
    )
