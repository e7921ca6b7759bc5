"""The phases of the demo's half year: how heavy each was, and the texts of its check-ins.

Waymark is an invented hiking map whose paths, translations and hut pages are kept by volunteers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from cmcheckin.cli.demo_data.wins import WINS_EARLY, WINS_LATE
from cmcheckin.domain.checkin import Win


@dataclass(frozen=True)
class Phase:
    """Some similar weeks. `first` and `last` count weeks back from the current one (0); `first` is the earlier.

    The ratings and `response`, the first response time in minutes, are means. `after` is the usual after-hours time of
    a workday in minutes. The texts are used in their order.
    """

    first: int
    last: int
    workload: float
    mood: float
    energy: float
    community: float
    after: int
    response: int
    feelings: tuple[str, ...]
    feels: tuple[str, ...]
    notes: tuple[str, ...]
    wins: tuple[Win, ...]


PHASES: Final = (
    Phase(
        26, 22, 3.0, 3.9, 3.8, 4.0, 8, 24,
        ("calm", "focused", "curious", "content", "grateful"),
        (
            "glad about the faster search, asking for it on tablets",
            "friendly and a little sleepy before the summer",
            "newcomers finding each other in the introductions thread",
            "curious what 4.0 will bring",
        ),
        (
            "Blocked two hours for writing and nobody minded. Do that again.",
            "Said no to a third weekly call. It felt fine by lunch.",
            "Mira asked how I was before she asked for numbers.",
        ),
        WINS_EARLY[:14],
    ),
    Phase(
        21, 20, 4.1, 3.7, 3.1, 4.2, 45, 17,
        ("excited", "stretched", "proud", "tired"),
        (
            "excited about 4.0, impatient with the first sync bugs",
            "proud: forty of their paths are on the launch page",
            "patient about the tablet bug, which is generous of them",
        ),
        (
            "Launch day. I answered from nine to nine and still liked most of it.",
            "The translators carried this. I want their names on the blog, not mine.",
        ),
        WINS_EARLY[14:22],
    ),
    Phase(
        19, 17, 3.2, 3.9, 3.5, 4.0, 15, 23,
        ("relieved", "content", "focused", "proud"),
        (
            "planning the mapping weekend, arguing kindly about trail colours",
            "happy with the sync fix, slower in the heat",
            "full of photos from the mapping weekend",
        ),
        (
            "First quiet Friday since spring. Read old threads and remembered why I do this.",
            "Hand-over for the holiday is written. Jonas takes the queue, and means it.",
        ),
        WINS_EARLY[22:],
    ),
    Phase(
        14, 11, 2.9, 4.1, 4.1, 3.9, 8, 25,
        ("rested", "curious", "calm", "hopeful", "content"),
        (
            "back from summer, posting routes instead of questions",
            "warm: the hut keepers' thread is two years old this week",
            "waiting for the autumn roadmap",
        ),
        (
            "The inbox was not the monster I had made of it.",
            "Two weeks without a laptop. The queue lived, and so did I.",
            "Reader the phone out of the bedroom all week. Worth it.",
        ),
        WINS_LATE[:12],
    ),
    Phase(
        10, 7, 4.3, 2.6, 2.5, 2.3, 90, 31,
        ("tense", "tired", "stretched", "frustrated", "worn", "uneasy"),
        (
            "angry about the price change, and not without reason",
            "split: long-timers hurt, newcomers puzzled by the tone",
            "worn from the same argument, a few leaving quietly",
            "calmer since the answers were posted, still watching us",
        ),
        (
            "I learned of the new prices an hour before they did. Told Mira that this cannot happen again.",
            "Read every word of the thread twice. The third time was not for them, it was me worrying.",
            "Closed the laptop at eight and opened the phone at nine. That is not closing.",
            "They are kind people having a bad month. So am I.",
            "Asked for somebody to share the weekends. It is being looked at.",
        ),
        WINS_LATE[12:22],
    ),
    Phase(
        6, 4, 4.0, 2.6, 2.3, 3.0, 55, 28,
        ("tired", "worn", "irritated", "relieved", "stretched"),
        (
            "quieter, some of the loud ones apologising",
            "curious again: the meetup page has the most views this month",
            "grateful for the refund rule, still short with each other",
        ),
        (
            "Slept ten hours on Saturday. Evidently it was owed.",
            "Jonas took Sunday. I did not look once, nearly.",
            "The body said stop before I did. Two days in bed.",
        ),
        WINS_LATE[22:30],
    ),
    Phase(
        3, 1, 3.5, 3.5, 3.2, 3.7, 25, 22,
        ("proud", "hopeful", "tired", "grateful", "excited"),
        (
            "excited about the meetup, uneasy about prices",
            "still talking about Saturday, sharing photographs",
            "kinder than they have been since summer",
        ),
        (
            "Ninety people in a room who knew each other by their user names. I will keep this day.",
            "Somebody thanked me for the summer of answers. I had to walk around the block.",
            "Weekend rota starts. First Sunday off the phone is mine.",
        ),
        WINS_LATE[30:40],
    ),
    Phase(
        0, 0, 4.0, 3.3, 2.6, 3.5, 35, 26,
        ("tired", "proud", "tense", "grateful"),
        ("excited about the meetup film, uneasy about prices", "split over the renewal mails, kind to the newcomers"),
        ("The renewal mails went out and nobody told me. Again. Talk to Mira on Friday, not by chat.",),
        WINS_LATE[40:],
    ),
)  # fmt: skip
LEAVE: Final = range(15, 17)
"""The weeks of the summer holiday, counted back from the current one."""
