"""File names as users type them, and as terminals paste them."""

from __future__ import annotations

from pathlib import Path

import pytest

from cmcheckin.ui.importing.file_names import completed_name, file_named


@pytest.fixture
def diary(tmp_path: Path) -> Path:
    (tmp_path / "my exports").mkdir()
    (tmp_path / "my exports" / "diary 1.csv").write_text("")
    (tmp_path / "my exports" / "diary 2.csv").write_text("")
    (tmp_path / "my exports" / ".hidden").write_text("")
    return tmp_path / "my exports" / "diary 1.csv"


def test_names_in_quotes_with_backslashes_and_as_addresses_are_understood(diary: Path) -> None:
    escaped = str(diary).replace(" ", "\\ ")
    for text in (f"{diary}", f"'{diary}'", f'"{diary}" ', escaped, diary.as_uri()):
        assert file_named(text) == str(diary)


def test_a_dash_is_a_file_as_standard_input_would_wait_for_ever() -> None:
    assert file_named(" -") == "./-"


def test_addresses_may_have_a_host_and_bytes_that_are_not_text() -> None:
    assert file_named("file://localhost/x/Gef%C3%BChle%20100%25.csv") == "/x/Gefühle 100%.csv"
    assert file_named("file:///x/%FF") == "/x/\ufffd"
    assert file_named("file://") == "/"


def test_a_name_that_contains_quotes_is_used_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "it's").write_text("")
    assert file_named(f"{tmp_path}/it's") == f"{tmp_path}/it's"
    assert file_named(f"{tmp_path}/it's gone") == f"{tmp_path}/it's gone"
    assert file_named("") == "."


def test_the_home_folder_is_a_tilde(monkeypatch: pytest.MonkeyPatch, diary: Path) -> None:
    monkeypatch.setenv("HOME", str(diary.parents[1]))
    assert file_named("~/my exports/diary 1.csv") == str(diary)
    assert file_named('"~/my exports/diary 1.csv"') == str(diary)
    assert completed_name("~/m") == "~/my exports/"


def test_a_name_is_completed_as_far_as_all_that_begin_with_it_agree(diary: Path) -> None:
    folder = diary.parent
    assert completed_name(f"{folder.parent}/m") == f"{folder}/"
    assert completed_name(f"{folder}/") == f"{folder}/diary "
    assert completed_name(f"{folder}/diary ") == f"{folder}/diary 1.csv"
    assert completed_name(f"{folder}/diary 2") == f"{folder}/diary 2.csv"
    assert completed_name(f"{folder}/.h") == f"{folder}/.hidden"
    assert completed_name(f"{folder}/x") is None
    assert completed_name(f"{folder}/nowhere/x") is None
    assert completed_name("\0") is None
    assert completed_name("") is None
