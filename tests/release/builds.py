"""Build the wheel and the source distribution twice, in surroundings that differ, and compare their bytes.

Hatchling gives every file the time in SOURCE_DATE_EPOCH, or else a fixed day of its own, which is what is used here. So
whoever builds the same files with the same build tools gets the same bytes. The build tools are the lowest that
pyproject.toml allows, since a wheel names the version that made it. A zlib of another kind may compress differently.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import stat
import tarfile
import zipfile
from email.parser import BytesParser
from pathlib import Path
from typing import Any, Final

from tests.house.tree import tracked
from tests.release.environments import ROOT, StepError, environment, extracted, lowest, needs, run

SURROUNDINGS: Final[tuple[dict[str, Any], ...]] = (
    {
        "folder": "one", "umask": 0o022, "owner": 0, "at": 1_700_000_000,
        "environ": {"TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "USER": "ada", "LOGNAME": "ada",
                    "HOME": "/nowhere", "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": ""},
    },
    {
        "folder": "another folder/two", "umask": 0o077, "owner": 65_534, "at": 1_234_567_890,
        "environ": {"TZ": "America/Los_Angeles", "LC_ALL": "C", "USER": "sam", "LOGNAME": "sam",
                    "HOME": "/elsewhere", "PYTHONHASHSEED": "2", "SOURCE_DATE_EPOCH": ""},
    },
)  # fmt: skip
"""What differs between the two builds. Only root can give files to another `owner`; others leave that out."""
RELATIVE: Final = re.compile(r"\[[^\]]*\]\((?!https://)[^)]*\)")
"""A link or a picture that leads nowhere on a package page."""


def build(folder: Path) -> tuple[Path, Path]:
    """Build in `folder`, which is empty, and return the source distribution and the wheel.

    Raises StepError if two builds differ, if the wheel that the source distribution gives is another one, or if what
    they contain is wrong.
    """
    python = environment(folder / "tools", *map(lowest, needs("build")))
    first, second = (_built(python, folder, **surroundings) for surroundings in SURROUNDINGS)
    for one, other in zip(first, second, strict=True):
        _compare(one, other)
    sdist, wheel = first
    source = extracted(sdist, folder / "source")
    run(python, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder / "from sdist", cwd=source)
    _compare(wheel, folder / "from sdist" / wheel.name)
    _check_contents(sdist, wheel)
    return sdist, wheel


def digest(path: Path) -> str:
    """Return the SHA-256 of the file `path`."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _built(
    python: Path, base: Path, *, folder: str, umask: int, owner: int, at: int, environ: dict[str, str]
) -> tuple[Path, Path]:
    """Copy the files of the repository to `folder` in `base`, with the time `at` and this `owner` and `umask`, build
    there, and return the source distribution and the wheel."""
    tree, out = base / folder, base / "out" / folder
    for name in tracked():
        (copy := tree / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, copy)
        copy.chmod((0o777 if (ROOT / name).stat().st_mode & stat.S_IXUSR else 0o666) & ~umask)
        os.utime(copy, (at, at))
        if os.geteuid() == 0:
            os.chown(copy, owner, owner)
    with contextlib.suppress(FileNotFoundError):
        shutil.rmtree(out)
    targets = ("--target", "sdist", "--target", "wheel")
    run(python, "-m", "hatchling", "build", *targets, "--directory", out, cwd=tree, environ=environ, umask=umask)
    [sdist], [wheel] = out.glob("*.tar.gz"), out.glob("*.whl")
    return sdist, wheel


def _compare(one: Path, other: Path) -> None:
    """Raise StepError unless both files have the same name and bytes. Its message names the members that differ."""
    if one.name != other.name:
        raise StepError(f"Two builds have different names: {one.name} and {other.name}")
    if one.read_bytes() == other.read_bytes():
        return
    ours, theirs = _members(one), _members(other)
    found = sorted(name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name))
    raise StepError(f"Two builds of {one.name} differ: {', '.join(found) or 'in how they were packed'}")


def _members(archive: Path) -> dict[str, tuple[Any, ...]]:
    """Return the members of `archive` by name: all that a build could have put in from its surroundings, and last their
    content."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as packed:
            return {
                info.filename: (info.date_time, info.external_attr, packed.read(info)) for info in packed.infolist()
            }
    with tarfile.open(archive) as packed:
        return {
            info.name: (info.mtime, info.mode, info.uid, info.gid, info.uname, file.read() if file else b"")
            for info in packed.getmembers()
            for file in [packed.extractfile(info)]
        }


def _check_contents(sdist: Path, wheel: Path) -> None:
    """Raise StepError if the wheel has more or less than the package, the source distribution lacks or changes a file
    of the repository, or a package page couldn't show the description."""
    inside = {name for name in _members(wheel) if ".dist-info/" not in name}
    package = {name for name in tracked() if name.startswith("cmcheckin/")}
    if inside != package:
        raise StepError(f"The wheel differs from the package in {', '.join(sorted(inside ^ package))}")
    packed = {name.partition("/")[2]: content for name, (*_, content) in _members(sdist).items()}
    if missing := sorted(name for name in tracked() if packed.get(name) != (ROOT / name).read_bytes()):
        raise StepError(f"The source distribution lacks or changes {', '.join(missing)}")
    with zipfile.ZipFile(wheel) as files:
        [metadata] = [name for name in files.namelist() if name.endswith(".dist-info/METADATA")]
        page = BytesParser().parsebytes(files.read(metadata))
    if found := RELATIVE.findall(str(page.get_payload())):
        raise StepError(f"A package page can't show {', '.join(found)}")
