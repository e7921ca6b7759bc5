"""The questions of the setup in plain lines, and whether to use plain lines every time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from cmcheckin.cli.output import print_message, quoted
from cmcheckin.cli.plain.dialogue import Quit
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.text import clean
from cmcheckin.services.config_file import change_config
from cmcheckin.services.setup_session import Answers
from cmcheckin.wording import plain_setup as own_words
from cmcheckin.wording import setup as words
from cmcheckin.wording.checkin import RESTORED
from cmcheckin.wording.spoken import spoken

if TYPE_CHECKING:
    from cmcheckin.bootstrap import Program
    from cmcheckin.cli.plain.dialogue import Dialogue
    from cmcheckin.domain.schedule import Schedule

T = TypeVar("T")


def ask_setup(terminal: Dialogue, program: Program) -> None:
    """Ask the questions of the setup in `terminal`, and save the answers to the config.toml of `program`."""
    session = program.setup_session()
    typed = session.typed()

    def ask(key: str, question: str, read: Callable[[str], T], write: Callable[[T], str], proposed: str) -> T | None:
        """Return the answer, or else what was typed in a setup that was broken off; None to leave the setting. What was
        typed and can't be read is repeated, with the reason."""
        before: T | None = None
        try:
            before = read(typed[key]) if key in typed else None
        except Refused as error:
            terminal.show(own_words.typed_before(quoted(typed[key], 300), quoted(error.reason, 300)))
        shown = proposed if before is None else write(before)
        _, answer = terminal.ask(question, read, spoken(shown.replace("-", "–")) if key == "hours" else shown)
        if answer is None:
            return before
        typed[key] = write(answer)
        if terminal.interactive:  # a script has its answers
            session.keep(typed)
        return answer

    def read_zone(text: str) -> str:
        try:
            return session.read_timezone(text)
        except Refused as error:
            if nearest := session.nearest_timezone(text):
                return nearest
            raise Refused("", error.reason) from None  # the reason is a whole sentence

    def read_hours(text: str) -> Schedule:
        try:
            return session.read_hours(text)
        except Refused as error:  # the reason is a whole sentence
            raise Refused("", spoken(error.reason.replace("-", "–"))) from None

    terminal.show(f"{words.TITLE}.")
    terminal.show(f"{own_words.HELP} {words.PRIVATE}")
    if typed:
        terminal.show(RESTORED)
    if session.are_texts_locked:
        terminal.show(words.TEXTS_LOCKED)
    name = ask("name", f"{words.NAME_QUESTION} {words.NAME_HINT}", clean, str, session.name)
    zone = ask("timezone", f"{words.ZONE_QUESTION} {words.ZONE_HINT}", read_zone, str, session.timezone)
    if zone:
        terminal.show(f"{zone}. {spoken(words.now_there(session.time_in(zone)))}")
    hours = words.hours_text(session.settings.schedule)
    question = f"{words.HOURS_QUESTION} {own_words.HOURS_HINT}"
    schedule = ask("hours", question, read_hours, words.hours_text, hours) or session.read_hours(hours)
    terminal.show(spoken(words.contract(schedule)))
    if terminal.input_ended and not typed:
        raise Quit  # the end of the input must not accept everything
    is_plain = terminal.confirm(own_words.PLAIN, default=program.settings.plain if terminal.input_ended else True)
    outcome = session.save(
        Answers(session.name if name is None else name, session.timezone if zone is None else zone, schedule)
    )
    if outcome.is_saved and is_plain != program.settings.plain:
        change_config(program.paths.config, {"plain": is_plain})
    print_message(quoted(outcome.message, 300))
