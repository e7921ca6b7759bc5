"""Share files for page tests: a full week, a quiet one, ranges, one with hostile text, and the facts of an entry."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from cmcheckin.domain.week import Week
from cmcheckin.sharing.share_file import (
    FIELDS,
    ShareActivity,
    ShareEscalation,
    ShareFile,
    ShareLeave,
    ShareMetric,
    ShareQuestion,
    ShareWeek,
    ShareWin,
)
from cmcheckin.wording import formats
from cmcheckin.wording import share_page as words

MADE = datetime(2026, 11, 23, 8, 40, tzinfo=UTC)
WEEK = ShareWeek(
    week=Week(2026, 47),
    days_not_said=1,
    hours=43.5,
    usual_hours=39.5,
    days_worked=5,
    after_hours_minutes=65,
    night_pings=1,
    workload=4.2,
    escalations_opened=4,
    escalations_resolved=2,
    escalations_open=2,
    minutes_on_escalations=245,
    could_have_waited=1,
    support_minutes=90,
    activities=(
        ShareActivity("moderation", 12.5, 4, 1),
        ShareActivity("support", 6, 3),
        ShareActivity("events", None, 2, 2),
    ),
    peer_minutes=75,
    community=3.6,
    community_feels=("excited about the meetup", "uneasy about the new prices"),
    metrics=(ShareMetric("first response", 22.4, "min", "down"), ShareMetric("new members", 31, good="up")),
    questions=(ShareQuestion("lunch break", 3, 5), ShareQuestion("one word", texts=("calm", "busy"))),
    mood="about",
    energy="below",
)
WINS = (
    ShareWin("w-1", date(2026, 11, 16), "You were so patient with us last night, thank you", "thanks", "a new member"),
    ShareWin("w-2", date(2026, 11, 17), "First-time poster answered three others", "member"),
    ShareWin("w-3", date(2026, 11, 18), "Meetup in Leipzig filled in a day", "event"),
    ShareWin(
        "w-4", date(2026, 11, 19), "The onboarding notes are the clearest I have seen", "thanks", "Priya, support"
    ),
    ShareWin("w-5", date(2026, 11, 20), "Product took the search request into their next plan", "product"),
)
ESCALATIONS = (
    ShareEscalation(
        "e-1", "Spam wave in #help", date(2026, 11, 19), "conduct", 4, "handed-off", None, 90, False,
        handed_to="trust & safety", out_of_hours=True,
    ),
    ShareEscalation(
        "e-2", "Angry thread on the price change", date(2026, 11, 18), "policy", 3, "open", None, 120, False,
        cause="price change announced on Tuesday",
    ),
    ShareEscalation(
        "e-3", "Login page down for members abroad", date(2026, 11, 16), "outage", 5, "resolved", date(2026, 11, 16),
        25, False, outcome="Fixed by the platform team within the hour; members told in the pinned thread.",
    ),
    ShareEscalation(
        "e-4", "Question about the logo guidelines", date(2026, 11, 17), "other", 1, "resolved", date(2026, 11, 19), 10,
        True,
    ),
)  # fmt: skip
ASKS = (
    ShareEscalation("a-1", "Search that finds old answers", date(2026, 9, 28), "ask", handed_to="product"),
    ShareEscalation("a-2", "Code of conduct in Portuguese", date(2026, 11, 18), "ask", minutes=30),
)
FULL = ShareFile(
    person="p-8c1f",
    name="Ada Lindqvist",
    made=MADE,
    first=date(2026, 11, 16),
    last=date(2026, 11, 22),
    fields=FIELDS,
    weeks=(WEEK,),
    wins=WINS,
    escalations=ESCALATIONS,
    asks=ASKS,
    help="Someone to take the evening watch on Thursdays until the price change has settled.",
    leave=(
        ShareLeave(date(2026, 12, 7), date(2026, 12, 18), 10),
        ShareLeave(date(2026, 12, 24), date(2026, 12, 24), 0.5, half=True),
        ShareLeave(date(2026, 12, 25), date(2026, 12, 25), 1, holiday=True),
    ),
)
QUIET = ShareFile(
    person="p-8c1f", name="", made=MADE, first=date(2026, 11, 16), last=date(2026, 11, 22), fields=("workload",),
    weeks=(ShareWeek(Week(2026, 47), workload=3),),
)  # fmt: skip
ENTRY_FACTS: list[tuple[dict[str, Any], list[str]]] = [
    ({}, []),
    ({"handed_to": "product"}, [f"{words.WITH} product"]),
    ({"minutes": 0}, []),
    ({"minutes": 20}, [formats.minutes(20)]),
    ({"could_wait": True}, [words.COULD_WAIT]),
    ({"could_wait": False}, [words.COULD_NOT_WAIT]),
    ({"out_of_hours": True}, [words.OUT_OF_HOURS]),
    ({"out_of_hours": False}, []),
]
"""Fields of an escalation, and the facts that they add to its line."""
HOSTILE_TEXTS = (
    "<script>document.title='owned'</script>",
    "</style><script>document.title='owned'</script>",
    "</title><h1>owned</h1>",
    "<img src=x onerror=\"document.title='owned'\">",
    '" onmouseover="document.title=1" x="',
    "' autofocus onfocus='document.title=1",
    "<a href='javascript:document.title=1'>here</a>",
    "javascript:document.title='owned'",
    "<iframe src=https://example.invalid/></iframe><form action=//example.invalid><button>x",
    "<svg/onload=document.title=1><use href=data:,x>",
    "<style>@import url(https://example.invalid/x.css); body{display:none}</style>",
    "<meta http-equiv=refresh content='0;url=https://example.invalid'>",
    "<base href=https://example.invalid/><link rel=stylesheet href=x.css>",
    "&lt;script&gt; &#60;b&#62; &amp;amp; &nbsp; &#x202e; &colon;",
    "<!-- <![CDATA[ ]]> --> <?php ?> {{7*7}} ${7*7}",
    "\u202eevil\u2066 \u2067gnp.exe\u202c\u2069 \u200f\u061c",
    "nul\x00l esc\x1b[31mred\x1b]8;;https://example.invalid\x07link\x1b]8;;\x07 \x9b2J bell\x07 \ufeff\ud800\udfff",
    "https://example.invalid/?q=1 mail@example.invalid +49 30 901820",
    "W" * 500,
    "Z" + "\u0300\u0316" * 200,
    "مرحبا بكم في المجتمع (123) שלום",
    "",
    "   \n\n\t ",
)


def hostile() -> ShareFile:
    """Return a share file in which every text is an attack."""
    texts = HOSTILE_TEXTS
    week = replace(
        WEEK,
        community_feels=texts,
        metrics=tuple(ShareMetric(text, 1e300, text) for text in texts),
        questions=tuple(ShareQuestion(text, 1, 2, texts) for text in texts),
    )
    return replace(
        FULL,
        name=" ".join(texts[:4]),
        help=" ".join(texts[4:]),
        fields=(*FIELDS, *texts),
        weeks=(week,),
        wins=tuple(ShareWin(text, date(2026, 11, 17), text, kind, text) for text in texts for kind in ("thanks", text)),
        escalations=tuple(
            ShareEscalation(text, text, date(2026, 11, 17), text, n % 5 + 1, text, None, 10**9, True, text, text, text)
            for n, text in enumerate(texts)
        ),
        asks=tuple(ShareEscalation(text, text, date(2026, 11, 17), "ask", handed_to=text) for text in texts),
    )


def weeks(number: int) -> ShareFile:
    """Return a range of `number` weeks with varying hours, one of them not logged."""
    told = []
    for n in range(number):
        week = WEEK.week.shifted(n + 1 - number)
        hours = 36.0 + (n * 7) % 15 + (6 if n == number - 2 else 0)
        told.append(
            replace(
                WEEK, week=week, hours=None if n == 2 else hours, usual_hours=None if n < 1 else 39.5,
                workload=2.0 + (n * 3) % 4 * 0.8, days_not_said=7 if n == 2 else 0, night_pings=n % 3,
                after_hours_minutes=n * 25 % 130, escalations_opened=n % 4, escalations_resolved=n % 3,
                energy=("well below", "below", "about", "above", None)[n % 5],
                community_feels=("calm",) if n % 4 == 0 else (),
            )
        )  # fmt: skip
    return replace(FULL, first=told[0].week.monday, weeks=tuple(told))


def people() -> list[ShareFile]:
    """Return the files of a team of five who share different fields."""
    little = tuple(replace(week, night_pings=None, workload=2.2) for week in weeks(4).weeks)
    bjorn = replace(weeks(4), help="", wins=WINS[1:3], asks=(), escalations=(), weeks=little)
    chidi = replace(FULL, wins=(), asks=(), escalations=ESCALATIONS[1:2], weeks=(replace(WEEK, hours=38.0),))
    maria = replace(
        FULL, weeks=(replace(WEEK, hours=56.5, workload=4.8),), escalations=(), wins=WINS[:1], asks=ASKS[:1]
    )
    return [
        replace(weeks(12), wins=WINS, person="p-1"),
        replace(bjorn, person="p-2", name="Björn", fields=("hours", "wins", "workload")),
        replace(chidi, person="p-3", name="Chidi Okafor", help="Two hours a week with someone from product."),
        replace(QUIET, person="p-4"),
        replace(maria, person="p-5", name="María José de la Cruz y Fernández-Villaverde", help="A day off in May."),
    ]
