"""The file for a manager, as a type. It has no field for notes, feelings, gentle notes or the mood of a day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, Literal, TypeAlias, get_args

from cmcheckin.domain.days import DAY_STARTS_AT, day_of
from cmcheckin.domain.week import Week

VERSION: Final = 1
"""Of the format. A reader takes this and older ones, and says so of newer ones."""
FIELDS: Final = (
    "hours", "workload", "wins", "escalations", "help",
    "after_hours", "nights", "asks", "support", "community", "metrics", "mood", "energy",
)  # fmt: skip
"""What can be ticked, in the order in which it is asked."""
CARRIED_FIELDS: Final = ("escalations", "asks")
"""Fields that tell of what lasts beyond the weeks of a file: a newer one without them does not say it is over."""
DEFAULT_FIELDS: Final = ("hours", "workload", "wins", "escalations", "help")
Comparison: TypeAlias = Literal["well below", "below", "about", "above", "well above"]
"""A week's mood or energy against the person's own usual: a word, never a number, never a day."""
COMPARISONS: Final[tuple[Comparison, ...]] = get_args(Comparison)


@dataclass(frozen=True)
class ShareWin:
    """Something that went well, in the words it was shared in. `sender`: who gave praise."""

    id: str
    day: date
    text: str
    kind: str = ""
    sender: str = ""


@dataclass(frozen=True)
class ShareEscalation:
    """An escalation, or an ask of the community that was carried to someone (kind `ask`, no severity)."""

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
    """A number of the person's own: its mean over the week's mornings."""

    name: str
    mean: float
    unit: str = ""
    good: str = ""
    """`up`, `down`, or empty: which way is better."""


@dataclass(frozen=True)
class ShareWeek:
    """One ISO week in the numbers that were ticked; None (or empty) is what was not, or what nobody said.

    Hours are hours, times are minutes, `workload` and `community` are means of 1 to 5 (workload: 3 is about right).
    """

    week: Week
    days_not_said: int = 0
    """Days of the range in this week that nobody told of, or whose hours are in doubt and not counted, so that a low
    sum is not taken for a light week."""
    hours: float | None = None
    usual_hours: float | None = None
    days_worked: int | None = None
    after_hours_minutes: int | None = None
    days_off_worked: int | None = None
    """Days with work that were meant to be free: off, leave, sick, or no usual workday."""
    night_pings: int | None = None
    workload: float | None = None
    escalations_opened: int | None = None
    escalations_resolved: int | None = None
    escalations_open: int | None = None
    minutes_on_escalations: int | None = None
    could_have_waited: int | None = None
    support_minutes: int | None = None
    """Customer support that was not theirs to do."""
    community: float | None = None
    community_feels: tuple[str, ...] = ()
    metrics: tuple[ShareMetric, ...] = ()
    mood: Comparison | None = None
    energy: Comparison | None = None


@dataclass(frozen=True)
class ShareFile:
    """All that one file says. What was not ticked is not in it, and has no place to be."""

    person: str
    """An id made once for a home, so that copies of the same week are known for what they are. No name in it."""
    name: str
    made: datetime
    first: date
    last: date
    fields: tuple[str, ...] = DEFAULT_FIELDS
    """What was ticked, of FIELDS."""
    weeks: tuple[ShareWeek, ...] = ()
    wins: tuple[ShareWin, ...] = ()
    escalations: tuple[ShareEscalation, ...] = ()
    asks: tuple[ShareEscalation, ...] = ()
    help: str = ""
    """One free line: what would help."""


def day_made(made: datetime) -> date:
    """Return the day on which a share file or a reply was `made`, by the clock of its own offset.

    A file doesn't say when its writer's day starts, so the default is assumed (`domain.days`).
    """
    return day_of(made, DAY_STARTS_AT, made.tzinfo)


@dataclass(frozen=True)
class Consent:
    """What the user chose to share, and how. `first` to `last` both included."""

    first: date
    last: date
    fields: tuple[str, ...] = DEFAULT_FIELDS
    name: str = ""
    help: str = ""
    excluded: frozenset[str] = frozenset()
    """Ids of wins, escalations and asks that stay out of it."""
    texts: dict[str, str] = field(default_factory=dict)
    """New words for a win, escalation or ask, by id, in this file only. They replace all its words: its cause, outcome
    and names are left out."""


REPLY_KINDS: Final = ("thanks", "cover", "time", "budget", "introduction", "answer")
"""What a manager can answer with: thanks for a win, cover, time off, money, a person to meet, an answer to an ask."""


@dataclass(frozen=True)
class Reply:
    """A manager's answer, a small file beside the one it answers."""

    id: str
    to: str
    """The `person` of the share file."""
    kind: str
    text: str
    made: datetime
    about: str = ""
    """The id of the win or ask it speaks of; empty for the person as a whole."""
    about_text: str = ""
    """The words of that win or ask, so that it can be read alone."""
    sender: str = ""
    """Who replies, by name."""
