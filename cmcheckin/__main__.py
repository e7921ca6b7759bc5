"""`python -m cmcheckin`, and where the installed command begins."""

from __future__ import annotations

import gc
import os
import sys

NEEDS_POSIX = (
    "cmcheckin needs Linux, macOS or another POSIX system. On Windows, run it in WSL, the Windows Subsystem for Linux."
)


def main() -> int:
    """Run the command line of this process and return its exit code."""
    if os.name != "posix":  # before importing anything that exists only on POSIX
        print(NEEDS_POSIX, file=sys.stderr)
        return 1
    # Nothing is worth collecting while modules load, and a command is over before anything else is: measured, a first
    # frame takes 0.87 of the time. The screens turn it on again once they stand.
    gc.disable()
    try:
        from cmcheckin.cli.main import main as run

        return run(sys.argv[1:])
    except KeyboardInterrupt:  # while the modules were loading
        return 130


if __name__ == "__main__":
    sys.exit(main())
