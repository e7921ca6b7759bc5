"""The time of a search: reading ten years of varied words, and each letter that is typed."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path
from random import Random
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from cmcheckin.domain.checkin import WIN_KINDS, CheckIn, Community, Win
from cmcheckin.domain.escalation import ESCALATION_KINDS, STATUSES, Escalation
from cmcheckin.domain.records import Record
from cmcheckin.domain.workday import Workday
from cmcheckin.journal import Journal
from cmcheckin.paths import Paths
from cmcheckin.services.search import SearchSession
from cmcheckin.settings import Settings
from tests.benchmarks.bench_journal import CLOCK, DEVICE, TODAY
from tests.benchmarks.figures import Figure

DAYS = 3650
ESCALATIONS = 5000
TYPED = (
    "meetup", "price change", '"price change" café', "kind:thanks -meetup", "mood<=2 outage", "from:2024-03 to:2024-06",
    'cause:"price change" status:open', "severity>=high is:night", "-kind:ask has:note moderators", "zebra",
)  # fmt: skip
"""What is typed, letter by letter."""
_WORDS = """
meetup price change outage café moderators spam wave thread members release answer question film board refund
forum docs translation survey sponsor newsletter onboarding feedback roadmap ban appeal mentor workshop badge
the a of to and in that for on with was it again after before from about never always slowly finally
""".split()  # noqa: SIM905  a list would be one word a line


def records(days: int = DAYS, escalations: int = ESCALATIONS) -> list[Record]:
    """Return a check-in and a workday for each of the last `days` days, and `escalations` spread over them."""
    random = Random(13)

    def text(low: int, high: int) -> str:
        return " ".join(random.choices(_WORDS, k=random.randint(low, high))).capitalize() + "."

    found: list[Record] = []
    for back in range(days):
        day = TODAY - timedelta(back)
        wins = tuple(
            Win(text(4, 12), f"w-{day}-{n}", random.choice(WIN_KINDS), "Café Müller" if n else None)
            for n in range(random.choice((0, 0, 1, 1, 2)))
        )
        note = "\n".join(text(8, 25) for _ in range(random.choice((0, 1, 2, 4)))) or None
        feelings = tuple(random.sample(("tired", "proud", "calm", "tense", "glad"), 2))
        workload, mood, energy = (random.randint(1, 5) for _ in range(3))
        at = datetime.combine(day, clock_time(8, 30), UTC)
        found += [
            CheckIn(day, at, workload, mood, energy, feelings, Community(mood, text(4, 10)), wins, note=note),
            Workday(day, "work" if day.weekday() < 5 else "off", random.choice((7.5, 8.0, 9.5))),
        ]
    for n in range(escalations):
        day = TODAY - timedelta(n * days // escalations)
        at = datetime.combine(day, clock_time(random.randrange(24)), UTC)
        item = Escalation(f"e-{day}-{n}", text(4, 9), at, random.choice(ESCALATION_KINDS), random.randint(1, 5), 30)
        if n % 2:
            item = item._replace(cause=text(2, 4), handed_to="trust & safety", outcome=text(4, 9))
        found.append(item._replace(status=random.choice(STATUSES)))
    return found


def journal_with_words(home: Path) -> Journal:
    """Return a journal in `home` with `records`, opened again as the program opens it."""
    paths = Paths(home / "config.toml", home, home / "state")
    with Journal.open(paths, CLOCK, DEVICE) as journal:
        journal.save(records(), why="import")
        journal.everything()
    return Journal.open(paths, CLOCK, DEVICE)


def measure() -> list[Figure]:
    """Return the figures of search, in milliseconds."""
    with TemporaryDirectory() as folder:
        session = SearchSession(journal_with_words(Path(folder)), Settings(), TODAY)
        steps = []
        more = True
        while more:
            begun = time.perf_counter()
            more = session.read_more()
            steps.append((time.perf_counter() - begun) * 1000)
        letters = []
        for typed in TYPED * 3:
            for length in range(1, len(typed) + 1):
                begun = time.perf_counter()
                session.find(typed[:length])[:20]
                letters.append((time.perf_counter() - begun) * 1000)
        kept = f"{DAYS:,} check-ins and {ESCALATIONS:,} escalations"
        return [
            Figure(f"a letter of a search in {kept}, without drawing (p95)", quantiles(letters, n=20)[-1], 15, "ms"),
            Figure("reading the newest half year when search opens", steps[0], None, "ms"),
            Figure("each further half year, between keys (median)", median(steps[1:]), 50, "ms"),
            Figure("reading all of it", sum(steps), None, "ms"),
        ]


if __name__ == "__main__":
    for figure in measure():
        print(figure)
