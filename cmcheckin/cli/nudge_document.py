"""The note of this morning after the check-in in plain lines, with how to answer it by command."""

from __future__ import annotations

from cmcheckin.bootstrap import Program
from cmcheckin.cli import output
from cmcheckin.domain.week import Week
from cmcheckin.services.active_nudges import active_nudges
from cmcheckin.services.nudge_history import recent_nudges
from cmcheckin.wording.nudge_cards import how_to_answer
from cmcheckin.wording.nudges import card_lines


def tell(program: Program) -> None:
    """Prints the one card there may be, as the week screen shows it; nothing when there is none."""
    today = program.clock.today()
    notes = recent_nudges(program.journal, program.settings, today)
    for one in active_nudges(program.journal, notes, Week.of(today), today):
        if one.interrupts and one.note.on == today:
            output.print_text(
                ["", *(f"  {line}" for line in (*card_lines(one.note.finding), *how_to_answer(one.note)))]
            )
            return
