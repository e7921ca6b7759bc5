"""Where the program keeps its files: by --home, by the environment, by the system."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest

from cmcheckin.paths import Paths, find_paths

FOLDERS = ("journal", "drafts", "backups", "exports")


@pytest.mark.parametrize(
    ("home", "environ", "chosen"),
    [
        ("given", {}, "given"),
        ("given", {"CMCHECKIN_HOME": "named"}, "given"),
        (None, {"CMCHECKIN_HOME": "named"}, "named"),
        ("", {"CMCHECKIN_HOME": "named"}, "named"),
    ],
)
def test_a_home_is_one_folder(
    home: str | None, environ: dict[str, str], chosen: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    paths = find_paths(home, environ)
    assert paths.data == tmp_path / chosen
    assert paths.config == tmp_path / chosen / "config.toml"
    assert [getattr(paths, name) for name in FOLDERS] == [tmp_path / chosen / name for name in FOLDERS]
    monkeypatch.chdir("/")
    assert paths.data == tmp_path / chosen


def test_the_machines_state_is_outside_the_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    paths = find_paths(str(tmp_path / "home"), {})
    assert paths.state == tmp_path / "state" / "cmcheckin"
    assert not paths.state.is_relative_to(paths.data)


def test_without_a_home_the_systems_folders_are_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    paths = find_paths(None, {})
    assert paths.config == tmp_path / "config" / "cmcheckin" / "config.toml"
    assert paths.journal == tmp_path / "data" / "cmcheckin" / "journal"
    assert paths.state == tmp_path / "state" / "cmcheckin"
    assert paths.cache == tmp_path / "cache" / "cmcheckin"


def test_the_cache_is_outside_the_data_and_the_old_one_is_deleted(tmp_path: Path) -> None:
    environ = {f"XDG_{name}_HOME": str(tmp_path / name.lower()) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    environ |= {"HOME": str(tmp_path), "PATH": os.environ["PATH"], "CMCHECKIN_NOW": "2026-11-20T08:30:00+01:00"}
    old = tmp_path / "data" / "cmcheckin" / "cache"
    old.mkdir(parents=True)
    for name in ("index.laptop-3f9a.json", "status.json", "status.json.123.new", "notes.json", "shown.json"):
        (old / name).write_text("{}")

    def run(*argv: str) -> str:
        command = [sys.executable, "-m", "cmcheckin", *argv]
        return subprocess.run(command, env=environ, capture_output=True, text=True, check=True).stdout

    run("log", "--mood", "3")
    assert run("status", "--short") == "done\n"
    assert not old.exists()
    cache = tmp_path / "cache" / "cmcheckin"
    assert "status.json" in {path.name for path in cache.iterdir()}
    assert cache.stat().st_mode & 0o777 == 0o700
    assert {path.name for path in old.parent.iterdir()} == {"backups", "journal"}


def test_an_old_cache_folder_with_other_files_stays(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "config.toml", tmp_path / "data", system_cache=tmp_path / "cache")
    (paths.data / "cache").mkdir(parents=True)
    (paths.data / "cache" / "index.x.json").write_text("{}")
    (paths.data / "cache" / "letters.txt").write_text("mine")
    paths.delete_old_cache()
    assert [path.name for path in (paths.data / "cache").iterdir()] == ["letters.txt"]


def test_the_cache_inside_a_home_stays(tmp_path: Path) -> None:
    paths = find_paths(str(tmp_path), {})
    paths.cache.mkdir()
    (paths.cache / "status.json").write_text("{}")
    paths.delete_old_cache()
    assert (paths.cache / "status.json").exists()


def test_a_tilde_is_the_users_home_and_a_link_stays_a_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    assert find_paths("~/link", {}).data == tmp_path / "link"


def test_finding_paths_creates_nothing(tmp_path: Path) -> None:
    paths = find_paths(str(tmp_path / "home"), {})
    assert [paths.journal, paths.state, paths.cache]
    assert list(tmp_path.iterdir()) == []


def test_a_home_is_new_without_config_and_journal(tmp_path: Path) -> None:
    paths = find_paths(str(tmp_path / "home"), {})
    assert paths.are_new
    paths.drafts.mkdir(parents=True)
    assert paths.are_new
    paths.journal.mkdir()
    assert not paths.are_new
    paths.journal.rmdir()
    paths.config.symlink_to("nowhere")
    assert not paths.are_new


@pytest.mark.skipif(sys.platform != "linux", reason="the folders of Linux")
@pytest.mark.parametrize("named", ["", " ", "{home}/named", "{home}/named/"])
@pytest.mark.parametrize("kind", ["config", "data", "state", "cache"])
def test_the_systems_folders_are_those_of_platformdirs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, named: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for other in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.delenv(f"XDG_{other}_HOME", raising=False)
    monkeypatch.setenv(f"XDG_{kind.upper()}_HOME", named.format(home=tmp_path))
    paths = find_paths(None, {})
    found = paths.config.parent if kind == "config" else getattr(paths, kind)
    assert found == getattr(platformdirs, f"user_{kind}_path")("cmcheckin", appauthor=False)


@pytest.mark.skipif(sys.platform != "linux", reason="the folders of Linux")
def test_a_system_folder_that_depends_on_where_the_program_is_started_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", "relative")  # older platformdirs take it, against the specification
    assert find_paths(None, {}).config.parent == tmp_path / ".config" / "cmcheckin"
