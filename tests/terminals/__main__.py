"""Every screen in every terminal: `python -m tests.terminals [matrix|emulators|ssh] [--pictures DIR]`.

It takes about half an hour on two cores. What isn't installed is skipped: tmux, GNU screen, xterm with Xvfb, xdotool
and ImageMagick, and OpenSSH's server. `--pictures` writes pages with all screens, and what xterm showed, to look at.
Arguments after `--` go to pytest, such as `-- -k "diary and light"`.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

import pytest

PARTS = ("matrix", "emulators", "ssh")


def main(arguments: list[str]) -> int:
    """Run the parts. Return the exit code of pytest."""
    parser = argparse.ArgumentParser(prog="python -m tests.terminals", description=__doc__)
    parser.add_argument("part", nargs="*", metavar="PART", help=f"all by default: {', '.join(PARTS)}")
    parser.add_argument("--pictures", metavar="DIR", help="write pictures to this folder")
    end = arguments.index("--") if "--" in arguments else len(arguments)
    own, more = arguments[:end], arguments[end + 1 :]
    asked = parser.parse_args(own)
    if asked.pictures:
        Path(asked.pictures).mkdir(parents=True, exist_ok=True)
        os.environ["TERMINAL_PICTURES"] = str(Path(asked.pictures).resolve())
    names = " ".join(f"long_{part}.py" for part in asked.part or PARTS)
    folder = str(Path(__file__).parent)
    return pytest.main(["-n", "2", "-rs", "-o", f"python_files={names}", folder, *more])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
