"""Read a shared folder for the manager's screens, parsing only what they show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Final

from cmcheckin.insight.usual import LOOK_BACK_WEEKS
from cmcheckin.services.shared_folder.folder import SharedFolder
from cmcheckin.sharing.attention import Attention, TeamResponse, attention
from cmcheckin.sharing.follow_up import FollowUp, PersonFollowUp
from cmcheckin.sharing.one_to_one import OneToOne, one_to_one, responses_in
from cmcheckin.sharing.replies import OwnThanks, replies_to
from cmcheckin.sharing.review_questions import Question
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
    with_team_questions,
)

WIN_WEEKS: Final = 4
"""Weeks whose wins are shown together."""
RECENT_WEEKS: Final = LOOK_BACK_WEEKS + 2
"""Weeks read of a person: one that may be partial, the whole week that is compared, and those the range comes from."""

MOST_READ: Final = 400
"""Most people in a team whose weeks all stay in memory, to vary the questions. In a larger one they are only compared
with their normal ranges."""
MOST_COMPARED: Final = 5000
"""Most people in a team who are compared; reading their weeks takes two minutes in the background."""


class TeamReader:
    """The team in `folder`, as on `today`. Made again whenever the folder is read again."""

    def __init__(
        self, folder: SharedFolder, today: date, notes: Callable[[], FollowUp] = FollowUp, sender: str = ""
    ) -> None:
        """`notes` returns the manager's own notes and marks. `sender`: the manager's name."""
        self.folder, self.today, self._notes, self._sender = folder, today, notes, sender
        self._recent: dict[str, Person] = {}
        self._compared: dict[str, bool] = {}
        """Whether a person has a figure outside their normal range, for those whose weeks were read."""
        self._questions: tuple[object, dict[str, tuple[Question, ...]]] = None, {}
        """The questions for everybody, and the notes they were chosen with."""

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

    def attention(self) -> Attention:
        """Return what needs the manager, without what they marked as answered, thanked or done."""
        return attention(
            self.team, self.wins, self._notes(), self.folder.replies, self._responses, self.today, self._sender
        )

    def recent(self, person_id: str) -> Person:
        """Return the last RECENT_WEEKS weeks of the person `person_id`. Their questions vary within the team once the
        weeks of everybody were read."""
        if person_id not in self._recent:
            files, row = self.folder.files_of(person_id, RECENT_WEEKS), self.row(person_id)
            # Files may have been removed since the team was read.
            person = self.build(person_id, files) if files or row is None else Person(row)
            self._recent[person_id], self._compared[person_id] = person, bool(person.marks)
        return replace(self._recent[person_id], questions=self._questions_for(person_id))

    def build(self, person_id: str, files: Sequence[ShareFile]) -> Person:
        """Return the person `person_id` from their `files`, newest first."""
        return build_person(files, self.today, self.folder.answers(person_id), self._own_thanks)

    @cached_property
    def _own_thanks(self) -> OwnThanks:
        return OwnThanks(self.folder.replies, self._sender)

    def not_read(self, most: int = MOST_READ) -> list[str]:
        """Return the ids of people whose recent weeks weren't read yet; none in a team of more than `most` people."""
        people = [row.person for row in self.team.rows]
        return [person for person in people if person not in self._recent] if len(people) <= most else []

    def not_compared(self) -> list[str]:
        """Return the ids of people whose recent weeks weren't compared with their normal range yet; none in a team of
        more than MOST_COMPARED people."""
        rows = self.team.rows if len(self.team.rows) <= MOST_COMPARED else ()
        return [row.person for row in rows if row.person not in self._compared]

    def compare(self, person_id: str) -> None:
        """Read the recent weeks of the person `person_id`, for `outside`. In a team of more than MOST_READ people, they
        aren't kept in memory."""
        if len(self.team.rows) <= MOST_READ:
            self.recent(person_id)
        elif person_id not in self._compared:
            files = self.folder.files_of(person_id, RECENT_WEEKS)
            self._compared[person_id] = bool(files) and bool(self.build(person_id, files).marks)

    def outside(self) -> frozenset[str]:
        """Return the ids of people with a figure outside their normal range, as far as their weeks were read."""
        return frozenset(id_ for id_, is_outside in self._compared.items() if is_outside)

    def read_weeks(self) -> None:
        """Read the recent weeks of everybody in a team of at most MOST_READ people, so that their questions vary."""
        for person in self.not_read():
            self.recent(person)

    def _questions_for(self, person_id: str) -> tuple[Question, ...]:
        notes, rows = self._notes(), self.team.rows
        if len(rows) > MOST_READ or self.not_read():
            return with_team_questions([self._recent[person_id]], notes)[0].questions
        if self._questions[0] != notes.people:
            people = with_team_questions([self._recent[row.person] for row in rows], notes)
            self._questions = notes.people, {person.row.person: person.questions for person in people}
        return self._questions[1].get(person_id, ())

    def history(self, person_id: str) -> Person | None:
        """Return all that the person `person_id` has shared, with the questions of `recent`; None if they have no file
        any more."""
        files = self.folder.files_of(person_id)
        if not files:
            return None
        person = self.build(person_id, files)
        return replace(with_team_names([person], self.team)[0], questions=self.recent(person_id).questions)

    def one_to_one(self, person_id: str, notes: PersonFollowUp | None = None) -> OneToOne | None:
        """Return the one-to-one of the person `person_id`; None if they have no file. `notes`: the manager's own, if
        they aren't saved yet."""
        person = self.history(person_id)
        if person is None:
            return None
        responses = responses_in(self.folder.files_of(person_id))
        saved = self._notes()
        notes = notes or saved.person(person_id)
        return one_to_one(person, notes, self.replies_to(person_id), responses, self.today, saved.marks)

    def row(self, person_id: str) -> PersonRow | None:
        """Return the row of the person `person_id` in the overview; None if they have no file."""
        return next((row for row in self.team.rows if row.person == person_id), None)

    def replies_to(self, person_id: str) -> tuple[Reply, ...]:
        """Return the replies to the person `person_id`, the oldest first."""
        return replies_to(self.folder.replies, person_id)
