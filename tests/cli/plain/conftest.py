"""Homes with half a year of records and two replies, and a folder that was shared."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cmcheckin.bootstrap import program
from cmcheckin.cli.demo import demo_program
from tests.cli.cli_runs import Cli
from tests.cli.plain.plain_runs import typed


@pytest.fixture(scope="session")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the records of the demo, whose last day has a check-in."""
    home = tmp_path_factory.mktemp("lived-in") / "home"
    home.mkdir()
    cli = Cli(home)
    with demo_program(program(str(home), cli.environment), home).open_journal() as journal:
        journal.close()
    return home


@pytest.fixture
def lived(lived_in: Path, tmp_path: Path) -> Cli:
    """The command line on a copy of that home, at a terminal that can only print lines."""
    shutil.copytree(lived_in, tmp_path / "home")
    return Cli(tmp_path / "home", environ={"TERM": "dumb"})


@pytest.fixture
def shared(lived: Cli, tmp_path: Path) -> Path:
    """A folder with a share file, with an ask and wins in it."""
    folder = tmp_path / "team"
    folder.mkdir()
    done = typed(lived, "share", "--plain", lines=f"x 9|||w {folder}|q")
    assert list(folder.glob("*.json")), done.out
    return folder
