"""The program as a user has it: a wheel in an environment of its own, modules compiled, no hooks at start."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def clean_install(folder: Path) -> Path:
    """Installs this tree into a new environment in `folder`; returns the folder of its commands.

    An editable install, or a site-packages with .pth hooks, would start several times as slowly and hide the rest.
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
    """The environment without what would change how Python starts, and with `more`."""
    known = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "CMCHECKIN"))}
    return {**known, **more}
