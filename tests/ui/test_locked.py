"""A locked diary: the check-in can be filled in and saved, and no other screen is shown, as it would be empty."""

from __future__ import annotations

from pathlib import Path

import pytest

from cmcheckin.journal import Journal
from cmcheckin.journal.encryption.identities import new_secret, public_keys, remember_path, write_identity
from cmcheckin.journal.encryption.settings import Encryption, write_settings
from cmcheckin.ui.app import Start
from cmcheckin.wording.locked import ADDED_UNREAD, needs_reading
from tests.ui.app_session import FRIDAY, AppHome, checkin


class LockedHome(AppHome):
    """A home of which the identity can be taken away."""

    @property
    def identity(self) -> Path:
        """The identity file."""
        return self.folder.with_name("identity.txt")

    @property
    def journal(self) -> Journal:
        journal = super().journal
        if journal.vault.is_locked:
            journal.add_only()
        return journal


@pytest.fixture
def locked(tmp_path: Path) -> LockedHome:
    """A home with a check-in of today and a draft of yesterday, without its identity."""
    home = LockedHome(tmp_path / "home")
    secret, paths = new_secret(), home.journal.paths
    write_settings(paths, Encryption("on", public_keys([secret])))
    write_identity(str(home.identity), [secret])
    remember_path(paths, str(home.identity))
    home.keep([checkin(str(FRIDAY), mood=2, note="Kept", wins=[{"text": "Before"}])])
    (home.folder / "drafts").mkdir()
    (home.folder / "drafts" / "2026-11-19-1.json").write_bytes(home.journal.vault.seal(b"{}"))
    home.identity.rename(tmp_path / "away")
    return home


async def test_a_checkin_is_added_and_the_app_ends(locked: LockedHome, tmp_path: Path) -> None:
    async with locked.open_app(start=Start("auto")) as me:
        assert me.page == "workload"
        assert "Your diary stays locked" in me.text
        assert "Kept" not in me.text and "Unfinished" not in me.text
        await me.press("4", "ctrl+s")
    assert me.app.exit_line == ADDED_UNREAD
    assert len(locked.drafts) == 1
    (tmp_path / "away").rename(locked.identity)
    [found] = locked.kept.checkins
    assert (found.workload, found.mood, found.note, [win.text for win in found.wins]) == (4, 2, "Kept", ["Before"])


async def test_no_other_screen_is_offered_or_shown(locked: LockedHome) -> None:
    async with locked.open_app() as me:
        names = [name for name, _ in me.app.commands(me.app.screen)]
        assert names and not {"Week", "Trends", "History"} & set(names)
        me.app.action_place("trends")
        await me.pilot.pause()
        assert me.page == "workload"
        assert needs_reading(is_encrypted=True) in me.text


async def test_what_was_typed_is_kept_as_a_draft_that_only_the_identity_opens(locked: LockedHome) -> None:
    async with locked.open_app() as me:
        await me.reach("mood")
        await me.press("3")
        await me.press("q")
    drafts = [path for path in locked.drafts if path.name.startswith("2026-11-20")]
    assert len(drafts) == 1 and drafts[0].read_bytes().startswith(b"age-encryption.org/")


async def test_escalations_that_cannot_be_read_are_not_said_to_be_none(locked: LockedHome) -> None:
    async with locked.open_app() as me:
        await me.reach("escalations")
        assert "Open escalations are locked" in me.text
        assert "No open escalations" not in me.text
