"""The scenes of the demo before the call: who writes what, and when."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bot.demo.story import cast
from bot.demo.story.scene import Scene, edits, presses, writes

CALL = datetime(2027, 1, 12, 21, tzinfo=UTC)  # Tuesday, 16:00 in New York


def before(**span: float) -> datetime:
    """A moment so long before the call."""
    return CALL - timedelta(**span)


BEFORE: Sequence[Scene] = (
    Scene(
        before(days=7, hours=20),
        "The week before: Tilda reports for Software",
        "She uses headings, so each line stands where she put it. The bot's card says what it understood, "
        "and every item can be moved or withdrawn there.",
        cast.SOFTWARE,
        writes(
            cast.SOFTWARE,
            "News:",
            "- HTCondor CE load tests reached 12K jobs on a single CE",
            "- Packaged the new accounting probe",
            "Ongoing:",
            "- Working on a bunch of small certificate tool changes",
            "- IPv6 evaluation of the worker node client",
        ),
    ),
    Scene(
        before(days=7),
        "The week before: the minutes are posted",
        "At call time the minutes stand in the channel, with the TWiki copy as a file in their thread.",
        cast.CHAIR,
        room=cast.CHANNEL,
    ),
    Scene(
        before(days=6),
        "The week before: the late window ends",
        "From now on what leads write counts for the next meeting.",
        cast.CHAIR,
        room=cast.CHANNEL,
    ),
    Scene(
        before(days=4),
        "Friday: Tilda writes early, without headings",
        "Nobody asked yet, and it counts all the same. What stood in last week's minutes is Ongoing, the "
        "rest is News; an indented line stays with the one above.",
        cast.SOFTWARE,
        writes(
            cast.SOFTWARE,
            "- HTCondor CE load tests reached 16K jobs on a single CE",
            "- Working on a bunch of small certificate tool changes",
            "- IPv6 evaluation of the worker node client",
            "- Updating to HTCondor 24.3 in Upcoming",
            "   - blocked on one failing test, fix is in review",
        ),
    ),
    Scene(
        before(hours=24),
        "Monday, 16:00: the bot asks every lead",
        "One direct message each: which call, when in their own time zone, what is still on their list, and "
        "buttons for those who are in a hurry.",
        cast.SUPPORT_TWO,
    ),
    Scene(
        before(hours=22, minutes=50),
        "Anush reports for Atlas",
        "A greeting, bold words and a bullet below a bullet: everything is kept as written.",
        cast.ATLAS_ONE,
        writes(
            cast.ATLAS_ONE,
            "Hi! For tomorrow:",
            "- General production status",
            "   - production was stable at 30-40K running job slots",
            "   - *1.6M* pilots, CPU/walltime ratio of 74%",
        ),
    ),
    Scene(
        before(hours=21),
        "Wei, who shares the area, adds a line",
        "Two leads, one area: her line joins what Anush wrote, and both cards show all of it.",
        cast.ATLAS_TWO,
        writes(cast.ATLAS_TWO, "- Data transfer rate was ~110TB/day at the Tier-1 for last week"),
    ),
    Scene(
        before(hours=7),
        "Tuesday: Sasha reports for the Operations Center in two messages",
        "This area calls its News “Last week”: the bot knows the area's own words.",
        cast.OPERATIONS,
        writes(
            cast.OPERATIONS,
            "*Last week*",
            "- <https://status.example.org/availability|Services availability and reliability>",
            "- Quiet week overall",
            "- Replicated accounting database lagged for 6 hours on the 4th",
        ),
    ),
    Scene(
        before(hours=6, minutes=55),
        "… the second one",
        "The card is not sent again; the one that stands there now shows both messages.",
        cast.OPERATIONS,
        writes(
            cast.OPERATIONS,
            "*This week*",
            "- ITB release, see <https://blog.example.org/2027/01/itb|the change log>",
            "- Updates to OIM, MyOSG and GratiaWeb",
        ),
    ),
    Scene(
        before(hours=6, minutes=30),
        "Sasha edits a number in the first one",
        "Editing or deleting a message changes the items: it was 9 hours, not 6.",
        cast.OPERATIONS,
        edits(cast.OPERATIONS, "lagged for 6 hours", "lagged for 9 hours"),
    ),
    Scene(
        before(hours=3),
        "Tuesday, 13:00: the first reminder goes to those who have not reported",
        "Only to leads of areas without an update; nobody who has reported is disturbed.",
        cast.RELEASE,
    ),
    Scene(
        before(hours=2, minutes=40),
        "Tomas presses Nothing new for CMS",
        "One click is a report, too: the area will say so instead of staying blank.",
        cast.CMS,
        presses(cast.CMS, "Nothing new"),
    ),
    Scene(
        before(hours=2),
        "Karen reports an emergency for Security",
        "An emergency is lifted to the top of the minutes and stands in its area as well.",
        cast.SECURITY,
        writes(
            cast.SECURITY,
            "Emergencies:",
            "- CVE-2027-0142 in the token issuer is being exploited, sites must update today",
            "Operations",
            "- Traceability drill with two VOs, write-up this week",
            "- Set POLICY = draft is what the wiki page says, needs a review",
        ),
    ),
    Scene(
        before(hours=1, minutes=55),
        "Karen tells the channel at once",
        "An emergency need not wait for the call: one message in the channel, which mentions nobody. What "
        "she writes about it later follows in its thread, and when it is over, it says so.",
        cast.SECURITY,
        presses(cast.SECURITY, "Tell the channel now"),
        room=cast.CHANNEL,
    ),
    Scene(
        before(hours=1, minutes=50),
        "Karen finds it right",
        "The card closes. Nobody has to confirm: what is not confirmed is published all the same.",
        cast.SECURITY,
        presses(cast.SECURITY, "Looks right"),
    ),
    Scene(
        before(minutes=30),
        "Tuesday, 15:30: the last call, for User Support and Release",
        "Half an hour before the call, to the last silent areas; Nothing new is one press away.",
        cast.SUPPORT_TWO,
    ),
    Scene(
        before(minutes=20),
        "Magnus answers between two other things",
        "Thanks are no status: the card shows what was set aside, so that he could take it back.",
        cast.SUPPORT_TWO,
        writes(
            cast.SUPPORT_TWO,
            "sorry, was in a meeting",
            "A university in Florida wants to join as a resource provider; Chiara & I are helping them.",
            "thanks!",
        ),
    ),
    Scene(
        before(minutes=15),
        "Vera, who leads no area, writes to the bot",
        "She is told so, kindly and once; nothing she wrote gets into the minutes.",
        cast.VISITOR,
        writes(cast.VISITOR, "Could I get the minutes by mail?"),
    ),
)
