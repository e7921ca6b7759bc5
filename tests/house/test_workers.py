"""Check that the whole suite starts a few processes, and that these start no more."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import ROOT

pytestmark = pytest.mark.slow
pytest.importorskip("xdist", reason="pytest-xdist is not installed: the suite runs in one process")

TEST = """
def test_worker(testrun_uid, pytestconfig):
    assert pytestconfig.workerinput["workercount"] <= 4
    assert not pytestconfig.getoption("numprocesses")
"""


def run(folder: Path, *arguments: str) -> str:
    """Return the output of pytest in `folder`. Ends all processes it started."""
    with subprocess.Popen(
        [sys.executable, "-m", "pytest", "-v", *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as child:
        try:
            return child.communicate(timeout=60)[0]
        finally:
            if child.poll() is None:
                os.killpg(child.pid, signal.SIGKILL)


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    """Make a project with the settings of this one and a single test."""
    (tmp_path / "tests").mkdir()
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path / "tests")
    (tmp_path / "tests" / "test_one.py").write_text(TEST)
    return tmp_path


def test_a_worker_starts_no_workers(suite: Path) -> None:
    output = run(suite)
    assert "1 passed" in output, output


def test_one_file_needs_no_workers(suite: Path) -> None:
    (suite / "tests" / "test_one.py").write_text(
        "def test_here(pytestconfig):\n    assert not hasattr(pytestconfig, 'workerinput')\n"
    )
    output = run(suite, "tests/test_one.py")
    assert "1 passed" in output, output


def test_without_the_plugin_nothing_is_asked_of_it(suite: Path) -> None:
    (suite / "tests" / "test_one.py").write_text("def test_here():\n    assert True\n")
    output = run(suite, "-p", "no:xdist")
    assert "1 passed" in output, output
