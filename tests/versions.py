"""The lowest and the newest versions of what the program needs, in fresh environments: `python -m tests.versions`.

A source distribution is built with the lowest build tools, unpacked, and installed twice: with the lowest versions that
pyproject.toml allows, and with the newest that there are. Each time the unpacked tests run: the real program on a
terminal, the locks of the journal, and with the newest everything in tests/house and the pictures too, which fail where
the distribution lacks a file. Test tools are those of requirements.lock, so that only the program's own needs differ.

Takes a minute and a package index. Prints what failed; exits 1 then.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from packaging.requirements import Requirement

ROOT: Final = Path(__file__).parents[1]
PROGRAM: Final = (
    "tests/ui/share/test_pty_sharing.py", "tests/ui/test_app_shell.py", "tests/ui/checkin/test_mornings.py",
    "tests/journal/test_durability.py", "tests/journal/test_journal.py", "tests/cli/test_main.py",
    "tests/test_paths.py", "tests/services/test_config_file.py",
)  # fmt: skip
"""What a version of a dependency could break: the screens, the store and its locks, the places, config.toml."""
DISTRIBUTION: Final = ("tests/house", "tests/ui/test_screenshots.py")
"""What a file that is missing in the source distribution breaks."""
WITHDRAWN: Final = "yanked version"
"""How pip says that it was told to install a version that its makers took back."""


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


def run(*command: str | Path, cwd: Path) -> str:
    """Run `command` in `cwd` and return what it printed. Raises StepError."""
    said = subprocess.run(
        [str(part) for part in command], cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if said.returncode:
        raise StepError(f"{' '.join(map(str, command))}\n{said.stdout}")
    return said.stdout


def environment(folder: Path, *wanted: str | Path) -> Path:
    """Make a virtual environment in `folder` with the packages `wanted`, and return its Python.

    Raises StepError, also when one of them was withdrawn by its makers or they do not fit together.
    """
    run(sys.executable, "-m", "venv", folder, cwd=ROOT)
    python = folder / "bin" / "python"
    pip = (python, "-m", "pip", "--disable-pip-version-check", "--no-input")
    said = run(*pip, "install", *wanted, cwd=ROOT)
    if WITHDRAWN in said:
        raise StepError(f"A version that is asked for was withdrawn:\n{said}")
    run(*pip, "check", cwd=ROOT)
    return python


def unpacked(folder: Path) -> Path:
    """Build the source distribution with the lowest build tools and return where it lies unpacked, in `folder`."""
    python = environment(folder / "build", *map(lowest, needs("build")))
    run(python, "-m", "hatchling", "build", "--target", "sdist", "--directory", folder, cwd=ROOT)
    [archive] = folder.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        packed.extractall(folder / "source", filter="data")
    [source] = (folder / "source").iterdir()
    shown = (source / "PKG-INFO").read_text("utf-8")
    if missing := re.findall(r"!\[[^\]]*\]\((?!https://)[^)]*\)", shown):
        raise StepError(f"A package page cannot show {missing}")
    return source


def check(name: str, folder: Path, source: Path, pins: list[str], tests: tuple[str, ...]) -> str:
    """Install `source` with `pins` in an environment called `name`, run `tests` of it, and return what was tested.

    Raises StepError.
    """
    python = environment(folder / name, *pins, *locked(), source)
    run(python, "-m", "pytest", "--numprocesses=0", *tests, cwd=source)
    listed = run(python, "-m", "pip", "list", "--format=freeze", cwd=source)
    names = {need.name for need in needs("dependencies")}
    return f"{name}: {' '.join(line for line in listed.split() if line.partition('==')[0] in names)}"


def main() -> int:
    """Check both; return the exit code."""
    with TemporaryDirectory() as at, ThreadPoolExecutor(2) as both:
        folder = Path(at)
        try:
            source = unpacked(folder)
            floors = [lowest(need) for need in needs("dependencies")]
            found = [
                both.submit(check, "lowest", folder, source, floors, PROGRAM),
                both.submit(check, "newest", folder, source, [], (*PROGRAM, *DISTRIBUTION)),
            ]
            for one in found:
                print(one.result())
        except StepError as no:
            print(no)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
