"""What the manager's screens have in common: rows of which one is marked, and replies to whom it tells of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType

from cmcheckin.domain.errors import Refused
from cmcheckin.domain.text import clean
from cmcheckin.domain.week import Week
from cmcheckin.sharing.share_file import ShareWeek
from cmcheckin.sharing.team import PersonRow, TeamItem, TeamWin
from cmcheckin.ui.base_screen import BaseScreen
from cmcheckin.ui.kit.write_line import WriteLine
from cmcheckin.ui.protocols import TeamApp, team_app
from cmcheckin.ui.review.page import ReviewPage
from cmcheckin.wording import reply
from cmcheckin.wording import review as words

if TYPE_CHECKING:
    from cmcheckin.services.team_reader import TeamReader

CHECKED: Final = 40
"""Files that are looked at between two keys, some 5 ms of them."""
WRITING: Final = (
    "move",
    "turn",
    "open",
    "reply",
    "again",
    "back",
    "app.quit",
    "quit",
    "view",
    "sort",
    "filter",
    "other",
    "beside",
)
"""Actions that make no sense while something is being written."""
REPLY_KEYS: Final[tuple[BindingType, ...]] = (
    Binding("t", "reply('thanks')", "thanks", tooltip="thanks for the marked win", id="review.thanks"),
    Binding("a", "reply('answer')", "answer", tooltip="an answer to the marked ask", id="review.answer"),
    Binding("c", "reply('cover')", "cover", tooltip="offer cover", id="review.cover"),
    Binding("d", "reply('time')", "days off", tooltip="offer time off", id="review.time"),
    Binding("b", "reply('budget')", "budget", tooltip="offer budget", id="review.budget"),
    Binding("i", "reply('introduction')", "introduce", tooltip="offer an introduction", id="review.introduction"),
)
MOVE_KEYS: Final[tuple[BindingType, ...]] = (
    Binding("up,k", "move(-1)", show=False, tooltip="mark the row above", id="review.up"),
    Binding("down,j", "move(1)", show=False, tooltip="mark the row below", id="review.down"),
    Binding("pageup", "turn(-1)", show=False, tooltip="a page up", id="review.up.page"),
    Binding("pagedown", "turn(1)", show=False, tooltip="a page down", id="review.down.page"),
    Binding("home", "move(-999999)", show=False, tooltip="to the first row", id="review.first"),
    Binding("end", "move(999999)", show=False, tooltip="to the last row", id="review.last"),
)


@dataclass(frozen=True)
class Target:
    """What a reply goes to: a person, and of what they shared a win or an ask, if any."""

    person: str
    name: str
    about: str = ""
    about_text: str = ""


def key_of(one: object | None) -> object | None:
    """What makes a row the same one after the folder was read again."""
    match one:
        case PersonRow():
            return one.person
        case TeamItem():
            return one.person, one.item.id
        case TeamWin():
            return one.person, one.win.id
        case ShareWeek():
            return one.week
    return one


def place_of(marked: object | None, rows: Sequence[object | None], otherwise: int) -> int:
    """Where the row of this key stands now; `otherwise` when it is gone, or there was none."""
    if marked is None:
        return otherwise
    return next((n for n, one in enumerate(rows) if key_of(one) == marked), otherwise)


class ReviewingScreen(BaseScreen):
    """Rows of what was shared, and keys that answer."""

    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self) -> None:
        super().__init__()
        self._writing: tuple[str, Target] | None = None
        self._waiting: str | None = None
        """A reply that waits for the name it goes out under."""
        self._fresh = True

    @property
    def review(self) -> TeamApp:
        """Return the app, as this may use it."""
        return team_app(self)

    @property
    def reading(self) -> TeamReader:
        """What was read, as of the last time."""
        return self.review.reading

    @property
    def body(self) -> ReviewPage:
        """The rows."""
        return self.query_one(ReviewPage)

    def reload(self) -> None:
        """Draw what is there now; what was marked stays marked."""
        raise NotImplementedError

    def on_screen_resume(self) -> None:
        """Come back from another screen: replies may have been written there, or the folder read again."""
        if not self._fresh and self.is_mounted:
            self.reload()
        self._fresh = False

    def day_changed(self) -> None:
        """Ages are counted anew."""
        self.review.reload()
        self.reload()

    # Rows

    def action_move(self, by: int) -> None:
        """Mark another row."""
        if self.body.move(by):
            self.refresh_bindings()

    def action_turn(self, way: int) -> None:
        """Mark a row a page away."""
        self.action_move(way * self.body.page)

    def action_again(self) -> None:
        """Read the folder again."""
        self.review.reload()
        self.reload()
        self.show_message(words.READ_AGAIN)

    # Replies

    def person_here(self) -> PersonRow | None:
        """Whose row is marked."""
        raise NotImplementedError

    def target(self, kind: str) -> Target | None:
        """What a reply of this kind would go to from here; None when nothing fit is marked."""
        marked = self.body.marked
        if kind == "thanks":
            if isinstance(marked, TeamWin):
                return Target(marked.person, words.who(marked.name, marked.person), marked.win.id, marked.win.text)
            return None
        if kind == "answer":
            if isinstance(marked, TeamItem) and marked.item.kind == "ask":
                name = words.who(marked.name, marked.person)
                return Target(marked.person, name, marked.item.id, marked.item.title)
            return None
        row = self.person_here()
        return Target(row.person, words.who(row.name, row.person)) if row else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What makes no sense here and now has no key."""
        if self._writing is not None and action in WRITING:
            return False
        if action == "reply" and self.is_mounted and parameters:
            return self.target(str(parameters[0])) is not None
        return True

    def action_reply(self, kind: str) -> None:
        """Write a reply to what is marked."""
        target = self.target(kind)
        if target is not None:
            self._writing = kind, target
            kept = self.review.unsent.get((target.person, kind, target.about), "")
            hint = reply.sent_hint(self.review.sender) if self._named else reply.UNNAMED
            does = "reply" if self._named else "go on"
            self.mount(WriteLine(words.prompt(kind, target.name, target.about_text), kept, hint, does))
            self.refresh_bindings()

    @property
    def _named(self) -> bool:
        """Whether it is known who replies, or that nobody wants to say."""
        return bool(self.review.sender) or self.review.name_asked

    async def on_write_line_sent(self, message: WriteLine.Sent) -> None:
        """The words are done: write the file, or say why not. The first time somebody without a name replies, ask who
        it is from."""
        message.prevent_default()  # a screen that calls this one would have it called once more
        if self._writing is None:
            return
        kind, target = self._writing
        if self._waiting is not None:
            self.review.name_asked = True
            self.review.sender = clean(message.text)
            text, self._waiting = self._waiting, None
        elif not message.text and kind != "thanks":
            await self._close(message.text)
            self.show_message(words.NOTHING_WRITTEN)
            return
        elif self._named:
            text = message.text
        else:
            await self.query(WriteLine).remove()
            self._waiting = message.text
            await self.mount(WriteLine(reply.WHO, "", reply.WHO_HINT, "reply"))
            return
        try:
            self.review.reply(kind, target.person, text, target.about, target.about_text)
        except FileNotFoundError:
            said = words.NO_FOLDER
        except (Refused, OSError) as no:
            said = words.not_written((getattr(no, "strerror", None) or str(no)).lower())
        else:
            await self._close("")
            self.reload()
            self.show_message(words.written(target.name))
            return
        await self._close(text)
        self.show_message(said)

    async def on_write_line_left(self, message: WriteLine.Left) -> None:
        """The words are kept for as long as the program runs."""
        text, self._waiting = self._waiting, None
        await self._close(message.text if text is None else text)

    async def _close(self, text: str) -> None:
        if self._writing is not None:
            kind, target = self._writing
            self.review.unsent[target.person, kind, target.about] = text
        self._writing = None
        await self.query(WriteLine).remove()
        self.refresh_bindings()

    def week_marked(self) -> Week | None:
        """The week whose row is marked."""
        marked = self.body.marked
        return marked.week if isinstance(marked, ShareWeek) else None
