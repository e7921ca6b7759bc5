"""Replies to what was shared come in on the next morning: those to this person, once, and thanks can be kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from cmcheckin.checkin import received
from cmcheckin.checkin.morning import Morning
from cmcheckin.domain.checkin import CheckIn
from cmcheckin.paths import Places
from cmcheckin.settings import Settings
from cmcheckin.sharing import choices
from cmcheckin.sharing.replies import write
from cmcheckin.sharing.share_file import Reply

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
THANKS = Reply("r-1", "p-me", "thanks", "You were so patient", NOW, "w-1", "First-time poster", "Kim")


def home(tmp_path: Path, person: str = "p-me", folder: str = "") -> Places:
    """A home that shared something before."""
    places = Places(tmp_path / "home" / "config.toml", tmp_path / "home")
    if person:
        choices.write(places.share, choices.Choices(person, folder=folder))
    return places


def shared(tmp_path: Path, *replies: Reply) -> Settings:
    """A share folder with these replies, and the setting that names it."""
    folder = tmp_path / "shared"
    folder.mkdir(exist_ok=True)
    for reply in replies:
        write(reply, folder)
    return Settings(share_folder=str(folder))


def test_replies_to_this_person_come_in_oldest_first(tmp_path: Path) -> None:
    later = replace(THANKS, id="r-0", made=NOW + timedelta(1))
    settings = shared(tmp_path, later, THANKS, replace(THANKS, id="r-2", to="p-other"))
    assert received.unseen(settings, home(tmp_path)) == (THANKS, later)


def test_what_was_shown_does_not_come_again(tmp_path: Path) -> None:
    settings, places = shared(tmp_path, THANKS), home(tmp_path)
    received.remember(places, received.unseen(settings, places))
    assert received.unseen(settings, places) == ()
    assert (places.data / received.FILE).stat().st_mode & 0o777 == 0o600
    more = replace(THANKS, id="r-9")
    shared(tmp_path, more)
    assert received.unseen(settings, places) == (more,)


def test_nothing_is_looked_for_where_nothing_was_shared_or_no_folder_is_known(tmp_path: Path) -> None:
    settings = shared(tmp_path, THANKS)
    assert received.unseen(settings, home(tmp_path, person="")) == ()
    assert received.unseen(Settings(), home(tmp_path)) == ()


def test_the_folder_of_the_last_time_is_looked_into_when_none_is_set(tmp_path: Path) -> None:
    settings = shared(tmp_path, THANKS)
    assert received.unseen(Settings(), home(tmp_path, folder=settings.share_folder)) == (THANKS,)


def test_files_that_are_no_replies_and_a_damaged_memory_stop_nothing(tmp_path: Path) -> None:
    settings, places = shared(tmp_path, THANKS), home(tmp_path)
    folder = Path(settings.share_folder)
    (folder / "reply-bad.json").write_bytes(b"\x00\xff")
    (folder / "reply-link.json").symlink_to(folder / "reply-r-1.json")
    (folder / "reply-r-1 (conflicted copy).json").write_bytes((folder / "reply-r-1.json").read_bytes())
    (places.data / received.FILE).write_text('{"seen": [1, {"x": 2}')
    assert received.unseen(settings, places) == (THANKS,)
    places.share.write_text("[")
    assert received.unseen(settings, places) == ()


def test_a_folder_that_is_gone_says_nothing(tmp_path: Path) -> None:
    assert received.unseen(Settings(share_folder=str(tmp_path / "gone")), home(tmp_path)) == ()
    assert received.unseen(Settings(share_folder="\x00"), home(tmp_path)) == ()


def test_thanks_are_kept_as_praise_once(tmp_path: Path) -> None:
    morning = Morning(date(2026, 11, 23), CheckIn(date(2026, 11, 23)), (), (), (), (), None, {})
    more = received.keep(morning, THANKS)
    assert [(win.text, win.kind, win.sender) for win in more.checkin.wins] == [("You were so patient", "thanks", "Kim")]
    assert received.kept(more, THANKS)
    assert received.keep(more, THANKS) is more
    wordless = received.keep(morning, replace(THANKS, text="", sender=""))
    assert [(win.text, win.sender) for win in wordless.checkin.wins] == [("Thanks for “First-time poster”", None)]
