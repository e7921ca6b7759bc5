"""Writing a share: completely or not at all, private, never over another file unasked, with portable names."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.errors import Refused
from cmcheckin.files import NotRegularFile, write_new
from cmcheckin.services import file_sets, share_preferences
from cmcheckin.services.file_sets import FilesExist
from cmcheckin.services.share_files import write_share
from cmcheckin.services.share_preferences import SharePreferences
from cmcheckin.sharing import rendering
from cmcheckin.sharing.codec import read_share
from cmcheckin.sharing.rendering import file_names
from cmcheckin.sharing.share_file import DEFAULT_FIELDS
from tests.sharing.team_examples import share

ADA = replace(share(0), name="Ada Okafor")


def here(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_all_formats_are_written_readable_by_oneself_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        paths = write_share(ADA, tmp_path / "shared")
    finally:
        os.umask(before)
    assert [path.name for path in paths] == [f"ada-okafor-2026-W47.{form}" for form in ("json", "html", "md")]
    assert {stat.S_IMODE(path.stat().st_mode) for path in paths} == {0o600}
    assert stat.S_IMODE((tmp_path / "shared").stat().st_mode) == 0o700
    assert read_share(paths[0].read_bytes()) == ADA
    assert len(here(tmp_path / "shared")) == 3


def test_an_existing_file_stays_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "ada-okafor-2026-W47.md").write_text("mine")
    with pytest.raises(FilesExist) as no:
        write_share(ADA, tmp_path)
    assert [path.name for path in no.value.paths] == ["ada-okafor-2026-W47.md"]
    assert here(tmp_path) == {"ada-okafor-2026-W47.md": b"mine"}


def test_one_that_is_there_is_replaced_when_that_was_asked_for(tmp_path: Path) -> None:
    target = tmp_path / "ada-okafor-2026-W47.json"
    target.write_text("from before")
    write_share(ADA, tmp_path, ("json",), replace=True)
    assert read_share(target.read_bytes()) == ADA


def test_a_link_in_place_of_a_file_is_neither_followed_nor_replaced(tmp_path: Path) -> None:
    (other := tmp_path / "elsewhere").write_text("mine")
    (tmp_path / "ada-okafor-2026-W47.md").symlink_to(other)
    with pytest.raises(NotRegularFile, match="a link already has that name"):
        write_share(ADA, tmp_path, replace=True)
    assert sorted(here(tmp_path)) == ["ada-okafor-2026-W47.md", "elsewhere"]
    assert other.read_text() == "mine"
    assert (tmp_path / "ada-okafor-2026-W47.md").is_symlink()


@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize("at", [1, 2])
def test_a_failure_restores_the_replaced_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int, links: bool
) -> None:
    write_share(ADA, tmp_path, ("json", "html"))
    before = here(tmp_path)
    left = [at]

    def fails(finished: Path, path: Path) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))
        Path(finished).replace(path)

    def none(*_: Any, **__: Any) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(file_sets, "replace_file", fails)
    if not links:
        monkeypatch.setattr(os, "link", none)
    with pytest.raises(PermissionError):
        write_share(replace(ADA, help="Something else"), tmp_path, replace=True)
    assert here(tmp_path) == before


def test_a_link_that_leads_nowhere_is_something_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "ada-okafor-2026-W47.json").symlink_to(tmp_path / "gone")
    with pytest.raises(FilesExist):
        write_share(ADA, tmp_path, ("json",))


def test_a_file_created_meanwhile_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:

    def meanwhile(path: Path, data: bytes, *, sync: bool) -> None:
        write_new(path, data)
        (tmp_path / "ada-okafor-2026-W47.html").write_text("theirs")

    monkeypatch.setattr(file_sets, "write_new", meanwhile)
    with pytest.raises(FilesExist):
        write_share(ADA, tmp_path)
    assert here(tmp_path) == {"ada-okafor-2026-W47.html": b"theirs"}


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_full_disk_leaves_no_partial_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    synced: list[int] = []

    def full(opened: int) -> None:
        synced.append(opened)
        if len(synced) == at:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_share(ADA, tmp_path / "new")
    assert here(tmp_path) == {}


def test_without_hard_links_the_name_is_reserved_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: Any) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", none)
    write_share(ADA, tmp_path)
    assert len(here(tmp_path)) == 3
    with pytest.raises(FilesExist):
        write_share(ADA, tmp_path)


def test_a_folder_above_that_is_not_there_is_a_slip(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_share(ADA, tmp_path / "typo" / "shared")
    assert here(tmp_path) == {}


def test_a_folder_in_place_of_the_file_is_left(tmp_path: Path) -> None:
    (tmp_path / "ada-okafor-2026-W47.json").mkdir()
    with pytest.raises(NotRegularFile):
        write_share(ADA, tmp_path, ("json",), replace=True)


def test_a_share_that_could_not_be_read_again_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        write_share(replace(ADA, help="x" * 501), tmp_path)
    assert here(tmp_path) == {}


def test_a_range_has_its_days_in_its_name() -> None:
    days = replace(ADA, last=ADA.last - timedelta(1))
    assert file_names(days)["md"] == "ada-okafor-2026-11-16-to-2026-11-21.md"


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Ẅïlhelmiñe Ó Brien", "wilhelmine-o-brien"), ("../../etc/passwd", "etc-passwd"), ("CON", "con"), ("-rf *",
        "rf"),
        ("=cmd|x", "cmd-x"), ("a" * 500, "a" * 40), ("ありす", "share-01020304"), ("", "share-01020304"), ("\x1b[2J",
        "2j"),
    ],
)  # fmt: skip
def test_names_are_folded_to_what_any_file_system_takes(name: str, stem: str) -> None:
    assert file_names(replace(ADA, name=name, person="p-0a0b01020304"))["json"] == f"{stem}-2026-W47.json"


@given(st.text(max_size=80), st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=128))
def test_no_name_leaves_its_folder_or_hides(name: str, person: str) -> None:
    for found in file_names(replace(ADA, name=name, person=person)).values():
        assert set(found) <= set("abcdefghijklmnopqrstuvwxyz0123456789-W.")
        assert found[0] not in ".-"
        assert len(found) < 100


def remembers(path: Path, kept: SharePreferences) -> SharePreferences:
    share_preferences.save(path, kept)
    return share_preferences.load(path)


def test_choices_are_remembered_for_oneself_alone(tmp_path: Path) -> None:
    path = tmp_path / "home" / "share.json"
    assert share_preferences.load(path) == SharePreferences()
    kept = SharePreferences("p-1", ("hours", "mood"), ("json",), "/somewhere")
    assert remembers(path, kept) == kept
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert remembers(path, SharePreferences("p-1")) == SharePreferences("p-1")


def test_preferences_that_cannot_be_saved_leave_no_temporary_file(tmp_path: Path) -> None:
    (tmp_path / "share.json").mkdir()
    with pytest.raises(NotRegularFile):
        share_preferences.save(tmp_path / "share.json", SharePreferences("p-1"))
    assert [path.name for path in tmp_path.iterdir()] == ["share.json"]


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"person": 3}', b"\xff", b"[" * 90_000, b" " * 100_001])
def test_choices_that_are_damaged_are_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "share.json").write_bytes(data)
    with pytest.raises(Refused):
        share_preferences.load(tmp_path / "share.json")


def test_the_last_choice_is_proposed_then_that_of_the_settings_then_the_usual_one() -> None:
    assert share_preferences.proposed_fields(SharePreferences(fields=("wins",)), ("hours",)) == (("wins",), "last")
    assert share_preferences.proposed_fields(SharePreferences(), ("mood", "hours", "nonsense")) == (
        ("hours", "mood"),
        "settings",
    )
    assert share_preferences.proposed_fields(SharePreferences(), ("nonsense",)) == (DEFAULT_FIELDS, "usual")
    assert share_preferences.new_person_id(b"\x00" * 8) == "p-0000000000000000"


def test_every_format_can_be_drawn_and_no_other() -> None:
    assert all(rendering.render_share(ADA, form) for form in rendering.FORMATS)
    with pytest.raises(ValueError, match="pdf"):
        rendering.render_share(ADA, "pdf")
