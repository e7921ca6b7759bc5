"""Choose which findings of a morning are shown: few interruptions, one at a time, never the same thing twice.

Repeats wear people out: in one study, acceptance fell by a third with each further reminder (Ancker 2017,
PMC5387195).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import astuple, dataclass
from datetime import date
from typing import Any, Final

from cmcheckin.domain.fields import JSON
from cmcheckin.domain.nudge import CHANCE, COOLING, HABIT, LEVELS, Finding, Level, Nudge
from cmcheckin.domain.nudge_state import LEAVE, NOT_USEFUL, OFF, ON, PEAK, SNOOZE, USEFUL, NudgeState

COOL_DOWN_DAYS: Final[Mapping[Level, int]] = {"note": 14, "nudge": 21, "care": 10}
"""Days until the same kind is shown again while it lasts, doubled each time."""
COOL_DOWN_MOST: Final = 84
"""Longest cool-down in days: what lasts is shown again about once a quarter."""
DOUBLINGS_MOST: Final = 4
"""Times that an answer of "not useful" doubles the cool-down, at most."""
CLEAR_DAYS: Final = 42
"""Days without a finding after which its next time is a first time. What comes and goes sooner is one episode."""
APART_DAYS: Final = 3
"""Days between two interruptions."""
WEEK, WEEK_MOST = 7, 2
"""Most interruptions in any seven days."""
FAMILY_APART_DAYS: Final = 14
"""Days between two interruptions of one family."""
HABIT_DAYS: Final = 364
"""Days without a finding after which a habit is over, so that its next time is a first time."""
NOT_DUE: Final = "not due"
"""The reason of a finding that was shown lately and isn't listed again."""
CARE_APART_DAYS: Final = 5
"""Days between two nudges of level care, which have no other budget."""


@dataclass
class Episode:
    """What was shown of one kind since it began. Days are ordinals, as everywhere in this module."""

    last_found: int
    """The last morning with a finding."""
    last_shown: int = 0
    shown_level: int = -1
    """The most serious level shown, as its place in LEVELS; -1 while none was."""
    times_shown: int = 0
    listed_level: int = -1
    """The most serious level listed, shown or held back."""


class Answers:
    """What the user has answered to nudges by some morning."""

    def __init__(self, states: Iterable[NudgeState], off: Collection[str]) -> None:
        """Take `states` in order of time; `off` has the kinds that the settings switch off."""
        self.off = set(off)
        self.quiet_until: dict[str, date] = {}
        """The day on which a snooze ends, by kind, and the last days of a peak and a leave."""
        self.doublings: dict[str, int] = {}
        """How often a kind's cool-down is doubled."""
        for state in states:
            self._apply(state)

    def _apply(self, state: NudgeState) -> None:
        kind, action = state.kind, state.action
        if action in (SNOOZE, PEAK, LEAVE) and state.until is not None:
            self.quiet_until[kind if action == SNOOZE else action] = state.until
        elif action == OFF:
            self.off.add(kind)
            self.quiet_until.pop(kind, None)
        elif action == ON:
            self.off.discard(kind)
            self.quiet_until.pop(kind, None)
        elif action == NOT_USEFUL:
            self.doublings[kind] = min(self.doublings.get(kind, 0) + 1, DOUBLINGS_MOST)
        elif action == USEFUL:
            self.doublings[kind] = 0

    def hold_reason(self, today: date, finding: Finding) -> str:
        """Return why the user does not want to see `finding` today; empty if no answer is against it."""
        if finding.kind in self.off:
            return "off"
        if today < self.quiet_until.get(finding.kind, date.min):  # a snooze ends on its day
            return "snoozed"
        if finding.held_by_peak and self._is_within(PEAK, today):
            return "peak"
        return "leave" if finding.level != "care" and self._is_within(LEAVE, today) else ""

    def _is_within(self, name: str, today: date) -> bool:
        return today <= self.quiet_until.get(name, date.min)


class Arbiter:
    """Decides which findings are shown, morning by morning, and remembers what was."""

    def __init__(self) -> None:
        self.episodes: dict[str, Episode] = {}
        self.interruptions: list[int] = []
        """Days of the interruptions in the last week."""
        self.families: dict[str, int] = {}
        """Day of each family's last interruption."""
        self.last_care = 0
        self.crossed: dict[str, int] = {}
        """The last day on which each fixed line that interrupted was crossed, by kind and level."""
        self.listed: dict[str, int] = {}
        """The last day on which each kind that interrupts was shown, as a card or as a line."""

    def copy(self) -> Arbiter:
        """Return an independent copy."""
        return Arbiter.read(self.raw())

    def raw(self) -> dict[str, JSON]:
        """Return the state as JSON, for `read`."""
        return {
            "episodes": {kind: list(astuple(episode)) for kind, episode in self.episodes.items()},
            "interruptions": list(self.interruptions),
            "families": dict(self.families),
            "cared": self.last_care,
            "crossed": dict(self.crossed),
            "listed": dict(self.listed),
        }

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> Arbiter:
        """Return the arbiter of a `raw` state. Raises TypeError, ValueError, KeyError or AttributeError for others."""
        found = cls()
        found.episodes = {str(kind): Episode(*map(int, fields)) for kind, fields in raw["episodes"].items()}
        found.interruptions = [int(day) for day in raw["interruptions"]]
        found.families = {str(family): int(day) for family, day in raw["families"].items()}
        found.last_care = int(raw["cared"])
        found.crossed = {str(kind): int(day) for kind, day in raw["crossed"].items()}
        found.listed = {str(kind): int(day) for kind, day in raw["listed"].items()}
        return found

    def decide(
        self,
        morning: date,
        findings: Iterable[Finding],
        answers: Answers,
        is_by_chance: Callable[[Finding], bool] = lambda _: False,
    ) -> tuple[Nudge, ...]:
        """Return the nudges that are new on `morning`, shown or held back, the most serious first.

        `is_by_chance` says whether the user's own weeks reach what was found; it is asked of what would interrupt, but
        not of a fixed line that is crossed for the first time in a year.
        """
        today = morning.toordinal()
        self.interruptions = [day for day in self.interruptions if today - day < WEEK]
        due, lines = [], []
        for finding in findings:
            reason = self._line_reason(today, finding, answers, is_by_chance)
            if not reason:
                due.append(finding)
            elif self._is_listed(today, finding, reason) and not answers.hold_reason(morning, finding):
                self.listed[finding.kind] = today
                lines.append(Nudge(morning, finding, shown=True, hold_reason=reason))
        due.sort(key=lambda finding: -LEVELS.index(finding.level))  # stable: otherwise in the order of the signals
        nudges = []
        for finding in due:
            hold_reason = answers.hold_reason(morning, finding) or self._over_budget(today, finding)
            episode = self.episodes[finding.kind]
            level = LEVELS.index(finding.level)
            if hold_reason and level <= episode.listed_level:
                continue  # it was listed as held back before
            episode.listed_level = max(episode.listed_level, level)
            if not hold_reason:
                self._record_shown(today, finding, episode, level)
            nudges.append(Nudge(morning, finding, not hold_reason, hold_reason))
        return (*nudges, *lines)

    def _line_reason(
        self, today: int, finding: Finding, answers: Answers, is_by_chance: Callable[[Finding], bool]
    ) -> str:
        """Return why `finding` isn't a card: `chance`, `habit`, `cooling`, or `not due`, which isn't listed; empty if
        it may be one. Keeps account of the days on which fixed lines were crossed."""
        is_due = self._is_due(today, finding, answers)
        lasts = False
        for line in _lines(finding):  # the last one is that of its own level
            if lasts := line in self.crossed and today - self.crossed[line] <= HABIT_DAYS:
                self.crossed[line] = today
        reason = (HABIT if lasts else "") if finding.fixed else (CHANCE if is_due and finding.level != "note" else "")
        if reason and (is_due or self._is_listed(today, finding, reason)) and is_by_chance(finding):
            return reason
        if is_due:
            return ""
        return COOLING if lasts else NOT_DUE

    def _is_listed(self, today: int, finding: Finding, reason: str) -> bool:
        """Whether `finding` becomes a line for `reason`: one a week of each kind."""
        return reason != NOT_DUE and today - self.listed.get(finding.kind, 0) >= WEEK

    def _is_due(self, today: int, finding: Finding, answers: Answers) -> bool:
        """Whether `finding` is new, more serious than before, or past its cool-down. Keeps its episode up to date."""
        episode = self._episode(today, finding)
        if LEVELS.index(finding.level) > episode.shown_level:
            return True
        doublings = episode.times_shown - 1 + answers.doublings.get(finding.kind, 0)
        if today - episode.last_shown < _cool_down(finding, doublings):
            return False
        episode.listed_level = -1
        return True

    def _episode(self, today: int, finding: Finding) -> Episode:
        """Return the episode that `finding` belongs to, a new one if the last is over."""
        episode = self.episodes.get(finding.kind)
        if episode is None or today - episode.last_found > CLEAR_DAYS:
            episode = self.episodes[finding.kind] = Episode(today)
        episode.last_found = today
        return episode

    def _over_budget(self, today: int, finding: Finding) -> str:
        """Return the budget that does not allow another interruption today: `budget`, `family`, or empty for none."""
        if finding.level == "note":
            return ""
        if finding.personal:
            return ""  # a very low mood never waits for another nudge
        if finding.level == "care":
            return "budget" if today - self.last_care < CARE_APART_DAYS else ""
        recent = self.interruptions
        if len(recent) >= WEEK_MOST or (recent and today - recent[-1] < APART_DAYS):
            return "budget"
        last = self.families.get(finding.family)
        if last is not None and today - last < FAMILY_APART_DAYS and self.episodes[finding.kind].shown_level < 1:
            return "family"
        return ""

    def _record_shown(self, today: int, finding: Finding, episode: Episode, level: int) -> None:
        episode.last_shown, episode.shown_level = today, max(episode.shown_level, level)
        episode.times_shown += 1
        if finding.level == "note":
            return
        self.interruptions.append(today)
        if finding.fixed:
            self.crossed |= dict.fromkeys(_lines(finding), today)
            self.listed[finding.kind] = today
        self.families[finding.family] = today
        if finding.level == "care":
            self.last_care = today


def _lines(finding: Finding) -> list[str]:
    """Return the fixed lines that `finding` crosses, the most serious last: of its level, and of those below it."""
    levels = LEVELS[1 : LEVELS.index(finding.level) + 1]
    return [f"{finding.kind} {level}" for level in levels] if finding.fixed else []


def _cool_down(finding: Finding, doublings: int) -> int:
    """Return the days until `finding` may be shown again. Good news waits longest, since once is enough."""
    if finding.good_news:
        return COOL_DOWN_MOST
    return int(min(COOL_DOWN_DAYS[finding.level] * 2**doublings, COOL_DOWN_MOST))
