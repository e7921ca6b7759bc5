"""What the manager's screens read: a folder, and from it only what is looked at."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Final

from cmcheckin.services.share_folder import SharedFolder
from cmcheckin.sharing.replies import replies_to
from cmcheckin.sharing.share_file import Reply
from cmcheckin.sharing.team import (
    Person,
    PersonRow,
    Team,
    TeamWin,
    build_person,
    build_team,
    team_wins,
    with_team_names,
)

WEEKS: Final = 12
"""Weeks of the small columns, and what a person's questions look back on."""
WINS: Final = 4
"""Weeks whose wins are shown together."""


class TeamReader:
    """A folder as it was read, and what it comes to today. Made anew when the folder is read again."""

    def __init__(self, folder: SharedFolder, today: date) -> None:
        self.folder, self.today = folder, today
        self._short: dict[str, Person] = {}

    @cached_property
    def team(self) -> Team:
        """Return the overview of everybody, from their newest files."""
        return build_team(self.folder.newest_files(), self.today)

    @cached_property
    def wins(self) -> tuple[TeamWin, ...]:
        """The wins of everybody's last weeks, the latest first."""
        return team_wins(
            (row.person, row.name, [win for file in self.folder.files_of(row.person, WINS) for win in file.wins])
            for row in self.team.rows
        )

    def recent(self, one: str) -> Person:
        """A person's last weeks."""
        if one not in self._short:
            self._short[one] = build_person(self.folder.files_of(one, WEEKS), self.today, self.folder.answers(one))
        return self._short[one]

    def history(self, one: str) -> Person | None:
        """All that a person shared; None when there is no file any more."""
        files = self.folder.files_of(one)
        if not files:
            return None
        return with_team_names([build_person(files, self.today, self.folder.answers(one))], self.team)[0]

    def row(self, one: str) -> PersonRow | None:
        """The person of this id."""
        return next((row for row in self.team.rows if row.person == one), None)

    def replies_to(self, one: str) -> tuple[Reply, ...]:
        """What was replied to a person, the oldest first."""
        return replies_to(self.folder.replies, one)
