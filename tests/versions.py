"""The lowest and the newest versions of what the program needs, in fresh environments: `python -m tests.versions`.

A source distribution is built with the lowest build tools, unpacked, and installed twice: with the lowest versions that
pyproject.toml allows, and with the newest that there are. Each time the unpacked tests run: the real program on a
terminal, the locks of the journal, and with the newest the tests in tests/house and the pictures too. mypy checks the
package against the newest; the other static checks depend on the files alone. Test tools are those of
requirements.lock, so that only the program's own needs differ.

Takes a minute and a package index. Prints what failed; exits 1 then.
"""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.release.environments import ROOT, StepError, environment, extracted, locked, lowest, needs, pip, run

PROGRAM: Final = (
    "pytest", "--numprocesses=0",
    "tests/ui/share/test_pty_sharing.py", "tests/ui/test_app_shell.py", "tests/ui/checkin/test_mornings.py",
    "tests/journal/test_durability.py", "tests/journal/test_journal.py", "tests/cli/test_main.py",
    "tests/test_paths.py", "tests/services/test_config_file.py",
)  # fmt: skip
"""What a version of a dependency could break: the screens, the store and its locks, the places, config.toml."""
DISTRIBUTION: Final = ("tests/house", "--ignore=tests/house/test_checks.py", "tests/ui/test_screenshots.py")
"""What a file that is missing in the source distribution breaks."""
TYPES: Final = ("mypy", "-p", "cmcheckin", "--no-incremental")
"""What a version of a dependency with other types breaks."""


def unpacked(folder: Path) -> Path:
    """Build the source distribution with the lowest build tools and return the folder in `folder` where it is
    unpacked."""
    python = environment(folder / "build", *map(lowest, needs("build")))
    run(python, "-m", "hatchling", "build", "--target", "sdist", "--directory", folder, cwd=ROOT)
    [archive] = folder.glob("*.tar.gz")
    return extracted(archive, folder / "source")


def check(name: str, folder: Path, source: Path, pins: list[str], *calls: tuple[str, ...]) -> str:
    """Install `source` with `pins` in an environment called `name`, run `python -m` with each of `calls` there, and
    return what was tested. Raises StepError."""
    python = environment(folder / name, *pins, *locked(), source)
    for call in calls:
        run(python, "-m", *call, cwd=source)
    listed = pip(python, "list", "--format=freeze")
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
                both.submit(check, "newest", folder, source, [], (*PROGRAM, *DISTRIBUTION), TYPES),
            ]
            for one in found:
                print(one.result())
        except StepError as no:
            print(no)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
