"""Read many files with faults: `python -m tests.fuzz [shares|imports] [--count N] [--seed S]`."""

from __future__ import annotations

import argparse
import sys
import time

from tests.fuzz import fuzz_imports, fuzz_shares

RUNS = {"shares": fuzz_shares.run, "imports": fuzz_imports.run}


def main(arguments: list[str]) -> int:
    """Print what happened to the files. Any error but a refusal ends the run with a traceback and the file."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("what", nargs="*", choices=[[], *RUNS], default=[], help="by default, both")
    parser.add_argument("--count", type=int, default=100_000, help="files of each kind (by default 100,000)")
    parser.add_argument("--seed", type=int, default=fuzz_shares.SEED, help="makes other files")
    args = parser.parse_args(arguments)
    for name in args.what or RUNS:
        start = time.perf_counter()
        found = RUNS[name](args.count, args.seed)
        outcome = ", ".join(f"{number:,} {what}" for what, number in found.most_common())
        seconds = time.perf_counter() - start
        print(f"{found.total():,} {name}: {outcome}. Nothing else escaped. {seconds:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
