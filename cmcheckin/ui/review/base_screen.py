"""What the manager's screens share: a list, and replies to the people in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType

from cmcheckin.domain.errors import Refused
from cmcheckin.domain.text import clean
from cmcheckin.domain.week import Week
from cmcheckin.services.replying import draft_key
from cmcheckin.sharing.codec import NAME_LENGTH
from cmcheckin.sharing.share_file import ShareEscalation, ShareWeek
from cmcheckin.sharing.team import PersonRow, TeamItem, TeamWin
from cmcheckin.ui.base_screen import BaseScreen
from cmcheckin.ui.kit.prompt import Prompt
from cmcheckin.ui.protocols import TeamApp
from cmcheckin.ui.review.page import FolderList
from cmcheckin.wording import reply
from cmcheckin.wording import review as words

if TYPE_CHECKING:
    from cmcheckin.services.team_reader import TeamReader

CHANGE_NAME: Final = "change name"
CHECKED: Final = 40
"""Files checked at a time between two keys; they take about 5 ms."""
REPLY_KEYS: Final[tuple[BindingType, ...]] = (
    Binding("t", "reply('thanks')", "thanks", tooltip="say thanks for the selected win", id="review.thanks"),
    Binding("a", "reply('answer')", "answer", tooltip="answer the selected ask", id="review.answer"),
    Binding("c", "reply('cover')", "offer", tooltip="offer cover", id="review.cover"),
    Binding("d", "reply('time')", "offer", tooltip="offer time off", id="review.time"),
    Binding("b", "reply('budget')", "offer", tooltip="offer budget", id="review.budget"),
    Binding("i", "reply('introduction')", "offer", tooltip="offer an introduction", id="review.introduction"),
)
MOVE_KEYS: Final[tuple[BindingType, ...]] = (
    Binding("up,k", "move(-1)", show=False, tooltip="previous row", id="review.up"),
    Binding("down,j", "move(1)", show=False, tooltip="next row", id="review.down"),
    Binding("pageup", "turn_page(-1)", show=False, tooltip="page up", id="review.up.page"),
    Binding("pagedown", "turn_page(1)", show=False, tooltip="page down", id="review.down.page"),
    Binding("home", "move(-999999)", show=False, tooltip="to the first row", id="review.first"),
    Binding("end", "move(999999)", show=False, tooltip="to the last row", id="review.last"),
)


@dataclass(frozen=True)
class Recipient:
    """The person a reply goes to, and the id and text of the win or ask it is about, if any."""

    person: str
    name: str
    about: str = ""
    about_text: str = ""


def key_of(row: object | None) -> object | None:
    """Return what identifies `row` after the folder was read again."""
    match row:
        case PersonRow():
            return row.person
        case TeamItem():
            return row.person, row.item.id
        case TeamWin():
            return row.person, row.win.id
        case ShareWeek():
            return row.week
    return row


def position_of(selected: object | None, rows: Sequence[object | None], otherwise: int) -> int:
    """Return the index in `rows` of the row whose key is `selected`, or `otherwise` if there is none."""
    found = (n for n, row in enumerate(rows) if selected is not None and key_of(row) == selected)
    return next(found, otherwise)


def name_prompt(review: TeamApp, enter: str) -> Prompt:
    """Return a prompt for the name below replies. `enter` names what Enter does."""

    def check(name: str) -> str:
        length = len(clean(name))
        return reply.NAME_TOO_LONG.format(length=length, limit=NAME_LENGTH) if length > NAME_LENGTH else ""

    hint = reply.NAME_HINT.format(limit=NAME_LENGTH)
    return Prompt(reply.NAME_PROMPT, review.sender, hint=hint, enter=enter, check=check)


def set_sender(review: TeamApp, name: str | None) -> bool:
    """Use `name` for replies from now on, and return True; do nothing for None, when the prompt was left."""
    if name is not None:
        review.name_asked, review.sender = True, clean(name)
    return name is not None


class ReplyPrompt(Prompt):
    """A prompt for the text of a reply. It shows the name below the reply, and Ctrl+N changes that."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+n", "change_name", CHANGE_NAME, show=False)]

    def __init__(self, review: TeamApp, label: str, text: str, typed: Callable[[str], str]) -> None:
        self._review = review
        if review.is_name_known:
            hint, enter, keys = reply.sender_hint(review.sender), "reply", [("ctrl+n", CHANGE_NAME)]
        else:
            hint, enter, keys = reply.WITHOUT_NAME_HINT, "next", []
        super().__init__(label, text, hint=hint, enter=enter, keys=keys, typed=typed)

    def action_change_name(self) -> None:
        """Ask for another name, unless Enter asks for the first one anyway."""
        if self._review.is_name_known:
            self.app.push_screen(name_prompt(self._review, "done"), self._changed)

    def _changed(self, name: str | None) -> None:
        set_sender(self._review, name)
        self.show_hint(reply.sender_hint(self._review.sender))


class FolderScreen(BaseScreen):
    """A list of what people shared, with keys to reply to them."""

    def __init__(self, review: TeamApp, person: str = "") -> None:
        """`review` is the app. `person` is the id of the person all rows are about; empty if they are about several."""
        super().__init__()
        self.review, self.person = review, person

    @property
    def reading(self) -> TeamReader:
        """Return the folder as it was last read."""
        return self.review.reading

    @property
    def body(self) -> FolderList:
        """Return the list."""
        return self.query_one(FolderList)

    def on_mount(self) -> None:
        """Show the list."""
        self.reload()

    def day_changed(self) -> None:
        """Read the folder again, and count ages from the new day."""
        self.review.reload()
        self.reload()

    # Rows

    def action_move(self, by: int) -> None:
        """Select another row."""
        if self.body.move(by):
            self.refresh_bindings()

    def on_paged_view_clicked(self, event: FolderList.Clicked) -> None:
        """Select the clicked row."""
        if self.body.view is not None and self.body.view.rows[event.index] is not None:
            self.action_move(self.body.steps_to(event.index))

    def action_turn_page(self, pages: int) -> None:
        """Select the row `pages` pages further down."""
        self.action_move(pages * self.body.page_size)

    def action_again(self) -> None:
        """Read the folder again."""
        self.day_changed()
        self.show_message(words.READ_AGAIN)

    def selected_person(self) -> PersonRow | None:
        """Return the person of the selected row."""
        selected = self.body.selected
        if self.person:
            return self.reading.row(self.person)
        if isinstance(selected, TeamItem | TeamWin):
            return self.reading.row(selected.person)
        return selected if isinstance(selected, PersonRow) else None

    def selected_week(self) -> Week | None:
        """Return the week of the selected row."""
        selected = self.body.selected
        return selected.week if isinstance(selected, ShareWeek) else None

    # Replies

    def recipient(self, kind: str) -> Recipient | None:
        """Return who a reply of `kind` to the selected row goes to; None if the row can't have one."""
        row: PersonRow | TeamItem | TeamWin | None = None
        about: tuple[str, ...] = ()
        match kind, self.body.selected:
            case "thanks", TeamWin() as row:
                about = row.win.id, row.win.text
            case "answer", TeamItem(item=ShareEscalation(kind="ask")) as row:
                about = row.item.id, row.item.title
            case "cover" | "time" | "budget" | "introduction", _:
                row = self.selected_person()
        return Recipient(row.person, words.person_name(row.name, row.person), *about) if row else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable the replies that the selected row can have."""
        if action == "reply" and self.is_mounted and parameters:
            return self.recipient(str(parameters[0])) is not None
        return True

    def action_reply(self, kind: str) -> None:
        """Ask for the text of a reply, and for the manager's name if it isn't known. Keep a text that isn't sent."""
        to = self.recipient(kind)
        if to is None:
            return
        draft = draft_key(to.person, kind, to.about)

        def typed(text: str) -> str:
            self.review.keep_unsent(draft, text.strip())
            return ""

        def entered(text: str | None) -> None:
            if text is None:
                return
            if not text and kind != "thanks":
                self.show_message(words.NOTHING_WRITTEN)
            elif self.review.is_name_known:
                self._send(kind, to, text)
            else:
                self.app.push_screen(name_prompt(self.review, "reply"), named(text))

        def named(text: str) -> Callable[[str | None], None]:
            return lambda name: self._send(kind, to, text) if set_sender(self.review, name) else None

        label = words.reply_prompt(kind, to.name, to.about_text)
        self.app.push_screen(ReplyPrompt(self.review, label, self.review.unsent.get(draft, ""), typed), entered)

    def _send(self, kind: str, to: Recipient, text: str) -> None:
        """Write the reply, or show why it can't be written and keep its text."""
        try:
            unsaved = self.review.reply(kind, to.person, text, to.about, to.about_text)
        except FileNotFoundError:
            self.show_message(words.NO_FOLDER)
        except (Refused, OSError) as error:
            self.show_message(words.reply_not_written((getattr(error, "strerror", None) or str(error)).lower()))
        else:
            self.review.keep_unsent(draft_key(to.person, kind, to.about), "")
            self.reload()
            not_saved = words.FOLLOW_UP_NOT_SAVED.format(reason=unsaved) if unsaved else ""
            self.show_message(not_saved or words.REPLY_WRITTEN.format(name=to.name))
