"""Install the program as users have it: in an environment of its own, compiled and without start-up hooks."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def clean_install(folder: Path) -> Path:
    """Install this tree into a new environment in `folder`, and return the folder of its commands.

    An editable install, or .pth hooks in site-packages, would make each start several times as slow.
    """
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    commands = folder / "bin"
    pip = [str(commands / "python"), "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input"]
    subprocess.run(
        [*pip, "install", "--no-warn-script-location", str(ROOT)], check=True, env=quiet(), stderr=subprocess.DEVNULL
    )
    extras = [name for name in ("setuptools", "wheel") if list(folder.glob(f"lib/*/site-packages/{name}"))]
    if extras:
        subprocess.run([*pip, "uninstall", "--yes", *extras], check=True, env=quiet())
    packages = next(folder.glob("lib/*/site-packages"))
    subprocess.run([str(commands / "python"), "-m", "compileall", "-q", str(packages)], check=False, env=quiet())
    return commands


def quiet(**more: str) -> dict[str, str]:
    """Return the environment without the variables that change how Python or the program starts, and with `more`."""
    known = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "CMCHECKIN"))}
    return {**known, **more}
