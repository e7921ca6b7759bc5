"""Read a shared folder for the manager's screens, parsing only what they show."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Final

from cmcheckin.insight.usual import LOOK_BACK_WEEKS
from cmcheckin.services.shared_folder.folder import SharedFolder
from cmcheckin.sharing.attention import Attention, TeamResponse, attention
from cmcheckin.sharing.follow_up import FollowUp, Mark, PersonFollowUp
from cmcheckin.sharing.one_to_one import OneToOne, one_to_one, responses_in
from cmcheckin.sharing.replies import replies_to
from cmcheckin.sharing.review_questions import questions
from cmcheckin.sharing.share_file import Reply, ShareFile
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

WIN_WEEKS: Final = 4
"""Weeks whose wins are shown together."""
RECENT_WEEKS: Final = LOOK_BACK_WEEKS + 2
"""Weeks read of a person: a week that may be partial, the whole week that is judged, and those its range is from."""


class TeamReader:
    """The team in `folder`, as on `today`. Made again whenever the folder is read again."""

    def __init__(self, folder: SharedFolder, today: date, notes: Callable[[], FollowUp] = FollowUp) -> None:
        """`notes` returns the manager's own, whose last talks leave out questions."""
        self.folder, self.today, self._notes = folder, today, notes
        self._recent: dict[str, Person] = {}

    @cached_property
    def team(self) -> Team:
        """Return the overview of everybody, from their newest files."""
        return build_team(self.folder.newest_files(), self.today)

    @cached_property
    def wins(self) -> tuple[TeamWin, ...]:
        """Return everybody's wins of the last WIN_WEEKS weeks, the latest first."""
        return team_wins(
            (row.person, row.name, [win for share in shares for win in share.wins]) for row, shares in self._last_files
        )

    @cached_property
    def _last_files(self) -> tuple[tuple[PersonRow, tuple[ShareFile, ...]], ...]:
        """The files of everybody's last WIN_WEEKS weeks, for their wins and answers."""
        return tuple((row, self.folder.files_of(row.person, WIN_WEEKS, only_wins=True)) for row in self.team.rows)

    @cached_property
    def _responses(self) -> tuple[TeamResponse, ...]:
        """Return everybody's answers to replies from the files of the last WIN_WEEKS weeks."""
        return tuple(
            TeamResponse(row.person, row.name, response)
            for row, shares in self._last_files
            for share in shares
            for response in share.responses
        )

    def attention(self, follow_up: FollowUp) -> Attention:
        """Return what needs the manager, without what `follow_up` marks as answered, thanked or done."""
        return attention(self.team, self.wins, follow_up, self.folder.replies, self._responses, self.today)

    def recent(self, person_id: str) -> Person:
        """Return the last RECENT_WEEKS weeks of the person `person_id`."""
        if person_id not in self._recent:
            files = self.folder.files_of(person_id, RECENT_WEEKS)
            self._recent[person_id] = build_person(files, self.today, self.folder.answers(person_id))
        return self._not_asked(self._recent[person_id])

    def was_read(self, person_id: str) -> bool:
        """Return whether `recent` of the person `person_id` is there without reading files."""
        return person_id in self._recent

    def history(self, person_id: str) -> Person | None:
        """Return all that the person `person_id` has shared; None if they have no file any more."""
        files = self.folder.files_of(person_id)
        if not files:
            return None
        person = build_person(files, self.today, self.folder.answers(person_id))
        return self._not_asked(with_team_names([person], self.team)[0])

    def _not_asked(self, person: Person) -> Person:
        """Return `person` without the questions of the last talk, unless they got worse."""
        talks = self._notes().person(person.row.person).talks
        return replace(person, questions=questions(person.candidates, talks[0].asked)) if talks else person

    def one_to_one(
        self, person_id: str, notes: PersonFollowUp, marks: Mapping[str, Mark] = MappingProxyType({})
    ) -> OneToOne | None:
        """Return the one-to-one of the person `person_id` with the manager's own `notes` and `marks`; None if they have
        no file."""
        person = self.history(person_id)
        if person is None:
            return None
        responses = responses_in(self.folder.files_of(person_id))
        return one_to_one(person, notes, self.replies_to(person_id), responses, self.today, marks)

    def row(self, person_id: str) -> PersonRow | None:
        """Return the row of the person `person_id` in the overview; None if they have no file."""
        return next((row for row in self.team.rows if row.person == person_id), None)

    def replies_to(self, person_id: str) -> tuple[Reply, ...]:
        """Return the replies to the person `person_id`, the oldest first."""
        return replies_to(self.folder.replies, person_id)
