"""The inbox: replies from every folder shared to, their states, and nothing a file could forge."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from cmcheckin.checkin.form import CheckinForm
from cmcheckin.domain.checkin import CheckIn
from cmcheckin.services import inbox, share_preferences
from cmcheckin.services.inbox import Inbox, InboxReply, read_inbox
from cmcheckin.services.inbox_actions import keep_as_praise, mark_read
from cmcheckin.services.share_files import write_reply
from cmcheckin.services.share_preferences import MAX_FOLDERS, SharePreferences
from cmcheckin.services.shared_folder.found import Limits
from cmcheckin.settings import Settings
from cmcheckin.sharing.share_file import Reply
from cmcheckin.sharing.shared_ids import shared_id
from tests.services.session_home import Home

NOW = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
THANKS = Reply("r-1", "p-me", "thanks", "You were so patient", NOW, "w-2026-11-19-1-3f9a", "Forged words", "Kim")


class Shared(Home):
    """A home that shared to these folders, the last one last."""

    def __init__(self, tmp_path: Path, *folders: str, person: str = "p-me") -> None:
        super().__init__(tmp_path / "home")
        self.folders = [tmp_path / name for name in folders or ("shared",)]
        kept = SharePreferences(person)
        for folder in self.folders:
            folder.mkdir(exist_ok=True)
            kept = kept.with_folder(str(folder))
        if person:
            share_preferences.save(self.paths.share, kept)

    def come(self, *replies: Reply, to: int = 0) -> None:
        """Write these replies into a folder."""
        for reply in replies:
            write_reply(reply, self.folders[to])

    @property
    def inbox(self) -> Inbox:
        """Read the inbox."""
        return read_inbox(self.journal(), self.settings, NOW)

    @property
    def texts(self) -> list[str]:
        """Return all texts of the inbox."""
        return [one.reply.text for one in self.inbox.replies]


def test_replies_to_this_person_come_from_every_folder_shared_to_the_newest_first(tmp_path: Path) -> None:
    home = Shared(tmp_path, "a", "b")
    home.settings = Settings(share_folder=str(tmp_path / "set"))
    (tmp_path / "set").mkdir()
    home.come(THANKS, replace(THANKS, id="r-other", to="p-other", text="to another"))
    home.come(replace(THANKS, id="r-2", text="later", made=NOW + timedelta(hours=1)), to=1)
    write_reply(replace(THANKS, id="r-3", text="earlier", made=NOW - timedelta(1)), tmp_path / "set")
    assert home.texts == ["later", "You were so patient", "earlier"]
    assert [one.reply.text for one in home.inbox.unread] == ["earlier", "You were so patient", "later"]
    assert home.inbox.folders == tuple(str(tmp_path / name) for name in ("set", "b", "a"))
    assert home.inbox.unread_files == ()


def test_every_folder_shared_to_is_remembered_as_far_as_there_is_room(tmp_path: Path) -> None:
    kept = SharePreferences("p-me")
    for n in range(2 * MAX_FOLDERS):
        kept = kept.with_folder(f"/shared/{n}").with_folder("/shared/0")
    share_preferences.save(tmp_path / "share.json", kept)
    read = share_preferences.load(tmp_path / "share.json")
    assert read.folders == ("/shared/0", *(f"/shared/{2 * MAX_FOLDERS - 1 - n}" for n in range(MAX_FOLDERS - 1)))
    assert read.without_folder("/shared/0").folders == read.folders[1:]
    assert read.without_folder(f"/shared/{2 * MAX_FOLDERS - 1}").folder == "/shared/0"


def test_a_reply_in_the_folder_of_a_week_long_ago_is_found(tmp_path: Path) -> None:
    """A folder for each week is a way to share, and a manager may answer a year later."""
    home = Shared(tmp_path)
    kept = share_preferences.load(home.paths.share)
    for n in range(60):
        (tmp_path / f"week-{n}").mkdir()
        kept = kept.with_folder(str(tmp_path / f"week-{n}"))
    share_preferences.save(home.paths.share, kept)
    write_reply(THANKS, tmp_path / "week-0")
    assert home.texts == ["You were so patient"]


def test_a_folder_is_remembered_by_the_name_it_has_and_the_longest_names_have_room(tmp_path: Path) -> None:
    name = "x\x1b[2J\u202e\n\udcff"
    kept = SharePreferences("p-me")
    for n in range(MAX_FOLDERS):
        kept = kept.with_folder(f"/{n}{name * (4000 // len(name))}")
    share_preferences.save(tmp_path / "share.json", kept)
    assert share_preferences.load(tmp_path / "share.json") == kept


def test_read_and_kept_states_are_remembered_and_unread_ones_come_first(tmp_path: Path) -> None:
    home = Shared(tmp_path)
    home.come(THANKS, replace(THANKS, id="r-2", text="b"), replace(THANKS, id="r-3", text="c", made=NOW - timedelta(9)))
    found = {one.reply.id: one for one in home.inbox.replies}
    assert mark_read(home.journal(), [found["r-1"], found["r-2"]], NOW) == 2
    assert keep_as_praise(home.journal(), found["r-2"], NOW)
    assert mark_read(home.journal(), [found["r-2"]], NOW) == 0
    states = [(one.reply.id, one.state) for one in home.inbox.replies]
    assert (states[0], sorted(states)) == (("r-3", "unread"), [("r-1", "read"), ("r-2", "kept"), ("r-3", "unread")])
    assert [one.reply.id for one in home.inbox.unread] == ["r-3"]
    only = read_inbox(home.journal(), home.settings, NOW, only_unread=True)
    assert only.replies == home.inbox.unread


def test_states_of_earlier_versions_are_taken_over_when_their_reply_is_seen(tmp_path: Path) -> None:
    home = Shared(tmp_path, "a", "b")
    home.come(THANKS, replace(THANKS, id="r-3", text="c"))
    home.come(replace(THANKS, id="r-2", text="b"), to=1)
    keys = {one.reply.id: one.key for one in home.inbox.replies}
    file = home.paths.data / inbox.FILE
    file.write_text(json.dumps({"version": 1, "states": {keys["r-1"]: "read", keys["r-2"]: "kept"}}))
    home.folders[1].rename(tmp_path / "away")
    assert {one.reply.id: one.state for one in home.inbox.replies} == {"r-1": "read", "r-3": "unread"}
    assert file.exists()  # it has the state of a reply that wasn't seen yet
    (tmp_path / "away").rename(home.folders[1])
    assert {one.reply.id: one.state for one in home.inbox.replies} == {"r-1": "read", "r-2": "kept", "r-3": "unread"}
    assert not file.exists()
    assert len(home.journal().reply_states()) == 2
    file.write_text('{"states": [1, {"x": 2}')
    assert len(home.inbox.unread) == 1


def test_a_reply_that_is_only_in_the_journal_is_shown_in_full(tmp_path: Path) -> None:
    home = Shared(tmp_path)
    text = "Take Thursday.\nAnd Friday.\n" + "x" * 1900
    offer = replace(THANKS, kind="time", text=text, first=date(2026, 12, 3), last=date(2026, 12, 4))
    home.come(offer)
    mark_read(home.journal(), home.inbox.replies, NOW)
    [read] = home.inbox.replies
    home.paths.share.unlink()
    home.folders[0].rename(tmp_path / "gone")
    [kept] = home.inbox.replies
    assert (kept.reply, kept.path, kept.state, kept.key) == (replace(offer, to=""), "", "read", read.key)


def test_among_thousands_of_names_the_real_one_is_found(tmp_path: Path) -> None:
    home = Shared(tmp_path)
    home.come(THANKS)
    for n in range(2000):
        (home.folders[0] / f"reply-z{n}.json").write_bytes(b"{}")
    assert home.texts == ["You were so patient"]
    assert len(home.inbox.unread_files) == 2000


def test_replies_beyond_the_limit_are_reported(tmp_path: Path, monkeypatch: object) -> None:
    home = Shared(tmp_path)
    for n in range(5):
        home.come(replace(THANKS, id=f"2026111{n}-ab", text=str(n)))
    monkeypatch.setattr(inbox, "LIMITS", Limits(files=2))  # type: ignore[attr-defined]
    assert sorted(home.texts) == ["3", "4"]
    assert ["3 older files were left out" in one.reason for one in home.inbox.unread_files] == [True]


def test_a_file_that_is_too_large_for_a_reply_is_named(tmp_path: Path) -> None:
    home = Shared(tmp_path)
    (home.folders[0] / "reply-big.json").write_bytes(b" " * 60_000)
    [one] = home.inbox.unread_files
    assert one.reason == "is 60,000 bytes long, but the limit is 50,000"


def test_a_folder_that_is_gone_and_files_that_cannot_be_read_are_named_and_the_rest_is_there(tmp_path: Path) -> None:
    home = Shared(tmp_path, "gone", "shared")
    home.come(THANKS, to=1)
    home.folders[0].rmdir()
    (home.folders[1] / "reply-bad.json").write_bytes(b"\x00\xff")
    (home.folders[1] / "reply-link.json").symlink_to(home.folders[1] / "reply-r-1.json")
    found = home.inbox
    assert [one.reply for one in found.replies] == [THANKS]
    assert {Path(one.path).name: one.reason for one in found.unread_files} == {
        "gone": "doesn't exist",
        "reply-bad.json": "isn't text",
        "reply-link.json": "is a link, and links aren't followed",
    }


def test_without_a_valid_person_id_nothing_is_searched(tmp_path: Path) -> None:
    home = Shared(tmp_path, person="")
    home.come(THANKS)
    assert home.inbox == Inbox()
    home.settings = Settings(share_folder=str(home.folders[0]))
    assert (home.inbox.replies, home.inbox.unread_files) == ((), ())
    home.paths.share.parent.mkdir(exist_ok=True)
    home.paths.share.write_text("[")
    assert [Path(one.path).name for one in home.inbox.unread_files] == ["share.json"]


def test_copies_of_one_reply_are_one_and_two_that_differ_are_both_shown(tmp_path: Path) -> None:
    home = Shared(tmp_path, "a", "b")
    home.come(THANKS)
    home.come(THANKS, to=1)
    copy = home.folders[0] / "reply-r-1 (conflicted copy).json"
    copy.write_bytes((home.folders[0] / "reply-r-1.json").read_bytes())
    [one] = home.inbox.replies
    assert not one.has_id_conflict
    mark_read(home.journal(), [one], NOW)
    home.folders.append(tmp_path / "z")
    home.folders[2].mkdir()
    share_preferences.save(home.paths.share, share_preferences.load(home.paths.share).with_folder(str(home.folders[2])))
    home.come(replace(THANKS, text="You were awful"), to=2)
    found = home.inbox.replies
    assert sorted((one.reply.text, one.state, one.has_id_conflict) for one in found) == [
        ("You were awful", "unread", True),
        ("You were so patient", "read", True),
    ]


def test_the_title_of_a_reply_comes_from_the_journal(tmp_path: Path) -> None:
    home = Shared(tmp_path)
    home.save(
        type="checkin", date="2026-11-19", logged_at="2026-11-19T08:30:00+01:00", mood=3,
        wins=[{"id": "w-2026-11-19-1-3f9a", "text": "First-time poster"}, {"id": "from elsewhere", "text": "Guide"}],
    )  # fmt: skip
    home.save(type="escalation", id="e-1", title="Captions", opened="2026-11-01T10:00:00+01:00", kind="ask")
    home.come(
        THANKS,
        replace(THANKS, id="r-2", about="from elsewhere"),
        replace(THANKS, id="r-3", about="e-1", kind="answer"),
        replace(THANKS, id="r-4", about="e-none", kind="answer"),
        replace(THANKS, id="r-5", about="", about_text="", kind="cover"),
    )
    titles = {one.reply.id: one.title for one in home.inbox.replies}
    assert titles == {"r-1": "First-time poster", "r-2": "Guide", "r-3": "Captions", "r-4": "", "r-5": ""}
    assert home.journal().escalation("e-1").status is None  # type: ignore[union-attr]  # an answer closes nothing


def test_a_future_date_is_marked_and_sorted_last(tmp_path: Path) -> None:
    home = Shared(tmp_path)
    home.come(THANKS, replace(THANKS, id="r-2", text="forged", made=datetime(2099, 1, 1, tzinfo=UTC)))
    assert [(one.reply.text, one.in_future) for one in home.inbox.replies] == [
        ("You were so patient", False),
        ("forged", True),
    ]


def test_own_words_are_looked_for_without_reading_all_where_the_id_says_the_day(tmp_path: Path) -> None:
    home = Shared(tmp_path)
    win = {"id": "w-2020-01-02-1-3f9a", "text": "Long ago"}
    home.save(type="checkin", date="2020-01-02", logged_at="2020-01-02T08:30:00+01:00", mood=3, wins=[win])
    day = date(2026, 11, 20)
    assert inbox.titles_of(home.journal(), ["w-2020-01-02-1-3f9a", ""], day) == {"w-2020-01-02-1-3f9a": "Long ago"}
    assert inbox.titles_of(home.journal(), ["w-2020-13-45-1-3f9a", "x" * 128], day) == {}


MONDAY = date(2026, 11, 23)
FORM = CheckinForm(MONDAY, CheckIn(MONDAY))


def test_thanks_are_added_as_praise_once() -> None:
    thanks = InboxReply(THANKS, "reply")
    form = inbox.add_praise(FORM, thanks)
    assert [(win.text, win.kind, win.sender) for win in form.checkin.wins] == [("You were so patient", "thanks", "Kim")]
    assert inbox.has_praise(form, thanks)
    assert inbox.add_praise(form, thanks) is form


def test_thanks_without_text_take_the_title_from_the_journal_and_never_from_the_file() -> None:
    thanks = InboxReply(replace(THANKS, text="", sender=""), "reply")
    assert inbox.add_praise(FORM, thanks) is FORM
    form = inbox.add_praise(FORM, replace(thanks, title="First-time poster"))
    assert [(win.text, win.sender) for win in form.checkin.wins] == [("Thanks for “First-time poster”", None)]


def test_a_reply_about_a_shared_id_has_the_title_of_its_entry_however_old(tmp_path: Path) -> None:
    home = Shared(tmp_path)
    preferences = share_preferences.load(home.paths.share)
    share_preferences.save(home.paths.share, replace(preferences, secret="0f" * 16))
    for day in ("2016-01-05", "2026-11-19"):
        wins = [{"id": f"w-{day}-1-3f9a", "text": f"First-time poster of {day}"}]
        home.save(type="checkin", date=day, logged_at=f"{day}T08:30:00+01:00", mood=3, wins=wins)
    home.save(type="escalation", id="e-1", title="Captions", opened="2026-11-01T10:00:00+01:00", kind="ask")
    ids = ("w-2016-01-05-1-3f9a", "w-2026-11-19-1-3f9a", "e-1", "e-none")
    home.come(*(replace(THANKS, id=f"r-{n}", about=shared_id("0f" * 16, id_)) for n, id_ in enumerate(ids)))
    titles = {one.reply.id: one.title for one in home.inbox.replies}
    assert [titles[f"r-{n}"] for n in range(4)] == [
        "First-time poster of 2016-01-05", "First-time poster of 2026-11-19", "Captions", "",
    ]  # fmt: skip
