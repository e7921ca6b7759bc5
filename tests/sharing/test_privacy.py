"""What must never be in a share file: checked by type, by marked words, and by changing private data."""

from __future__ import annotations

import random
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.checkin import WIN_KINDS, CheckIn, Community, Win, WinCheck
from cmcheckin.domain.escalation import ESCALATION_KINDS, STATUSES, Escalation, Update
from cmcheckin.domain.nudge_state import NudgeState
from cmcheckin.domain.own_questions import Metric, Question
from cmcheckin.domain.records import Record, Records
from cmcheckin.domain.reply_state import ReplyState
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.week import Week
from cmcheckin.domain.workday import Activity, Workday
from cmcheckin.sharing.builder import build_share
from cmcheckin.sharing.choice_rows import entry_rows
from cmcheckin.sharing.document import share_document
from cmcheckin.sharing.rendering import FORMATS, render_share
from cmcheckin.sharing.selection import ShareSelection
from cmcheckin.sharing.share_file import FIELDS, Comparison, Consent, ShareFile, ShareResponse, ShareWeek
from cmcheckin.sharing.shared_ids import entry_texts
from cmcheckin.sharing.team import build_person, build_team

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
MARK = "Qzxprivate"
SECRET = bytes(range(16)).hex()
FIRST, LAST = date(2026, 11, 9), date(2026, 11, 22)
PRIVATE = st.integers(0, 99).map(lambda n: f"{MARK}{n}")
EXTRA = st.dictionaries(PRIVATE, PRIVATE | st.lists(PRIVATE, max_size=2), max_size=2)
RATING = st.none() | st.integers(1, 5)
DAYS = st.integers(-110, 0).map(lambda n: TODAY + timedelta(n))
WORDS = st.sampled_from(["Meetup filled", "Spam wave", "<b>price</b> [x](http://y.example)", "=1+1"])


@st.composite
def checkins(draw: st.DrawFn, day: date) -> CheckIn:
    win = st.builds(
        Win,
        WORDS,
        st.integers(0, 5).map(lambda n: f"w-{n}"),
        st.sampled_from(WIN_KINDS),
        st.none() | WORDS,
        st.none() | st.booleans(),
        st.lists(st.builds(WinCheck, st.just(TODAY), st.none(), st.none(), EXTRA), max_size=1).map(tuple),
        EXTRA,
    )
    return CheckIn(
        day,
        NOW,
        draw(RATING),
        draw(RATING),
        draw(RATING),
        tuple(draw(st.lists(PRIVATE, max_size=3))),
        Community(draw(RATING), draw(st.none() | WORDS), draw(EXTRA)),
        tuple(draw(st.lists(win, max_size=2))),
        draw(st.dictionaries(st.sampled_from(["members", "first response"]), st.floats(0, 90), max_size=2)),
        draw(st.dictionaries(PRIVATE | st.sampled_from(["lunch", "private"]), st.booleans() | PRIVATE, max_size=2)),
        draw(st.none() | PRIVATE),
        draw(EXTRA),
    )


@st.composite
def escalations(draw: st.DrawFn, number: int) -> Escalation:
    opened = datetime.combine(draw(DAYS), draw(st.times()), UTC)
    return Escalation(
        f"e-{number}",
        draw(WORDS),
        opened,
        draw(st.none() | st.sampled_from(ESCALATION_KINDS)),
        draw(RATING),
        draw(st.none() | st.integers(0, 900)),
        draw(st.none() | st.booleans()),
        draw(st.none() | WORDS),
        draw(st.none() | WORDS),
        draw(st.none() | st.sampled_from(STATUSES)),
        draw(st.none() | st.just(opened + timedelta(1))),
        draw(st.none() | WORDS),
        tuple(draw(st.lists(st.builds(Update, PRIVATE, st.none() | st.just(NOW), EXTRA), max_size=2))),
        draw(EXTRA),
    )


@st.composite
def records(draw: st.DrawFn) -> Records:
    """Draw records with the mark in every private field."""
    found: list[Record] = [draw(checkins(day)) for day in draw(st.lists(DAYS, max_size=40, unique=True))]
    hours = st.none() | st.floats(0, 24).map(lambda amount: round(amount, 2))
    kind = st.sampled_from(["work", "off", "sick", "leave"])
    days = draw(st.lists(DAYS, max_size=20, unique=True))
    used = st.lists(st.builds(Activity, WORDS, hours, EXTRA), max_size=2, unique_by=lambda one: one.kind).map(tuple)
    peers = st.none() | st.integers(0, 600)
    found += [
        Workday(
            day, draw(kind), draw(hours), activities=draw(used), peer_minutes=draw(peers),
            label=draw(st.none() | PRIVATE), extra=draw(EXTRA),
        )
        for day in days
    ]  # fmt: skip
    found += [draw(escalations(n)) for n in range(draw(st.integers(0, 5)))]
    found.append(NudgeState("wins_drought", NOW, "snooze", TODAY, draw(EXTRA)))
    text, about, extra = draw(PRIVATE), draw(PRIVATE), draw(EXTRA)
    found.append(ReplyState(f"r-9.{MARK}", NOW, "acted", "question", text, NOW, text, about, text, extra=extra))
    return Records.of(found)


TICKED = st.lists(st.sampled_from(FIELDS), unique=True).map(tuple)


QUESTIONS = (Question("lunch", "Lunch?", share=True), Question(f"{MARK}99", "Private?", "text"))
"""The answers to the first one may be shared, if they are yes or no."""
RESPONSES = (ShareResponse("r-1", "question", "Thursday would help", TODAY),)
"""The user's own words, which are shared if they are selected. What they answer isn't."""


def share(kept: Records, ticked: tuple[str, ...]) -> ShareFile:
    consent = Consent(FIRST, LAST, ticked, "Ada", "Someone for the night")
    metrics = (Metric("members", "", "up"),)
    return build_share(kept, consent, "p-1", NOW, Schedule(), TODAY, metrics, QUESTIONS, RESPONSES, secret=SECRET)


def written(kept: Records, ticked: tuple[str, ...]) -> list[str]:
    return [render_share(share(kept, ticked), form).decode() for form in FORMATS]


@given(records(), TICKED)
def test_nothing_private_is_in_any_format_whatever_is_selected(kept: Records, ticked: tuple[str, ...]) -> None:
    ids = [id_ for id_, _ in entry_texts(kept)]
    for text in (*written(kept, ticked), *written(kept, FIELDS)):
        assert MARK.lower() not in text.lower()
        assert SECRET not in text
        assert [id_ for id_ in ids if f'"{id_}"' in text] == []
    assert all(("Thursday would help" in text) == ("responses" in ticked) for text in written(kept, ticked))


@given(records(), TICKED, st.randoms(use_true_random=False))
def test_a_file_is_the_same_byte_for_byte_whatever_the_private_parts_say(
    kept: Records, ticked: tuple[str, ...], chance: random.Random
) -> None:
    changed = Records.of(
        [_other(one, ticked, chance) for one in kept if not isinstance(one, NudgeState)],
    )
    assert written(changed, ticked) == written(kept, ticked)


def _other(one: Record, ticked: tuple[str, ...], chance: random.Random) -> Record:
    """Return the record with other private words, and other ratings that are not selected."""
    if isinstance(one, CheckIn):
        mood = one.mood if "mood" in ticked else chance.choice((None, 1, 5))
        energy = one.energy if "energy" in ticked else chance.choice((None, 1, 5))
        lunch = {name: answer for name, answer in one.answers.items() if name == "lunch" and isinstance(answer, bool)}
        other: dict[str, bool | str] = {"private": "else", "lunch": chance.choice((True, False))}
        answers: dict[str, bool | str] = {"private": "else", **lunch} if "questions" in ticked else other
        return one._replace(note="else", feelings=("other",), answers=answers, mood=mood, energy=energy, extra={})
    if isinstance(one, Workday):
        activities = one.activities if "activities" in ticked else (Activity("unshared", 1),)
        peers = one.peer_minutes if "peers" in ticked else chance.choice((None, 0, 90))
        label = None if "leave" in ticked and one.label is None else "else"  # whether it's a holiday is shared then
        bare = tuple(activity._replace(extra={}) for activity in activities)
        return one._replace(activities=bare, peer_minutes=peers, label=label, extra={})
    return one._replace(updates=(), extra={}) if isinstance(one, Escalation) else one


@given(records(), st.randoms(use_true_random=False))
def test_the_mood_of_a_day_cannot_be_inferred_from_the_word_of_a_week(kept: Records, chance: random.Random) -> None:
    weeks: dict[Week, list[CheckIn]] = {}
    for one in kept.checkins:
        weeks.setdefault(Week.of(one.date), []).append(one)
    shuffled: list[Record] = []
    for members in weeks.values():
        selves = [(one.mood, one.energy) for one in members]
        chance.shuffle(selves)
        shuffled += [
            one._replace(mood=mood, energy=energy) for one, (mood, energy) in zip(members, selves, strict=True)
        ]
    other = Records.of([*shuffled, *kept.workdays, *kept.escalations])
    assert written(other, FIELDS) == written(kept, FIELDS)


@given(records())
def test_without_selected_fields_only_dates_and_name_are_shared(kept: Records) -> None:
    found = share(kept, ())
    weeks = tuple(ShareWeek(week.week) for week in found.weeks)
    assert found == ShareFile("p-1", "Ada", NOW, FIRST, LAST, (), weeks)


@given(records(), st.sampled_from(FIELDS))
def test_an_unselected_field_cannot_be_inferred_from_others(kept: Records, left: str) -> None:
    ticked = tuple(name for name in FIELDS if name != left)
    found, whole = share(kept, ticked), share(kept, FIELDS)
    hidden = {
        "hours": ("hours", "usual_hours", "days_worked"), "workload": ("workload",),
        "after_hours": ("after_hours_minutes", "days_off_worked"),
        "nights": ("night_pings",), "support": ("support_minutes",), "peers": ("peer_minutes",),
        "mood": ("mood",), "energy": ("energy",),
        "escalations": ("escalations_opened", "minutes_on_escalations", "could_have_waited", "escalations_open"),
    }.get(left, ())  # fmt: skip
    assert all(getattr(week, name) is None for week in found.weeks for name in hidden)
    assert left != "questions" or not any(week.questions for week in found.weeks)
    assert left != "activities" or all(week.activities == () for week in found.weeks)
    assert not (left in ("wins", "escalations", "asks", "help", "leave", "responses") and getattr(found, left))
    if left == "after_hours":
        assert all(one.out_of_hours is None for one in (*found.escalations, *found.asks))
    assert found.wins == whole.wins or left == "wins"


def leaves(kind: Any, path: str = "") -> list[tuple[str, Any]]:
    """Yield every nested field of a type, with the type of its values."""
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return [leaf for one in fields(kind) for leaf in leaves(hints[one.name], f"{path}.{one.name}")]
    if get_origin(kind) in (tuple, UnionType) or str(get_origin(kind)) == "typing.Union":
        inner = [one for one in get_args(kind) if one not in (Ellipsis, NoneType)]
        return [leaf for one in inner for leaf in leaves(one, path)]
    return [(path, kind)]


def test_the_type_has_no_place_for_what_is_private() -> None:
    found = leaves(ShareFile)
    names = {part for path, _ in found for part in path.split(".")}
    private = {
        "note",
        "notes",
        "feelings",
        "feeling",
        "nudge",
        "nudges",
        "nudge_states",
        "updates",
        "extra",
        "days",
        "logged_at",
        "secret",
        "about",
        "about_text",
    }
    assert not names & private
    answers = {path for path, _ in found if path.startswith(".responses")}
    assert answers == {f".responses.{name}" for name in ("reply", "kind", "text", "made")}
    plain = {str, int, float, bool, date, datetime, Week}
    # Words of a closed list aside, nothing in it is open: no mapping, no object, no Any that could carry more.
    assert [(path, kind) for path, kind in found if kind not in plain and get_origin(kind) is not Literal] == []
    selves = {path: kind for path, kind in found if path.rsplit(".", 1)[-1] in ("mood", "energy")}
    assert selves == {".weeks.mood": Comparison, ".weeks.energy": Comparison}


OLD = "Oldword"


def _marked(record: type, **known: Any) -> Any:
    """Return the record with the mark in every text field except those in `known`."""
    hints = get_type_hints(record)
    words = {name for name, hint in hints.items() if hint in (str, str | None) and name not in known}
    return record(**{**dict.fromkeys(words, OLD), **known}), words


def _reworded(texts: dict[str, str]) -> tuple[ShareFile, list[str]]:
    """A week with a win, an escalation and an ask, with other words for these ids: the file, and all its formats and
    what the screens show before it is written."""
    at = datetime(2026, 11, 18, 9, tzinfo=UTC)
    win, of_win = _marked(Win, id="w-1", kind="thanks")
    same = {"opened": at, "status": "resolved", "resolved": at, "updates": (Update(OLD, at),), "extra": {OLD: OLD}}
    escalation, of_escalation = _marked(Escalation, id="e-1", kind="conduct", severity=3, **same)
    ask, _ = _marked(Escalation, id="e-2", kind="ask", **same)
    assert of_win == {"text", "sender"}
    assert of_escalation == {"title", "cause", "handed_to", "outcome"}
    kept = Records.of([CheckIn(at.date(), at, wins=(win,)), escalation, ask])
    consent, answers = Consent(FIRST, LAST, FIELDS, "Ada", texts=texts), (ShareResponse("r-1", "question", OLD, TODAY),)
    made = build_share(kept, consent, "p-1", NOW, Schedule(), TODAY, responses=answers, secret=SECRET)
    chosen = ShareSelection(FIELDS, texts=texts)
    shown = [
        repr(share_document(made)),
        repr(entry_rows(chosen, made)),
        repr(build_team([[made]], TODAY)),
        repr(build_person([made], TODAY)),
    ]
    return made, [*(render_share(made, form).decode() for form in FORMATS), *shown]


def test_no_old_word_of_an_entry_in_other_words_is_anywhere() -> None:
    _, said = _reworded({})
    assert all(OLD in text for text in said)
    new = {"w-1": "New win", "e-1": "New escalation", "e-2": "New ask", "response:r-1": "New answer"}
    made, said = _reworded(new)
    assert [text for text in said if OLD.casefold() in text.casefold()] == []
    for text in new.values():
        assert all(text in one for one in said[: len(FORMATS) + 2])
    named = {"id", "kind", "status", "title", "text"}
    items: list[Any] = [*made.wins, *made.escalations, *made.asks]
    for item in items:
        texts = {f.name for f in fields(item) if get_type_hints(type(item))[f.name] is str} - named
        assert {name: getattr(item, name) for name in texts} == dict.fromkeys(texts, "")


def test_the_same_words_again_are_no_other_words() -> None:
    made, _ = _reworded({"w-1": OLD, "e-1": f" {OLD}\u200b ", "e-2": "New ask"})
    assert [one.sender for one in made.wins] == [OLD]
    assert [(one.cause, one.handed_to, one.outcome) for one in made.escalations] == [(OLD, OLD, OLD)]
    assert [(one.cause, one.handed_to, one.outcome) for one in made.asks] == [("", "", "")]
