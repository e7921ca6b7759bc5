"""Choose which findings of a morning are shown: few interruptions, one at a time, never the same thing twice.

Repeats wear people out: in one study, acceptance fell by a third with each further reminder (Ancker 2017,
PMC5387195).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import astuple, dataclass
from typing import Any, Final

from cmcheckin.domain.fields import JSON
from cmcheckin.domain.nudge import LEVELS, Finding, Level, Nudge
from cmcheckin.domain.nudge_state import NudgeState
from cmcheckin.insight.history import MorningView

COOL_DOWN: Final[dict[Level, int]] = {"note": 14, "nudge": 21, "care": 10}
"""Days until the same kind speaks again while it goes on, doubled each time."""
COOL_DOWN_MOST: Final = 84
"""Days after which something that goes on is said again, at the most rarely: once a quarter."""
CLEAR: Final = 42
"""Days without the finding, after which its next time is a first time: what flickers is one thing (hysteresis)."""
APART: Final = 3
"""Days between two interruptions."""
WEEK, WEEK_MOST = 7, 2
"""Interruptions in any seven days, at the most."""
FAMILY_APART: Final = 14
"""Days between two interruptions of one family."""
CARE_APART: Final = 5
"""Days between two of care, which is outside the budget."""


@dataclass
class Episode:
    """One kind that stands, or stood not long ago."""

    stood: int
    """The last morning it stood. Days are ordinals, as in all of this."""
    shown: int = 0
    level: int = -1
    """The gravest level shown, by its place in LEVELS; -1 while none was."""
    times: int = 0
    """How often it was shown."""
    said: int = -1
    """The gravest level listed, shown or not."""


class Answers:
    """What the user has said of notes by some morning."""

    def __init__(self, states: Iterable[NudgeState], off: Collection[str]) -> None:
        """`states` in order of time; `off`: kinds that are switched off in the settings."""
        self.off = set(off)
        self.until: dict[str, NudgeState] = {}
        self.doublings: dict[str, int] = {}
        for state in states:
            self._take(state)

    def _take(self, state: NudgeState) -> None:
        kind, action = state.kind, state.action
        if action in ("snooze", "peak", "leave") and state.until is not None:
            self.until[kind if action == "snooze" else action] = state
        elif action == "off":
            self.off.add(kind)
        elif action == "on":
            self.off.discard(kind)
            self.until.pop(kind, None)
        elif action == "not-useful":
            self.doublings[kind] = min(self.doublings.get(kind, 0) + 1, 4)
        elif action == "useful":
            self.doublings[kind] = 0

    def holds(self, view: MorningView, finding: Finding) -> str:
        """Why the user does not want to be shown it on that morning; empty when nothing is against it."""
        if finding.kind in self.off:
            return "off"
        if self._running(finding.kind, view):
            return "snoozed"
        if finding.held_by_peak and self._running("peak", view):
            return "peak"
        return "leave" if finding.level != "care" and self._running("leave", view) else ""

    def _running(self, name: str, view: MorningView) -> bool:
        state = self.until.get(name)
        if state is None or state.until is None:
            return False
        # A snooze ends on its day; a peak and a leave go through theirs.
        return view.day < state.until if name not in ("peak", "leave") else view.day <= state.until


class Arbiter:
    """Goes through mornings in order and remembers what was shown."""

    def __init__(self) -> None:
        self.episodes: dict[str, Episode] = {}
        self.interruptions: list[int] = []
        """Those of the last week."""
        self.families: dict[str, int] = {}
        """When each last interrupted."""
        self.cared = 0

    def copy(self) -> Arbiter:
        """Another that remembers the same."""
        return Arbiter.read(self.raw())

    def raw(self) -> dict[str, JSON]:
        """As JSON, to be kept and read again."""
        return {
            "episodes": {kind: list(astuple(one)) for kind, one in self.episodes.items()},
            "interruptions": list(self.interruptions),
            "families": dict(self.families),
            "cared": self.cared,
        }

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> Arbiter:
        """From `raw`. Raises TypeError, ValueError, KeyError or AttributeError when it is something else."""
        found = cls()
        found.episodes = {str(kind): Episode(*map(int, one)) for kind, one in raw["episodes"].items()}
        found.interruptions = [int(day) for day in raw["interruptions"]]
        found.families = {str(family): int(day) for family, day in raw["families"].items()}
        found.cared = int(raw["cared"])
        return found

    def morning(self, view: MorningView, findings: Iterable[Finding], word: Answers) -> tuple[Nudge, ...]:
        """The notes that newly stand on this morning, or are newly shown, the most serious first."""
        today = view.day.toordinal()
        self.interruptions = [day for day in self.interruptions if today - day < WEEK]
        due = [finding for finding in findings if self._due(today, finding, word)]
        due.sort(key=lambda finding: -LEVELS.index(finding.level))  # stable: otherwise in the order of the signals
        notes = []
        for finding in due:
            held = word.holds(view, finding) or self._budget(today, finding)
            episode = self.episodes[finding.kind]
            level = LEVELS.index(finding.level)
            if held and level <= episode.said:
                continue  # it was listed as held back before
            episode.said = max(episode.said, level)
            if not held:
                self._show(today, finding, episode, level)
            notes.append(Nudge(view.day, finding, not held, held))
        return tuple(notes)

    def _due(self, today: int, finding: Finding, word: Answers) -> bool:
        """Whether it has something to say that was not just said."""
        episode = self.episodes.get(finding.kind)
        if episode is None or today - episode.stood > CLEAR:
            self.episodes[finding.kind] = Episode(today)
            return True
        episode.stood = today
        level = LEVELS.index(finding.level)
        if level > episode.level:
            return True
        if today - episode.shown < _wait(finding, episode.times - 1 + word.doublings.get(finding.kind, 0)):
            return False
        episode.said = -1
        return True

    def _budget(self, today: int, finding: Finding) -> str:
        if finding.level == "note":
            return ""
        if finding.level == "care":
            return "budget" if today - self.cared < CARE_APART else ""
        recent = self.interruptions
        if len(recent) >= WEEK_MOST or (recent and today - recent[-1] < APART):
            return "budget"
        before = self.families.get(finding.family)
        if before is not None and today - before < FAMILY_APART and self.episodes[finding.kind].level < 1:
            return "family"
        return ""

    def _show(self, today: int, finding: Finding, episode: Episode, level: int) -> None:
        episode.shown, episode.level, episode.times = today, max(episode.level, level), episode.times + 1
        if finding.level == "note":
            return
        self.interruptions.append(today)
        self.families[finding.family] = today
        if finding.level == "care":
            self.cared = today


def _wait(finding: Finding, doublings: int) -> int:
    """Days until it may be said again. Good news is said once."""
    if finding.good_news:
        return COOL_DOWN_MOST
    return int(min(COOL_DOWN[finding.level] * 2**doublings, COOL_DOWN_MOST))
