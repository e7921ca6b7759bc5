"""Build what is released, twice, and test it: `python -m tests.release [--out DIR] [--whole] [--tag TAG]`.

The wheel and the source distribution are built in two folders with another umask, owner, time, time zone and user, and
have to be the same bytes; so has the wheel that the source distribution gives. Then

- every file of the repository has to be in the source distribution, and every one of the package in the wheel,
- the wheel is installed alone, with the newest dependencies, and every command runs,
- the source distribution is unpacked elsewhere and its package is installed, and those of its tests run there that read
  files beside the code. With `--whole`, the locked packages are installed in a new environment, and all tests run.

`--out` copies both files to a folder. With `--tag v1.0.0`, version, classifier and changelog must be those of that
release. Takes less than a minute and a package index, with `--whole` ten. Prints the SHA-256 of both files, or what
failed; exits 1 then.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.release import builds, smoke, version
from tests.release.environments import StepError, environment, pip, run

FILES: Final = (
    "tests/house", "tests/release", "tests/wording", "tests/interchange/readers", "tests/journal/test_golden_home.py",
    "--ignore=tests/house/test_checks.py", "-n", "2",
)  # fmt: skip
"""The tests that run without `--whole`. They read topics, samples, a golden home and the repository's own pages; what
else the suite does with these files is known, since they are those of the repository."""


def main() -> int:
    """Build and check; return the exit code."""
    parser = argparse.ArgumentParser("python -m tests.release", description="Build what is released, and test it.")
    parser.add_argument("--out", type=Path, metavar="DIR", help="copy the wheel and the source distribution to DIR")
    parser.add_argument("--whole", action="store_true", help="run all tests of the source distribution")
    parser.add_argument("--tag", default="", help="the tag that is released, such as v1.0.0")
    args = parser.parse_args()
    with TemporaryDirectory() as at:
        try:
            if wrong := version.problems_here(args.tag):
                raise StepError("\n".join(wrong))
            _release(Path(at).resolve(), args.out, whole=args.whole)
        except StepError as error:
            print(error)
            return 1
    return 0


def _release(folder: Path, out: Path | None, *, whole: bool) -> None:
    """Build and check in `folder`, and copy the two files to `out`. With `whole`, run all tests. Raises StepError."""
    sdist, wheel = builds.build(folder)
    print(f"two builds gave the same bytes (zlib {zlib.ZLIB_RUNTIME_VERSION}):")
    for path in (sdist, wheel):
        print(f"{builds.digest(path)}  {path.name}")
    with ThreadPoolExecutor(2) as both:
        found = [both.submit(_wheel, folder, wheel), both.submit(_source, folder, sdist, whole=whole)]
        for one in found:
            print(one.result())
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        for path in (sdist, wheel):
            shutil.copy(path, out)


def _wheel(folder: Path, wheel: Path) -> str:
    """Install `wheel` alone in `folder`, run every command, and return what ran. Raises StepError."""
    alone = environment(folder / "wheel", wheel)
    return f"wheel: {smoke.check(alone, folder / 'smoke')} calls of all commands ran"


def _source(folder: Path, sdist: Path, *, whole: bool) -> str:
    """Install `sdist`, which is unpacked in `folder`, and run the tests in `FILES` there, with the packages that this
    environment has. With `whole`, install the locked ones and run all. Return what pytest printed last. Raises
    StepError."""
    source = folder / "source" / sdist.name.removesuffix(".tar.gz")
    if whole:
        tests = environment(folder / "tests", "-r", source / "requirements.lock")
        pip(tests, "install", "--no-deps", source)
    else:
        tests = environment(folder / "tests", "--no-deps", source, borrowed=True)
    printed = run(tests, "-m", "pytest", *(() if whole else FILES), cwd=source)
    return f"source distribution: {printed.strip().splitlines()[-1]}"


if __name__ == "__main__":
    sys.exit(main())
