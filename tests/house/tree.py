"""The files of this repository."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "cmcheckin"
MODULES = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
SOURCES = [*MODULES, *TESTS]
UNTRACKED = {".git", ".venv", ".hypothesis", "__pycache__", "dist", "build", "uv.lock"}


def tracked() -> list[str]:
    """Return the files that git tracks or would add, as paths from the root. Without git, return all but caches."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT, capture_output=True, text=True, check=True,
        )  # fmt: skip
        return sorted(name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file())
    except (OSError, subprocess.CalledProcessError):
        files = (path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file())
        return sorted(str(path) for path in files if not any(map(_is_cache, path.parts)))


def _is_cache(part: str) -> bool:
    return part in UNTRACKED or part.endswith(("_cache", ".egg-info"))


def dotted(path: Path) -> str:
    """Return the name that the module at `path` is imported by."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
