"""All that was shared of a week, an escalation or an ask, as short facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from cmcheckin.domain.numbers import whole
from cmcheckin.sharing.share_file import Reply, ShareWeek, day_made
from cmcheckin.sharing.team import TeamItem, TeamWin
from cmcheckin.wording.record_words import MOOD, WORKLOAD, activity_amount
from cmcheckin.wording.review import reply_line, severity_or_kind
from cmcheckin.wording.review_facts import item_facts, metric_text, question_text, week_facts, win_facts


def figures_of(week: ShareWeek) -> Iterable[str]:
    """Return the facts that follow from the figures of `week`, without its hours."""
    return week_facts(
        days_not_said=week.days_not_said,
        worked=week.days_worked,
        after=week.after_hours_minutes,
        days_off=week.days_off_worked,
        nights=week.night_pings,
        workload=rating_word(week.workload, WORKLOAD),
        opened=week.escalations_opened,
        resolved=week.escalations_resolved,
        spent=week.minutes_on_escalations,
        could_wait=week.could_have_waited,
        support=week.support_minutes,
        peers=week.peer_minutes,
        community=rating_word(week.community, MOOD),
        mood=week.mood,
        energy=week.energy,
    )


def activities_of(week: ShareWeek) -> Iterator[str]:
    """Yield where the time of `week` went."""
    for one in week.activities:
        yield f"{one.kind} {activity_amount(one.hours, one.on_days, one.days_without_hours)}"


def metrics_of(week: ShareWeek) -> Iterator[str]:
    """Yield the person's own numbers of `week`."""
    return (metric_text(metric.name, metric.mean, metric.unit) for metric in week.metrics)


def answers_of(week: ShareWeek) -> Iterator[str]:
    """Yield the answers of `week` to the person's own questions."""
    return (question_text(one.name, one.yes, one.answered, one.texts) for one in week.questions)


def rating_word(value: float | None, names: Sequence[str]) -> str:
    """Return the one of `names` that the mean rating `value` (1 to 5) is nearest to; empty for None."""
    return "" if value is None else names[min(max(whole(value), 1), 5) - 1]


def facts_of_item(entry: TeamItem, today: date) -> Iterator[str]:
    """Yield all that was shared of an escalation or ask until `today`, except its title."""
    item = entry.item
    return item_facts(
        what=severity_or_kind(item.severity, item.kind),
        opened=item.opened,
        status=item.status,
        handed_to=item.handed_to,
        shared_on=entry.stale_since,
        spent=item.minutes,
        outside=item.out_of_hours,
        could_wait=item.could_wait,
        cause=item.cause,
        resolved=item.resolved,
        outcome=item.outcome,
        today=today,
    )


def facts_of_entry(entry: TeamItem | TeamWin, today: date) -> tuple[str, list[str]]:
    """Return the text of `entry`, and all else that was shared of it until `today`."""
    if isinstance(entry, TeamItem):
        return entry.item.title, [*filter(None, facts_of_item(entry, today))]
    win = entry.win
    return win.text, [*filter(None, win_facts(win.kind, win.sender, win.day, today))]


def replies_to_entry(entry: TeamItem | TeamWin, replies: Sequence[Reply]) -> list[Reply]:
    """Return those of `replies` that are about `entry`."""
    id_ = entry.item.id if isinstance(entry, TeamItem) else entry.win.id
    return [reply for reply in replies if (reply.to, reply.about) == (entry.person, id_)]


def reply_text(reply: Reply) -> str:
    """Return `reply` as a text: its kind, sender and day, and what it says."""
    lead = reply_line(reply.kind, reply.sender, day_made(reply.made))
    return f"{lead}: {reply.text}" if reply.text else lead
