"""The entry point of `cmcheckin` and `python -m cmcheckin`."""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn

NEEDS_POSIX = (
    "cmcheckin needs Linux, macOS or another POSIX system. On Windows, run it in WSL, the Windows Subsystem for Linux."
)


def main() -> int:
    """Run the command line of this process and return its exit code."""
    if os.name != "posix":  # before importing anything that exists only on POSIX
        print(NEEDS_POSIX, file=sys.stderr)
        return 1
    # Loading modules creates no garbage, and a command ends before collecting would pay: measured, a first frame takes
    # 0.87 of the time. The screens turn it on again once they are drawn.
    gc.disable()
    try:
        from cmcheckin.cli.main import main as run

        return run(sys.argv[1:])
    except KeyboardInterrupt:  # while the modules were loading
        return 130


def start() -> NoReturn:
    """Run the command line of this process, and end it with its exit code."""
    code = main()
    if "threading" not in sys.modules:  # no thread is left to wait for
        # All output is written, and taking all modules apart would take a tenth of the time of `log`.
        os._exit(code)
    sys.exit(code)


if __name__ == "__main__":
    start()
