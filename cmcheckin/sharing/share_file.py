"""The types of a share file and of replies. A share file has no field for notes, feelings, nudges or the mood of a
day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, Literal, TypeAlias, get_args

from cmcheckin.domain.days import DAY_STARTS_AT, day_of
from cmcheckin.domain.week import Week
from cmcheckin.settings import SHARE_FIELDS

VERSION: Final = 1
"""Version of the format. Readers accept older versions, and report newer ones."""
FIELDS: Final = SHARE_FIELDS
"""The fields that can be selected, in the order in which they are asked."""
CARRIED_FIELDS: Final = ("escalations", "asks")
"""Fields about things that outlast a file's weeks: if a newer file doesn't share them, they aren't over."""
DEFAULT_FIELDS: Final = ("hours", "workload", "wins", "escalations", "help", "responses")
Comparison: TypeAlias = Literal["well below", "below", "about", "above", "well above"]
"""A week's mood or energy compared with the person's usual: a word, never a number or a day."""
COMPARISONS: Final[tuple[Comparison, ...]] = get_args(Comparison)


@dataclass(frozen=True)
class ShareWin:
    """A win, in the words it was shared in. `sender`: who gave the praise."""

    id: str
    day: date
    text: str
    kind: str = ""
    sender: str = ""


@dataclass(frozen=True)
class ShareEscalation:
    """An escalation, or an ask that was carried to somebody (kind `ask`, without severity)."""

    id: str
    title: str
    opened: date
    kind: str = ""
    severity: int | None = None
    status: str = "open"
    resolved: date | None = None
    minutes: int | None = None
    could_wait: bool | None = None
    cause: str = ""
    handed_to: str = ""
    outcome: str = ""
    out_of_hours: bool | None = None
    """Opened outside the person's schedule; None when that was not shared."""


@dataclass(frozen=True)
class ShareMetric:
    """A metric of the user's own: its mean over the week's check-ins."""

    name: str
    mean: float
    unit: str = ""
    good: str = ""
    """`up`, `down`, or empty: which way is better."""


@dataclass(frozen=True)
class ShareActivity:
    """Where time of a week went: a kind in the person's words, its hours (None: not known on any day), and the number
    of its days."""

    kind: str
    hours: float | None
    on_days: int
    days_without_hours: int = 0


@dataclass(frozen=True)
class ShareQuestion:
    """The answers of a week to a question of the user's own, which its config lets a file include: on how many of the
    `answered` days it was yes, or texts without their days."""

    name: str
    yes: int | None = None
    answered: int | None = None
    texts: tuple[str, ...] = ()


@dataclass(frozen=True)
class ShareLeave:
    """Leave from `first` to `last`, on `working_days` of these days, or a public holiday, without its name."""

    first: date
    last: date
    working_days: float
    half: bool | None = None
    """Whether it is half of each day."""
    holiday: bool | None = None
    """Whether it is a public holiday."""


@dataclass(frozen=True)
class ShareResponse:
    """The person's answer to a reply they received: the id of the reply, its kind, and the answer in their words."""

    reply: str
    kind: str
    text: str
    made: date


@dataclass(frozen=True)
class ShareWeek:
    """The shared figures of an ISO week; None or empty if not selected or not logged.

    Hours are hours, times are minutes; `workload` and `community` are means of 1 to 5 (workload: 3 is about right).
    """

    week: Week
    days_not_said: int = 0
    """Days of the shared range in this week that aren't logged, or whose hours look wrong and aren't counted. They
    explain a low sum."""
    hours: float | None = None
    usual_hours: float | None = None
    days_worked: int | None = None
    after_hours_minutes: int | None = None
    days_off_worked: int | None = None
    """Days worked that should have been free: off, leave, sick, or not a usual workday."""
    night_pings: int | None = None
    workload: float | None = None
    escalations_opened: int | None = None
    escalations_resolved: int | None = None
    escalations_open: int | None = None
    minutes_on_escalations: int | None = None
    could_have_waited: int | None = None
    support_minutes: int | None = None
    """Minutes on customer support that wasn't the person's job."""
    activities: tuple[ShareActivity, ...] = ()
    peer_minutes: int | None = None
    """Time with peers."""
    community: float | None = None
    community_feels: tuple[str, ...] = ()
    metrics: tuple[ShareMetric, ...] = ()
    questions: tuple[ShareQuestion, ...] = ()
    mood: Comparison | None = None
    energy: Comparison | None = None


@dataclass(frozen=True)
class ShareFile:
    """The content of a share file. What isn't selected isn't in it."""

    person: str
    """An id made once for a home, to recognise files of the same person. It doesn't contain a name."""
    name: str
    made: datetime
    first: date
    last: date
    fields: tuple[str, ...] = DEFAULT_FIELDS
    """The selected fields, of FIELDS."""
    weeks: tuple[ShareWeek, ...] = ()
    wins: tuple[ShareWin, ...] = ()
    escalations: tuple[ShareEscalation, ...] = ()
    asks: tuple[ShareEscalation, ...] = ()
    help: str = ""
    """A line about what would help."""
    leave: tuple[ShareLeave, ...] = ()
    """Leave and holidays in the range, and in the two weeks after the file was made."""
    responses: tuple[ShareResponse, ...] = ()
    """Answers to the manager's replies and questions."""

    @property
    def listed_fields(self) -> tuple[str, ...]:
        """The selected fields, without `help` if no line was written."""
        return self.fields if self.help else tuple(name for name in self.fields if name != "help")


def day_made(made: datetime) -> date:
    """Return the day on which a share file or a reply was `made`, by the clock of its own offset.

    A file doesn't say when its writer's day starts, so the default is assumed (`domain.days`).
    """
    return day_of(made, DAY_STARTS_AT, made.tzinfo)


@dataclass(frozen=True)
class Consent:
    """What the user selected to share of the days from `first` to `last`, both included."""

    first: date
    last: date
    fields: tuple[str, ...] = DEFAULT_FIELDS
    name: str = ""
    help: str = ""
    excluded: frozenset[str] = frozenset()
    """Ids of wins, escalations and asks, and keys of anything else (`sharing.choices`), that are left out."""
    texts: dict[str, str] = field(default_factory=dict)
    """New words for an entry, line or answer in this file, by id or key. They replace all words of a win, escalation or
    ask: its cause, outcome and names are left out."""


REPLY_KINDS: Final = ("thanks", "cover", "time", "budget", "introduction", "answer", "question")
"""Kinds of replies by a manager: thanks for a win, cover, time off, money, an introduction, an answer to an ask, a
question."""
TO_PEOPLE: Final = ("cover", "time", "budget", "introduction", "question")
"""Kinds of reply that aren't about a win or an ask."""
DATED: Final = ("cover", "time")
"""Kinds of reply that may name the days they are for, and that leave can be planned from."""


@dataclass(frozen=True)
class Reply:
    """A manager's reply, a small file beside the share file."""

    id: str
    to: str
    """The `person` of the share file."""
    kind: str
    text: str
    made: datetime
    about: str = ""
    """The id of the win or ask it is about; empty if it is about the person."""
    about_text: str = ""
    """The text of that win or ask, so that the reply can be read on its own."""
    sender: str = ""
    """The name of the person who replies."""
    first: date | None = None
    last: date | None = None
    """The days that cover or time off is offered for, both included; None if no days were named."""
