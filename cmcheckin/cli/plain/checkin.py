"""The check-in in plain lines from the first question to saving. The steps are the same as on the screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import get_args

from cmcheckin.bootstrap import Program
from cmcheckin.checkin import draft, proposals, review
from cmcheckin.checkin.conflict import Choice, Difference, value_in_words
from cmcheckin.checkin.form import CheckinForm, FormPosition
from cmcheckin.checkin.steps import page_index
from cmcheckin.cli import status_summary
from cmcheckin.cli.files import report_missing
from cmcheckin.cli.output import DONE, FAILED, REFUSED, CommandError, print_message, quoted
from cmcheckin.cli.plain.dialogue import Back, Quit
from cmcheckin.cli.plain.gap import show_greeting
from cmcheckin.cli.plain.session import PlainSession
from cmcheckin.cli.plain.steps import STEPS
from cmcheckin.domain.named import NamedTuple
from cmcheckin.domain.week import Week
from cmcheckin.journal.errors import JournalError
from cmcheckin.services import checkin_session
from cmcheckin.services.checkin_session import CheckinSession, SaveConflict
from cmcheckin.services.closing import saved_line
from cmcheckin.wording import checkin as checkin_words
from cmcheckin.wording import conflicts, locked
from cmcheckin.wording import plain_checkin as words
from cmcheckin.wording.formats import long_day
from cmcheckin.wording.spoken import spoken, spoken_days


class CheckinEnd(NamedTuple):
    """How a check-in ended."""

    code: int
    """The exit code."""
    is_saved: bool = False


def run_checkin(program: Program, day: date) -> int:
    """Ask the check-in of `day`, save it to the journal of `program`, and show the week. Return the exit code."""
    return ask_checkin(program, day, shows_week=True).code


def ask_checkin(program: Program, day: date, *, shows_week: bool = False) -> CheckinEnd:
    """Ask the check-in of `day`, save it to the journal of `program`, and return how it ended.

    Until it is saved, the answers are a draft. `shows_week`: whether the week follows.
    """
    journal = program.journal
    opened = checkin_session.open_session(journal, program.settings, program.clock, day)
    opened = opened._replace(form=_with_proposals(opened.form, program))

    def save_draft(form: CheckinForm, step: str) -> None:
        opened.draft.keep(draft.write(form, FormPosition(step)))

    session = PlainSession(opened.form, save_draft)
    session.show(f"{long_day(day, program.clock.today())}.")
    show_greeting(session, program)
    for problem in opened.form.proposals.problems:
        print_message(quoted(problem, 300))
    more = f" {words.MORE_HELP}" if session.interactive else ""
    session.show(words.HINT if session.knows_the_way else f"{words.HELP}{more}")
    session.show_all(checkin_session.opening_messages(opened, journal, program.clock.today()))
    session.show_all(words.NOT_ENTERED.format(text=text) for text in opened.position.unsaved_texts.values() if text)
    is_from_week = session.interactive and not shows_week  # which named them
    if not is_from_week and (unfinished := journal.drafts.unfinished(day)):
        hint = checkin_words.unfinished_command_hint(unfinished, "cmcheckin checkin --plain --date")
        session.show(spoken_days(words.unfinished_later(unfinished) if session.interactive else hint))
    try:
        at = _first_step(session, opened)
        while True:
            try:
                if at == len(STEPS):
                    return _finish(session, program, opened, shows_week=shows_week)
                _ask_step(session, program, at, keeps_step=opened.restored or session.form != opened.form)
            except Back:
                session.keep_rest(None)
                at = _step_before(session, at)
            except Quit:
                if _may_leave(session):
                    raise
            else:
                at += 1
    except Quit:
        print_message(words.NOT_KEPT if session.is_unsaved else words.NOT_SAVED_YET)
        return CheckinEnd(FAILED)
    except CommandError:
        if not session.interactive and not opened.restored:
            opened.draft.discard()  # a script has its answers, and its next run must not begin with them
        raise
    except KeyboardInterrupt:
        print_message(f"\n{words.NOT_KEPT if session.is_unsaved else words.NOT_SAVED_YET}")
        raise
    finally:
        opened.draft.release()


def _first_step(session: PlainSession, opened: CheckinSession) -> int:
    """Return the index of the step to ask first in `session`: at a terminal that of the draft, if there was one."""
    if not opened.restored or not session.interactive:
        return 0
    at = min(page_index(opened.position.page), len(STEPS))
    if 0 < at < len(STEPS):
        session.show(words.steps_kept(at))
    return at


def _step_before(session: PlainSession, at: int) -> int:
    """Return the index of the step to go back to from the one at `at`: the same, if more than its first question was
    asked. From the first question, say that there is no other."""
    if at < len(STEPS) and session.asked > 1:
        return at
    if at == 0:
        session.show(words.FIRST_STEP)
    return max(at - 1, 0)


def _may_leave(session: PlainSession) -> bool:
    """Return whether the answers in `session` are kept as a draft, or the user agrees to lose them. Raises Quit."""
    if not session.is_unsaved or session.save_draft() or not session.interactive or session.input_ended:
        return True
    try:
        return session.confirm(words.LOSE_ANSWERS)
    except Back:
        return False


def _ask_step(session: PlainSession, program: Program, at: int, *, keeps_step: bool) -> None:
    """Ask in `session` the step at the index `at`. `keeps_step`: whether there are answers, so that a terminal which is
    closed before the next one opens the step again. Raises Back."""
    step, ask = STEPS[at]
    session.step, session.help, session.asked = step.name, (), 0
    if keeps_step and session.interactive:
        session.save_draft()
    session.show()
    session.show(words.STEP_TITLE.format(number=at + 1, count=len(STEPS), title=step.title))
    ask(session, program)


def _with_proposals(form: CheckinForm, program: Program) -> CheckinForm:
    """Return `form` with what the user's files propose for its days, if there are any."""
    if not checkin_session.has_hints(program.journal, program.settings):
        return form
    from cmcheckin.services.proposals import wait_for_proposals

    return proposals.propose(form, wait_for_proposals(program.settings, program.paths, program.clock, form))


def _finish(session: PlainSession, program: Program, opened: CheckinSession, *, shows_week: bool) -> CheckinEnd:
    """Show the answers, save them if the user confirms, and show the week if `shows_week`. Return how it ended. Raises
    Quit if they aren't saved."""
    unanswered = session.input_ended and session.form == opened.form  # end of input must not confirm a draft either
    has_answers = session.form.has_answers
    if unanswered or not has_answers:
        if not has_answers:
            opened.draft.discard()
        session.show()
        is_logged = session.form.base.get(session.form.checkin.key) is not None
        session.show(words.nothing_saved(is_logged=is_logged, has_draft=has_answers))
        return CheckinEnd(DONE)
    session.step = "review"
    if session.interactive:
        session.save_draft()
    session.show()
    session.show(f"{checkin_words.REVIEW_TITLE}:")
    for line in review.summary_lines(session.form, ", "):
        label = spoken(line.label) if line.is_days else words.REVIEW_LABELS.get(line.label, line.label)
        texts = map(spoken, line.texts) if line.is_days else line.texts
        session.show_all(f"{label}: {text}" for text in texts)
    if text := proposals.unread_text(session.form):
        session.show(quoted(text, 300))
    _save(session, program)
    opened.draft.discard()
    status_summary.after_change(program)
    if program.journal.is_locked:
        session.show(locked.added_unread(is_encrypted=program.journal.vault.is_on))
        return CheckinEnd(DONE, is_saved=True)
    session.show(saved_line(program.journal, session.form, program.clock.today()))
    if not shows_week:
        return CheckinEnd(DONE, is_saved=True)
    session.show()
    from cmcheckin.cli.plain.parts import print_part
    from cmcheckin.cli.plain.week import WeekPart

    print_part(WeekPart(session, program, Week.of(session.form.date)))
    return CheckinEnd(report_missing(program), is_saved=True)


def _save(session: PlainSession, program: Program) -> None:
    """Save the answers if the user confirms; after an error, ask again at a terminal. Raises Quit if they aren't saved,
    and JournalError in a script."""
    while session.confirm(words.SAVE, default=True):
        try:
            checkin_session.save(program.journal, session.form, program.clock, also=session.states_to_save)
            return
        except SaveConflict as conflict:
            _resolve(session, program, conflict)
            return
        except JournalError as error:
            if not session.interactive:
                raise
            print_message(quoted(error, 600))
    raise Quit


def _resolve(session: PlainSession, program: Program, conflict: SaveConflict) -> None:
    """Ask which side of each difference in `conflict` to save, and save it; again if another save comes first."""
    while True:
        if not session.interactive:
            raise CommandError(REFUSED, str(conflict))
        session.show()
        session.show(conflicts.INTRO)
        chosen = tuple(_choose(session, difference) for difference in conflict.differences)
        try:
            choices = (chosen, conflict.saved)
            checkin_session.save(program.journal, session.form, program.clock, *choices, also=session.states_to_save)
            return
        except SaveConflict as another:
            conflict = another


def _choose(session: PlainSession, difference: Difference) -> Difference:
    """Ask which side of `difference` to save, and return it with that choice."""
    sides = ((words.MINE, difference.mine), (conflicts.THEIRS, difference.theirs))
    answers = [f"{label}: {quoted(value_in_words(difference.field, value), 300)}" for label, value in sides]
    title, choices = conflicts.field_name(difference.key, difference.field), get_args(Choice)
    current = (*"12b",)[choices.index(difference.choice)]
    at = session.choose(title, answers, current, joinable=difference.joinable)
    return difference if at is None else replace(difference, choice=choices[at])
