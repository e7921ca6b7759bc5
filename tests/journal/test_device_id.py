"""The device id: made once for each machine, safe in file names, and saved outside the home."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.journal import JournalError
from cmcheckin.journal.device import clean, device_id
from tests.journal.journal_home import Home


def test_the_id_is_made_once_in_a_private_file(home: Home) -> None:
    made = device_id(home.paths, {}, lambda: "Ada's Läptop.local", lambda: "3f9a")
    assert made == "ada-s-l-ptop-3f9a"
    assert device_id(home.paths, {}, lambda: "renamed", lambda: "0000") == made
    path = home.paths.state / "device"
    assert path.stat().st_mode & 0o777 == 0o600
    assert home.paths.state.stat().st_mode & 0o777 == 0o700
    assert list(home.paths.state.iterdir()) == [path]
    assert not home.paths.journal.exists()


def test_an_id_from_the_environment_is_used_and_nothing_is_written(home: Home) -> None:
    assert device_id(home.paths, {"CMCHECKIN_DEVICE": "desk-77AA"}) == "desk-77aa"
    assert device_id(home.paths, {"CMCHECKIN_DEVICE": "../../etc.x"}) == "etc-x"
    assert not home.folder.exists()


@pytest.mark.parametrize("content", [b"", b"\0\0", b"../x\n", b"a b"])
def test_an_invalid_id_file_is_replaced(home: Home, content: bytes) -> None:
    home.paths.state.mkdir(parents=True)
    (home.paths.state / "device").write_bytes(content)
    made = device_id(home.paths, {}, lambda: "", lambda: "0001")
    assert made == "device-0001"
    assert device_id(home.paths, {}) == made


def test_a_folder_in_place_of_the_file_is_an_error(home: Home) -> None:
    (home.paths.state / "device").mkdir(parents=True)
    with pytest.raises(JournalError, match=r"Nothing was changed"):
        device_id(home.paths, {})


@given(st.text())
def test_a_cleaned_name_is_safe_in_a_file_name(text: str) -> None:
    name = clean(text, 20)
    assert len(name) <= 20
    assert name == name.strip("-")
    assert all(letter.isascii() and (letter.isalnum() or letter == "-") for letter in name)


def test_processes_that_start_together_get_the_same_id(home: Home) -> None:
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from cmcheckin.journal.device import device_id\n"
        "from cmcheckin.paths import Paths\n"
        f"home = Path({str(home.folder)!r})\n"
        "sys.stdin.read(1)\n"
        "print(device_id(Paths(home / 'config.toml', home, home / 'state'), {}))\n"
    )
    processes = [
        subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("g")
        process.stdin.flush()
    ids = {process.communicate()[0].strip() for process in processes}
    assert ids == {Path(home.paths.state / "device").read_text().strip()}
