"""Kill every command that writes, at random moments and at each of its calls that change files."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from random import Random

from tests.house.tree import ROOT
from tests.torture.calls import kill_after, kill_at
from tests.torture.child import Done, environment
from tests.torture.sandbox import Plan, plans

SECONDS = 0.03
"""About the time that a command takes in a forked child, and a tenth of that in a process of its own."""


def at_each_call(random: Random, tries: int) -> Iterator[str]:
    """Kill the commands before each of their file-changing calls, and in the middle of each write."""
    with plans() as found:
        points = [(plan, at, name, half) for plan in found for at, name, half in plan.points()]
        for plan, at, name, half in random.sample(points, min(len(points), tries)):
            done = plan.run(kill_at(at, half=half))
            yield _explained(f"{plan.command.name}, call {at} ({name})", plan, done)


def at_random(random: Random, tries: int) -> Iterator[str]:
    """Kill the commands at random moments."""
    with plans() as found:
        for _ in range(tries):
            plan, moment = random.choice(found), random.uniform(0, SECONDS)
            yield _explained(f"{plan.command.name}, {moment}", plan, plan.run(kill_after(moment)))


def as_users_run_it(random: Random, tries: int) -> Iterator[str]:
    """Kill the commands at random moments in processes of their own."""
    with plans() as found:
        for _ in range(tries):
            plan, moment = random.choice(found), random.uniform(0, 10 * SECONDS)
            plan.sandbox.reset(plan.command)
            ended = subprocess.run(
                [sys.executable, "-m", "cmcheckin", *plan.sandbox.argv(plan.command)], input=plan.command.stdin,
                env=environment(plan.sandbox.home), cwd=ROOT, preexec_fn=kill_after(moment), capture_output=True,
                check=False,
            )  # fmt: skip
            done = Done(ended.returncode, ended.stdout.decode(), ended.stderr.decode())
            yield _explained(f"{plan.command.name}, {moment}", plan, done)


def _explained(what: str, plan: Plan, done: Done) -> str:
    if done.code not in (0, -signal.SIGKILL, -signal.SIGALRM):
        return f"{what}: neither killed nor done: {done}"
    loss = plan.loss(done)
    return f"{what}: {loss}" if loss else ""
