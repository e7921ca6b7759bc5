"""What needs a manager: what waits, what was answered, thanked or done, and what comes back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.sharing.attention import SECTIONS, Attention, TeamResponse, attention, needs_by_person
from cmcheckin.sharing.follow_up import MARK_STATES, FollowUp, Mark, MarkState, item_key
from cmcheckin.sharing.replies import OwnThanks
from cmcheckin.sharing.share_file import Reply, ShareEscalation, ShareFile, ShareResponse, ShareWin
from cmcheckin.sharing.team import TeamWin, build_person, build_team, sort_rows, team_wins

TODAY = date(2026, 11, 23)
MADE = datetime(2026, 11, 22, 18, tzinfo=UTC)
ALL = ("hours", "wins", "escalations", "asks", "help", "leave")


def file(person: str = "p-1", name: str = "Ada", made: datetime = MADE, **fields: object) -> ShareFile:
    """Return a file of the week before `made`."""
    last = made.date()
    return replace(ShareFile(person, name, made, last - timedelta(6), last, ALL), **fields)  # type: ignore[arg-type]


def ask(id_: str = "a-1", days: int = 9, status: str = "open") -> ShareEscalation:
    return ShareEscalation(id_, "Captions", TODAY - timedelta(days), "ask", status=status)


def escalation(severity: int | None, id_: str = "e-1", status: str = "open") -> ShareEscalation:
    return ShareEscalation(id_, "Spam wave", date(2026, 11, 20), "conduct", severity, status)


def win(n: int = 0, day: date = date(2026, 11, 20), kind: str = "member") -> ShareWin:
    return ShareWin(f"w-{n}", day, "Meetup filled", kind)


def reply(kind: str, about: str = "", to: str = "p-1", made: datetime = MADE) -> Reply:
    return Reply(f"r-{kind}-{about}", to, kind, "Text", made, about)


def needs(
    *files: ShareFile,
    marks: dict[str, Mark] | None = None,
    replies: tuple[Reply, ...] = (),
    responses: tuple[TeamResponse, ...] = (),
) -> Attention:
    """Return what needs the manager from the newest file of each person."""
    wins = team_wins((one.person, one.name, one.wins) for one in files)
    team = build_team([[one] for one in files], TODAY)
    return attention(team, wins, FollowUp(marks or {}), replies, responses, TODAY)


def test_each_section_has_what_needs_the_manager() -> None:
    found = needs(
        file("p-1", "Ada", help="Cover on Sunday"),
        file("p-2", "Ben", asks=(ask(), ask("a-2", 30), ask("a-3", status="resolved"))),
        file("p-3", "Cem", escalations=tuple(escalation(n, f"e-{n}") for n in (3, 4, 5, None))),
        file("p-4", "Dee", wins=(win(),)),
        file("p-5", "Eve"),
    )
    assert [(one.name, one.text) for one in found.help] == [("Ada", "Cover on Sunday")]
    assert [one.item.id for one in found.asks] == ["a-2", "a-1"], "the oldest first"
    assert [one.item.id for one in found.escalations] == ["e-5", "e-4"]
    assert [one.name for one in found.recognition] == ["Dee"]
    assert [row.name for row in found.people] == ["Ada", "Ben", "Cem", "Dee", "Eve"]
    assert SECTIONS[-1] == "people"


# Asks, help and escalations


def test_an_ask_that_was_answered_no_longer_waits_however_often_it_is_shared() -> None:
    shared = file(asks=(ask(),))
    for state, waits in (("answered", False), ("done", True), ("talk", True)):
        earlier = Mark(state, date(2026, 11, 1))  # type: ignore[arg-type]
        assert bool(needs(shared, marks={item_key("item", "p-1", "a-1"): earlier}).asks) is waits, state
    assert needs(shared, replies=(reply("answer", "a-1"),)).asks == ()
    assert needs(shared, replies=(reply("answer", "a-1", to="p-2"), reply("cover"))).asks


@pytest.mark.parametrize("kind", ["help", "item", "response"])
def test_what_is_done_comes_back_only_if_a_newer_file_has_it_again(kind: Literal["help", "item", "response"]) -> None:
    shared = file(help="Cover", escalations=(escalation(5),))
    answers = (TeamResponse("p-1", "Ada", ShareResponse("r-1", "question", "Yes", MADE.date())),)
    key = item_key(kind, "p-1", {"help": "Cover", "item": "e-1", "response": "r-1"}[kind])
    for on, comes_back in ((MADE.date() - timedelta(1), True), (MADE.date(), False), (TODAY, False)):
        found = needs(shared, marks={key: Mark("done", on)}, responses=answers)
        entries = {
            "help": [one.mark for one in found.help],
            "item": [one.mark for one in found.escalations],
            "response": [one.mark for one in found.responses],
        }
        assert entries[kind] == ([Mark("done", on)] if comes_back else [])


def test_a_newer_file_without_the_line_asks_for_nothing() -> None:
    assert needs(file(help=" ")).help == ()


def test_old_help_shows_the_day_it_was_shared() -> None:
    old = file(made=datetime(2026, 11, 3, 18, tzinfo=UTC), help="Cover")
    assert needs(old).help[0].stale_since == date(2026, 11, 3)
    assert needs(file(help="Cover")).help[0].stale_since is None


# Answers that came back


def test_the_newest_answer_to_each_reply_is_shown_with_the_reply() -> None:
    def answer(text: str, day: int, id_: str = "r-question-") -> TeamResponse:
        return TeamResponse("p-1", "Ada", ShareResponse(id_, "question", text, date(2026, 11, day)))

    asked = reply("question")
    found = needs(
        file(), replies=(asked,), responses=(answer("Friday", 12), answer("Thursday", 14), answer("No", 9, "gone"))
    )
    assert [(one.response.text, one.reply) for one in found.responses] == [("No", None), ("Thursday", asked)]


# Recognition


@pytest.mark.parametrize(
    ("thanks", "is_due"),
    [
        ((), True),
        ((reply("thanks", "w-0"),), False),
        ((reply("thanks", "w-9"),), True),
        ((reply("thanks", "w-0", to="p-2"),), True),
        ((reply("thanks"),), False),
        ((reply("thanks", made=datetime(2026, 11, 1, tzinfo=UTC)),), True),
        ((reply("cover"),), True),
    ],
)
def test_a_win_is_listed_until_it_was_thanked_for(thanks: tuple[Reply, ...], is_due: bool) -> None:
    assert bool(needs(file(wins=(win(),)), replies=thanks).recognition) is is_due


@pytest.mark.parametrize("state", MARK_STATES)
def test_a_thanked_win_never_comes_back(state: MarkState) -> None:
    found = needs(file(wins=(win(),)), marks={item_key("win", "p-1", "w-0"): Mark(state, date(2026, 1, 1))})
    assert bool(found.recognition) is (state == "talk")


def test_all_wins_of_the_last_four_weeks_are_due_for_thanks_newest_first() -> None:
    days = [TODAY - timedelta(n) for n in (1, 5, 9, 20, 27, 28, 40)]
    [found] = needs(file(wins=tuple(win(n, day) for n, day in enumerate(days)))).recognition
    assert [one.day for one in found.wins] == days[:5]
    assert needs(file(wins=(win(0, days[4]),))).recognition
    assert needs(file(wins=(win(0, days[5]),))).recognition == ()


OWN = replace(win(1, kind="thanks"), text="Lovely", sender="Kim")


@pytest.mark.parametrize(
    ("praise", "sender", "is_due"),
    [
        (OWN, "", False),
        (replace(OWN, text="lovely ", sender=""), "", False),
        (replace(OWN, text="Reworded"), "kim", False),
        (replace(OWN, text="Reworded"), "", True),
        (replace(OWN, kind="member"), "", True),
        (replace(OWN, text="Reworded", sender="Ben"), "Kim", True),
    ],
)
def test_praise_kept_from_the_managers_own_thanks_isnt_due_for_thanks(
    praise: ShareWin, sender: str, is_due: bool
) -> None:
    thanks = replace(reply("thanks", "w-0"), text="Lovely", sender="Kim")
    shared = file(wins=(praise,))
    team = build_team([[shared]], TODAY)
    assert bool(attention(team, team.wins, FollowUp(), (thanks,), (), TODAY, sender).recognition) is is_due
    assert bool(needs(shared, replies=(replace(thanks, to="p-2"),)).recognition), "thanks to somebody else"
    asked = build_person([shared], TODAY, own=OwnThanks((thanks,), sender)).candidates
    assert bool(asked) is is_due


# Order


def test_who_needs_something_comes_first_by_section_and_then_by_name_and_never_by_an_amount() -> None:
    found = needs(
        file("p-1", "Zoe", asks=(ask(), ask("a-2", 60))),
        file("p-2", "Ben", asks=(ask(),), wins=(win(),)),
        file("p-3", "Ada", wins=(win(), win(1))),
        file("p-4", "Cem", help="Cover"),
        file("p-5", "Abe"),
    )
    by_person = needs_by_person(found)
    assert by_person == {
        "p-4": ("help",), "p-1": ("asks",), "p-2": ("asks", "recognition"), "p-3": ("recognition",),
    }  # fmt: skip
    assert [row.name for row in sort_rows(found.people, by_person)] == ["Cem", "Ben", "Zoe", "Ada", "Abe"]


IDS = st.sampled_from(["a-1", "e-1", "w-0", "Cover", "שלום", "日本"])
MARKS = st.dictionaries(
    st.builds(item_key, st.sampled_from(["help", "item", "win", "response"]), st.sampled_from(["p-1", "p-2"]), IDS),
    st.builds(Mark, st.sampled_from(MARK_STATES), st.dates(date(2026, 10, 1), TODAY)),
)


@given(marks=MARKS, about=IDS, to=st.sampled_from(["p-1", "p-2", "p-9"]))
def test_no_mark_or_reply_of_one_person_hides_what_another_needs(marks: dict[str, Mark], about: str, to: str) -> None:
    files = [
        file(person, "Ada", help="Cover", asks=(ask(),), escalations=(escalation(5),), wins=(win(),))
        for person in ("p-1", "p-2", "p-3")
    ]
    found = needs(*files, marks=marks, replies=(reply("answer", about, to), reply("thanks", about, to)))
    untouched = [needs_by_person(found)["p-3"]]
    assert untouched == [("help", "asks", "escalations", "recognition")]
    assert len(found.people) == 3


def test_the_order_of_wins_doesnt_matter() -> None:
    team = build_team([[file()]], TODAY)
    wins = [TeamWin("p-1", "Ada", win(n, TODAY - timedelta(n))) for n in (3, 1, 2)]
    assert attention(team, wins, FollowUp(), (), (), TODAY).recognition == (
        attention(team, wins[::-1], FollowUp(), (), (), TODAY).recognition
    )
