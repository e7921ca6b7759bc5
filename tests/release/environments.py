"""Fresh environments, and what pyproject.toml asks for: shared by `tests.versions` and `tests.release`."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from packaging.requirements import Requirement

ROOT: Final = Path(__file__).parents[2]
WITHDRAWN: Final = "yanked version"
"""What pip prints if it has to install a version that its makers withdrew."""


class StepError(Exception):
    """A step that did not go well; the message is what it printed."""


def needs(table: str) -> list[Requirement]:
    """Return what pyproject.toml asks for: `build`, `dependencies` or `test`."""
    raw = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    project = raw["project"]
    found = {
        "build": raw["build-system"]["requires"],
        "dependencies": project["dependencies"],
        "test": project["optional-dependencies"]["test"],
    }
    return [Requirement(one) for one in found[table]]


def lowest(need: Requirement) -> str:
    """Return `name==version` for the lowest version that `need` allows."""
    floor = next(one.version for one in need.specifier if one.operator in (">=", "=="))
    return f"{need.name}=={floor}"


def locked() -> list[str]:
    """Return the test tools as requirements.lock has them."""
    lock = dict(re.findall(r"^([\w.-]+)==([\w.+!-]+)", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE))
    return [f"{need.name}=={lock[need.name]}" for need in needs("test")]


def run(
    *command: str | Path, cwd: Path, environ: Mapping[str, str] | None = None, stdin: str = "", umask: int = -1
) -> str:
    """Run `command` in `cwd` with `stdin` and return what it printed. `environ`: variables to add, an empty one is
    removed. A `umask` of -1 is this process's. Raises StepError if the exit code isn't 0."""
    wanted = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", **(environ or {})}
    variables = {name: value for name, value in wanted.items() if value}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=variables, umask=umask, input=stdin,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    if done.returncode:
        raise StepError(f"{' '.join(map(str, command))}\n{done.stdout}")
    return done.stdout


def environment(folder: Path, *wanted: str | Path, borrowed: bool = False) -> Path:
    """Make a virtual environment in `folder` with the packages `wanted`, and return its Python.

    It has no pip of its own: this environment's pip fills it. With `borrowed`, the packages of this environment can be
    imported there too, but not the package in the repository.
    Raises StepError, also when one of them was withdrawn by its makers or they do not fit together.
    """
    run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=ROOT)
    python = folder / "bin" / "python"
    if borrowed:  # a .pth file in a folder that a .pth file names is not read, and the repository is in such a file
        target = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip()
        Path(target, "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    said = pip(python, "install", *wanted)
    if WITHDRAWN in said:
        raise StepError(f"A version that is asked for was withdrawn:\n{said}")
    pip(python, "check")
    return python


def pip(python: Path, *words: str | Path) -> str:
    """Run this environment's pip with `words` for that of `python`, and return what it printed. Raises StepError."""
    options = ("--disable-pip-version-check", "--no-input")
    return run(sys.executable, "-m", "pip", "--python", python, *options, *words, cwd=ROOT)


def extracted(archive: Path, folder: Path) -> Path:
    """Unpack the source distribution `archive` into `folder` and return the folder of its files."""
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    [source] = folder.iterdir()
    return source
