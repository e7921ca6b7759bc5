"""A home with replies of every kind, for tests of the inbox."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from cmcheckin.domain.checkin import CheckIn, Win
from cmcheckin.domain.records import Record
from cmcheckin.domain.workday import Workday
from cmcheckin.services import share_preferences
from cmcheckin.services.inbox import InboxReply, read_inbox
from cmcheckin.services.share_files import write_reply
from cmcheckin.sharing.share_file import Reply
from cmcheckin.ui.app import CheckinApp

MADE = datetime(2026, 11, 10, 16, tzinfo=UTC)
WIN = "w-2026-11-18-1-3f9a"
REPLY = Reply("r-0", "p-me", "cover", "Sam takes the weekend", MADE, sender="Kim")
QUESTION = replace(REPLY, id="r-1", kind="question", text="Would Thursday help?", made=MADE.replace(day=19))
THANKS = replace(
    REPLY,
    id="r-2",
    kind="thanks",
    text="So patient, all week",
    made=MADE.replace(day=18),
    about=WIN,
    about_text="A win",
)
TIME_OFF = replace(
    REPLY, id="r-3", kind="time", text="Two days after the launch", made=MADE.replace(day=17),
    first=date(2026, 12, 2), last=date(2026, 12, 4),
)  # fmt: skip
SIZES = [(80, 24), (120, 40)]


def records() -> list[Record]:
    """Return today's check-in, the win that THANKS is about, and a day on which leave can't be planned."""
    at = datetime(2026, 11, 18, 8, tzinfo=UTC)
    return [
        CheckIn(date(2026, 11, 18), at, mood=3, wins=(Win("First-time poster answered three others", WIN),)),
        CheckIn(date(2026, 11, 20), at.replace(day=20), mood=4, workload=3),
        Workday(date(2026, 12, 3), "work", 2),
    ]


def shared_folder(home: Path) -> Path:
    """Return a folder that was shared to from `home`, without replies yet."""
    folder = home / "shared"
    folder.mkdir(parents=True)
    share_preferences.save(home / "share.json", share_preferences.SharePreferences("p-me", folder=str(folder)))
    return folder


def write_replies(folder: Path) -> None:
    """Write a question, thanks, time off and cover, the newest first."""
    for reply in (QUESTION, THANKS, TIME_OFF, REPLY):
        write_reply(reply, folder)


def write_offers(folder: Path, number: int, text: str = "offer number {} of many") -> None:
    """Write `number` offers of cover. The one with the highest number is the newest."""
    for n in range(number):
        write_reply(replace(REPLY, id=f"r-{n}", text=text.format(n), made=MADE + timedelta(hours=n)), folder)


def text_in(screen: str) -> str:
    """Return the text of the selected reply as one line, without the list above it or beside it."""
    lines = screen.splitlines()[2:]
    if not any("│" in line for line in lines):
        return " ".join(screen.split("─" * 20)[-1].lstrip("─").split())
    return " ".join(" ".join(line.partition("│")[2] for line in lines).split())


def replies(app: CheckinApp) -> dict[str, InboxReply]:
    """Return the replies in the inbox of `app`, by their ids."""
    return {one.reply.id: one for one in read_inbox(app.journal, app.settings, app.clock.now()).replies}


def states(app: CheckinApp) -> dict[str, str]:
    """Return the state of each reply, by its id."""
    return {id_: one.state for id_, one in replies(app).items()}
