"""What a shared week tells, for who reviews it, one fact at a time."""

from __future__ import annotations

from collections.abc import Iterator

from cmcheckin.wording.formats import count, minutes


def week_facts(
    *,
    days_not_said: int,
    worked: int | None,
    after: int | None,
    days_off: int | None,
    nights: int | None,
    workload: str,
    opened: int | None,
    resolved: int | None,
    spent: int | None,
    could_wait: int | None,
    support: int | None,
    community: str,
    mood: str | None,
    energy: str | None,
) -> Iterator[str]:
    """What a week tells beside its hours, one fact at a time."""
    if worked is not None:
        yield f"{count(worked, 'day')} worked"
    if days_not_said:
        yield f"{count(days_not_said, 'day')} not told of"
    if after is not None:
        yield f"{minutes(after)} after hours" if after else "no evenings"
    if days_off:
        yield f"{count(days_off, 'day')} off worked"
    if nights is not None:
        yield count(nights, "night ping")
    if workload:
        yield f"workload {workload}"
    if opened is not None:
        yield f"{count(opened, 'escalation')} came in"
    if resolved:
        yield f"{resolved} resolved"
    if spent:
        yield f"{minutes(spent)} on escalations"
    if could_wait:
        yield f"{could_wait} could have waited"
    if support:
        yield f"{minutes(support)} of support that was not theirs"
    if community:
        yield f"community {community}"
    if mood:
        yield f"mood {mood} the usual"
    if energy:
        yield f"energy {energy} the usual"
