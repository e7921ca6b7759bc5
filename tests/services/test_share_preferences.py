"""What is remembered of the last share: fields, formats, folders and their limits."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cmcheckin.domain.errors import Refused
from cmcheckin.services.share_preferences import (
    MAX_BYTES,
    MAX_FOLDERS,
    MAX_PATH_LENGTH,
    SharePreferences,
    load,
    new_person_id,
    proposed_fields,
    save,
)
from cmcheckin.sharing.rendering import FORMATS
from cmcheckin.sharing.share_file import DEFAULT_FIELDS


def loaded(tmp_path: Path, raw: object) -> SharePreferences:
    (tmp_path / "share.json").write_text(raw if isinstance(raw, str) else json.dumps(raw))
    return load(tmp_path / "share.json")


def test_preferences_are_read_back_unchanged(tmp_path: Path) -> None:
    path = tmp_path / "state" / "share.json"
    assert load(path) == SharePreferences()
    full = SharePreferences("p-1", ("hours", "wins"), ("json", "html"), "/a\x1b\n", "Ada", ("/b", "/c"), "0f" * 16)
    for preferences in (full, SharePreferences(), SharePreferences("p-1")):
        save(path, preferences)
        assert load(path) == preferences
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("raw", ["", "[]", "{", "[" * 100_000, {"folder": 7}, {"folder": "a\0"}, {"earlier": "x"}])
def test_damaged_preferences_are_refused(tmp_path: Path, raw: object) -> None:
    with pytest.raises(Refused):
        loaded(tmp_path, raw)


@pytest.mark.parametrize("name", ["folder", "earlier"])
def test_a_path_has_its_greatest_length(tmp_path: Path, name: str) -> None:
    def raw(length: int) -> dict[str, Any]:
        path = "x" * length
        return {name: path if name == "folder" else [path]}

    assert loaded(tmp_path, raw(MAX_PATH_LENGTH)).folders == ("x" * MAX_PATH_LENGTH,)
    with pytest.raises(Refused):
        loaded(tmp_path, raw(MAX_PATH_LENGTH + 1))


@pytest.mark.parametrize("spare", [0, 1])
def test_the_file_has_its_greatest_size(tmp_path: Path, spare: int) -> None:
    raw = json.dumps({"person": "p-1"}).ljust(MAX_BYTES + spare)
    if not spare:
        assert loaded(tmp_path, raw).person == "p-1"
        return
    with pytest.raises(Refused, match="large"):
        loaded(tmp_path, raw)


def test_fields_and_formats_are_known_ones_in_their_order(tmp_path: Path) -> None:
    found = loaded(tmp_path, {"fields": ["wins", "mood", "hours", "x"], "formats": ["x", "json", "html"]})
    assert found.fields == ("hours", "wins", "mood")
    assert found.formats == tuple(name for name in FORMATS if name in ("json", "html"))
    assert len(found.formats) == 2


@pytest.mark.parametrize("number", [MAX_FOLDERS - 1, MAX_FOLDERS])
def test_folders_are_remembered_up_to_their_greatest_number(tmp_path: Path, number: int) -> None:
    folders = [f"/{n}" for n in range(number)]
    found = loaded(tmp_path, {"folder": "/new", "earlier": folders})
    assert found.folders == ("/new", *folders)[:MAX_FOLDERS]
    assert len(found.earlier) == number
    again = found.with_folder("/newer")
    assert again.folders == ("/newer", "/new", *folders)[:MAX_FOLDERS]
    assert again.with_folder("/0").folders[:3] == ("/0", "/newer", "/new")


def test_a_folder_is_there_once_and_can_be_removed() -> None:
    preferences = SharePreferences(folder="/a", earlier=("/b", "", "/a", "/c"))
    assert preferences.folders == ("/a", "/b", "/c")
    assert preferences.without_folder("/a") == SharePreferences(folder="/b", earlier=("/c",))
    assert preferences.without_folder("/b") == SharePreferences(folder="/a", earlier=("/c",))
    assert SharePreferences(folder="/a").without_folder("/a") == SharePreferences()


def test_fields_are_proposed_from_the_last_share_the_settings_or_the_defaults() -> None:
    last = SharePreferences(fields=("wins",))
    assert proposed_fields(last, ("hours",)) == (("wins",), "last")
    assert proposed_fields(SharePreferences(), ("wins", "hours", "x")) == (("hours", "wins"), "settings")
    assert proposed_fields(SharePreferences(), ("x",)) == (DEFAULT_FIELDS, "usual")
    assert proposed_fields(SharePreferences()) == (DEFAULT_FIELDS, "usual")


def test_the_id_of_a_person_is_random() -> None:
    assert new_person_id(bytes(range(8))) == new_person_id(bytes(range(9))) == "p-0001020304050607"
