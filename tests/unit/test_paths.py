"""Where things live: by --home, by the environment, by the system."""

from __future__ import annotations

from pathlib import Path

import pytest

from cmcheckin.paths import places_from

ROOMS = ("journal", "drafts", "backups", "exports")


@pytest.mark.parametrize(
    ("home", "environ", "chosen"),
    [
        ("given", {}, "given"),
        ("given", {"CMCHECKIN_HOME": "named"}, "given"),
        (None, {"CMCHECKIN_HOME": "named"}, "named"),
        ("", {"CMCHECKIN_HOME": "named"}, "named"),
    ],
)
def test_one_folder_holds_everything_of_a_home(
    home: str | None, environ: dict[str, str], chosen: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    places = places_from(home, environ)
    assert places.data == tmp_path / chosen
    assert places.config == tmp_path / chosen / "config.toml"
    assert [getattr(places, room) for room in ROOMS] == [tmp_path / chosen / room for room in ROOMS]
    monkeypatch.chdir("/")
    assert places.data == tmp_path / chosen


def test_the_machines_own_state_never_lies_in_the_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    places = places_from(str(tmp_path / "home"), {})
    assert places.state == tmp_path / "state" / "cmcheckin"
    assert not places.state.is_relative_to(places.data)


def test_without_a_home_the_systems_places_are_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    places = places_from(None, {})
    assert places.config == tmp_path / "config" / "cmcheckin" / "config.toml"
    assert places.journal == tmp_path / "data" / "cmcheckin" / "journal"
    assert places.state == tmp_path / "state" / "cmcheckin"


def test_a_tilde_is_the_users_home_and_a_link_stays_a_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    assert places_from("~/link", {}).data == tmp_path / "link"


def test_naming_a_place_makes_nothing(tmp_path: Path) -> None:
    places = places_from(str(tmp_path / "home"), {})
    assert [places.journal, places.state, places.cache]
    assert list(tmp_path.iterdir()) == []
