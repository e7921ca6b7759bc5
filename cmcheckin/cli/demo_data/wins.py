"""The wins of the demo, in order."""

from __future__ import annotations

from typing import Final

from cmcheckin.domain.checkin import Win


def _win(kind: str, text: str, sender: str | None = None, *, long_term: bool = False) -> Win:
    return Win(text, kind=kind, sender=sender, long_term=long_term)


WINS_EARLY: Final = (
    _win("member", "First-time poster answered three others"),
    _win("content", "The guide to tracing a path reads well on a phone now"),
    _win("community", "The introductions thread passed 500 hellos"),
    _win("product", "Search by hut name went live, asked for by 61 people", long_term=True),
    _win("thanks", "“I never felt stupid asking here”", "pathfinder_ilse"),
    _win("team", "Support forwards wording questions before they become tickets"),
    _win("member", "Oskar, who only ever reported bugs, wrote his first route"),
    _win("event", "Monthly call: 34 people, and they did most of the talking"),
    _win("self", "Wrote the moderation handbook's hardest page"),
    _win("community", "Portuguese is the ninth language with its own moderators", long_term=True),
    _win("content", "“Ask a warden” got 80 questions and 76 answers"),
    _win("thanks", "Said the weekly digest is the only mail she opens", "Ruth, trail association"),
    _win("member", "Two members who quarrelled in spring are mapping together"),
    _win("product", "Triage with the map team now has a fixed hour"),
    # the launch
    _win("event", "4.0 launch stream: 410 watching, calm chat, 9 moderators"),
    _win("community", "Forty community paths are on the launch page, with names"),
    _win("thanks", "“You were so patient with us”", "a new member"),
    _win("team", "Engineering posted the sync fix in the thread themselves"),
    _win("content", "Known-issues page kept 200 people from asking twice"),
    _win("member", "Teo answered 47 launch questions from his kitchen"),
    _win("product", "The tablet bug was fixed from a member's screen recording"),
    _win("self", "Left the desk at six on the day after launch"),
    # after it
    _win("event", "Mapping weekend: 126 people, 1,900 paths checked", long_term=True),
    _win("community", "The trail colours debate ended in a page both sides signed"),
    _win("thanks", "Sent a postcard to the office, signed by eleven mappers", "the Jura group"),
    _win("member", "A lurker of four years hosted her first walk"),
    _win("team", "Jonas shadowed the queue for two days and enjoyed it"),
    _win("content", "Hand-over notes short enough that they were read"),
    _win("product", "Sync errors down to three reports a day"),
)

WINS_LATE: Final = (
    _win("team", "Nobody called me during two weeks of leave"),
    _win("community", "Hut keepers' thread turned two, 1,200 posts and no fight"),
    _win("member", "Amina became a moderator, and was cheered"),
    _win("content", "Season guide finished, eleven authors"),
    _win("thanks", "Told the board that the forum sold her on Waymark", "Priya, sales"),
    _win("product", "Winter closures are on the map, from the community's list", long_term=True),
    _win("event", "New-member evening: 22 came, 9 posted the same week"),
    _win("self", "Took the whole lunch break, all five days"),
    _win("community", "Spanish and Catalan moderators agreed on place names"),
    _win("member", "Oskar now welcomes people with his own map of bakeries"),
    _win("content", "The “how we decide” page answered a thread by itself"),
    _win("team", "Marketing asked before naming a member in a post"),
    # prices
    _win("community", "Long-timers wrote an open letter, and it was fair"),
    _win("team", "Finance came into the thread and answered for two hours"),
    _win("member", "Ilse kept the German corner kind all weekend"),
    _win("product", "Volunteers keep the old price, after 212 signatures", long_term=True),
    _win("thanks", "“Thank you for not hiding”", "mosskeeper"),
    _win("content", "One page with every answer on prices, updated daily"),
    _win("self", "Asked for help on the weekends, in writing"),
    _win("community", "The refund question went from 40 a day to 4"),
    _win("team", "Mira agreed: the community hears of prices first next time"),
    _win("thanks", "Apologised for the tone in the thread, unasked", "ridgeline_tom"),
    # worn
    _win("member", "Teo drafted the spam filter rules, and they hold"),
    _win("content", "Autumn digest went out two days late and nobody minded"),
    _win("community", "First week since the change with more routes than complaints"),
    _win("thanks", "Brought soup, and the moderation queue at zero", "Jonas"),
    _win("product", "Refund rule is in the help centre in nine languages"),
    _win("self", "Stayed in bed when ill, and told nobody why"),
    _win("event", "Meetup filled in a day"),
    _win("team", "Weekend rota agreed for the rest of the year", long_term=True),
    # the meetup
    _win("event", "Meetup: 94 came, 6 talks, all by members", long_term=True),
    _win("member", "Amina's talk on winter paths had people standing"),
    _win("thanks", "“I came for the maps and stayed for you lot”", "Bram, 71"),
    _win("community", "Four local groups founded at the meetup's last table"),
    _win("content", "The meetup film is cut by a member, and it is good"),
    _win("team", "Three engineers came, and stayed for the evening"),
    _win("thanks", "Wrote to the CEO that this forum is why she renewed", "Dr. Okafor"),
    _win("product", "Group pages are on the roadmap, as the groups wrote them"),
    _win("member", "Ridgeline_tom offered to moderate, and meant it"),
    _win("self", "First Sunday without the phone"),
    # now
    _win("member", "First-time poster answered three others"),
    _win("content", "Meetup film: 2,300 views in two days"),
    _win("thanks", "“You were so patient with us”", "a new member"),
    _win("community", "Lyon group drew its first map together"),
    _win("team", "Support took the renewal questions off the forum"),
)
