"""The workflow runs every check on every Python and system that the package names, with pinned actions."""

from __future__ import annotations

import re
import shlex
import tomllib
from importlib.util import find_spec
from typing import Any

import yaml  # type: ignore[import-untyped]  # PyYAML has no types

from tests.house.tree import ROOT

TEXT = (ROOT / ".github/workflows/checks.yml").read_text("utf-8")
FLOW: dict[Any, Any] = yaml.safe_load(TEXT)
JOBS: dict[str, dict[str, Any]] = FLOW["jobs"]
STEPS = [step for job in JOBS.values() for step in job["steps"]]
CLASSIFIERS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["classifiers"]


def test_the_matrix_has_each_python_and_system_of_the_classifiers() -> None:
    matrix = JOBS["suite"]["strategy"]["matrix"]
    assert [f"Programming Language :: Python :: {one}" for one in matrix["python"]] == [
        name for name in CLASSIFIERS if re.fullmatch(r"Programming Language :: Python :: \d\.\d+", name)
    ]
    assert {re.sub(r"-.*", "", name) for name in matrix["system"]} == {"ubuntu", "macos"}
    assert "Operating System :: MacOS" in CLASSIFIERS


def test_every_action_is_pinned_to_a_commit_and_names_its_version() -> None:
    used = re.findall(r"uses: (.*)", TEXT)
    assert used
    assert [line for line in used if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)] == []


def test_no_job_may_write_and_none_keeps_a_token() -> None:
    assert FLOW["permissions"] == {}
    assert {str(job["permissions"]) for job in JOBS.values()} == {"{'contents': 'read'}", "{}"}
    checkouts = [step for step in STEPS if "checkout@" in step.get("uses", "")]
    assert [step["with"] for step in checkouts] == [{"persist-credentials": False}] * 3
    assert "secrets." not in TEXT


def test_a_shell_never_gets_a_name_that_somebody_else_chose() -> None:
    assert [step["run"] for step in STEPS if "${{" in step.get("run", "")] == []


def test_each_module_that_a_step_runs_exists_and_every_job_ends() -> None:
    lines = [line for step in STEPS for line in step.get("run", "").splitlines() if line.startswith(".venv/bin/python")]
    modules = {words[words.index("-m") + 1] for words in map(shlex.split, lines)}
    assert modules == {"pytest", "tests.versions", "tests.release"}
    assert all(find_spec(name) for name in modules)
    assert all(job["timeout-minutes"] <= 45 for job in JOBS.values())


def test_what_was_built_is_kept_on_a_tag_alone_and_everything_is_waited_for() -> None:
    [kept] = [step for step in STEPS if "upload-artifact@" in step.get("uses", "")]
    assert kept["if"] == "github.ref_type == 'tag'"
    assert {*JOBS["tested"]["needs"]} == JOBS.keys() - {"tested"}
    [last] = JOBS["tested"]["steps"]
    assert last["run"].count("success") == len(JOBS["tested"]["needs"])
