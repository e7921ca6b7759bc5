"""Nudges in plain lines: each one, why it is shown, and the answers to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from typing import Final

from cmcheckin.cli.output import quoted
from cmcheckin.cli.plain.part import Action, Part
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.nudge import kinds_off
from cmcheckin.domain.nudge_state import NOT_USEFUL, OFF, PEAK, SNOOZE, SNOOZE_DAYS, USEFUL
from cmcheckin.domain.week import Week
from cmcheckin.services.active_nudges import ActiveNudge, read_peak_end, save_answer, twice_not_useful, week_nudges
from cmcheckin.wording import nudge_cards as words
from cmcheckin.wording import plain_parts as plain_words
from cmcheckin.wording.spoken import spoken

ANSWERS: Final = {"z": SNOOZE, "y": USEFUL, "not": NOT_USEFUL, "o": OFF}
"""The answers by their keys, which are those of the card, but for u, which undoes in plain lines."""
PERSONAL: Final = ("z", "o")
"""The keys of the answers to a nudge about the person."""


class NudgesPart(Part):
    """The nudges of this week, numbered, with the keys of the card."""

    NAME = "nudges"
    MEANINGS = plain_words.NUDGE_KEYS
    CAN_UNDO = True
    active: Sequence[ActiveNudge] = ()

    def show(self) -> None:
        """Print each nudge and the answer to it."""
        self.active = week_nudges(self.program.journal, self.settings, Week.of(self.today), self.today)
        if not self.active:
            self.terminal.show(words.NO_NUDGES)
        self.list_groups([("", (nudge_text(one, self.today) for one in self.active))])

    def actions(self) -> dict[str, Action]:
        """Return the keys of the answers, if there is anything to answer."""
        answers = {key: partial(self._answer, key) for key in ANSWERS}
        always = {"h": self.talk}  # the key of the card; the word `talk` is listed
        return always | ({"w": self.read, "p": self._peak, **answers} if self.active else {})

    def read(self, text: str) -> None:
        """Explain the nudge whose number is `text`, or the one read last, or else the first."""
        self._default()
        one, _ = self.pick(self.active, text, "w")
        finding = one.nudge.finding
        from cmcheckin.wording.nudges import explanation

        states = [state for state in self.program.journal.nudge_states() if state.kind == finding.kind]
        more = [words.line_reason(one.nudge), words.last_answer(states, self.today)]
        if finding.kind in kinds_off(self.settings.nudges_off):
            more.append(words.in_config(finding.kind))
        if not one.interrupts:  # the list has the whole text of a card
            self.terminal.show(card_text(one))
        reasons = (spoken(text).replace(f" ({finding.kind})", "") for text in explanation(finding))
        self.terminal.show_all(text for text in (*reasons, *more) if text)

    def _default(self) -> None:
        self.at = self.at if self.at is not None else 0

    def _answer(self, key: str, text: str) -> None:
        """Save the answer of `key` to the nudge that `text` names, and print what it leads to."""
        self._default()
        one, _ = self.pick(self.active, text, key)
        finding, action = one.nudge.finding, ANSWERS[key]
        if finding.personal and key not in PERSONAL:
            raise Refused("", plain_words.NOT_FOR_PERSONAL)
        until = self.today + timedelta(SNOOZE_DAYS) if action == SNOOZE else None
        self._save(action, finding.kind, until)
        is_second = action == NOT_USEFUL and twice_not_useful(self.program.journal.nudge_states(), finding.kind)
        if is_second and self.terminal.confirm(plain_words.OFFER_OFF):
            self._save(OFF, finding.kind)

    def _save(self, action: str, kind: str = "", until: date | None = None) -> None:
        state = save_answer(self.program.journal, self.clock, action, kind, until)
        self.changed()
        self.say(words.answer_effect(state, self.today))
        self.active = week_nudges(self.program.journal, self.settings, Week.of(self.today), self.today)

    def _peak(self, text: str) -> None:
        """Save the end of a planned busy time, `text`, or ask for it."""
        if not any(one.nudge.finding.held_by_peak for one in self.active):
            raise Refused("", plain_words.NO_PEAK)
        if until := self.parsed(text, plain_words.BUSY_UNTIL, lambda typed: read_peak_end(typed, self.today)):
            self._save(PEAK, until=until)


def card_text(one: ActiveNudge) -> str:
    """Return the card of the nudge `one` as one text."""
    from cmcheckin.wording.nudges import card_lines

    return spoken(" ".join(card_lines(one.nudge.finding)))


def nudge_text(one: ActiveNudge, today: date) -> str:
    """Return the nudge `one`: its label, its sentences and the answer to it."""
    finding = one.nudge.finding
    label = words.line_label(one.nudge, finding.good_news)
    text = card_text(one) if one.interrupts else spoken(words.nudge_line(one.nudge))
    answer = words.answer_label(one.answer, today)
    return f"{label}: {quoted(text, 1000)}{f' ({answer})' if answer else ''}"
