"""The morning on which the demo opens: the Friday of a busy week, with its check-in done and replies waiting."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cmcheckin.cli.demo_data.activities import with_activities
from cmcheckin.cli.demo_data.builder import DEVICE, METRIC, RATINGS_THIS_WEEK, THIS_WEEK, at_time, demo_records
from cmcheckin.domain.checkin import CheckIn, Community, Win
from cmcheckin.domain.escalation import Escalation, Update
from cmcheckin.domain.records import Record
from cmcheckin.domain.week import Week
from cmcheckin.domain.workday import Workday
from cmcheckin.sharing.share_file import Consent, Reply

if TYPE_CHECKING:
    from cmcheckin.bootstrap import Program

NAME: Final = "Ada"
MANAGER: Final = "Mira"
TIME: Final = time(9, 12)
"""When the demo stands still."""
EVENING_MINUTES: Final = 30
"""Minutes after hours from which the next morning of the demo has less energy."""
FIELDS: Final = ("hours", "workload", "wins", "escalations", "help", "asks")
HELP: Final = "Somebody who takes the pings on two nights a week"
THANKS: Final = "I read this to the whole product team this morning. Thank you for staying patient with them."
ANSWER: Final = "Planned for the spring release. I'll come to the forum on Tuesday and say so myself."


def opening_moment(today: date, zone: tzinfo | None) -> datetime:
    """Return the time at which the demo opens: on the last Friday that isn't after `today`, in `zone`."""
    return at_time(today - timedelta((today.weekday() - 4) % 7), TIME, zone)


def friday_records(friday: date, zone: tzinfo | None) -> tuple[Record, ...]:
    """Return the records of the demo up to its check-in of `friday`, with two more pings at night."""
    thursday = friday - timedelta(1)
    workload, mood, energy, community = RATINGS_THIS_WEEK[4]
    hours, after = THIS_WEEK[3]
    end = datetime.combine(thursday, time(9)) + timedelta(hours=hours + 0.25)
    phishing = at_time(thursday, time(3, 20), zone)
    threats = at_time(friday, time(1, 50), zone)
    return (
        *_tired_after_evenings(demo_records(friday, zone)),
        with_activities(Workday(thursday, "work", hours, time(9), end.time(), after)),
        Escalation(
            f"e-{thursday}-9-{DEVICE}", "Phishing links in the Spanish corner", phishing, "safety", 3, 35,
            could_wait=False, handed_to="trust & safety", status="resolved",
            resolved=at_time(thursday, time(9, 40), zone), outcome="Links removed, accounts closed",
        ),
        Escalation(
            f"e-{friday}-9-{DEVICE}", "Insults in the renewal thread", threats, "conduct", 2, 25,
            could_wait=True, cause="renewal mails", status="watching",
            updates=(Update("thread slowed down", at_time(friday, time(2, 15), zone)),),
        ),
        CheckIn(
            friday, at_time(friday, time(8, 41), zone), workload, mood, energy, ("tired", "proud"),
            Community(community, "relieved that somebody answered, still cross about prices"),
            (Win("The renewal answers are pinned, and people link to them", f"w-{friday}-1-{DEVICE}", "content"),),
            {METRIC: 24},
        ),
    )  # fmt: skip


def _tired_after_evenings(records: tuple[Record, ...]) -> Iterator[Record]:
    """Yield `records` with less energy after an evening worked and more after a free one, as the patterns page needs
    both."""
    worked = [record for record in records if isinstance(record, Workday) and record.kind == "work"]
    evenings = {record.date: (record.after_hours_minutes or 0) >= EVENING_MINUTES for record in worked}
    for record in records:
        late = evenings.get(record.date - timedelta(1)) if isinstance(record, CheckIn) else None
        if isinstance(record, CheckIn) and record.energy and late is not None:
            better = min(record.energy + record.date.toordinal() % 2, 5)  # on every other day
            yield record._replace(energy=max(record.energy - 1, 1) if late else better)
        else:
            yield record


def write_replies(demo: Program, folder: Path) -> None:
    """Share last week of `demo` into `folder`, and put two replies of the manager beside it."""
    from cmcheckin.services.share_files import write_reply
    from cmcheckin.services.share_session import ShareSession
    from cmcheckin.sharing.replies import new_reply_id

    now, week = demo.clock.now(), Week.of(demo.clock.today()).shifted(-1)
    with demo.open_journal() as journal:
        session = ShareSession(journal, demo.settings, demo.clock)
        records = session.records(week.monday, week.sunday)
        share = session.build(records, Consent(week.monday, week.sunday, FIELDS, NAME, HELP))
        session.write(share, folder, ("json",))
    sent = now - timedelta(hours=16)
    about = [("thanks", win.id, win.text, THANKS) for win in share.wins[:1]]
    about += [("answer", ask.id, ask.title, ANSWER) for ask in share.asks[:1]]
    for kind, id_, title, text in about:
        reply = Reply(new_reply_id(sent, os.urandom(5)), share.person, kind, text, sent, id_, title, MANAGER)
        write_reply(reply, folder)
        sent -= timedelta(minutes=7)  # or else their order would depend on their random ids
