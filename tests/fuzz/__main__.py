"""Share files as nobody should have sent them, many of them: `python -m tests.fuzz [--count N] [--seed S]`."""

from __future__ import annotations

import argparse
import sys
import time

from tests.fuzz.fuzz_shares import SEED, run


def main(arguments: list[str]) -> int:
    """Prints what became of them. Whatever is not refused in a sentence ends it with a traceback and the input."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--count", type=int, default=100_000, help="inputs (100,000 unless said)")
    parser.add_argument("--seed", type=int, default=SEED, help="other ones")
    asked = parser.parse_args(arguments)
    begun = time.perf_counter()
    found = run(asked.count, asked.seed)
    told = ", ".join(f"{number:,} {name}" for name, number in found.most_common())
    print(f"{found.total():,} inputs: {told}. Nothing else escaped. {time.perf_counter() - begun:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
