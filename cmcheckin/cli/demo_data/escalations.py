"""The escalations and asks of the demo."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True)
class DemoEscalation:
    """An escalation, opened on `weekday` (0 is Monday) `week` weeks back, or `days_ago` if `week` is None.

    `ended` and the times of `updates` are hours after it was opened. It is open while `ended` is None.
    """

    title: str
    at: str
    week: int | None = None
    weekday: int = 0
    days_ago: int = 0
    kind: str = "conduct"
    severity: int | None = 2
    minutes: int | None = None
    could_wait: bool | None = None
    cause: str | None = None
    handed_to: str | None = None
    ended: float | None = 6
    outcome: str | None = None
    status: str = "open"
    updates: tuple[tuple[float, str], ...] = field(default=())


H = DemoEscalation
ESCALATIONS: Final = (
    H("Login mails land in spam at one provider", "10:20", 25, 1, kind="support", minutes=40, could_wait=True,
      handed_to="support", ended=28, outcome="Sender settings fixed"),
    H("Dark map style for night walks", "16:05", 24, 2, kind="ask", severity=None, minutes=15, handed_to="map team",
      ended=1300, outcome="Shipped with 4.0", updates=((190, "88 votes; on the design board"),)),
    H("Two members at odds over a deleted route", "11:40", 23, 3, severity=2, minutes=55, could_wait=False, ended=30,
      outcome="Both apologised; the route is back with both names"),
    H("4.0 does not sync on older tablets", "09:15", 21, 1, kind="outage", severity=4, minutes=210, could_wait=False,
      cause="4.0 launch", handed_to="mobile team", ended=52, outcome="Fixed in 4.0.1",
      updates=((3, "61 reports, cause found"), (26, "build with testers"))),
    H("Tracks from the beta are gone for some", "23:40", 21, 2, kind="product", severity=4, minutes=95,
      could_wait=False, cause="4.0 launch", handed_to="mobile team", ended=40, outcome="All restored from backups"),
    H("Journalist asks how many volunteers map for free", "14:30", 20, 0, kind="press", severity=2, minutes=50,
      could_wait=True, cause="4.0 launch", handed_to="communications", ended=22, outcome="A fair article"),
    H("Private phone number posted in a hut review", "18:50", 19, 4, kind="safety", severity=3, minutes=35,
      could_wait=False, ended=1, outcome="Removed, reviewer asked to be told"),
    H("Export to paper maps for guides", "10:10", 18, 2, kind="ask", severity=None, minutes=20,
      handed_to="product, Ines", ended=2400, outcome="On the roadmap for spring"),
    H("Trail closed by fire still shown as open", "20:15", 17, 3, kind="safety", severity=4, minutes=80,
      could_wait=False, handed_to="map team", ended=3, outcome="Closed on the map within two hours"),
    H("Impersonation of a hut keeper", "09:30", 13, 1, severity=3, minutes=60, could_wait=False,
      handed_to="trust & safety", ended=48, outcome="Account removed; keepers can be verified now"),
    H("Billing questions in the forum after card expiry mails", "11:00", 12, 0, kind="support", severity=1, minutes=45,
      could_wait=True, cause="renewal mails", handed_to="support", ended=72),
    H("Price change announced without notice to volunteers", "15:10", 10, 1, kind="policy", severity=5, minutes=420,
      could_wait=False, cause="price change", handed_to="Mira", ended=430, outcome="Volunteers keep the old price",
      updates=((20, "640 replies, 31 reported"), (92, "questions and answers with finance on Friday"),
               (260, "open letter handed over"))),
    H("Threats against a moderator", "01:35", 10, 3, kind="safety", severity=5, minutes=150, could_wait=False,
      cause="price change", handed_to="trust & safety", ended=60, outcome="Banned, reported, moderator supported",
      updates=((7, "she is with friends, we spoke"),)),
    H("Refund questions flood #help", "08:40", 9, 0, kind="support", severity=3, minutes=180, could_wait=False,
      cause="price change", handed_to="support", ended=150, outcome="One page with all answers"),
    H("Blog asks about members leaving", "17:20", 9, 3, kind="press", severity=3, minutes=70, could_wait=True,
      cause="price change", handed_to="communications", ended=26, outcome="Answered with numbers"),
    H("Sunday pile-on against a new member", "22:50", 9, 6, severity=4, minutes=110, could_wait=False,
      cause="price change", ended=15, outcome="Thread locked, she stayed"),
    H("Doctored screenshot of a staff post", "23:20", 8, 2, severity=3, minutes=65, could_wait=False,
      cause="price change", handed_to="communications", ended=19, outcome="Corrected with the original"),
    H("Group discount for rescue teams", "13:45", 8, 3, kind="ask", severity=None, minutes=25, handed_to="sales, Priya",
      ended=900, outcome="Granted", updates=((310, "numbers sent to Priya"),)),
    H("Moderators on strike for a weekend", "19:05", 7, 4, kind="policy", severity=4, minutes=160, could_wait=False,
      cause="price change", handed_to="Mira", ended=66, outcome="Call with Mira; they are back"),
    H("Spam accounts in the Spanish corner", "03:20", 6, 1, severity=3, minutes=50, could_wait=True,
      handed_to="trust & safety", ended=33, outcome="Filter rules by Teo"),
    H("Map tiles slow in the evening", "20:30", 5, 0, kind="outage", severity=3, minutes=45, could_wait=False,
      handed_to="operations", ended=4, outcome="Cache enlarged"),
    H("Meetup hall double-booked", "10:50", 4, 3, kind="other", severity=3, minutes=90, could_wait=False, ended=27,
      outcome="Bigger hall, same price"),
    H("Complaint about a talk title", "09:10", 3, 2, severity=1, minutes=20, could_wait=True, ended=5,
      outcome="Title changed, speaker fine with it"),
    H("Photograph of a child in the meetup album", "21:15", 2, 6, kind="safety", severity=3, minutes=25,
      could_wait=False, ended=1, outcome="Taken down, parents thanked us"),
    H("App store review bombing", "12:25", 1, 1, kind="product", severity=2, minutes=40, could_wait=True,
      cause="renewal mails", handed_to="communications", ended=50, outcome="Died down by itself"),
    # still open today
    H("Offline maps for volunteers on the free plan", "15:30", days_ago=17, kind="ask", severity=None, minutes=30,
      handed_to="product, Ines", ended=None, status="handed-off",
      updates=((45, "97 votes in two days"), (170, "Ines takes it to the planning"))),
    H("Spam wave in #help", "02:10", days_ago=3, severity=4, minutes=90, could_wait=False,
      handed_to="trust & safety", ended=None, status="handed-off",
      updates=((7, "filter on, 140 posts removed"), (31, "still coming in, slower since the filter"))),
    H("Angry thread on the renewal mails", "13:20", days_ago=1, kind="policy", severity=3, minutes=45,
      could_wait=True, cause="renewal mails", ended=None, updates=((5, "118 replies, 9 reported"),)),
)  # fmt: skip
